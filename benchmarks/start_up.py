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
# Our start up to the sign-in page on screen with its status bar filled.
_OURS = """
from contextlib import closing
from pathlib import Path
from desktop.desk import Desk
from desktop.settings import KeystoreChoice, Settings
from ui.app import shell_of
from ui.bridge import Bridge
from ui.screen import open_screen
def start():
    settings = Settings(data_folder=Path({folder!r}), keystore=KeystoreChoice.FILE)
    with closing(Desk(settings)) as desk:
        application, theme = open_screen()
        with closing(Bridge(desk)) as bridge:
            shell = shell_of(desk, bridge, theme)
            shell.show()
            desk.status().result()
            application.processEvents()
start()
"""
# The third-party imports that start makes, then the smallest window.
_BARE = """
import {modules}
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
application.processEvents()
"""
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
    """The third-party packages a program ends up with, PySide6 apart."""
    listing = "\nimport sys; print(' '.join(sys.modules))"
    output = _run(program + listing, stdout=subprocess.PIPE).stdout
    site = {path.name.partition(".")[0] for path in _site_packages().iterdir()}
    found = {name for name in output.split() if name.partition(".")[0] in site}
    return sorted(
        name
        for name in found
        if name.partition(".")[0] not in _OWN_ROOMS | {"PySide6", "shiboken6", "__pycache__"}
        and all(part.isidentifier() for part in name.split("."))
    )


def _site_packages() -> Path:
    return Path(next(path for path in sys.path if path.endswith("site-packages")))


def _timed(program: str) -> float:
    began = time.perf_counter()
    _run(program)
    return (time.perf_counter() - began) * 1000


def _run(program: str, stdout: int | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (programs written above)
        [sys.executable, "-c", program],
        check=True,
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ),
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        text=True,
    )
