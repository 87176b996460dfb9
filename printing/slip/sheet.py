"""A slip as a PDF of the roll's width: for receipt printers that read PDF, files and previews."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.moment import CHINA
from printing import typeface
from printing.slip.drawing import draw, height
from printing.slip.lines import Cut, Text
from printing.slip.typesetting import Measure, set_lines
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.queue_slip import QueueSlip
    from printing.slip.drawing import Piece
    from printing.slip.lines import Line

DOTS = 576  # printable, of the roll's 640
WIDTH = 80  # mm


def media(lines: Sequence[Line]) -> tuple[int, int]:
    """The sheet the lines take, mm wide and high."""
    return WIDTH, math.ceil(sum(map(height, _pieces(lines))) * _DOT / mm) + 2 * _EDGE


def pdf(slip: QueueSlip, lines: Sequence[Line]) -> bytes:
    """The slip's lines on one page; byte-identical on repeat."""
    wide, high = media(lines)
    file = io.BytesIO()
    with typeface.WRITING:
        canvas = Canvas(
            file,
            pagesize=(wide * mm, high * mm),
            invariant=1,
            lang="zh-CN",
            initialFontName=typeface.load(Weight.REGULAR),
        )
        _describe(canvas, slip)
        canvas.translate(_SIDE, (high - _EDGE) * mm)
        canvas.scale(_DOT, _DOT)
        top = 0
        for piece in _pieces(lines):
            draw(canvas, piece, DOTS, top)
            top -= height(piece)
        canvas.save()
    return file.getvalue()


_DOT = mm / 8  # points
_SIDE = (WIDTH * mm - DOTS * _DOT) / 2
_EDGE = 4  # mm above and below


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    for line in lines:
        if isinstance(line, Text):
            yield from set_lines(line, DOTS, Measure.GLYPHS)
        elif not isinstance(line, Cut):
            yield line


def _describe(canvas: Canvas, slip: QueueSlip) -> None:
    at = slip.issued_at.astimezone(CHINA)
    canvas.setDateFormatter(lambda *_: at.strftime("D:%Y%m%d%H%M%S+08'00'"))
    canvas.setTitle(f"排队小票　{slip.number}")
    canvas.setAuthor(slip.hall)
    canvas.setSubject(slip.number)
    canvas.setCreator("一次 Yici")
