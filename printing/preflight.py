"""The last look at a paper before it may leave: what a citizen would notice on the sheet."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from core.errors import Refusal
from printing import typeface
from printing.documents.margins import geometry
from printing.pdfium import POINTS_PER_INCH, opened
from printing.qr import codes_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.notice import Notice
    from printing.documents.margins import Geometry


class Defect(enum.Enum):
    """What is wrong with the paper; the value completes the sentence told to the clerk."""

    DAMAGED = "文件已损坏"
    PAGE_SIZE = "纸张大小或者方向不是本文书规定的"
    MARGIN = "有内容印到了打印机印不到的页边"
    FONT = "字体没有全部嵌入"
    TEXT = "标题、编号或者申请人与办件不一致"
    PAGES = "页数不全"
    CODE = "二维码扫不出本件的编码"


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

    Checks the kind's own sheet (within 1 mm), embedded fonts, that nothing stands where a desk
    printer cannot print, that applicant, number and title can be read back, that no page of any
    copy is missing, and that the code on the last page can be scanned at 200 dpi.

    Raises: PaperRefused.
    """
    try:
        with opened(pdf) as document:
            pages = list(document)
            shape = geometry(notice.kind.sheet)
            _check_size(pages, shape)
            _check_fonts(pages)
            _check_margins(pages, shape)
            shown = [_unspaced(page.get_textpage().get_text_bounded()) for page in pages]
            _check_text("".join(shown), notice)
            _check_pages(shown, notice)
            _check_code(pages[-1], notice)
    except pypdfium2.PdfiumError as error:
        raise PaperRefused(Defect.DAMAGED) from error


_SIZE_TOLERANCE = POINTS_PER_INCH / 25.4  # 1 mm
_MARGIN_DPI = 50  # coarse: a hairline still leaves a shade in its dot
_SMALLEST_SYMBOL = POINTS_PER_INCH / 25.4 * 10  # 10 mm; a camera cannot read less from paper
_WHITE = b"\xff"


def _check_size(pages: list[pypdfium2.PdfPage], shape: Geometry) -> None:
    for page in pages:
        width, height = page.get_size()
        if max(abs(width - shape.width), abs(height - shape.height)) > _SIZE_TOLERANCE:
            raise PaperRefused(Defect.PAGE_SIZE)


def _check_fonts(pages: list[pypdfium2.PdfPage]) -> None:
    for page in pages:
        for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            if not text.get_font().is_embedded:
                raise PaperRefused(Defect.FONT)


def _check_margins(pages: list[pypdfium2.PdfPage], shape: Geometry) -> None:
    edge = int(shape.edge * _MARGIN_DPI / POINTS_PER_INCH) - 1  # dots; the next holds lawful ink
    for page in pages:
        bitmap = page.render(scale=_MARGIN_DPI / POINTS_PER_INCH, grayscale=True)
        pixels, stride = bytes(bitmap.buffer), bitmap.stride
        rows = [
            pixels[start : start + bitmap.width]
            for start in range(0, stride * bitmap.height, stride)
        ]
        beside = (part for row in rows for part in (row[:edge], row[-edge:]))
        if any(part.strip(_WHITE) for part in (*rows[:edge], *rows[-edge:], *beside)):
            raise PaperRefused(Defect.MARGIN)


def _check_text(shown: str, notice: Notice) -> None:
    for wanted in (notice.kind.title, notice.number, notice.addressee):
        if _unspaced(typeface.printable(wanted)) not in shown:
            raise PaperRefused(Defect.TEXT)


def _check_pages(shown: list[str], notice: Notice) -> None:
    """Each copy says itself how many pages it has, and has them all in order."""
    first = 0
    for _ in range(notice.kind.copies):
        first = _end_of_copy(shown, first)
    if first != len(shown):
        raise PaperRefused(Defect.PAGES)


def _end_of_copy(shown: list[str], first: int) -> int:
    for end in range(first + 1, len(shown) + 1):
        total = end - first
        if all(
            f"第{page}页共{total}页" in text for page, text in enumerate(shown[first:end], start=1)
        ):
            return end
    raise PaperRefused(Defect.PAGES)


def _check_code(page: pypdfium2.PdfPage, notice: Notice) -> None:
    found = {code for crop in _crops(page) for code in codes_on(page, crop)}
    if found != {notice.code}:  # a stub repeats the code
        raise PaperRefused(Defect.CODE)


def _crops(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """What to cut off from the left, bottom, right and top to leave each thing that is square.

    A symbol is one filled path. Rasterising it alone takes a tenth of the time of the whole page.
    """
    width, height = page.get_size()
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = path.get_bounds()
        size = right - left
        if size > _SMALLEST_SYMBOL and abs(top - bottom - size) < 1:
            quiet = size / 5  # four modules of the 21 of the smallest symbol
            yield left - quiet, bottom - quiet, width - right - quiet, height - top - quiet


def _unspaced(text: str) -> str:
    """Lines break a name anywhere; blanks say nothing about whose it is."""
    return "".join(text.split())
