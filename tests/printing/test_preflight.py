from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.case_notices import AcceptanceBody
from core.paper_kind import NoticeKind
from printing.copy_mark import CopyMark
from printing.documents import acceptance, render, render_copy
from printing.documents.block import Drawing
from printing.documents.sheet import Counterpart, bind
from printing.preflight import Defect, PaperRefused, preflight
from printing.qr import draw_code
from printing.sample import sample_notice

if TYPE_CHECKING:
    from core.notice import Notice
    from printing.documents.block import Block

OURS = sample_notice(NoticeKind.ONE_TIME, "张明华")
PLAIN = sample_notice(NoticeKind.ACCEPTANCE, "张明华")
THEIRS = sample_notice(NoticeKind.ONE_TIME, "李雷")


def defect_of(pdf: bytes, notice: Notice = OURS) -> Defect:
    with pytest.raises(PaperRefused, match="这份文书没有打印") as refused:
        preflight(pdf, notice)
    assert refused.value.defect.value in str(refused.value)
    return refused.value.defect


def without_page(pdf: bytes, page: int) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        del document[page % len(document)]
        shortened = io.BytesIO()
        document.save(shortened)
    return shortened.getvalue()


def test_our_own_papers_pass(notice: Notice) -> None:
    preflight(render(notice), notice)
    preflight(render_copy(notice, CopyMark(2, "打印机卡纸")), notice)


def test_a_name_shown_by_its_number_passes() -> None:
    notice = sample_notice(NoticeKind.ONE_TIME, "王\U000323af")
    preflight(render(notice), notice)


@pytest.mark.parametrize(
    ("other", "defect"),
    [
        (dataclasses.replace(OURS, addressee="张明𠮷"), Defect.TEXT),
        (dataclasses.replace(OURS, number="清河市监〔2026〕告03-000418"), Defect.TEXT),
        (sample_notice(NoticeKind.ACCEPTANCE, "张明华"), Defect.TEXT),
        (dataclasses.replace(OURS, code=THEIRS.code), Defect.CODE),
    ],
    ids=["name", "number", "kind", "code"],
)
def test_the_paper_of_another_case_is_refused(other: Notice, defect: Defect) -> None:
    assert defect_of(render(OURS), other) is defect


@pytest.mark.parametrize("lost", [0, 3, -1], ids=["first", "middle", "last"])
def test_a_paper_without_one_of_its_pages_is_refused(long_one_time: Notice, lost: int) -> None:
    shortened = without_page(render(long_one_time), lost)
    assert defect_of(shortened, long_one_time) is Defect.PAGES


def test_a_paper_without_one_of_its_copies_is_refused() -> None:
    assert defect_of(without_page(render(OURS), 0)) is Defect.PAGES


def test_a_landscape_paper_on_an_upright_sheet_is_refused() -> None:
    ledger = sample_notice(NoticeKind.LEDGER, "张明华")
    preflight(render(ledger), ledger)
    with pypdfium2.PdfDocument(render(ledger)) as document:
        document[0].set_mediabox(0, 0, *A4)
        resized = io.BytesIO()
        document.save(resized)
    assert defect_of(resized.getvalue(), ledger) is Defect.PAGE_SIZE


@pytest.mark.parametrize("size", [(612, 792), (A4[1], A4[0])], ids=["letter", "landscape"])
def test_another_size_of_paper_is_refused(size: tuple[float, float]) -> None:
    with pypdfium2.PdfDocument(render(OURS)) as document:
        document[0].set_mediabox(0, 0, *size)
        resized = io.BytesIO()
        document.save(resized)
    assert defect_of(resized.getvalue()) is Defect.PAGE_SIZE


def test_a_font_left_to_the_printer_is_refused() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(100, 100, "03-000417")
    canvas.save()
    assert defect_of(file.getvalue()) is Defect.FONT


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.4 cut off", render(OURS)[:2000]])
def test_a_damaged_file_is_refused(pdf: bytes) -> None:
    assert defect_of(pdf) is Defect.DAMAGED


class Stray(Drawing):
    """A short line somewhere on the sheet, in mm from its lower left corner."""

    def __init__(self, left: float, bottom: float) -> None:
        self.left, self.bottom = left * mm, bottom * mm

    def drawOn(self, canvas: Canvas, _: float, __: float) -> None:  # noqa: N802  # reportlab's name
        canvas.setLineWidth(0.25)
        canvas.line(self.left, self.bottom, self.left + 1 * mm, self.bottom)


def with_block(block: Block) -> bytes:
    body = PLAIN.body
    assert isinstance(body, AcceptanceBody)
    story = Counterpart("", lambda: [*acceptance.story(PLAIN, body), block])
    return bind(PLAIN, None, (story,))


def with_line_at(left: float, bottom: float) -> bytes:
    return with_block(Stray(left, bottom))


@pytest.mark.parametrize(
    "place",
    [(100, 13), (100, 284), (12, 150), (197, 150), (0, 0), (209, 296), (5, 290)],
    ids=str,
)
def test_ink_where_a_desk_printer_cannot_print_is_refused(place: tuple[float, float]) -> None:
    assert defect_of(with_line_at(*place)) is Defect.MARGIN


@pytest.mark.parametrize("place", [(100, 15.5), (100, 281.5), (15.5, 150), (193.5, 150)], ids=str)
def test_ink_within_the_margins_passes(place: tuple[float, float]) -> None:
    preflight(with_line_at(*place), PLAIN)


def test_a_second_code_on_the_page_is_refused() -> None:
    assert defect_of(with_block(SecondCode()), PLAIN) is Defect.CODE


class SecondCode(Drawing):
    height = 12 * mm

    def draw(self) -> None:
        draw_code(self.canv, "YC7Q2MKD4T6HZXB4", self.height)
