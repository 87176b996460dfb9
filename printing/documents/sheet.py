"""The sheet itself: A4, margins, what repeats on every page, and the finished bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from core.errors import Refusal
from core.moment import CHINA
from printing import typeface
from printing.documents.margins import EDGE, FOOT, HEIGHT, SIDE, WIDTH
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import MARGINAL, MARK
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

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


@dataclass(frozen=True)
class Counterpart:
    """One of the copies a paper is made out in (联); its pages are counted on their own."""

    keeper: str  # 申请人留存联; empty where the paper is made out once
    story: Callable[[], list[Flowable]]


def bind(notice: Notice, mark: CopyMark | None, counterparts: Sequence[Counterpart]) -> bytes:
    """The PDF of all counterparts, the same bytes for the same notice and mark.

    The number of pages is known only after laying out, so a paper of several pages is laid out
    twice.
    """
    guessed = [1] * len(counterparts)
    pdf, totals = _lay_out(notice, mark, counterparts, guessed)
    if totals != guessed:
        pdf, _ = _lay_out(notice, mark, counterparts, totals)
    return pdf


def _lay_out(
    notice: Notice,
    mark: CopyMark | None,
    counterparts: Sequence[Counterpart],
    totals: Sequence[int],
) -> tuple[bytes, list[int]]:
    file = io.BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=f"{notice.kind.title}　{notice.number}",
        author=notice.letterhead.hall,
        subject=notice.number,
        creator="一次 Yici",
        lang="zh-CN",
        displayDocTitle=1,
        invariant=1,
        initialFontName=typeface.load(Weight.REGULAR),
    )
    pages = [
        _Pages(notice, mark, counterpart.keeper, total)
        for counterpart, total in zip(counterparts, totals, strict=True)
    ]
    story: list[Flowable] = []
    for template, counterpart in zip(pages, counterparts, strict=True):
        template.id = f"counterpart {len(document.pageTemplates)}"
        document.addPageTemplates(template)
        if story:
            story += [NextPageTemplate(template.id), PageBreak()]
        story += counterpart.story()
    document.build(story)
    return file.getvalue(), [template.begun for template in pages]


class _Pages(PageTemplate):  # type: ignore[misc]  # reportlab publishes no types
    """The pages of one counterpart, counted as they are begun."""

    def __init__(self, notice: Notice, mark: CopyMark | None, keeper: str, total: int) -> None:
        frame = Frame(
            SIDE,
            FOOT,
            WIDTH,
            HEIGHT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        super().__init__(frames=[frame])
        self._notice = notice
        self._mark = mark
        self._keeper = keeper
        self._total = total
        self.begun = 0

    def beforeDrawPage(self, canvas: Canvas, _: BaseDocTemplate) -> None:  # noqa: N802  # reportlab's name
        self.begun += 1
        canvas.setDateFormatter(lambda *_: _pdf_date(self._notice))
        _draw_head(canvas, self._notice, self._mark, self._keeper, self.begun)
        _draw_foot(canvas, self._notice, self._mark, f"第 {self.begun} 页　共 {self._total} 页")


def _pdf_date(notice: Notice) -> str:
    return notice.issued_at.astimezone(CHINA).strftime("D:%Y%m%d%H%M%S+08'00'")


def _draw_head(
    canvas: Canvas, notice: Notice, mark: CopyMark | None, keeper: str, page: int
) -> None:
    if page > 1:
        words = f"{notice.kind.title}（续）　{notice.number}　{keeper}"
        line = Paragraph(words, style=MARGINAL)
        _place(canvas, line, SIDE, A4[1] - EDGE - 3.6 * mm, WIDTH - _MARK_WIDTH)
    elif keeper:
        _draw_mark(canvas, keeper, SIDE, _KEEPER_WIDTH)
    if mark is not None:
        words = f"补打 · 第 {mark.copy_no} 次打印"
        _draw_mark(canvas, words, SIDE + WIDTH - _MARK_WIDTH, _MARK_WIDTH)


def _draw_mark(canvas: Canvas, words: str, left: float, width: float) -> None:
    bottom = A4[1] - EDGE - _MARK_HEIGHT
    canvas.setLineWidth(0.9)
    canvas.rect(left, bottom, width, _MARK_HEIGHT)
    text = Paragraph(words, style=MARK)
    _place(canvas, text, left, bottom + (_MARK_HEIGHT - MARK.leading) / 2, width)


def _draw_foot(canvas: Canvas, notice: Notice, mark: CopyMark | None, pages: str) -> None:
    copies = "本文书一式两份，申请人、窗口各执一份。" if notice.kind.copies > 1 else ""
    _place(canvas, Paragraph(copies, style=MARGINAL), SIDE, EDGE, WIDTH)
    _place(
        canvas,
        Paragraph(pages, style=replace(MARGINAL, align=Align.RIGHT)),
        SIDE,
        EDGE,
        WIDTH,
    )
    if mark is not None:
        reason = Paragraph(f"补打原因：{mark.reason}", style=MARGINAL)
        _place(canvas, reason, SIDE, EDGE + MARGINAL.leading, WIDTH)


_MARK_WIDTH, _MARK_HEIGHT = 44 * mm, 4.4 * mm
_KEEPER_WIDTH = 30 * mm


def _place(canvas: Canvas, text: Paragraph, left: float, bottom: float, width: float) -> None:
    text.wrapOn(canvas, width, A4[1])
    text.drawOn(canvas, left, bottom)
