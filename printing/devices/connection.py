"""How bytes reach a ticket printer: what every kind of cable offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Patience:
    """How long to wait for a printer, in seconds."""

    connecting: float = 5.0
    answer: float = 0.5  # to the first question; a printer that cannot answer costs it every time
    stall: float = 10.0  # nothing moves: its buffer stays full, its answer stays out


USUAL = Patience()


class Connection(Protocol):
    """An open line to a printer; every method raises OSError when the line fails."""

    @property
    def two_way(self) -> bool:
        """Whether the printer may be asked."""

    def send(self, data: bytes) -> None:
        """Send all of it."""

    def receive(self, timeout: float) -> bytes:
        """What has come in, or nothing: after `timeout` seconds of silence at the latest."""

    def finish(self) -> None:
        """Wait until everything sent has left this machine."""

    def close(self) -> None:
        """End it."""


class Transport(Protocol):
    """Where a printer is."""

    def open(self, patience: Patience) -> Connection:
        """A line to the printer.

        Raises: OSError.
        """
