"""The field that finds an item by code, name or initials, and below it what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from ui.counter.item_search import found_items

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from desktop.workbench import ItemChoice
    from ui.theme import Theme

_LINES = 4  # of the items found


class ItemField(QLineEdit):
    """Arrows go along what was found; `found` is the list, to be laid out by the card."""

    picked = Signal()  # by the mouse

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._items: tuple[ItemChoice, ...] = ()
        self._matches: tuple[ItemChoice, ...] = ()
        self._chosen: ItemChoice | None = None
        self._lines = QStringListModel(self)
        self.found = QListView()
        self.found.setProperty("place", "choices")
        self.found.setModel(self._lines)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.found.setAccessibleName(self.tr("查到的事项"))
        self.found.setFixedHeight(_LINES * theme.sizes.target)
        self.found.hide()
        self.found.clicked.connect(self._pick)
        self.textEdited.connect(self._look_up)

    @property
    def chosen(self) -> ItemChoice | None:
        """The item settled on."""
        return self._chosen

    def offer(self, items: tuple[ItemChoice, ...]) -> None:
        """Search among these."""
        if items != self._items:
            self._items = items
            self._look_up(self.text())

    def name_of(self, code: str) -> str:
        """An item in words; the code of one no longer in force."""
        return next((item.name for item in self._items if item.code == code), code)

    def settle(self) -> ItemChoice | None:
        """Settle on the line in hand, unless an item is settled on; None where nothing is found."""
        row = self.found.currentIndex().row()
        if self._chosen is None and 0 <= row < len(self._matches):
            self._chosen = self._matches[row]
            self.setText(self._chosen.name)
            self.setCursorPosition(0)
            self.found.hide()
        return self._chosen

    def forget(self) -> None:
        """Ready for the next item."""
        self.clear()
        self._look_up("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down along the list."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = self.found.currentIndex().row() + step
        if 0 <= row < len(self._matches):
            self.found.setCurrentIndex(self._lines.index(row))

    def _look_up(self, typed: str) -> None:
        self._chosen = None
        self._matches = found_items(self._items, typed) if typed.strip() else ()
        self._lines.setStringList([f"{item.name}    {item.code}" for item in self._matches])
        self.found.setCurrentIndex(self._lines.index(0))
        self.found.setVisible(bool(self._matches))

    def _pick(self, _index: QModelIndex) -> None:
        self.settle()
        self.picked.emit()


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
