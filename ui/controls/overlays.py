"""What lies over a page for a while: the error banner and the key list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from ui.controls.plain import KeyCap, Mark, Text
from ui.marks import Look
from ui.theme import Tone, Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.controls.command_state import KeyLine
    from ui.theme import Theme

_ROWS = 12  # of keys in one column


class Banner(QFrame):
    """The one error surface: a sentence that stays until it is read."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sentence = Text(theme, Type.BODY, Tone.RED)
        self._sentence.setWordWrap(True)
        close = QPushButton(self.tr("知道了"))
        close.setFont(theme.font(Type.LABEL))
        close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(Mark(theme, Look.ALARM))
        layout.addWidget(self._sentence, 1)
        layout.addWidget(KeyCap(theme, "Esc"))
        layout.addWidget(close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Say it until closed."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()


class KeyPanel(QFrame):
    """The keys of the page in front."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[Text] = []
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(Text(theme, Type.CARD_TITLE, Tone.TEXT, self.tr("按键一览")))
        layout.addLayout(self._grid)
        self.setAccessibleName(self.tr("按键一览"))
        self.hide()

    def show_keys(self, keys: Sequence[KeyLine]) -> None:
        """List these."""
        for shown in self._shown:
            self._grid.removeWidget(shown)
            shown.deleteLater()
        self._shown.clear()
        for place, key in enumerate(keys):
            side, row = divmod(place, _ROWS)
            words = Text(self._theme, Type.BODY_SMALL, Tone.TEXT, key.words)
            for column, text in enumerate((KeyCap(self._theme, key.cap), words), 2 * side):
                self._grid.addWidget(text, row, column)
                self._shown.append(text)
        self.show()
        self.raise_()
