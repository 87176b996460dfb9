"""取号 at the guide desk: a number of an item, or the one of whoever comes back with a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from core.errors import Refusal
from core.paper_code import scan
from core.quota import ReasonMissing
from desktop import guide_desk, return_visit
from desktop.workbench import item_choices
from ui.controls.command import CommandAction, CommandButton
from ui.controls.command_state import CommandState, Standing
from ui.controls.plain import Card, ElidedText, RefusalLine, Text
from ui.pages.item_field import ItemField
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from core.errors import YiciError
    from core.staff import OnDuty
    from core.ticket import Ticket
    from desktop.return_visit import Rejoined
    from ui.bridge import Bridge, Command
    from ui.theme import Theme


class TakeNumberCard(Card):
    """Item and document by keyboard alone; the reason is asked only beyond a quota."""

    told = Signal(str)
    cautioned = Signal(str)

    def __init__(self, theme: Theme, bridge: Bridge, duty: OnDuty) -> None:
        super().__init__()
        self._bridge = bridge
        self._duty = duty
        self._busy = False
        self.item = ItemField(theme)
        self.identity = QLineEdit()
        self.reason = QLineEdit()
        self.number = Text(theme, Type.TICKET_LARGE, Tone.ACCENT)
        self.standing = ElidedText(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self.refusal = RefusalLine(theme)
        self.issue = CommandAction("Ctrl+N", self.tr("取号"), self)
        self.issue.triggered.connect(self._issue)
        self._reason_row = QWidget()
        self._commands = QHBoxLayout()
        self._lay_out(theme)
        self._connect()
        self._show_standing()
        self._query = bridge.query(self, item_choices).success(self.item.offer)

    @property
    def settled(self) -> bool:
        """Whether no number is on its way."""
        return not self._busy

    def arrive(self) -> None:
        """Offer the items in force."""
        self._query.run()

    def rejoin(self, scanned: str) -> None:
        """A number for whoever comes back with this paper."""
        command = self._bridge.command(self, return_visit.rejoin, self._duty, scanned)
        self._run(command.success(self._rejoined))

    def show_number(self, ticket: Ticket, words: str) -> None:
        """The number to say aloud, and what goes with it; ready for the next person."""
        self.number.setText(ticket.number)
        self.standing.setText(words)
        self.told.emit(self.tr("{number} 已取号").format(number=ticket.number))
        self.clear()

    def clear(self) -> None:
        """Ready for the next person; the number last given stays to be read."""
        self.item.forget()
        self.identity.clear()
        self._forget_reason()
        self.item.setFocus()

    def add_command(self, button: CommandButton) -> None:
        """A further act on the item or the document written here."""
        self._commands.addWidget(button)

    def _issue(self) -> None:
        if self._take_slip():
            return
        chosen = self.item.settle()
        if chosen is None:
            self.refusal.say(self.tr("还没有选定事项，没有发号，请先查到事项，或扫描回执。"))
            self.item.setFocus()
            return
        command = self._bridge.command(
            self,
            guide_desk.issue,
            self._duty,
            chosen.code,
            self.identity.text(),
            self.reason.text(),
        )
        self._run(command.success(self._issued))

    def _run(self, command: Command[Ticket] | Command[Rejoined]) -> None:
        if self._busy:
            return
        self._busy = True
        self.refusal.clear()
        self.number.clear()
        self.standing.clear()
        self._show_standing()
        command.failure(self._refuse).settled(self._settle).run()

    def _settle(self) -> None:
        self._busy = False
        self._show_standing()

    def _issued(self, ticket: Ticket) -> None:
        self.show_number(
            ticket, self.tr("{item}，小票正在打印").format(item=self._items_of(ticket))
        )

    def _rejoined(self, back: Rejoined) -> None:
        of = self._items_of(back.ticket)
        self.show_number(back.ticket, self.tr("{item}，凭回执回来办理").format(item=of))
        if back.caution:
            self.cautioned.emit(back.caution)

    def _items_of(self, ticket: Ticket) -> str:
        return "、".join(self.item.name_of(code) for code in ticket.items)

    def _refuse(self, error: YiciError) -> None:
        self.refusal.say(str(error))
        if isinstance(error, ReasonMissing):
            self._reason_row.show()
            self.reason.setFocus()

    def _edited(self) -> None:
        self.refusal.clear()
        self._forget_reason()

    def _forget_reason(self) -> None:
        """A reason speaks of one item and one person."""
        self.reason.clear()
        self._reason_row.hide()

    def _go_on(self) -> None:
        """Enter in the item: a slip at once, otherwise on to the document."""
        if self._take_slip():
            return
        if self.item.settle() is None:
            self.refusal.say(self.tr("没有查到这个事项，没有发号，请换个字再查，或扫描回执。"))
            return
        self.identity.setFocus()

    def _take_slip(self) -> bool:
        scanned = self.item.text()
        if self.item.chosen is not None or not is_slip(scanned):
            return False
        self.rejoin(scanned)
        return True

    def _show_standing(self) -> None:
        standing = Standing.WAITS if self._busy else Standing.READY
        self.issue.show_state(CommandState(self.tr("取号"), standing))

    def _connect(self) -> None:
        self.item.textEdited.connect(self._edited)
        self.item.returnPressed.connect(self._go_on)
        self.identity.textEdited.connect(self._forget_reason)
        for field in (self.identity, self.reason):
            field.returnPressed.connect(self.issue.trigger)
        self.item.picked.connect(self.identity.setFocus)

    def _lay_out(self, theme: Theme) -> None:
        self.item.setPlaceholderText(self.tr("代码、名称、首字母，或扫描回执"))
        self.identity.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        head = QHBoxLayout()
        head.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("取号")))
        head.addStretch()
        head.addWidget(self.standing)
        head.addWidget(self.number)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        item = _named(theme, self.tr("事项或回执"), self.item)
        identity = _named(theme, self.tr("证件号码（可空）"), self.identity)
        grid.addWidget(item, 0, 0)
        grid.addWidget(self.item, 0, 1)
        grid.addWidget(identity, 0, 2)
        grid.addWidget(self.identity, 0, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        reason = QHBoxLayout(self._reason_row)
        reason.setContentsMargins(0, 0, 0, 0)
        reason.setSpacing(12)
        reason.addWidget(_named(theme, self.tr("超出限额的理由"), self.reason))
        reason.addWidget(self.reason, 1)
        self._commands.addStretch()
        self._commands.addWidget(CommandButton(theme, self.issue, theme.sizes.target))
        self.body.addLayout(head)
        self.body.addLayout(grid)
        self.body.addWidget(self.item.found)
        self.body.addWidget(self._reason_row)
        self.body.addWidget(self.refusal)
        self.body.addLayout(self._commands)
        self._reason_row.hide()


def is_slip(scanned: str) -> bool:
    """Whether it is the symbol or the printed code of a paper about a case."""
    try:
        scan(scanned)
    except Refusal:
        return False
    return True


def _named(theme: Theme, name: str, field: QLineEdit) -> Text:
    label = Text(theme, Type.LABEL, Tone.TEXT_2, name)
    label.setBuddy(field)
    field.setFont(theme.font(Type.BODY))
    field.setAccessibleName(name)
    return label
