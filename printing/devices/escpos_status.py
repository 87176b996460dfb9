"""What an ESC/POS printer says of itself: DLE EOT 1 to 4, answered at once even when it waits.

Source: EPSON ESC/POS command reference, DLE EOT; each answer is one byte.
"""

from __future__ import annotations

import enum
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printing.devices.connection import Connection


class Condition(enum.Enum):
    """How a printer is."""

    READY = enum.auto()
    COVER_OPEN = enum.auto()
    PAPER_OUT = enum.auto()
    FAULTY = enum.auto()
    OFFLINE = enum.auto()


def condition(line: Connection, first: float, further: float) -> Condition | None:
    """Ask the printer how it is; None when it does not answer within `first` seconds.

    Raises: OSError when the line fails.
    """
    state = _answer(line, _PRINTER, first)
    if state is None:
        return None
    cause = _answer(line, _OFFLINE_CAUSE, further) or 0
    error = _answer(line, _ERROR_CAUSE, further) or 0
    paper = _answer(line, _PAPER, further) or 0
    if cause & _COVER_OPEN:
        return Condition.COVER_OPEN
    if cause & _STOPPED_WITHOUT_PAPER or paper & _PAPER_END:
        return Condition.PAPER_OUT
    if cause & _ERROR or error & _ERRORS:
        return Condition.FAULTY
    return Condition.OFFLINE if state & _IS_OFFLINE else Condition.READY


_PRINTER, _OFFLINE_CAUSE, _ERROR_CAUSE, _PAPER = 1, 2, 3, 4
_IS_OFFLINE = 0x08
_COVER_OPEN, _STOPPED_WITHOUT_PAPER, _ERROR = 0x04, 0x20, 0x40
_ERRORS = 0x04 | 0x08 | 0x20 | 0x40  # to be cleared, cutter, beyond recovery, head too hot
_PAPER_END = 0x60  # 0x0C is near its end: no reason not to print
_FIXED, _AS_FIXED = 0x93, 0x12  # bits that tell an answer from flow control and other messages


def _answer(line: Connection, question: int, timeout: float) -> int | None:
    line.receive(0)  # what it said before it was asked
    line.send(bytes((0x10, 0x04, question)))
    end = time.monotonic() + timeout
    while (left := end - time.monotonic()) > 0:
        for byte in line.receive(left):
            if byte & _FIXED == _AS_FIXED:
                return byte
    return None
