"""What every layout has round it: hall, place, day and clock above; notices and hours below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from core.moment import CHINA
from ui.day_words import clock_time, day_and_month, weekday
from ui.hall.canvas import LEFT, RIGHT
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from ui.hall.canvas import Canvas
    from ui.hall.shown import Shown

translate = QCoreApplication.translate
MARGIN = 48.0
GAP = 24.0
_LINE = 72.0
_CLOCK_LINE = 96.0
_CLOCK = 230.0
_DATE = 330.0


def draw_frame(canvas: Canvas, shown: Shown) -> QRectF:
    """Draw head and foot, in two lines each on an upright screen; returns what is left between."""
    canvas.fill(Tone.CANVAS)
    width = canvas.width - 2 * MARGIN
    head = _CLOCK_LINE + (_LINE if canvas.upright else 0)
    foot = _LINE * (2 if canvas.upright else 1)
    _head(canvas, shown, QRectF(MARGIN, MARGIN / 3, width, head))
    below = QRectF(MARGIN, canvas.height - MARGIN / 3 - foot, width, foot)
    _foot(canvas, shown, below)
    top = MARGIN / 3 + head + GAP / 2
    return QRectF(MARGIN, top, width, below.top() - GAP / 2 - top)


def _head(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    day = shown.now.astimezone(CHINA).date()
    line = QRectF(box.left(), box.bottom() - _CLOCK_LINE, box.width(), _CLOCK_LINE)
    clock = QRectF(line.right() - _CLOCK, line.top(), _CLOCK, line.height())
    canvas.write(clock, clock_time(shown.now), Type.DISPLAY_NUMBER, Tone.TEXT, RIGHT)
    words = f"{day_and_month(day)} {weekday(day)}"
    if canvas.upright:
        date = QRectF(line.left(), line.top(), _DATE, line.height())
        canvas.write(date, words, Type.DISPLAY_BODY, Tone.TEXT_2)
        name = QRectF(box.left(), box.top(), box.width(), _LINE)
    else:
        date = QRectF(clock.left() - _DATE - GAP, line.top(), _DATE, line.height())
        canvas.write(date, words, Type.DISPLAY_BODY, Tone.TEXT_2, RIGHT)
        name = QRectF(line.left(), line.top(), date.left() - GAP - line.left(), line.height())
    _name(canvas, shown, name)


def _name(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    place = shown.setting.place
    kept = box.width() * 0.3 if place else 0.0
    room = QRectF(box.left(), box.top(), box.width() - kept, box.height())
    used = canvas.write(room, shown.hall_name, Type.DISPLAY_TITLE)
    rest = QRectF(box)
    rest.setLeft(box.left() + used + GAP)
    canvas.write(rest, place, Type.DISPLAY_BODY, Tone.TEXT_2)


def _foot(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    said, tone = shown.notice, Tone.TEXT_2
    if shown.trouble:
        said, tone = f"▲ {shown.trouble}", Tone.YELLOW
    first, second = QRectF(box), QRectF(box)
    if canvas.upright:
        first.setHeight(box.height() / 2)
        second.setTop(first.bottom())
    elif shown.setting.opening_hours:
        second.setLeft(box.left() + box.width() * 0.6)
        first.setRight(second.left() - GAP)
    canvas.write(first, said, Type.DISPLAY_BODY, tone)
    if shown.setting.opening_hours:
        hours = translate("hall", "开放时间 {hours}").format(hours=shown.setting.opening_hours)
        align = LEFT if canvas.upright else RIGHT
        canvas.write(second, hours, Type.DISPLAY_BODY, Tone.TEXT_2, align)
