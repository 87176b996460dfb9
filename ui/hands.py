"""A clerk's hands on a real window: keys, words from an input method, and patience."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 30.0  # s
_GLANCE = 10  # ms between two looks at the screen
_REST = 120  # ms; changes are gathered for a moment before they are shown


class NothingHappened(RuntimeError):
    """The window did not come to show what was waited for."""


class Hands:
    """Types into whatever has the focus of one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def press(self, key: str) -> None:
        """Press a key or a combination, `F9` or `Ctrl+N`."""
        QTest.keySequence(self._target(), QKeySequence(key))

    def give(self, key: str) -> None:
        """Give a command as soon as its button lets one.

        Raises: NothingHappened when it never does.
        """
        self.wait(f"the command {key}", lambda: self._offered(QKeySequence(key)))
        self.press(key)

    def write(self, text: str) -> None:
        """Type letters and digits."""
        QTest.keyClicks(self._target(), text)

    def compose(self, text: str) -> None:
        """Enter Chinese as an input method does: the finished words at once."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._target(), event)

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Look until it is so.

        Raises: NothingHappened, naming what was waited for.
        """
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                raise NothingHappened(what)
            QTest.qWait(_GLANCE)

    def rest(self) -> None:
        """Let the window draw what it knows."""
        QTest.qWait(_REST)

    def _offered(self, key: QKeySequence) -> bool:
        return any(
            action.isEnabled() and action.shortcut() == key
            for action in self._window.findChildren(QAction)
        )

    def _target(self) -> QWidget:
        focused: QWidget | None = self._window.focusWidget()
        return self._window if focused is None else focused
