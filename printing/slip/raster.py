"""One piece of a slip as black and white dots, for what a printer's own font cannot say."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from printing import typeface
from printing.pdfium import opened
from printing.slip.drawing import draw, height
from printing.typeface import Weight

if TYPE_CHECKING:
    from printing.slip.drawing import Piece


@dataclass(frozen=True)
class Raster:
    """Rows of dots, eight to a byte, the leftmost the highest bit, black 1."""

    rows: tuple[bytes, ...]  # of one length


def rasterised(piece: Piece, dots: int) -> Raster:
    """The piece as dots of 1/8 mm, `dots` wide, cut off to the right of its ink."""
    with opened(_page(piece, dots)) as document:
        bitmap = document[0].render(scale=1, grayscale=True)
        pixels = bytes(bitmap.buffer)
        stride = bitmap.stride
    rows = [
        _bits(pixels[start : start + dots]) for start in range(0, stride * height(piece), stride)
    ]
    inked = max(1, *(len(row.rstrip(b"\0")) for row in rows))
    return Raster(tuple(row[:inked] for row in rows))


# Half way a stroke of one dot breaks up; much higher, close strokes of 慶 run together.
_BLACK_BELOW = 144
_AS_DIGITS = bytes(ord("1") if grey < _BLACK_BELOW else ord("0") for grey in range(256))


def _page(piece: Piece, dots: int) -> bytes:
    """A PDF page whose point is one dot."""
    file = io.BytesIO()
    with typeface.WRITING:
        canvas = Canvas(
            file,
            pagesize=(dots, height(piece)),
            initialFontName=typeface.load(Weight.REGULAR),
        )
        draw(canvas, piece, dots, height(piece))
        canvas.save()
    return file.getvalue()


def _bits(row: bytes) -> bytes:
    """A row of a whole number of bytes."""
    return int(row.translate(_AS_DIGITS), 2).to_bytes(len(row) // 8, "big")
