"""From process start to a usable window, against the same imports and a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.result import Result

ROUNDS = 9
ROOT = Path(__file__).parents[1]
_READY = """
import os, sys
def ready():
    if "--modules" in sys.argv:
        print(" ".join(sys.modules))
    print("ready", flush=True)
    os._exit(0)
"""
# Our start up to the sign-in page on screen with its status bar filled.
_OURS = (
    _READY
    + """
import ui.start
from contextlib import closing
from pathlib import Path
from desktop.desk import Desk
from desktop.settings import KeystoreChoice, Settings
from ui.app import shell_of
from ui.bridge import Bridge
from ui.screen import GarbageCollection, open_screen
def start():
    settings = Settings(data_folder=Path({folder!r}), keystore=KeystoreChoice.FILE)
    with closing(Desk(settings)) as desk:
        application, theme = open_screen()
        with closing(GarbageCollection()), closing(Bridge(desk)) as bridge:
            shell = shell_of(desk, bridge, theme)
            shell.show()
            desk.status().result()
            application.processEvents()
            ready()
start()
"""
)
# The third-party imports that start makes, then the smallest window.
_BARE = (
    _READY
    + """
import {modules}
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
application.processEvents()
ready()
"""
)
_OWN_ROOMS = {"core", "db", "printing", "sync", "desktop", "ui"}


def measure(folder: Path) -> Result:
    """Time whole processes in turn, on a station whose database exists."""
    ours = _OURS.format(folder=str(folder / "start"))
    _timed(ours)  # makes the database and fills the file cache
    bare = _BARE.format(modules=", ".join(_imported_by(ours)))
    _timed(bare)
    times = [(_timed(ours), _timed(bare)) for _ in range(ROUNDS)]
    return Result(
        "start to usable window",
        tuple(one for one, _ in times),
        tuple(other for _, other in times),
        1.5,
    )


def _imported_by(program: str) -> list[str]:
    """The third-party modules a program ends up with, PySide6 apart."""
    listed = _run(program, "--modules")
    site = {path.name.partition(".")[0] for path in _site_packages().iterdir()}
    return sorted(
        name
        for name in listed.split()
        if name.partition(".")[0] in site - _OWN_ROOMS - {"PySide6", "shiboken6", "__pycache__"}
        and all(part.isidentifier() for part in name.split("."))
    )


def _site_packages() -> Path:
    return Path(next(path for path in sys.path if path.endswith("site-packages")))


def _timed(program: str) -> float:
    """From starting the process to its saying that it is ready, in ms."""
    began = time.perf_counter()
    _run(program)
    return (time.perf_counter() - began) * 1000


def _run(program: str, *arguments: str) -> str:
    return subprocess.run(  # noqa: S603  (programs written above)
        [sys.executable, "-c", program, *arguments],
        check=True,
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ).stdout
