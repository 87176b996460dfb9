"""A printer on the network that takes raw bytes, usually at port 9100."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printing.devices.connection import Patience


class HungUp(ConnectionError):
    """The printer ended the connection in good order."""


@dataclass(frozen=True)
class Network:
    """Host and port of a printer."""

    host: str
    port: int

    def open(self, patience: Patience) -> SocketConnection:
        """Connect.

        Raises: OSError.
        """
        line = socket.create_connection((self.host, self.port), timeout=patience.connecting)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return SocketConnection(line, patience)


class SocketConnection:
    """One connection, used for one slip."""

    two_way = True

    def __init__(self, line: socket.socket, patience: Patience) -> None:
        self._line = line
        self._patience = patience

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._line.settimeout(self._patience.stall)
        left = memoryview(data)
        while left:
            left = left[self._line.send(left) :]

    def receive(self, timeout: float) -> bytes:
        """What has come in, or nothing after `timeout` seconds of silence."""
        self._line.settimeout(timeout)
        try:
            received = self._line.recv(_MOST)
        except (TimeoutError, BlockingIOError):
            return b""
        if not received:
            raise HungUp
        return received

    def finish(self) -> None:
        """Hang up, and listen for a moment whether the printer lost what it was sent."""
        self._line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(HungUp):
            while self.receive(self._patience.answer):
                pass

    def close(self) -> None:
        """End it."""
        self._line.close()


_MOST = 256  # bytes; answers are single ones
