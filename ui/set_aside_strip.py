"""What waits for a person: parked entries and streams in conflict, each with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from desktop import delivery
from ui.controls.plain import KeyCap, Text
from ui.day_words import age
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from desktop.delivery import SetAside
    from desktop.desk import Change
    from ui.bridge import Bridge
    from ui.theme import Theme

_MOST = 5  # rows; the rest is counted
_WIDE = (4, 5)  # columns that hold sentences


class SetAsideStrip(QFrame):
    """Asked for on the status bar; up to date as long as it is open."""

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._query = bridge.query(self, delivery.set_aside).success(self._show)
        self._title = Text(theme, Type.LABEL)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for column in _WIDE:
            self._grid.setColumnStretch(column, 1)
        close = QPushButton(self.tr("知道了"))
        close.setFont(theme.font(Type.LABEL))
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(KeyCap(theme, "Esc"))
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        self._cells: list[Text] = []
        bridge.changed.connect(self._hear)
        self.hide()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What it says, line by line, the heads first."""
        width = self._grid.columnCount()
        words = [cell.text() for cell in self._cells]
        return tuple(tuple(words[at : at + width]) for at in range(0, len(words), width))

    def open(self) -> None:
        """Show it."""
        self._query.run()

    def _hear(self, _change: Change) -> None:
        if not self.isHidden():
            self._query.run()

    def _show(self, found: tuple[SetAside, ...]) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells.clear()
        if not found:
            self.hide()
            return
        more = len(found) - _MOST
        self._title.setText(
            self.tr("以下记录已原样保存，等待处理；本机办理不受影响")
            if more <= 0
            else self.tr(
                "以下记录已原样保存，等待处理；另有 {more} 项，用 yici-admin parked 查看"
            ).format(more=more)
        )
        heads = (
            self.tr("工位"),
            self.tr("办件、号或文书"),
            self.tr("条数"),
            self.tr("已等"),
            self.tr("原因"),
            self.tr("怎么办"),
        )
        self._row(0, heads, Tone.TEXT_2)
        for place, one in enumerate(found[:_MOST], 1):
            line = (one.station, one.about, str(one.count), age(one.age), one.reason, one.action)
            self._row(place, line, Tone.TEXT)
        self.setAccessibleName(self._title.text())
        self.show()

    def _row(self, place: int, words: tuple[str, ...], tone: Tone) -> None:
        for column, text in enumerate(words):
            cell = Text(self._theme, Type.BODY_SMALL, tone, text)
            cell.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            cell.setWordWrap(column in _WIDE)
            self._grid.addWidget(cell, place, column)
            self._cells.append(cell)
