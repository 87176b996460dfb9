"""The queue: how the counter stands, who waits, who is next and why, and who is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.counter import CounterState
from ui.controls.command import CommandButton
from ui.controls.plain import Card, ElidedText, KeyCap, Pill, Rule, Text
from ui.counter.acts import Act
from ui.counter.queue_lines import missed_line, parked_line, purpose, waiting_line
from ui.counter.queue_list import QueueList
from ui.marks import Look
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.counter import CounterStanding
    from core.ticket import Ticket
    from desktop.workbench import Waiting, Workbench
    from ui.controls.command import CommandAction
    from ui.theme import Theme

_CALL_HEIGHT = 48  # px
_PARKED_ROW = 40  # px
_PARKED_SHOWN = 2  # rows; more are scrolled to


class QueueColumn(Card):
    """等候: the next person in a box of their own, the others below, the parked at the foot."""

    called = Signal(object)  # Ticket chosen from those who wait
    resumed = Signal(object)  # Ticket chosen from the parked
    revived = Signal(object)  # Ticket chosen from the missed

    def __init__(self, theme: Theme, actions: Mapping[Act, CommandAction]) -> None:
        super().__init__()
        self.setFixedWidth(theme.sizes.left_column)
        self._heading = Text(theme, Type.CARD_TITLE)
        self._longest = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._choose_cap = KeyCap(theme, actions[Act.CHOOSE].cap)
        self._standing = _Standing(theme, actions[Act.PAUSE])
        self._next_up = NextUp(theme)
        self._empty = Text(
            theme,
            Type.BODY,
            Tone.TEXT_2,
            self.tr("现在没有人等候。\n有人来时按 Ctrl N 取号；补材料的直接扫告知书。"),
        )
        self._empty.setWordWrap(True)
        self.waiting = QueueList(theme, self.tr("等候的号"), theme.sizes.queue_row)
        self.parked = QueueList(theme, self.tr("挂起的人"), _PARKED_ROW)
        self.missed = QueueList(theme, self.tr("今天过号的号"), theme.sizes.queue_row)
        self._lists = QStackedWidget()
        self._lists.addWidget(self._waiting_side())
        self._lists.addWidget(self.missed)
        self.waiting.chosen.connect(self.called)
        self.parked.chosen.connect(self.resumed)
        self.missed.chosen.connect(self.revived)
        self._lay_out(theme, actions)

    @property
    def in_hand(self) -> Ticket | None:
        """The number of the row the keyboard is on."""
        for one in (self.waiting, self.parked):
            if one.hasFocus():
                return one.in_hand
        return None

    @property
    def focused(self) -> bool:
        """Whether the keyboard is in one of the lists."""
        return any(one.hasFocus() for one in (self.waiting, self.parked, self.missed))

    def enter(self, chosen: QueueList) -> None:
        """Put the keyboard into one of the lists."""
        self._show_list(chosen)
        chosen.enter()

    def rest(self) -> None:
        """Show who waits."""
        self._show_list(self.waiting)

    def show_queue(self, snapshot: Workbench, names: Mapping[str, str]) -> None:
        """Show who waits; `names` gives item names by code."""
        waiting, next_up = snapshot.waiting, snapshot.next_up
        self._standing.show_standing(snapshot.standing)
        longest = max((one.minutes for one in waiting), default=0)
        self._longest.setText(
            self.tr("最久 {minutes} 分钟").format(minutes=longest) if waiting else ""
        )
        self._choose_cap.setVisible(bool(snapshot.others))
        self._waiting_count, self._missed_count = len(waiting), len(snapshot.missed)
        others = snapshot.others
        self.waiting.show_lines(tuple(waiting_line(one, names) for one in others))
        self.parked.show_lines(tuple(parked_line(one) for one in snapshot.parked))
        self.missed.show_lines(tuple(missed_line(one, names) for one in snapshot.missed))
        self._parked_box.setVisible(bool(snapshot.parked))
        rows = min(len(snapshot.parked), _PARKED_SHOWN)
        self.parked.setFixedHeight(max(1, rows) * _PARKED_ROW)
        self._empty.setVisible(not waiting)
        self.waiting.setVisible(bool(others))
        self._next_up.setVisible(next_up is not None)
        if next_up is not None and snapshot.choice is not None:
            why = snapshot.choice.words
            self._next_up.show_next(next_up, purpose(next_up, names), why)
        looked_at = self._lists.currentWidget() is self.missed and bool(snapshot.missed)
        self._show_list(self.missed if looked_at else self.waiting)

    def _show_list(self, chosen: QueueList) -> None:
        self._lists.setCurrentIndex(1 if chosen is self.missed else 0)
        words = self.tr("等候 {count} 人").format(count=self._waiting_count)
        self._longest.setVisible(chosen is not self.missed)
        if chosen is self.missed:
            words = self.tr("今天过号 {count} 个").format(count=self._missed_count)
        self._heading.setText(words)

    def _waiting_side(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._next_up)
        layout.addWidget(self._empty)
        layout.addWidget(self.waiting, 100)
        layout.addStretch(1)
        return side

    def _lay_out(self, theme: Theme, actions: Mapping[Act, CommandAction]) -> None:
        self._waiting_count, self._missed_count = 0, 0
        heading = QHBoxLayout()
        heading.addWidget(self._heading)
        heading.addWidget(self._choose_cap)
        heading.addStretch()
        heading.addWidget(self._longest)
        aside = QHBoxLayout()
        aside.setSpacing(8)
        for act in (Act.PARKED, Act.MISSED):
            aside.addWidget(CommandButton(theme, actions[act], theme.sizes.target))
        self._parked_box = QWidget()
        box = QVBoxLayout(self._parked_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.parked)
        take = QHBoxLayout()
        take.setSpacing(8)
        for act in (Act.TAKE_NUMBER, Act.TAKE_IN_CLASS):
            take.addWidget(CommandButton(theme, actions[act], theme.sizes.target))
        self.body.addLayout(heading)
        self.body.addWidget(self._standing)
        self.body.addWidget(self._lists, 1)
        self.body.addLayout(aside)
        self.body.addWidget(self._parked_box)
        self.body.addWidget(CommandButton(theme, actions[Act.CALL_NEXT], _CALL_HEIGHT))
        self.body.addLayout(take)


class _Standing(QWidget):
    """How the counter stands, why, and the command that changes it."""

    def __init__(self, theme: Theme, pause: CommandAction) -> None:
        super().__init__()
        self._pill = Pill(theme, Look.GOOD, CounterState.OPEN.word)
        self._reason = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._pill)
        row.addStretch()
        row.addWidget(CommandButton(theme, pause, theme.sizes.target))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._reason)

    def show_standing(self, standing: CounterStanding) -> None:
        self._pill.show_state(_LOOKS[standing.state], standing.state.word)
        closed = standing.state is not CounterState.OPEN
        self._reason.setVisible(closed)
        self._reason.setText(
            self.tr("{reason} · 不叫号，排队不受影响").format(reason=standing.reason)
            if closed
            else ""
        )


class NextUp(QFrame):
    """下一位, and why it is this one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._number = Text(theme, Type.TICKET_LARGE)
        self._minutes = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._name = ElidedText(theme, Type.BODY)
        self._purpose = ElidedText(theme, Type.BODY)
        self._why = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._why.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(Text(theme, Type.LABEL, Tone.ACCENT, self.tr("下一位")))
        head.addStretch()
        head.addWidget(self._minutes)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self._number)
        who.addWidget(self._name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addLayout(who)
        layout.addWidget(self._purpose)
        layout.addWidget(Rule.lying())
        layout.addWidget(self._why)

    def show_next(self, waiting: Waiting, purpose: str, why: str) -> None:
        """Show the next person; `why` are the words of the queue's order."""
        self._number.setText(waiting.ticket.number)
        self._name.setText(waiting.name)
        self._minutes.setText(self.tr("已等 {minutes} 分钟").format(minutes=waiting.minutes))
        self._purpose.setText(purpose)
        self._why.setText(self.tr("因为 {why}").format(why=why))


_LOOKS = {
    CounterState.OPEN: Look.GOOD,
    CounterState.PAUSED: Look.PAUSED,
    CounterState.STOPPED: Look.ALARM,
}
