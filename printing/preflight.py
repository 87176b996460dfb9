"""The last look at a paper before it may leave: what a citizen would notice on the sheet."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from core.errors import Refusal
from printing import typeface
from printing.pdfium import POINTS_PER_INCH, opened
from printing.qr import codes_in

if TYPE_CHECKING:
    from core.notice import Notice
    from core.paper_kind import Sheet


class Defect(enum.Enum):
    """What is wrong with the paper; the value completes the sentence told to the clerk."""

    DAMAGED = "文件已损坏"
    PAGE_SIZE = "纸张大小或者方向不是本文书规定的"
    FONT = "字体没有全部嵌入"
    TEXT = "标题、编号或者申请人与办件不一致"
    CODE = "二维码扫不出本件的凭证码"


class PaperRefused(Refusal):
    """A paper that would not be what the record says."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(
            f"这份文书没有打印：{defect.value}；办件记录没有变动，请重新生成，"
            "仍然不行请告诉系统管理员。"
        )
        self.defect = defect


def preflight(pdf: bytes, notice: Notice) -> None:
    """Compare the PDF with the notice it is meant to be.

    Checks the kind's own sheet (within 1 mm), embedded fonts, that applicant, number and title can
    be read back, and that the code on the last page can be scanned at 200 dpi.

    Raises: PaperRefused.
    """
    try:
        with opened(pdf) as document:
            pages = list(document)
            _check_size(pages, notice.kind.sheet)
            _check_fonts(pages)
            _check_text(pages, notice)
            _check_code(pages[-1], notice)
    except pypdfium2.PdfiumError as error:
        raise PaperRefused(Defect.DAMAGED) from error


_MILLIMETRE = POINTS_PER_INCH / 25.4
_SIZE_TOLERANCE = 1  # mm
_SCAN_DPI = 200


def _check_size(pages: list[pypdfium2.PdfPage], sheet: Sheet) -> None:
    for page in pages:
        sizes = zip(page.get_size(), sheet.value, strict=True)
        if any(abs(got / _MILLIMETRE - want) > _SIZE_TOLERANCE for got, want in sizes):
            raise PaperRefused(Defect.PAGE_SIZE)


def _check_fonts(pages: list[pypdfium2.PdfPage]) -> None:
    for page in pages:
        for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            if not text.get_font().is_embedded:
                raise PaperRefused(Defect.FONT)


def _check_text(pages: list[pypdfium2.PdfPage], notice: Notice) -> None:
    shown = _unspaced("".join(page.get_textpage().get_text_bounded() for page in pages))
    for wanted in (notice.kind.title, notice.number, notice.addressee):
        if _unspaced(typeface.printable(wanted)) not in shown:
            raise PaperRefused(Defect.TEXT)


def _check_code(page: pypdfium2.PdfPage, notice: Notice) -> None:
    bitmap = page.render(scale=_SCAN_DPI / POINTS_PER_INCH, grayscale=True)
    pixels = memoryview(bitmap.buffer).cast("B", (bitmap.height, bitmap.stride))
    if codes_in(pixels) != (notice.slip_code,):
        raise PaperRefused(Defect.CODE)


def _unspaced(text: str) -> str:
    """Lines break a name anywhere; blanks say nothing about whose it is."""
    return "".join(text.split())
