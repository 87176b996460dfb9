"""A scanner types like a keyboard and ends with Enter, whatever page is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_LONGEST = 400  # characters; a paper's code has 154


class Scanner:
    """Collects keys until Enter."""

    def __init__(self) -> None:
        self._typed = ""

    def hear(self, event: QKeyEvent) -> str:
        """One key; gives what was scanned at its end, and nothing before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            scanned, self._typed = self._typed, ""
            return scanned
        if event.text().isprintable() and len(self._typed) < _LONGEST:
            self._typed += event.text()
        return ""

    def forget(self) -> None:
        """Half a code is no code."""
        self._typed = ""
