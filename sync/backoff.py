"""How long to leave a dead line alone, and when a line that moves too little is dead."""

from __future__ import annotations

from dataclasses import dataclass

FIRST = 1.0  # s
LONGEST = 60.0  # s
_DOUBLINGS = 6  # 2 ** 6 s is beyond LONGEST


def longest_pause(failures: int) -> float:
    """The most to wait after that many failures in a row, in s."""
    return min(LONGEST, FIRST * float(2 ** min(max(failures - 1, 0), _DOUBLINGS)))


def pause(failures: int, draw: float, told: float = 0.0) -> float:
    """Full jitter: a draw from [0, 1) of the longest pause, so that a hall does not return at once.

    `told` is what the server asked for (Retry-After, s): waited in full, the jitter on top.
    """
    return min(max(told, 0.0), LONGEST) + draw * longest_pause(failures)


@dataclass(frozen=True)
class Stall:
    """Judges an answer by its bytes, not by its length: slow but moving is left alone.

    A window of `window` s with fewer than `least` bytes is a stall: a byte a second keeps every
    other time limit content for ever.
    """

    window: float = 30.0  # s
    least: int = 1024  # bytes
    began: float = 0.0
    moved: int = 0

    def after(self, moved: int, now: float) -> Stall:
        """The judgement after more bytes have come.

        Raises: LineStalled.
        """
        total = self.moved + moved
        if now - self.began < self.window:
            return Stall(self.window, self.least, self.began, total)
        if total < self.least:
            raise LineStalled
        return Stall(self.window, self.least, now, 0)


class LineStalled(Exception):
    """Fewer bytes came than a working line brings."""
