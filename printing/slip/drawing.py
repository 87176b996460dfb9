"""The pieces of a slip drawn with the product's typefaces; every unit is a dot of 1/8 mm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import qr
from printing.documents import paragraph
from printing.documents.paragraph import Paragraph, TextStyle
from printing.slip.lines import Align, Code, Rule, Space
from printing.slip.typesetting import SetLine

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Piece = SetLine | Rule | Code | Space


def height(piece: Piece) -> int:
    """Dots the piece takes of the paper's length."""
    match piece:
        case SetLine(em=em):
            return max(em, _LINE_SPACING)
        case Rule():
            return _RULE
        case Code(text=text):
            return code_edge(text)
        case Space(dots=dots):
            return dots


def draw(canvas: Canvas, piece: Piece, dots: int, top: float) -> None:
    """Draw the piece from `top` downwards between 0 and `dots`."""
    match piece:
        case SetLine():
            line = Paragraph(piece.text.words, style=_style(piece))
            line.wrap(dots, piece.em)
            line.drawOn(canvas, 0, top - piece.em)
        case Rule():
            canvas.rect(0, top - _RULE, dots, _RULE, stroke=0, fill=1)
        case Code(text=text):
            edge = code_edge(text)
            canvas.saveState()
            canvas.translate((dots - edge) // 2, top - edge)
            qr.draw_code(canvas, text, edge)
            canvas.restoreState()
        case Space():
            pass


def code_module(text: str) -> int:
    """Dots of one module of the QR symbol: about 26 mm in all, 0.4 mm at least."""
    return max(_SMALLEST_MODULE, min(_LARGEST_MODULE, _CODE_EDGE // qr.modules_across(text)))


def code_edge(text: str) -> int:
    """Dots along an edge of the QR symbol, without the white around it."""
    return code_module(text) * qr.modules_across(text)


_LINE_SPACING = 30  # dots; what printers use without being told
_RULE = 2
_CODE_EDGE = 208
_SMALLEST_MODULE, _LARGEST_MODULE = 3, 8
_ALIGN = {
    Align.LEFT: paragraph.Align.LEFT,
    Align.CENTRE: paragraph.Align.CENTRE,
    Align.RIGHT: paragraph.Align.RIGHT,
}


def _style(line: SetLine) -> TextStyle:
    return TextStyle(line.em, line.em, weight=line.text.weight, align=_ALIGN[line.text.align])
