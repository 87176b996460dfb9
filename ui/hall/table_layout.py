"""Every counter in a table, and the numbers that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from ui.hall.canvas import CENTRE, RIGHT
from ui.hall.frame import GAP
from ui.hall.shown import Phase, counter_words
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.hall_board import WaitingNumber
    from ui.hall.canvas import Canvas
    from ui.hall.shown import Shown

translate = QCoreApplication.translate
_ROW = 112.0
_TITLE = 80.0
_PAD = 40.0
_WAITING = 64.0  # height of one waiting number


def draw_table(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    """Counters first; waiting numbers beside them, or below on an upright screen."""
    if canvas.upright:
        high = box.height() * 0.68
        table = QRectF(box.left(), box.top(), box.width(), high)
        waiting = QRectF(box.left(), table.bottom() + GAP, box.width(), box.height() - high - GAP)
    else:
        wide = box.width() * 0.66
        table = QRectF(box.left(), box.top(), wide, box.height())
        waiting = QRectF(table.right() + GAP, box.top(), box.width() - wide - GAP, box.height())
    _draw_counters(canvas, shown, table)
    _draw_waiting(canvas, shown, waiting)


def _draw_counters(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    canvas.card(box)
    counters = shown.counters
    rows = int((box.height() - _TITLE - GAP / 2) // _ROW)
    pages = max(1, -(-len(counters) // rows))
    page = _page(shown, counters, rows, pages)
    row_height = (box.height() - _TITLE - GAP / 2) / rows
    columns = _columns(box)
    heads = (translate("hall", "窗口"), translate("hall", "号码"), translate("hall", "状态"))
    for column, head, align in zip(columns, heads, _ALIGN, strict=True):
        title = QRectF(column.left(), box.top(), column.width(), _TITLE)
        canvas.write(title, head, Type.DISPLAY_BODY, Tone.TEXT_2, align)
    if pages > 1:
        mark = QRectF(box.right() - _PAD - 120, box.top(), 120, _TITLE)
        canvas.write(mark, f"{page + 1}/{pages}", Type.DISPLAY_BODY, Tone.TEXT_3, RIGHT)
    top = box.top() + _TITLE
    for counter in counters[page * rows : (page + 1) * rows]:
        canvas.rule(box.left(), box.right(), top)
        _draw_counter(canvas, shown, counter, QRectF(box.left(), top, box.width(), row_height))
        top += row_height
    if not counters:
        words = translate("hall", "今天还没有叫过号")
        canvas.write(box, words, Type.DISPLAY_BODY, Tone.TEXT_3, CENTRE)


def _page(shown: Shown, counters: Sequence[str], rows: int, pages: int) -> int:
    """They take turns; a call just made brings its own page to the front."""
    newest = shown.board.newest
    if newest is not None and newest.counter in counters:
        fresh = (shown.now - newest.called_at).total_seconds() < _FRESH_SECONDS
        if fresh:
            return counters.index(newest.counter) // rows
    return int(shown.now.timestamp()) // _PAGE_SECONDS % pages


_FRESH_SECONDS = 20
_PAGE_SECONDS = 10  # how long a page of counters stands where there are more than fit
_ALIGN = (CENTRE, CENTRE, CENTRE)


def _columns(box: QRectF) -> tuple[QRectF, QRectF, QRectF]:
    left, width = box.left() + _PAD, box.width() - 2 * _PAD
    return (
        QRectF(left, box.top(), width * 0.30, box.height()),
        QRectF(left + width * 0.30, box.top(), width * 0.36, box.height()),
        QRectF(left + width * 0.66, box.top(), width * 0.34, box.height()),
    )


def _draw_counter(canvas: Canvas, shown: Shown, counter: str, row: QRectF) -> None:
    call, closed = shown.board.at(counter), shown.board.closed_at(counter)
    newest = call is not None and call == shown.board.newest
    raised = newest and shown.phase is Phase.RAISED
    if newest:
        ground = Tone.ACCENT if raised else Tone.ACCENT_SOFT
        canvas.card(row.adjusted(8, 6, -8, -6), ground, Tone.ACCENT_LINE)
    ink = Tone.ON_ACCENT if raised else Tone.TEXT
    first, second, third = (
        QRectF(column.left(), row.top(), column.width(), row.height()) for column in _columns(row)
    )
    canvas.write(first, counter_words(counter), Type.DISPLAY_TITLE, ink, CENTRE)
    if call is not None:
        canvas.write(second, call.number, Type.DISPLAY_NUMBER, ink, CENTRE)
        state = translate("hall", "正在办理") if call.serving else translate("hall", "请到窗口")
        calm = Tone.TEXT_2 if call.serving else Tone.ACCENT
        words = f"{call.name} {state}" if call.name else state
        canvas.write(third, words, Type.DISPLAY_TITLE, ink if raised else calm, CENTRE)
    elif closed is not None:
        words = translate("hall", "{state}：{reason}").format(
            state=closed.state.word, reason=closed.reason
        )
        canvas.write_closed(second.united(third), words, Type.DISPLAY_BODY, CENTRE)
    else:
        canvas.write(second, "—", Type.DISPLAY_TITLE, Tone.TEXT_3, CENTRE)
        canvas.write(third, translate("hall", "空闲"), Type.DISPLAY_BODY, Tone.TEXT_2, CENTRE)


def _draw_waiting(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    canvas.card(box)
    inner = box.adjusted(_PAD, 0, -_PAD, -GAP / 2)
    waiting = shown.board.waiting
    title = QRectF(inner.left(), inner.top(), inner.width(), _TITLE)
    words = translate("hall", "等候 {people} 人").format(people=len(waiting))
    canvas.write(title, words, Type.DISPLAY_TITLE, Tone.TEXT_2)
    canvas.rule(box.left(), box.right(), title.bottom())
    numbers = [_waiting_words(one) for one in waiting]
    across = 5 if canvas.upright else 3
    down = int((inner.bottom() - title.bottom() - GAP / 2) // _WAITING)
    shown_numbers = numbers[: across * down]
    if len(numbers) > len(shown_numbers):
        shown_numbers[-1] = "…"
    wide = inner.width() / across
    for place, number in enumerate(shown_numbers):
        cell = QRectF(
            inner.left() + place % across * wide,
            title.bottom() + GAP / 4 + place // across * _WAITING,
            wide - 8,
            _WAITING,
        )
        canvas.write(cell, number, Type.DISPLAY_BODY)


def _waiting_words(one: WaitingNumber) -> str:
    """Who was sent on knows by this which counter to wait for."""
    return f"{one.number}→{one.counter}" if one.counter else one.number
