"""The queue: who waits, who is next and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout

from ui.controls.command import CommandButton
from ui.controls.plain import Card, ElidedText, Rule, Text
from ui.counter.waiting_list import WaitingDelegate, WaitingModel
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.workbench import Waiting, Workbench
    from ui.controls.command import CommandAction
    from ui.theme import Theme

_CALL_HEIGHT = 48  # px


class QueueColumn(Card):
    """等候: the next person in a box of their own, the others below."""

    def __init__(self, theme: Theme, call_next: CommandAction, take_number: CommandAction) -> None:
        super().__init__()
        self.setFixedWidth(theme.sizes.left_column)
        self._heading = Text(theme, Type.CARD_TITLE)
        self._longest = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._next_up = NextUp(theme)
        self._empty = Text(
            theme,
            Type.BODY,
            Tone.TEXT_2,
            self.tr("现在没有人等候。\n有人来时按 Ctrl N 取号；补材料的直接扫告知书。"),
        )
        self._empty.setWordWrap(True)
        self._waiting = WaitingModel(self)
        self._list = QListView()
        self._list.setModel(self._waiting)
        self._list.setItemDelegate(WaitingDelegate(theme, self._waiting, self))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("等候的号"))
        heading = QHBoxLayout()
        heading.addWidget(self._heading)
        heading.addStretch()
        heading.addWidget(self._longest)
        self.body.addLayout(heading)
        self.body.addWidget(self._next_up)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(CommandButton(theme, call_next, _CALL_HEIGHT))
        self.body.addWidget(CommandButton(theme, take_number, theme.sizes.target))

    def show_queue(self, snapshot: Workbench, names: Mapping[str, str]) -> None:
        """Show who waits; `names` gives item names by code."""
        waiting, next_up = snapshot.waiting, snapshot.next_up
        self._heading.setText(self.tr("等候 {count} 人").format(count=len(waiting)))
        longest = max((one.minutes for one in waiting), default=0)
        self._longest.setText(
            self.tr("最久 {minutes} 分钟").format(minutes=longest) if waiting else ""
        )
        self._waiting.show_waiting(tuple(one for one in waiting if one is not next_up), names)
        self._empty.setVisible(not waiting)
        self._next_up.setVisible(next_up is not None)
        if next_up is not None and snapshot.choice is not None:
            why = snapshot.choice.words
            self._next_up.show_next(next_up, self._waiting.purpose(next_up), why)


class NextUp(QFrame):
    """下一位, and why it is this one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._number = Text(theme, Type.TICKET_LARGE)
        self._minutes = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._purpose = ElidedText(theme, Type.BODY)
        self._why = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._why.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(Text(theme, Type.LABEL, Tone.ACCENT, self.tr("下一位")))
        head.addStretch()
        head.addWidget(self._minutes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._number)
        layout.addWidget(self._purpose)
        layout.addWidget(Rule.lying())
        layout.addWidget(Text(theme, Type.LABEL, Tone.ACCENT, self.tr("为什么是他")))
        layout.addWidget(self._why)

    def show_next(self, waiting: Waiting, purpose: str, why: str) -> None:
        """Show the next person; `why` are the words of the queue's order."""
        self._number.setText(waiting.ticket.number)
        self._minutes.setText(self.tr("已等 {minutes} 分钟").format(minutes=waiting.minutes))
        self._purpose.setText(purpose)
        self._why.setText(self.tr("因为 {why}").format(why=why))
