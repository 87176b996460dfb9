"""From process start to a usable window, against the same imports and a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.result import Result

ROUNDS = 7
ROOT = Path(__file__).parents[1]
_OURS = "import ui.app; ui.app.measure_start({folder!r})"
# The same third-party imports our start makes, then the smallest window.
_BARE = """
import alembic.util, argon2, cryptography.hazmat.primitives.asymmetric.ed25519, httpx2
import keyring, platformdirs, pydantic, pypdfium2, reportlab.platypus, sqlalchemy, sqlcipher3
import structlog, uuid_utils, zxingcpp
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
app.processEvents()
"""


def measure(folder: Path) -> Result:
    """Time whole processes in turn, on a station that is already furnished."""
    program = _OURS.format(folder=str(folder / "start"))
    _timed(program)  # furnishes the station and fills the file cache
    _timed(_BARE)
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(_timed(program))
        bare.append(_timed(_BARE))
    return Result("start to usable window", tuple(ours), tuple(bare), 1.5)


def _timed(program: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ),
    )
    return (time.perf_counter() - began) * 1000
