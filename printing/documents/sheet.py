"""The sheet itself: margins, what repeats on every page, and the finished bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.moment import CHINA
from printing import typeface
from printing.documents.block import Block
from printing.documents.margins import geometry
from printing.documents.pages import fill
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import MARGINAL, MARK
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from printing.copy_mark import CopyMark
    from printing.documents.margins import Geometry

rl_config.useA85 = 0  # a PDF may hold any byte; as text it would only be longer


@dataclass(frozen=True)
class Counterpart:
    """One of the copies a paper is made out in (联); its pages are counted on their own."""

    keeper: str  # 申请人留存联; empty where the paper is made out once
    story: Callable[[], list[Block]]


def bind(notice: Notice, mark: CopyMark | None, counterparts: Sequence[Counterpart]) -> bytes:
    """The PDF of all counterparts, the same bytes for the same notice and mark."""
    shape = geometry(notice.kind.sheet)
    file = io.BytesIO()
    canvas = _canvas(file, notice, shape)
    for counterpart in counterparts:
        pages = fill(counterpart.story(), shape)
        for number, page in enumerate(pages, start=1):
            _draw_head(canvas, shape, notice, mark, counterpart.keeper, number)
            _draw_foot(canvas, shape, notice, mark, f"第 {number} 页　共 {len(pages)} 页")
            page.draw(canvas, shape)
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def _canvas(file: io.BytesIO, notice: Notice, shape: Geometry) -> Canvas:
    canvas = Canvas(
        file,
        pagesize=(shape.width, shape.height),
        invariant=1,
        initialFontName=typeface.load(Weight.REGULAR),
        lang="zh-CN",
    )
    canvas.setTitle(f"{notice.kind.title}　{notice.number}")
    canvas.setAuthor(notice.letterhead.hall)
    canvas.setSubject(notice.number)
    canvas.setCreator("一次 Yici")
    canvas.setDateFormatter(lambda *_: _pdf_date(notice))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _pdf_date(notice: Notice) -> str:
    return notice.issued_at.astimezone(CHINA).strftime("D:%Y%m%d%H%M%S+08'00'")


def _draw_head(
    canvas: Canvas,
    shape: Geometry,
    notice: Notice,
    mark: CopyMark | None,
    keeper: str,
    page: int,
) -> None:
    if page > 1:
        words = f"{notice.kind.title}（续）　{notice.number}　{keeper}"
        line = Paragraph(words, style=MARGINAL)
        bottom = shape.height - shape.edge - 3.6 * mm
        _place(canvas, line, shape.side, bottom, shape.text_width - _MARK_WIDTH)
    elif keeper:
        _draw_mark(canvas, shape, keeper, shape.side, _KEEPER_WIDTH)
    if mark is not None:
        words = f"补打 · 第 {mark.copy_no} 次打印"
        left = shape.side + shape.text_width - _MARK_WIDTH
        _draw_mark(canvas, shape, words, left, _MARK_WIDTH)


def _draw_mark(canvas: Canvas, shape: Geometry, words: str, left: float, width: float) -> None:
    bottom = shape.height - shape.edge - _MARK_HEIGHT
    canvas.setLineWidth(0.9)
    canvas.rect(left, bottom, width, _MARK_HEIGHT)
    text = Paragraph(words, style=MARK)
    _place(canvas, text, left, bottom + (_MARK_HEIGHT - MARK.leading) / 2, width)


def _draw_foot(
    canvas: Canvas, shape: Geometry, notice: Notice, mark: CopyMark | None, pages: str
) -> None:
    lines = [Paragraph(pages, style=replace(MARGINAL, align=Align.RIGHT))]
    if notice.kind.copies > 1:
        lines.append(Paragraph("本文书一式两份，申请人、窗口各执一份。", style=MARGINAL))
    for line in lines:
        _place(canvas, line, shape.side, shape.edge, shape.text_width)
    if mark is not None:
        reason = Paragraph(f"补打原因：{mark.reason}", style=MARGINAL)
        _place(canvas, reason, shape.side, shape.edge + MARGINAL.leading, shape.text_width)


_MARK_WIDTH, _MARK_HEIGHT = 44 * mm, 4.4 * mm
_KEEPER_WIDTH = 30 * mm


def _place(canvas: Canvas, text: Paragraph, left: float, bottom: float, width: float) -> None:
    text.wrap(width, MARGINAL.leading)
    text.drawOn(canvas, left, bottom)
