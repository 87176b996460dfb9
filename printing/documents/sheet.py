"""The sheet itself: A4, margins, what repeats on every page, and the finished bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from core.errors import Refusal
from core.moment import CHINA
from printing import typeface
from printing.documents.margins import EDGE, FOOT, HEAD, SIDE
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import MARGINAL, MARK
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from core.notice import Notice

_LONGEST_REASON = 50  # characters; one line at the foot of the page


class CopyMarkIncomplete(Refusal):
    """A reprint without its number or reason."""


@dataclass(frozen=True)
class CopyMark:
    """What tells a reprint (补打) from the original, which is copy 1.

    Raises: CopyMarkIncomplete.
    """

    copy_no: int
    reason: str

    def __post_init__(self) -> None:
        if self.copy_no < 2:  # noqa: PLR2004  # copy 1 is the original
            raise CopyMarkIncomplete(
                f"补打份号从 2 开始，收到的是 {self.copy_no}，没有打印，请重新点补打。"
            )
        if not 0 < len(self.reason.strip()) <= _LONGEST_REASON:
            raise CopyMarkIncomplete(
                f"补打原因要写明且不超过 {_LONGEST_REASON} 个字，没有打印，请修改原因后重试。"
            )


def bind(notice: Notice, mark: CopyMark | None, story: Callable[[], list[Flowable]]) -> bytes:
    """The PDF of the story, the same bytes for the same notice and mark.

    The number of pages is known only after laying out, so a paper of several pages is laid out
    twice.
    """
    pdf, pages = _lay_out(notice, mark, story(), 1)
    if pages > 1:
        pdf, _ = _lay_out(notice, mark, story(), pages)
    return pdf


def _lay_out(
    notice: Notice, mark: CopyMark | None, story: list[Flowable], total: int
) -> tuple[bytes, int]:
    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setDateFormatter(lambda *_: _pdf_date(notice))
        _draw_head(canvas, notice, mark, document.page)
        _draw_foot(canvas, notice, mark, f"第 {document.page} 页　共 {total} 页")

    file = io.BytesIO()
    width, height = _size(notice)
    document = BaseDocTemplate(
        file,
        pagesize=(width, height),
        title=f"{notice.kind.title}　{notice.number}",
        author=notice.letterhead.hall,
        subject=notice.number,
        creator="一次 Yici",
        lang="zh-CN",
        displayDocTitle=1,
        invariant=1,
        initialFontName=typeface.load(Weight.REGULAR),
    )
    frame = Frame(
        SIDE,
        FOOT,
        width - 2 * SIDE,
        height - HEAD - FOOT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furnish))
    document.build(story)
    return file.getvalue(), document.page


def _size(notice: Notice) -> tuple[float, float]:
    width, height = notice.kind.sheet.value
    return width * mm, height * mm


def _pdf_date(notice: Notice) -> str:
    return notice.issued_at.astimezone(CHINA).strftime("D:%Y%m%d%H%M%S+08'00'")


def _draw_head(canvas: Canvas, notice: Notice, mark: CopyMark | None, page: int) -> None:
    sheet_width, sheet_height = _size(notice)
    width = sheet_width - 2 * SIDE
    if page > 1:
        line = Paragraph(f"{notice.kind.title}（续）　{notice.number}", style=MARGINAL)
        _place(canvas, line, SIDE, sheet_height - EDGE - 3.6 * mm, width - _MARK_WIDTH)
    if mark is not None:
        left = SIDE + width - _MARK_WIDTH
        bottom = sheet_height - EDGE - _MARK_HEIGHT
        canvas.setLineWidth(0.9)
        canvas.rect(left, bottom, _MARK_WIDTH, _MARK_HEIGHT)
        words = Paragraph(f"补打 · 第 {mark.copy_no} 次打印", style=MARK)
        _place(canvas, words, left, bottom + (_MARK_HEIGHT - MARK.leading) / 2, _MARK_WIDTH)


def _draw_foot(canvas: Canvas, notice: Notice, mark: CopyMark | None, pages: str) -> None:
    width = _size(notice)[0] - 2 * SIDE
    copies = "本文书一式两份，申请人、窗口各执一份。" if notice.kind.copies > 1 else ""
    _place(canvas, Paragraph(copies, style=MARGINAL), SIDE, EDGE, width)
    _place(
        canvas,
        Paragraph(pages, style=replace(MARGINAL, align=Align.RIGHT)),
        SIDE,
        EDGE,
        width,
    )
    if mark is not None:
        reason = Paragraph(f"补打原因：{mark.reason}", style=MARGINAL)
        _place(canvas, reason, SIDE, EDGE + MARGINAL.leading, width)


_MARK_WIDTH, _MARK_HEIGHT = 44 * mm, 4.4 * mm


def _place(canvas: Canvas, text: Paragraph, left: float, bottom: float, width: float) -> None:
    text.wrapOn(canvas, width, 0)
    text.drawOn(canvas, left, bottom)
