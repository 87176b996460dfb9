"""The clock that nobody can turn, and which start of the machine it belongs to."""

from __future__ import annotations

import time
import uuid
from datetime import datetime, timedelta
from pathlib import Path

from core.clock_guard import ClockReading

_BOOT = Path("/proc/sys/kernel/random/boot_id")  # Linux names each start of the machine


def read_with(wall: datetime) -> ClockReading:
    """What both clocks show, read together."""
    return ClockReading(wall, since_start(), RUNNING)


def since_start() -> timedelta:
    """How long the machine has been running, sleep not counted."""
    return timedelta(seconds=time.monotonic())


def _running() -> str:
    try:
        return _BOOT.read_text().strip()
    except OSError:  # elsewhere a program cannot tell one start from the next: each run counts
        return str(uuid.uuid4())


RUNNING = _running()
