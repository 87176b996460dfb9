"""A real desk under a real window, and nothing of either left afterwards."""

from __future__ import annotations

import gc
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

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

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform grumbles at every window whose least size moves, and at pop-ups."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The fonts, words and look of the product."""
    dressed = dress(qapp)
    gc.collect()
    gc.freeze()  # half a million objects that stay: neither collected nor looked through below
    return dressed


@pytest.fixture(autouse=True)
def nothing_left(theme: Theme, qapp: QApplication) -> Iterator[None]:
    """A timer, thread or window that outlives its page would act on a page that is gone.

    As in the program, only the screen's thread collects: a desk's worker that destroys a Qt
    object stops both threads for good.
    """
    del theme  # its timers and windows, if any, belong to the session
    with closing(GarbageCollection()):
        before = {*_at_work(), *qapp.topLevelWidgets()}
        yield
        flush()
        left = {*_at_work(), *qapp.topLevelWidgets()} - before
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


def _at_work() -> set[QTimer | QThread]:
    """The timers and threads that run, this one aside."""
    # By exact type: isinstance() would ask every lazy stand-in among the objects for its class.
    living = [
        one for one in gc.get_objects() if type(one) in {QTimer, QThread} and shiboken6.isValid(one)
    ]
    current = QThread.currentThread()
    return {
        one
        for one in living
        if (one.isActive() if isinstance(one, QTimer) else one.isRunning()) and one is not current
    }
