"""The person at the counter: number, name, item, and how long it has taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.catalogue import ItemKind
from core.counter import CounterState
from core.moment import minutes_between
from core.ticket import TicketState
from ui.controls.command import CommandButton
from ui.controls.plain import Card, ElidedText, Rule, Text
from ui.counter.acts import Act
from ui.counter.queue_lines import class_label
from ui.counter.undo_toast import TOAST_HEIGHT, UndoToast
from ui.day_words import clock_time
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.case import Case
    from core.counter import CounterStanding
    from core.ticket import Ticket
    from desktop.visitor import Visitor
    from desktop.workbench import Workbench
    from ui.controls.command import CommandAction
    from ui.theme import Theme

_TICKET_WIDTH = 168  # px; A3012 in the hero type


class PersonCard(Card):
    """正在办理, or that the counter is free."""

    def __init__(self, theme: Theme, actions: Mapping[Act, CommandAction]) -> None:
        super().__init__()
        self._stack = QStackedWidget()
        self._present = _Present(theme)
        self._free = _Free(theme)
        self._stack.addWidget(self._free)
        self._stack.addWidget(self._present)
        self.undo = UndoToast(theme, actions[Act.UNDO])
        self._commands = QWidget()
        row = QHBoxLayout(self._commands)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._buttons = {
            act: CommandButton(theme, actions[act], theme.sizes.target) for act in _WHILE_HERE
        }
        for button in self._buttons.values():
            button.hide()
            row.addWidget(button)
        row.addStretch()
        over = QGridLayout()
        over.addWidget(self._stack, 0, 0)
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        over.addWidget(self.undo, 0, 0, corner)
        self.body.addLayout(over)
        self.body.addWidget(self._commands)

    def show_person(self, snapshot: Workbench, names: Mapping[str, str]) -> None:
        """Show who is here; `names` gives item names by code."""
        ticket = snapshot.present
        self._stack.setCurrentIndex(0 if ticket is None else 1)
        self._free.show_standing(snapshot.standing)
        shown = {act for act, states in _WHILE_HERE.items() if ticket and ticket.state in states}
        if snapshot.case is None:
            shown.discard(Act.ANOTHER)
        for act in sorted(self._buttons, key=shown.__contains__):  # hide before showing
            self._buttons[act].setVisible(act in shown)
        self._commands.setVisible(ticket is not None)
        if ticket is not None:
            self._present.show_ticket(ticket, snapshot, names)


class _Free(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._title = Text(theme, Type.PAGE_TITLE)
        self._title.setFixedHeight(TOAST_HEIGHT)  # as above
        self._words = Text(theme, Type.BODY, Tone.TEXT_2)
        self._words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addStretch()

    def show_standing(self, standing: CounterStanding) -> None:
        if standing.state is CounterState.OPEN:
            self._title.setText(self.tr("窗口空闲"))
            self._words.setText(self.tr("按 F2 叫下一位；来补材料的，扫告知书上的码就能接着办。"))
            return
        self._title.setText(standing.state.word)
        since = clock_time(standing.since) if standing.since else ""
        self._words.setText(
            self.tr("{reason}，{time} 起。按 Shift F5 恢复办理。").format(
                reason=standing.reason, time=since
            )
        )


class _Present(QWidget):
    def __init__(self, theme: Theme) -> None:
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
        self._about_number = ElidedText(theme, Type.BODY_SMALL)
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
        head = QWidget()
        head.setLayout(who)
        head.setFixedHeight(TOAST_HEIGHT)  # the toast lies over its right end
        who.setContentsMargins(0, 0, 0, 0)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(head)
        right.addWidget(self._item)
        right.addWidget(self._times)
        right.addWidget(self._case)
        right.addWidget(self._about_number)
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
        name = self._name_of(snapshot)
        self._name.setText(name or self.tr("待录入姓名"))
        self._name.set_tone(Tone.TEXT if name else Tone.TEXT_3)
        self._identity.setText(case.applicant.masked_identity if case else "")
        self._between.setVisible(case is not None)
        wanted = names.get(ticket.item_code, self.tr("未选事项"))
        self._item.setText(case.item.name if case else wanted)
        self._times.setText(" · ".join(self._told(ticket, snapshot)))
        self._case.setText(self._about(case) if case else "")
        self._case.setVisible(case is not None)
        about = " · ".join(self._of_number(ticket, snapshot.visitor))
        self._about_number.setText(about)
        self._about_number.setVisible(bool(about))

    def _name_of(self, snapshot: Workbench) -> str:
        """Only what a case or an appointment tells; nobody is asked before the call."""
        if snapshot.case is not None:
            return snapshot.case.applicant.masked_name
        return snapshot.visitor.name if snapshot.visitor else ""

    def _of_number(self, ticket: Ticket, visitor: Visitor | None) -> list[str]:
        told = []
        if label := class_label(ticket):
            ground = visitor.ground if visitor else ""
            words = self.tr("{klass}号：{ground}") if ground else self.tr("{klass}号")
            told.append(words.format(klass=label, ground=ground))
        if visitor is not None and visitor.phone:
            told.append(self.tr("电话 {phone}").format(phone=visitor.phone))
        if ticket.note:
            told.append(self.tr("备注：{note}").format(note=ticket.note))
        if visitor is not None and visitor.earlier_calls:
            calls = "、".join(
                self.tr("{time} {counter} 号窗口").format(
                    time=clock_time(one.at), counter=one.counter
                )
                for one in visitor.earlier_calls
            )
            told.append(self.tr("此前叫过：{calls}").format(calls=calls))
        return told

    def _told(self, ticket: Ticket, snapshot: Workbench) -> list[str]:
        told = []
        if ticket.called_at:
            waited = minutes_between(ticket.issued_at, ticket.called_at)
            told.append(self.tr("等了 {minutes} 分钟").format(minutes=waited))
            told.append(self.tr("{time} 叫号").format(time=clock_time(ticket.called_at)))
        if snapshot.visitor is not None and ticket.state is TicketState.CALLED:
            passed = snapshot.visitor.minutes_since_call
            told.append(self.tr("叫号后 {minutes} 分钟").format(minutes=passed))
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


_CALLED, _SERVING = (TicketState.CALLED,), (TicketState.SERVING,)
_WHILE_HERE = {  # in which states each is shown
    Act.START: _CALLED,
    Act.CALL_AGAIN: _CALLED,
    Act.NO_SHOW: _CALLED,
    Act.PARK: _SERVING,
    Act.MOVE: _CALLED + _SERVING,
    Act.ANOTHER: _SERVING,
}
