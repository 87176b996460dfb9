"""A printer that is a file: a device node, a serial port, or a plain file that collects slips."""

from __future__ import annotations

import os
import select
import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printing.devices.connection import Patience

POSIX = os.name == "posix"


@dataclass(frozen=True)
class Node:
    """The path of a device node (`/dev/usb/lp0`) or a plain file, which slips are appended to."""

    path: Path

    def open(self, patience: Patience) -> FileConnection:
        """Open it; a plain file is made, a device that is not plugged in is not.

        Raises: OSError.
        """
        if not self.path.exists() and not self.path.is_relative_to("/dev"):
            self.path.touch()
        return opened(self.path, os.O_RDWR, patience)


def opened(path: Path, access: int, patience: Patience) -> FileConnection:
    """The file opened for `os.O_RDWR` or `os.O_WRONLY`, without waiting for a carrier.

    Raises: OSError.
    """
    descriptor = os.open(path, access | _FLAGS)
    plain = stat.S_ISREG(os.fstat(descriptor).st_mode)
    return FileConnection(descriptor, patience, two_way=POSIX and not plain and access == os.O_RDWR)


class FileConnection:
    """An open file, used for one slip.

    Windows cannot wait for a file to become ready, so there it is written to and never asked.
    """

    def __init__(self, descriptor: int, patience: Patience, *, two_way: bool) -> None:
        self.descriptor = descriptor
        self.two_way = two_way
        self._patience = patience

    def send(self, data: bytes) -> None:
        """Send all of it."""
        left = memoryview(data)
        while left:
            if POSIX and not self._is_ready(select.POLLOUT, self._patience.stall):
                raise TimeoutError("the printer takes no more")
            left = left[os.write(self.descriptor, left) :]

    def receive(self, timeout: float) -> bytes:
        """What has come in, or nothing after `timeout` seconds of silence."""
        if not self._is_ready(select.POLLIN, timeout):
            return b""
        received = os.read(self.descriptor, _MOST)
        if not received:  # some drivers are always ready to say nothing
            time.sleep(min(timeout, _PAUSE))
        return received

    def finish(self) -> None:
        """Wait until the port has sent what it holds, or the disk keeps it."""
        if POSIX and os.isatty(self.descriptor):
            self._drain()
        elif stat.S_ISREG(os.fstat(self.descriptor).st_mode):
            os.fsync(self.descriptor)

    def close(self) -> None:
        """End it."""
        os.close(self.descriptor)

    def _is_ready(self, event: int, timeout: float) -> bool:
        poll = select.poll()
        poll.register(self.descriptor, event)
        ready = poll.poll(timeout * 1000)
        if any(happened & select.POLLHUP for _, happened in ready):
            raise ConnectionAbortedError("the printer was unplugged")
        return bool(ready)

    def _drain(self) -> None:
        held, moved = _held(self.descriptor), time.monotonic()
        while held:
            if time.monotonic() - moved > self._patience.stall:
                raise TimeoutError("the printer takes no more")
            time.sleep(_PAUSE)
            before, held = held, _held(self.descriptor)
            if held != before:
                moved = time.monotonic()


_FLAGS = os.O_APPEND
for _name in ("O_BINARY", "O_NONBLOCK", "O_NOCTTY"):  # those this system knows
    _FLAGS |= getattr(os, _name, 0)
_MOST = 256  # bytes; answers are single ones
_PAUSE = 0.02  # s


def _held(descriptor: int) -> int:
    """Bytes in a serial port's output queue."""
    import fcntl  # noqa: PLC0415  (POSIX only)
    import termios  # noqa: PLC0415

    answer = fcntl.ioctl(descriptor, termios.TIOCOUTQ, b"\0" * 4)
    return int.from_bytes(answer, sys.byteorder)
