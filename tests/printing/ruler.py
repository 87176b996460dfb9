"""A ruler for the test page: where its marks lie on the paper, in mm."""

from __future__ import annotations

import pypdfium2

DPI = 381  # fifteen dots to the millimetre
_DOTS = DPI / 25.4


def cross(pdf: bytes) -> tuple[float, float]:
    """Where the upper left cross stands, from the left and from the top."""
    rows = _rows(pdf)
    near = range(round(11 * _DOTS), round(29 * _DOTS))  # rulers and their numbers end at 10 mm
    ink = [[255 - rows[y][x] for x in near] for y in near]
    columns = [sum(row[place] for row in ink) for place in range(len(near))]
    lines = [sum(row) for row in ink]
    return (
        (columns.index(max(columns)) + near.start) / _DOTS,
        (lines.index(max(lines)) + near.start) / _DOTS,
    )


def control_lines(pdf: bytes) -> tuple[float, float]:
    """The lengths of the level and of the upright control line."""
    rows = _rows(pdf)
    across, down = round(150 * _DOTS), round(40 * _DOTS)
    level = max(_longest_dark(row) for row in rows[across - 5 : across + 5])
    upright = max(
        _longest_dark(bytes(row[column] for row in rows)) for column in range(down - 5, down + 5)
    )
    return level / _DOTS, upright / _DOTS


def size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    return width / 72 * 25.4, height / 72 * 25.4


def _rows(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[0].render(scale=DPI / 72, grayscale=True)
        pixels, stride, height, width = (
            bytes(bitmap.buffer),
            bitmap.stride,
            bitmap.height,
            bitmap.width,
        )
    return [pixels[start : start + width] for start in range(0, stride * height, stride)]


def _longest_dark(line: bytes) -> int:
    return max(len(run) for run in line.translate(_BLACK_OR_WHITE).split(b"w"))


_BLACK_OR_WHITE = bytes(ord("b") if value < 128 else ord("w") for value in range(256))
