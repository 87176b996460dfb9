"""A list of hundreds of rows on the broad side of the sheet."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image, ImageChops

from core.office_notices import LedgerBody, ReportColumn, ReportTable
from core.paper_kind import NoticeKind
from printing.copy_mark import CopyMark
from printing.documents.closing import clerk_box, closing
from printing.documents.heading import heading
from printing.documents.paragraph import Paragraph
from printing.documents.sheet import Counterpart, bind
from printing.documents.styles import BODY
from printing.documents.tables import Column, fields, listing
from printing.preflight import preflight
from printing.sample import sample_notice

if TYPE_CHECKING:
    from core.notice import Notice
    from printing.documents.block import Block

ROWS = 300
DOTS = 4  # to a millimetre
COLUMNS = tuple(
    ReportColumn(heading, share)
    for heading, share in (
        ("序号", 6),
        ("办件编号", 24),
        ("申请人", 20),
        ("事项", 40),
        ("状态", 10),
    )
)
TABLE = ReportTable(
    "",
    COLUMNS,
    tuple(
        (str(row), f"20260928-03-{row:04d}", "张明华", "食品经营许可" * (row % 7), "已办结")
        for row in range(1, ROWS + 1)
    ),
)
LEDGER: Notice = dataclasses.replace(
    sample_notice(NoticeKind.ACCEPTANCE, "清河区市场监督管理局"),
    body=LedgerBody("受理台账", date(2026, 9, 1), date(2026, 9, 30), TABLE, ("共 300 件",)),
)


def story() -> list[Block]:
    columns = [Column(column.heading, column.share) for column in TABLE.columns]
    return [
        *heading(LEDGER),
        fields([[("台账", "受理台账")], [("起", "2026年9月1日"), ("止", "2026年9月30日")]]),
        listing(columns, TABLE.rows),
        closing(LEDGER, [clerk_box("制表人", LEDGER)], [Paragraph("共 300 件。", style=BODY)]),
    ]


@pytest.fixture(scope="module")
def ledger() -> bytes:
    return bind(LEDGER, None, (Counterpart("", story),))


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def ink_of(pdf: bytes, page: int) -> Image.Image:
    """The page at DOTS to a millimetre as a picture in which ink is white."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page - 1].render(scale=DOTS * 25.4 / 72, grayscale=True).to_pil()
    return ImageChops.invert(picture)


def test_every_row_is_printed_once_below_the_head_of_its_page(ledger: bytes) -> None:
    pages = pages_of(ledger)
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in page
        assert ("序号办件编号申请人事项状态" in page) == ("20260928-03-" in page[60:])
    words = "".join(pages)
    for row in range(1, ROWS + 1):
        assert words.count(f"20260928-03-{row:04d}") == 1 + (row == 412)
    assert "制表人" in pages[-1]


def test_the_pages_are_broad_and_filled_from_margin_to_margin(ledger: bytes) -> None:
    for number in (1, 2, len(pages_of(ledger)) - 1):
        ink = ink_of(ledger, number)
        assert ink.size == pytest.approx((297 * DOTS, 210 * DOTS), abs=1)
        left, top, right, bottom = ink.getbbox() or (0, 0, 0, 0)
        assert (left, right) == pytest.approx((22 * DOTS, 275 * DOTS), abs=2)
        assert top >= 15 * DOTS - 1
        assert bottom <= 195 * DOTS + 1


def test_the_columns_keep_their_shares_of_the_broader_sheet(ledger: bytes) -> None:
    ink = ink_of(ledger, 2)
    for share in (0, 6, 30, 50, 90, 100):
        edge = round((22 + 253 * share / 100) * DOTS)
        middle = ink.height // 2
        assert ink.crop((edge - 1, middle, edge + 2, middle + 1)).getbbox(), share


def test_a_broad_paper_passes_the_last_look(ledger: bytes) -> None:
    preflight(ledger, LEDGER)
    preflight(bind(LEDGER, CopyMark(2, "打印机卡纸"), (Counterpart("", story),)), LEDGER)
