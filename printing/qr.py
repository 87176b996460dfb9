"""A paper's code as a QR symbol: drawn as one vector path, read back from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp
from reportlab.lib.units import inch

from printing.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage
    from reportlab.pdfgen.canvas import Canvas


def draw_code(canvas: Canvas, text: str, size: float) -> None:
    """Draw the QR symbol of the text with its lower left corner at the origin.

    `size` is the edge in points without the quiet zone; leave 4 modules white around it.
    """
    rows = _modules(text)
    runs = (
        f"{start} {len(rows) - number} {length} 1 re"
        for number, row in enumerate(rows, start=1)
        for start, length in _dark_runs(row)
    )
    canvas.saveState()
    canvas.scale(size / len(rows), size / len(rows))
    # One fill for the whole symbol: rasterisers then leave no hairlines between the rows.
    canvas.drawPath(Content(" ".join(runs)), stroke=0, fill=1)
    canvas.restoreState()


def modules_across(text: str) -> int:
    """Modules along an edge of the text's QR symbol, without the quiet zone."""
    return len(_modules(text))


def codes_on(
    page: PdfPage, crop: tuple[float, float, float, float] = (0, 0, 0, 0)
) -> tuple[str, ...]:
    """The texts of all QR symbols on a page, as a scan at 200 dpi shows them.

    `crop` is what to leave out at the left, bottom, right and top, in points.
    """
    bitmap = page.render(scale=_SCAN_DPI / inch, crop=crop, grayscale=True)
    pixels = memoryview(bitmap.buffer).cast("B", (bitmap.height, bitmap.stride))
    found = zxingcpp.read_barcodes(
        pixels, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return tuple(code.text for code in found)


_SCAN_DPI = 200


def _modules(text: str) -> tuple[bytes, ...]:
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = memoryview(symbol.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # a buffer, though the stub does not say so
    height, width = image.shape or (0, 0)
    data = image.tobytes()
    return tuple(data[row * width : (row + 1) * width] for row in range(height))


def _dark_runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark (0) modules."""
    start = 0
    while (start := row.find(0, start)) >= 0:
        end = row.find(255, start)
        end = len(row) if end < 0 else end
        yield start, end - start
        start = end
