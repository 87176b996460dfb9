"""The test page: rulers, control lines and crosses to measure a printer with.

A sheet that prints at 100 % has control lines of exactly 100 mm. What a cross is away from where
it says it stands is the device's offset, corrected in the settings.
"""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.paper_kind import Sheet
from printing import typeface
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTROL = 100  # mm
CROSS = 20  # mm from the two nearest edges of the sheet


def drawn(device: str, notes: Sequence[str] = ()) -> bytes:
    """An A4 test page for the device of that name; byte-identical on repeat.

    `notes` are lines printed below its name: address, offset in force.
    """
    file = io.BytesIO()
    with typeface.WRITING:
        canvas = Canvas(
            file,
            pagesize=(_WIDTH * mm, _HEIGHT * mm),
            invariant=1,
            initialFontName=typeface.load(Weight.REGULAR),
        )
        canvas.setTitle("打印测试页")
        canvas.setCreator("一次 Yici")
        _draw_rulers(canvas)
        _draw_crosses(canvas)
        _draw_control_lines(canvas)
        _draw_words(canvas, device, notes)
        canvas.save()
    return file.getvalue()


_WIDTH, _HEIGHT = Sheet.A4.value
_FINE, _BOLD = 0.1 * mm, 0.2 * mm
_HOW_TO = (
    "一、量两条 100 mm 校准线。不是 100 mm，说明打印时缩放了：把打印机的纸张设为 A4、缩放设为无。",
    "二、量左上角十字到纸的左边和上边的距离，应当都是 20.0 mm。",
    "　　到左边少几毫米，offset_x_mm 就加几毫米；到上边少几毫米，offset_y_mm 就加几毫米；多则减。",
    "三、四边标尺从纸边量起，看得见的最小刻度就是打印机打不到的边宽；文书四边留了 15 mm。",
    "四、改好设置后重新打开程序，再打一张核对。",
)


def _draw_rulers(canvas: Canvas) -> None:
    """A millimetre rule along each edge, counted from the left and from the top."""
    canvas.setLineWidth(_FINE)
    for at in range(_WIDTH + 1):
        length = _tick(at)
        _line(canvas, at, 0, at, length)
        _line(canvas, at, _HEIGHT - length, at, _HEIGHT)
    for at in range(_HEIGHT + 1):
        length = _tick(at)
        _line(canvas, 0, at, length, at)
        _line(canvas, _WIDTH - length, at, _WIDTH, at)
    for at in range(CROSS, _WIDTH - CROSS + 1, 10):
        _centred(canvas, at, 8.4, str(at), 5.5)
        _centred(canvas, at, _HEIGHT - 7, str(at), 5.5)
    for at in range(CROSS, _HEIGHT - CROSS + 1, 10):
        _centred(canvas, 8, at + 0.7, str(at), 5.5)
        _centred(canvas, _WIDTH - 8, at + 0.7, str(at), 5.5)


def _draw_crosses(canvas: Canvas) -> None:
    canvas.setLineWidth(_FINE)
    across = (CROSS, _WIDTH - CROSS)
    down = (CROSS, _HEIGHT - CROSS)
    for x, y in itertools.product(across, down):
        _line(canvas, x - 5, y, x + 5, y)
        _line(canvas, x, y - 5, x, y + 5)
        canvas.circle(x * mm, (_HEIGHT - y) * mm, 2 * mm)


def _draw_control_lines(canvas: Canvas) -> None:
    """Their ends stand inside, so that they measure the same from outer edge to outer edge."""
    canvas.setLineWidth(_BOLD)
    left, top, aside = (_WIDTH - CONTROL) / 2, 150, 40
    _line(canvas, left, top, left + CONTROL, top)
    _line(canvas, aside, top, aside, top + CONTROL)
    inside = _BOLD / mm / 2
    for end in (inside, CONTROL - inside):
        _line(canvas, left + end, top - 3, left + end, top + 3)
        _line(canvas, aside - 3, top + end, aside + 3, top + end)
    _centred(canvas, _WIDTH / 2, top - 2, f"校准线 {CONTROL} mm", 9)
    canvas.saveState()
    canvas.translate((aside - 2) * mm, (_HEIGHT - top - CONTROL / 2) * mm)
    canvas.rotate(90)
    canvas.setFont(Weight.REGULAR.value, 9)
    canvas.drawCentredString(0, 0, f"校准线 {CONTROL} mm")
    canvas.restoreState()


def _draw_words(canvas: Canvas, device: str, notes: Sequence[str]) -> None:
    _centred(canvas, _WIDTH / 2, 40, "打印测试页", 20)
    _centred(canvas, _WIDTH / 2, 50, device, 14)
    for place, note in enumerate(notes):
        _centred(canvas, _WIDTH / 2, 57 + 5.5 * place, note, 9)
    for place, line in enumerate(_HOW_TO):
        _text(canvas, 30, 85 + 7 * place, line, 9)
    for place, (grey, name) in enumerate(((0.9, "10%"), (0.7, "30%"), (0.5, "50%"), (0.0, "100%"))):
        canvas.setFillGray(grey)
        canvas.rect((85 + 16 * place) * mm, (_HEIGHT - 180) * mm, 14 * mm, 8 * mm, stroke=0, fill=1)
        canvas.setFillGray(0)
        _centred(canvas, 92 + 16 * place, 184, name, 7)
    _text(canvas, 85, 195, "小字 7.5 磅：一次告知，按期办结 0123456789", 7.5)
    _text(canvas, 85, 203, "文书正文 11 磅：欧阳𠮷、㛃、䶮、𬱖", 11)


def _tick(at: int) -> float:
    if at % 10 == 0:
        return 5
    return 3.5 if at % 5 == 0 else 2


def _line(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """A line between points in mm from the left and from the top."""
    canvas.line(x1 * mm, (_HEIGHT - y1) * mm, x2 * mm, (_HEIGHT - y2) * mm)


def _centred(canvas: Canvas, x: float, y: float, text: str, size: float) -> None:
    width = sum(glyph.width for glyph in typeface.glyphs(text, Weight.REGULAR)) * size
    _text(canvas, x - width / 2 / mm, y, text, size)


def _text(canvas: Canvas, x: float, y: float, text: str, size: float) -> None:
    """Text whose baseline starts at a point in mm from the left and from the top."""
    shown = canvas.beginText(x * mm, (_HEIGHT - y) * mm)
    glyphs = typeface.glyphs(text, Weight.REGULAR)
    for font, run in itertools.groupby(glyphs, key=lambda glyph: glyph.font):
        shown.setFont(font, size)
        shown.textOut("".join(glyph.char for glyph in run))
    canvas.drawText(shown)
