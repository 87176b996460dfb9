"""The newest call large, the calls before it, and who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from ui.hall.canvas import CENTRE, RIGHT
from ui.hall.frame import GAP
from ui.hall.shown import Phase, ago, counter_words
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from core.hall_board import BoardCall, WaitingGroup
    from ui.hall.canvas import Canvas
    from ui.hall.shown import Shown

translate = QCoreApplication.translate
_PAD = 48.0
_GROUPS = 128.0  # height of the row of waiting groups
_MOST_GROUPS = 4
_MOST_CLOSED = 2  # shown at a time
_ROW = 116.0
_TITLE = 84.0


def draw_calls(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    """Side by side on a lying screen, one below the other on an upright one."""
    lists = QRectF(box)
    groups = shown.board.groups[:_MOST_GROUPS]
    if groups:
        strips = -(-len(groups) // _across(canvas, len(groups)))
        high = strips * _GROUPS + (strips - 1) * GAP
        lists.setBottom(box.bottom() - high - GAP)
        _draw_groups(canvas, groups, QRectF(box.left(), lists.bottom() + GAP, box.width(), high))
    if canvas.upright:
        high = lists.height() * 0.5
        hero = QRectF(lists.left(), lists.top(), lists.width(), high)
        rest = QRectF(lists.left(), hero.bottom() + GAP, lists.width(), lists.height() - high - GAP)
    else:
        wide = (lists.width() - GAP) / 2
        hero = QRectF(lists.left(), lists.top(), wide, lists.height())
        rest = QRectF(hero.right() + GAP, lists.top(), wide, lists.height())
    _draw_newest(canvas, shown, hero)
    _draw_recent(canvas, shown, rest)


def _draw_newest(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    call = shown.board.newest
    inner = box.adjusted(_PAD, _PAD / 2, -_PAD, -_PAD / 2)
    if call is None:
        canvas.card(box)
        canvas.write(
            box, translate("hall", "请等候叫号"), Type.DISPLAY_COUNTER, Tone.TEXT_2, CENTRE
        )
        return
    raised = shown.phase is Phase.RAISED
    ground, ink = (Tone.ACCENT, Tone.ON_ACCENT) if raised else (Tone.ACCENT_SOFT, Tone.TEXT)
    strong = Tone.ON_ACCENT if raised else Tone.ACCENT
    canvas.card(box, ground, Tone.ACCENT_LINE)
    title = QRectF(inner.left(), inner.top(), inner.width(), _TITLE)
    words = translate("hall", "正在叫号")
    if call.call > 1:
        words = translate("hall", "正在叫号 · 第 {call} 次").format(call=call.call)
    canvas.write(title, words, Type.DISPLAY_TITLE, strong)
    below = 170.0
    name_height = 72.0 if call.name else 0.0
    number = QRectF(
        inner.left(),
        title.bottom(),
        inner.width(),
        inner.bottom() - below - name_height - title.bottom(),
    )
    canvas.write(number, call.number, Type.DISPLAY_HERO, ink)
    if call.name:
        name = QRectF(inner.left(), number.bottom(), inner.width(), name_height)
        canvas.write(name, call.name, Type.DISPLAY_TITLE, ink)
    canvas.rule(inner.left(), inner.right(), inner.bottom() - below, Tone.ACCENT_LINE)
    foot = QRectF(inner.left(), inner.bottom() - below + GAP, inner.width(), below - GAP)
    used = canvas.write(foot, translate("hall", "请到"), Type.DISPLAY_TITLE, ink)
    foot.setLeft(foot.left() + used + GAP)
    canvas.write(foot, counter_words(call.counter), Type.DISPLAY_COUNTER, strong)


def _draw_recent(canvas: Canvas, shown: Shown, box: QRectF) -> None:
    canvas.card(box)
    inner = box.adjusted(_PAD, 0, -_PAD, 0)
    title = QRectF(inner.left(), inner.top(), inner.width(), _TITLE)
    canvas.write(title, translate("hall", "刚刚叫过"), Type.DISPLAY_BODY, Tone.TEXT_2)
    canvas.rule(box.left(), box.right(), title.bottom())
    room = box.bottom() - title.bottom() - GAP / 2
    if not shown.board.recent and not shown.board.closed:
        rest = QRectF(inner.left(), title.bottom(), inner.width(), room)
        canvas.write(
            rest, translate("hall", "今天还没有叫过号"), Type.DISPLAY_BODY, Tone.TEXT_3, CENTRE
        )
        return
    closed = shown.in_turn(shown.board.closed, _MOST_CLOSED)
    rows = max(0, int(room // _ROW) - len(closed))
    top = title.bottom() + GAP / 4
    for call in shown.board.recent[:rows]:
        _draw_row(canvas, shown, call, QRectF(inner.left(), top, inner.width(), _ROW))
        top += _ROW
        canvas.rule(inner.left(), inner.right(), top)
    for one in closed:
        row = QRectF(inner.left(), top, inner.width(), _ROW)
        words = translate("hall", "{counter}{state}：{reason}").format(
            counter=counter_words(one.counter), state=one.state.word, reason=one.reason
        )
        canvas.write_closed(row, words, Type.DISPLAY_BODY)
        top += _ROW


def _draw_row(canvas: Canvas, shown: Shown, call: BoardCall, row: QRectF) -> None:
    shares = (0.37, 0.19, 0.27, 0.17)
    cells = []
    left = row.left()
    for share in shares:
        cells.append(QRectF(left, row.top(), row.width() * share - 8, row.height()))
        left += row.width() * share
    canvas.write(cells[0], call.number, Type.DISPLAY_NUMBER)
    if call.name:
        canvas.write(cells[1], call.name, Type.DISPLAY_BODY, Tone.TEXT_2)
    tone = Tone.ACCENT if shown.board.is_called(call) else Tone.TEXT
    canvas.write(cells[2], counter_words(call.counter), Type.DISPLAY_TITLE, tone, RIGHT)
    canvas.write(cells[3], ago(call, shown.now), Type.DISPLAY_BODY, Tone.TEXT_3, RIGHT)


def _draw_groups(canvas: Canvas, groups: tuple[WaitingGroup, ...], box: QRectF) -> None:
    across = _across(canvas, len(groups))
    wide = (box.width() - (across - 1) * GAP) / across
    for place, group in enumerate(groups):
        card = QRectF(
            box.left() + place % across * (wide + GAP),
            box.top() + place // across * (_GROUPS + GAP),
            wide,
            _GROUPS,
        )
        canvas.card(card)
        inner = card.adjusted(_PAD / 1.5, 0, -_PAD / 1.5, 0)
        half = inner.width() / 2
        name = translate("hall", "{letter} 类等候").format(letter=group.letter)
        canvas.write(QRectF(inner.left(), inner.top(), half, _GROUPS), name, Type.DISPLAY_BODY)
        people = translate("hall", "{people} 人").format(people=group.people)
        right = QRectF(inner.left() + half, inner.top(), half, _GROUPS)
        canvas.write(right, people, Type.DISPLAY_NUMBER, Tone.TEXT, RIGHT)


def _across(canvas: Canvas, groups: int) -> int:
    return min(groups, 2) if canvas.upright else groups
