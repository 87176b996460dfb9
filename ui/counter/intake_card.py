"""收件: which item, and who applies."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
)

from core.catalogue import ItemKind
from core.errors import Refusal
from core.paper_code import scan
from ui.controls.command import CommandAction, CommandButton
from ui.controls.plain import Card, RefusalLine, Text
from ui.counter.acts import Act
from ui.counter.item_search import found_items
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from desktop.workbench import ItemChoice
    from ui.controls.command_state import CommandState
    from ui.theme import Theme

_RECEIVE_HEIGHT = 48  # px


class Entry(enum.Enum):
    """The fields of the intake."""

    ITEM = "item"
    NAME = "name"
    IDENTITY = "identity"


class IntakeCard(Card):
    """Item, name and number by keyboard alone; a slip scanned into any field is noticed."""

    submitted = Signal(str, str, str)  # item code, name, identity number
    slip_scanned = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._items: tuple[ItemChoice, ...] = ()
        self._found: tuple[ItemChoice, ...] = ()
        self._chosen: ItemChoice | None = None
        self.receive = CommandAction(Act.RECEIVE.value, self.tr("收件"), self)
        self.receive.triggered.connect(self._submit)
        self._search = _SearchField()
        self._name = QLineEdit()
        self._identity = QLineEdit()
        self._fields = {
            Entry.ITEM: self._search,
            Entry.NAME: self._name,
            Entry.IDENTITY: self._identity,
        }
        self._search.moved.connect(self._move)
        self._search.textEdited.connect(self._look_up)
        self._search.setPlaceholderText(self.tr("输代码、名称里的字，或拼音首字母，如 spjy"))
        self._identity.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self._refusal = RefusalLine(theme)
        self._lines = QStringListModel(self)
        self._list = QListView()
        self._list.setProperty("place", "choices")
        self._list.setModel(self._lines)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(self.tr("查到的事项"))
        self._list.clicked.connect(self._pick_clicked)
        self._hint = Text(theme, Type.BODY_SMALL, Tone.TEXT_2)
        self._hint.setWordWrap(True)
        self._lay_out(theme)
        for field in self._fields.values():
            field.setFont(theme.font(Type.BODY))
            field.returnPressed.connect(self._go_on)
            field.textEdited.connect(self._clear_refusal)

    @property
    def refusal(self) -> str:
        """What stands beside the fields as wrong."""
        return self._refusal.sentence

    def show_items(self, items: tuple[ItemChoice, ...], wanted: str) -> None:
        """Offer these items; `wanted` is the code the ticket was taken for, if any."""
        if items != self._items:
            self._items = items
            self._look_up(self._search.text())
        if wanted and self._chosen is None and not self._search.text():
            self._choose(next((item for item in items if item.code == wanted), None))

    def show_state(self, state: CommandState) -> None:
        """Show whether the case can be received now."""
        self.receive.show_state(state)

    def begin(self) -> None:
        """Put the cursor where typing goes on."""
        field = self._search if self._chosen is None else self._name
        field.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self._fields.values():
            field.clear()
        self._clear_refusal()
        self._look_up("")

    def refuse(self, entry: Entry, sentence: str) -> None:
        """Say beside the fields what is wrong, and go to the one it is about."""
        self._refusal.say(sentence)
        for one, field in self._fields.items():
            _mark(field, one is entry)
        self._fields[entry].setFocus()
        self._fields[entry].selectAll()

    def _lay_out(self, theme: Theme) -> None:
        names = {
            Entry.ITEM: self.tr("事项"),
            Entry.NAME: self.tr("姓名或单位名称"),
            Entry.IDENTITY: self.tr("证件号码"),
        }
        labels = {
            entry: Text(theme, Type.LABEL, Tone.TEXT_2, name) for entry, name in names.items()
        }
        for entry, label in labels.items():
            label.setBuddy(self._fields[entry])
            self._fields[entry].setAccessibleName(names[entry])
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(labels[Entry.ITEM], 0, 0, 1, 2)
        grid.addWidget(self._search, 1, 0, 1, 2)
        grid.addWidget(labels[Entry.NAME], 2, 0)
        grid.addWidget(labels[Entry.IDENTITY], 2, 1)
        grid.addWidget(self._name, 3, 0)
        grid.addWidget(self._identity, 3, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(CommandButton(theme, self.receive, _RECEIVE_HEIGHT))
        below = QVBoxLayout()
        below.addWidget(self._refusal)
        below.addWidget(self._list, 100)  # all the room, while there is something to pick
        below.addStretch(1)
        below.addLayout(foot)
        self.body.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("收件")))
        self.body.addLayout(grid)
        self.body.addLayout(below, 1)

    def _look_up(self, typed: str) -> None:
        self._chosen = None
        self._found = found_items(self._items, typed)
        self._lines.setStringList([f"{item.name}    {item.code}" for item in self._found])
        self._list.setCurrentIndex(self._lines.index(0))
        self._list.setVisible(bool(self._found))
        self._hint.setText(self._advice())

    def _advice(self) -> str:
        if not self._items:
            return self.tr("本机还没有发布的事项目录，不能收件；请管理员导入目录。")
        if not self._found:
            return self.tr("没有查到这个事项，换个字再查，或删空看全部。")
        if self._chosen is None:
            return self.tr("↑ ↓ 选择，Enter 选定")
        immediate = self._chosen.kind is ItemKind.IMMEDIATE
        kind = self.tr("即办件，材料齐全当场办结") if immediate else self.tr("承诺件")
        return self.tr("{kind}。填好证件号码后按 Enter 收件。").format(kind=kind)

    def _move(self, step: int) -> None:
        row = self._list.currentIndex().row() + step
        if 0 <= row < len(self._found):
            self._list.setCurrentIndex(self._lines.index(row))

    def _pick_clicked(self, index: QModelIndex) -> None:
        self._choose(self._found[index.row()])
        self._name.setFocus()

    def _choose(self, item: ItemChoice | None) -> None:
        if item is not None:
            self._search.setText(item.name)
            self._search.setCursorPosition(0)
            self._chosen = item
            self._list.hide()
            self._hint.setText(self._advice())

    def _go_on(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit) and self._take_slip(field):
            return
        if field is self._search:
            row = self._list.currentIndex().row()
            if self._chosen is None and 0 <= row < len(self._found):
                self._choose(self._found[row])
            if self._chosen is not None:
                self._name.setFocus()
        elif field is self._name:
            self._identity.setFocus()
        else:
            self.receive.trigger()

    def _take_slip(self, field: QLineEdit) -> bool:
        scanned = field.text()
        try:
            scan(scanned)
        except Refusal:
            return False
        field.clear()
        if field is self._search:
            self._look_up("")
        self.slip_scanned.emit(scanned)
        return True

    def _submit(self) -> None:
        if self._chosen is None:
            self.refuse(
                Entry.ITEM, self.tr("还没有选定事项，没有收件，请先查到事项按 Enter 选定。")
            )
            return
        self._clear_refusal()
        self.submitted.emit(self._chosen.code, self._name.text(), self._identity.text())

    def _clear_refusal(self) -> None:
        self._refusal.clear()
        for field in self._fields.values():
            _mark(field, refused=False)


class _SearchField(QLineEdit):
    moved = Signal(int)  # rows down the list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


def _mark(field: QLineEdit, refused: bool) -> None:  # noqa: FBT001  (the value of a property)
    field.setProperty("refused", refused)
    field.style().polish(field)
