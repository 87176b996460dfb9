"""The person at the counter: number, name, item, and how long it has taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.catalogue import ItemKind
from core.ticket import TicketState
from ui.controls.command import CommandButton
from ui.controls.plain import Card, ElidedText, Rule, Text
from ui.day_words import clock_time, minutes_between
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.case import Case
    from core.ticket import Ticket
    from desktop.workbench import Workbench
    from ui.controls.command import CommandAction
    from ui.theme import Theme

_TICKET_WIDTH = 168  # px; A3012 in the hero type


class PersonCard(Card):
    """正在办理, or that the counter is free."""

    def __init__(
        self, theme: Theme, while_called: Sequence[CommandAction], another: CommandAction
    ) -> None:
        super().__init__()
        self._stack = QStackedWidget()
        self._present = _Present(theme, another)
        self._stack.addWidget(_Free(theme))
        self._stack.addWidget(self._present)
        self._commands = QWidget()
        row = QHBoxLayout(self._commands)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for action in while_called:
            row.addWidget(CommandButton(theme, action, theme.sizes.target))
        row.addStretch()
        self.body.addWidget(self._stack)
        self.body.addWidget(self._commands)

    def show_person(self, snapshot: Workbench, names: Mapping[str, str]) -> None:
        """Show who is here; `names` gives item names by code."""
        ticket = snapshot.present
        self._stack.setCurrentIndex(0 if ticket is None else 1)
        self._commands.setVisible(ticket is not None and ticket.state is TicketState.CALLED)
        if ticket is not None:
            self._present.show_ticket(ticket, snapshot, names)


class _Free(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = self.tr("按 F2 叫下一位；来补材料的，扫告知书上的码就能接着办。")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Text(theme, Type.PAGE_TITLE, Tone.TEXT, self.tr("窗口空闲")))
        layout.addWidget(Text(theme, Type.BODY, Tone.TEXT_2, words))
        layout.addStretch()


class _Present(QWidget):
    def __init__(self, theme: Theme, another: CommandAction) -> None:
        super().__init__()
        self._state = Text(theme, Type.LABEL, Tone.ACCENT)
        self._number = Text(theme, Type.TICKET_HERO)
        self._number.setMinimumWidth(_TICKET_WIDTH)
        self._name = Text(theme, Type.NUMBER)
        self._identity = Text(theme, Type.BODY, Tone.TEXT_2)
        self._item = ElidedText(theme, Type.ITEM_TITLE)
        self._times = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._case = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._between = Rule.upright()
        self._another = CommandButton(theme, another, theme.sizes.target)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._state)
        left.addWidget(self._number)
        left.addStretch()
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self._name)
        who.addWidget(self._between)
        who.addWidget(self._identity)
        who.addStretch()
        who.addWidget(self._another)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addLayout(who)
        right.addWidget(self._item)
        right.addWidget(self._times)
        right.addWidget(self._case)
        right.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(left)
        layout.addLayout(right, 1)

    def show_ticket(self, ticket: Ticket, snapshot: Workbench, names: Mapping[str, str]) -> None:
        case = snapshot.case
        self._state.setText(ticket.state.word)
        self._number.setText(ticket.number)
        self._name.setText(case.applicant.masked_name if case else self.tr("待录入姓名"))
        self._name.set_tone(Tone.TEXT if case else Tone.TEXT_3)
        self._identity.setText(case.applicant.masked_identity if case else "")
        self._between.setVisible(case is not None)
        self._another.setVisible(case is not None)
        wanted = names.get(ticket.item_code, self.tr("未选事项"))
        self._item.setText(case.item.name if case else wanted)
        self._times.setText(" · ".join(self._told(ticket, snapshot)))
        self._case.setText(self._about(case) if case else "")

    def _told(self, ticket: Ticket, snapshot: Workbench) -> list[str]:
        told = []
        if ticket.called_at:
            waited = minutes_between(ticket.issued_at, ticket.called_at)
            told.append(self.tr("等了 {minutes} 分钟").format(minutes=waited))
            told.append(self.tr("{time} 叫号").format(time=clock_time(ticket.called_at)))
        if ticket.calls > 1:
            told.append(self.tr("叫了 {calls} 次").format(calls=ticket.calls))
        if ticket.state is TicketState.SERVING:
            served = snapshot.minutes_present
            told.append(self.tr("已办 {minutes} 分钟").format(minutes=served))
        return told

    def _about(self, case: Case) -> str:
        kind = self.tr("即办件") if case.item.kind is ItemKind.IMMEDIATE else self.tr("承诺件")
        facts = [case.state.word, kind, self.tr("办件 {number}").format(number=case.number)]
        if case.item.statutory is not None:
            limit = case.item.statutory.limit.words()
            facts.append(self.tr("法定 {limit}").format(limit=limit))
        return " · ".join(facts)
