"""A real window on a real X display, driven by a keyboard from outside the process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.case_states import CaseState
from db.engine import Access, connect, file_engine
from db.keystore import FileKeystore
from desktop import demonstration
from desktop.database_room import KEY_NAME
from tests.house import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")),
        reason="Xvfb and xdotool are not installed: run `make test` as root on Debian or Ubuntu",
    ),
]
ROOT = Path(__file__).parents[2]
GLANCE = 0.2  # s between two looks, as a person at the window would look
HUMAN_PAUSE = "0.5"  # s, xdotool's: the window draws the next step before the next key


@pytest.fixture
def display() -> Iterator[str]:
    """A display of 1366×768 on a number the server chose."""
    read_end, write_end = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


class Clerk:
    """Keys to whatever window has the focus, and a look into the station's record."""

    def __init__(self, display: str, folder: Path) -> None:
        self._environment = os.environ | {"DISPLAY": display}
        self._folder = folder

    def keys(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key, "sleep", HUMAN_PAUSE)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "20", text)
        self._xdotool("sleep", HUMAN_PAUSE)

    def find_window(self) -> None:
        """Wait for the window and give it the focus; there is no window manager to do it."""
        eventually("the window", lambda: self._at_window("windowfocus") is not None)

    def see_page(self, title: str) -> None:
        """Wait until the window shows that page, as a person would before the next key."""
        eventually(title, lambda: title in (self._at_window("getwindowname") or ""))
        self._xdotool("sleep", HUMAN_PAUSE)

    def scalar(self, question: str) -> object:
        key = FileKeystore(self._folder).get(KEY_NAME)
        if key is None:
            return None
        engine = file_engine(self._folder / "station.db", key, Access.READ_ONLY)
        connection = connect(engine)
        try:
            return connection.exec_driver_sql(question).scalar()
        finally:
            connection.close()

    def papers(self, title: str) -> list[Path]:
        return list((self._folder / "papers").glob(f"*_{title}_*.pdf"))

    def _at_window(self, act: str) -> str | None:
        tried = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Yici", act],
            env=self._environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        return None if tried.returncode else tried.stdout

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, timeout=PATIENCE)


@pytest.fixture
def clerk(display: str, tmp_path: Path) -> Iterator[Clerk]:
    """The program running on that display, its window in front."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.start", "--demo", "--data-folder", str(tmp_path / "desk")],
        cwd=ROOT,
        env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_IM_MODULE": "none"},
    )
    clerk = Clerk(display, tmp_path / "desk")
    try:
        clerk.find_window()
        yield clerk
    finally:
        process.terminate()
        process.wait(PATIENCE)


def eventually(what: str, condition: Callable[[], bool]) -> None:
    """Look until it is so."""
    for _ in range(int(PATIENCE / GLANCE)):
        if condition():
            return
        threading.Event().wait(GLANCE)
    pytest.fail(f"not seen: {what}")


def state(clerk: Clerk) -> object:
    return clerk.scalar("SELECT state FROM case_file ORDER BY number DESC LIMIT 1")


def test_the_visit_is_driven_by_keys_alone(clerk: Clerk) -> None:
    clerk.type(demonstration.CLERK.badge)
    clerk.keys("Return")
    clerk.type(demonstration.PASSWORD)
    clerk.keys("Return")
    eventually(
        "the sign-in",
        lambda: clerk.scalar("SELECT count(*) FROM journal WHERE kind='clerk.signed_in'") == 1,
    )
    clerk.see_page("工作台")
    clerk.keys("ctrl+n")
    eventually("a number", lambda: clerk.scalar("SELECT count(*) FROM ticket") == 1)
    clerk.keys("F2", "F5")
    eventually("service", lambda: clerk.scalar("SELECT state FROM ticket") == "serving")
    _receive(clerk, "XK-0009", "Ouyang Wei")
    clerk.keys("1", "3", "4", "5", "6", "Home", "Down", "m", "F10")
    eventually("the one notice", lambda: state(clerk) == CaseState.AWAITING_CORRECTION.value)
    eventually("its paper", lambda: len(clerk.papers("一次性告知（补正）通知书")) == 1)
    clerk.keys("F11", "F12")
    eventually("a free counter", lambda: clerk.scalar("SELECT state FROM ticket") == "finished")

    slip = clerk.scalar("SELECT slip FROM case_file")
    clerk.keys("ctrl+k")
    clerk.type(str(slip))
    clerk.keys("Return")
    eventually("the return", lambda: clerk.scalar("SELECT visits FROM case_file") == 2)
    clerk.keys("2", "F9")
    eventually("acceptance", lambda: state(clerk) == CaseState.ACCEPTED.value)
    eventually("its paper", lambda: len(clerk.papers("受理通知书")) == 1)
    clerk.keys("F11", "F12", "ctrl+n", "F2", "F5")

    _receive(clerk, "QR-0017", "Wang Xiaoya")
    clerk.keys("a", "F9")
    eventually("the decision", lambda: state(clerk) == CaseState.DECIDED.value)
    eventually("its paper", lambda: len(clerk.papers("准予决定书")) == 1)
    clerk.keys("F11", "F9")
    eventually("the delivery", lambda: state(clerk) == CaseState.DELIVERED.value)
    eventually("its receipt", lambda: len(clerk.papers("送达回证")) == 1)
    eventually(
        "everything at the central server",
        lambda: (
            clerk.scalar("SELECT acked_seq - (SELECT count(*) FROM journal) FROM exchange") == 0
        ),
    )


def _receive(clerk: Clerk, item: str, name: str) -> None:
    """收件 in a Latin name: Chinese comes from an input method, which this display has not."""
    before = clerk.scalar("SELECT count(*) FROM case_file")
    clerk.type(item)
    clerk.keys("Return")
    clerk.type(name)
    clerk.keys("Return")
    clerk.type("11010519491231002X")
    clerk.keys("Return")
    eventually(
        "收件",
        lambda: clerk.scalar("SELECT count(*) FROM case_file") == (before or 0) + 1,  # type: ignore[operator]
    )
    assert clerk.scalar("SELECT applicant_name FROM case_file ORDER BY number DESC LIMIT 1") == name
