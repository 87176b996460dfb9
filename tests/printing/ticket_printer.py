"""A ticket printer at the other end of a cable: answers DLE EOT and keeps what it was sent."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import socket
import struct
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import tty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READY = bytes((0x12, 0x12, 0x12, 0x12))  # its answers to DLE EOT 1 to 4
COVER_OPEN = bytes((0x1A, 0x16, 0x12, 0x12))
PAPER_OUT = bytes((0x1A, 0x32, 0x12, 0x72))
PAPER_OUT_AT_THE_SENSOR = bytes((0x12, 0x12, 0x12, 0x72))
PAPER_NEAR_ITS_END = bytes((0x12, 0x12, 0x12, 0x1E))
CUTTER_JAMMED = bytes((0x1A, 0x52, 0x1A, 0x12))
OFFLINE = bytes((0x1A, 0x12, 0x12, 0x12))
SILENT = b""
_EVER = 30.0  # s before a test is called hung


@dataclass(frozen=True)
class Manner:
    """How the printer behaves."""

    before: bytes = READY  # its answers until it was sent part of a slip
    after: bytes = READY  # and from then on
    takes: int | None = None  # bytes of a slip after which it is unplugged
    loses_all: bool = False  # it was switched off and on: of the slip it knows nothing
    noise: bytes = b""  # what it says before each answer
    left_over: bytes = b""  # what an earlier computer did not read


class Head:
    """The part that reads: tells questions from the slip, as printers do, byte by byte."""

    def __init__(self, manner: Manner, answer: Callable[[bytes], object]) -> None:
        self.slip = bytearray()
        self._manner = manner
        self._answer = answer
        self._pending = bytearray()

    def read(self, data: bytes) -> bool:
        """Take in the bytes; whether the printer still has power."""
        for byte in data:
            self._pending.append(byte)
            if bytes(self._pending) in (b"\x10", b"\x10\x04"):
                continue
            if self._pending.startswith(b"\x10\x04") and 1 <= byte <= 4:
                answers = self._manner.after if self.slip else self._manner.before
                self._answer(self._manner.noise + answers[byte - 1 : byte])
            else:
                self.slip += self._pending
            self._pending.clear()
            if self._manner.takes is not None and len(self.slip) >= self._manner.takes:
                return False
        return True


@dataclass(frozen=True)
class NetworkPrinter:
    """A printer listening on loopback."""

    port: int
    slips: queue.Queue[bytes]

    def slip(self) -> bytes:
        """The next slip it got, once the sender has hung up."""
        return self.slips.get(timeout=_EVER)


@contextlib.contextmanager
def network_printer(manner: Manner) -> Iterator[NetworkPrinter]:
    """A printer that serves one connection after the other until the block ends."""
    printer = NetworkPrinter(0, queue.Queue())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(
            target=_listen, args=(listener, manner, printer.slips), name="yici-test-printer"
        )
        thread.start()
        try:
            yield NetworkPrinter(listener.getsockname()[1], printer.slips)
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(_EVER)


def _listen(listener: socket.socket, manner: Manner, slips: queue.Queue[bytes]) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line:
            head = Head(manner, line.sendall)
            line.settimeout(_EVER)
            powered = True
            with contextlib.suppress(ConnectionError):
                while powered and (data := line.recv(4096)):
                    powered = head.read(data)
            if manner.loses_all or not powered:  # a reset instead of a farewell
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            slips.put(bytes(head.slip))


@dataclass(frozen=True)
class SerialPrinter:
    """A printer at a pseudo-terminal."""

    path: str
    port: int  # the computer's end, for looking at its settings
    head: Head


@contextlib.contextmanager
def serial_printer(manner: Manner) -> Iterator[SerialPrinter]:
    """A printer on a serial cable until the block ends."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    if manner.left_over:
        os.write(ours, manner.left_over)
        select.select([theirs], [], [], _EVER)
    head = Head(manner, lambda answer: os.write(ours, answer))
    thread = threading.Thread(target=_serve, args=(ours, head), name="yici-test-printer")
    thread.start()
    try:
        yield SerialPrinter(os.ttyname(theirs), theirs, head)
    finally:
        os.close(theirs)
        thread.join(_EVER)


def _serve(ours: int, head: Head) -> None:
    with contextlib.suppress(OSError):  # EIO: the cable is pulled
        while head.read(os.read(ours, 4096)):
            pass
    os.close(ours)
