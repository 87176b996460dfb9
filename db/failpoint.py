"""Named places where a test may kill the process, as a power cut would."""

from __future__ import annotations

import os
import signal
from collections import Counter

_reached: Counter[str] = Counter()


def reach(name: str) -> None:
    """Die here, without any clean-up, when `YICI_FAILPOINT=name:n` and this is the n-th time."""
    wanted = os.environ.get("YICI_FAILPOINT")
    if not wanted:
        return
    point, _, turn = wanted.partition(":")
    if point != name:
        return
    _reached[name] += 1
    if _reached[name] == int(turn or 1):
        os.kill(os.getpid(), signal.SIGKILL)
