"""A real desk under a real window, and nothing of either left afterwards."""

from __future__ import annotations

import gc
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.visit import Visit
from ui.app import shell_of
from ui.bridge import Bridge
from ui.screen import GarbageCollection, dress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.desk import Desk
    from ui.shell import Shell
    from ui.theme import Theme

T = TypeVar("T")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform grumbles at every window whose least size moves."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The fonts, words and look of the product."""
    return dress(qapp)


@pytest.fixture(autouse=True)
def nothing_left(theme: Theme, qapp: QApplication) -> Iterator[None]:
    """A timer, thread or window that outlives its page would act on a page that is gone.

    As in the program, only the screen's thread collects: a desk's worker that destroys a Qt
    object stops both threads for good.
    """
    del theme  # its timers and windows, if any, belong to the session
    with closing(GarbageCollection()):
        before = {*_timers(), *_threads(), *qapp.topLevelWidgets()}
        yield
        flush()
        left = {*_timers(), *_threads(), *qapp.topLevelWidgets()} - before
        assert not left, f"left alive: {left}"


@pytest.fixture
def bridge(desk: Desk, qapp: QApplication) -> Iterator[Bridge]:
    """A bridge to the furnished desk."""
    del qapp
    with closing(Bridge(desk)) as opened:
        yield opened


@pytest.fixture
def shell(desk: Desk, bridge: Bridge, theme: Theme, qtbot: QtBot) -> Iterator[Shell]:
    """The window at its sign-in page, on the screen."""
    window = shell_of(desk, bridge, theme)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield window
    if shiboken6.isValid(window):
        window.close()
    flush()


@pytest.fixture
def visit(shell: Shell) -> Visit:
    """A clerk signed in at counter 3, before anyone was called."""
    begun = Visit(shell)
    begun.sign_in()
    return begun


def flush() -> None:
    """Carry out deletions that wait for the event loop."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _timers() -> set[QTimer]:
    return {timer for timer in _living(QTimer) if timer.isActive()}


def _threads() -> set[QThread]:
    current = QThread.currentThread()
    return {thread for thread in _living(QThread) if thread is not current and thread.isRunning()}


def _living(kind: type[T]) -> list[T]:
    return [found for found in gc.get_objects() if type(found) is kind and shiboken6.isValid(found)]
