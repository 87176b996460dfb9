"""The pages of a paper as pictures."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from printing.pdfium import POINTS_PER_INCH, opened

if TYPE_CHECKING:
    import pypdfium2


def page_png(pdf: bytes, page: int, dpi: int) -> bytes:
    """The page, counted from 1, as a PNG in colour at `dpi` dots per inch."""
    with opened(pdf) as document:
        return _picture(document[page - 1], dpi)


def pages_png(pdf: bytes, dpi: int) -> tuple[bytes, ...]:
    """Every page as a PNG in colour at `dpi` dots per inch."""
    with opened(pdf) as document:
        return tuple(_picture(page, dpi) for page in document)


def _picture(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)
    pixels = bytes(bitmap.buffer)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = (pixels[start : start + 3 * width] for start in range(0, stride * height, stride))
    return _png(width, height, b"".join(_UNFILTERED + row for row in rows))


_UNFILTERED = b"\x00"
_RGB_8_BIT = (8, 2, 0, 0, 0)  # depth, colour type, compression, filter, interlace


def _png(width: int, height: int, scanlines: bytes) -> bytes:
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, *_RGB_8_BIT)),
            _chunk(b"IDAT", zlib.compress(scanlines)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
