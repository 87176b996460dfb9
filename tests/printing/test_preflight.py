from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from core.paper_kind import NoticeKind
from printing.documents import CopyMark, render, render_copy
from printing.preflight import Defect, PaperRefused, preflight
from printing.sample import sample_notice

if TYPE_CHECKING:
    from core.notice import Notice

OURS = sample_notice(NoticeKind.ONE_TIME, "张明华")


def defect_of(pdf: bytes, notice: Notice = OURS) -> Defect:
    with pytest.raises(PaperRefused, match="这份文书没有打印") as refused:
        preflight(pdf, notice)
    assert refused.value.defect.value in str(refused.value)
    return refused.value.defect


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
        (dataclasses.replace(OURS, slip_code="YC7Q2MKD4T6HZXB4"), Defect.CODE),
    ],
    ids=["name", "number", "kind", "code"],
)
def test_the_paper_of_another_case_is_refused(other: Notice, defect: Defect) -> None:
    assert defect_of(render(OURS), other) is defect


def test_a_paper_without_its_last_page_is_refused(long_one_time: Notice) -> None:
    with pypdfium2.PdfDocument(render(long_one_time)) as document:
        del document[len(document) - 1]
        shortened = io.BytesIO()
        document.save(shortened)
    assert defect_of(shortened.getvalue(), long_one_time) is Defect.CODE


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
