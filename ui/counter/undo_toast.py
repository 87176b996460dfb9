"""撤销: for ten seconds, where the person stands or stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from core.ticket_undo import UNDO_WITHIN
from ui.controls.command import CommandButton
from ui.controls.plain import Text
from ui.theme import Type

if TYPE_CHECKING:
    from ui.controls.command import CommandAction
    from ui.theme import Theme

TOAST_HEIGHT = 44  # px
_SECOND = 1000  # ms


class UndoToast(QFrame):
    """What was done, the seconds left, and the button; whether it is too late the desk decides."""

    def __init__(self, theme: Theme, undo: CommandAction) -> None:
        super().__init__()
        self.setFixedHeight(TOAST_HEIGHT)
        self._left = 0  # s
        self._done = ""
        self._words = Text(theme, Type.BODY_SMALL)
        self._button = CommandButton(theme, undo, theme.sizes.target)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self.count_down)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 1, 1, 1)
        layout.setSpacing(12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def offer(self, done: str) -> None:
        """Offer to take back what was just done, for as long as the rule allows."""
        self._done = done
        self._left = UNDO_WITHIN.seconds
        self._timer.start()
        self._say()
        self.setAccessibleName(f"{done}，{self._words.text()}")
        self.show()

    def count_down(self) -> None:
        """One second less; gone after the last."""
        self._left -= 1
        if self._left <= 0:
            self.take_back()
        else:
            self._say()

    def take_back(self) -> None:
        """Offer nothing any more."""
        self._timer.stop()
        self.hide()

    def _say(self) -> None:
        self._words.setText(
            self.tr("{done}\n{seconds} 秒内可撤销").format(done=self._done, seconds=self._left)
        )
