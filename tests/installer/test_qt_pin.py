"""PySide6 6.12.0 ends Python 3.11 after some 5,000 None-returning calls (docs/adr/0003)."""

from __future__ import annotations

import os
import subprocess
import sys

CALLS = 20_000
PROGRAM = f"""
from PySide6.QtCore import QObject
thing = QObject()
for _ in range({CALLS}):
    thing.setObjectName("x")
print("alive")
"""


def test_the_pinned_qt_survives_calls_that_return_nothing() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.stdout.strip() == "alive", finished.stderr
