"""The screen above one counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from ui.hall.canvas import CENTRE
from ui.hall.shown import Phase, counter_words
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from ui.hall.canvas import Canvas
    from ui.hall.shown import Shown

translate = QCoreApplication.translate


def draw_counter(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    """Its number, and who is called or served; or why nobody is."""
    counter = shown.setting.counters[0]
    call, closed = shown.board.at(counter), shown.board.closed_at(counter)
    called = call is not None and not call.serving
    raised = called and shown.phase is Phase.RAISED
    ground = Tone.SURFACE
    if called:
        ground = Tone.ACCENT if raised else Tone.ACCENT_SOFT
    canvas.card(box, ground, Tone.ACCENT_LINE if called else Tone.LINE)
    ink = Tone.ON_ACCENT if raised else Tone.TEXT
    third = box.height() / 4
    top = QRectF(box.left() + 48, box.top(), box.width() - 96, third)
    canvas.write(top, counter_words(counter), Type.DISPLAY_COUNTER, ink, CENTRE)
    middle = QRectF(top.left(), top.bottom(), top.width(), 2 * third)
    below = QRectF(top.left(), middle.bottom(), top.width(), third)
    if call is not None:
        canvas.write(middle, call.number, Type.DISPLAY_HERO, ink, CENTRE)
        words = translate("hall", "正在办理") if call.serving else translate("hall", "请到本窗口")
        if call.name:
            words = f"{call.name}　{words}"
        tone = Tone.TEXT_2 if call.serving else (ink if raised else Tone.ACCENT)
        canvas.write(below, words, Type.DISPLAY_COUNTER, tone, CENTRE)
    elif closed is not None:
        middle.setHeight(third)
        below.moveTop(middle.bottom())
        canvas.write_closed(middle, closed.state.word, Type.DISPLAY_COUNTER, CENTRE)
        canvas.write(below, closed.reason, Type.DISPLAY_TITLE, Tone.TEXT_2, CENTRE)
    else:
        words = translate("hall", "请等候叫号")
        canvas.write(middle, words, Type.DISPLAY_COUNTER, Tone.TEXT_2, CENTRE)
