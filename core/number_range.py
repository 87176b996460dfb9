"""The numbers a series shows: from its first to its last, and round again past whoever waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Container


class RangeExhausted(Refusal):
    """Every number of a series is with somebody who still waits or is served."""


@dataclass(frozen=True)
class NumberRange:
    """The numbers of one series, both ends included; 1 ≤ first ≤ last."""

    first: int
    last: int


def next_shown(numbers: NumberRange, last: int | None, live: Container[int]) -> int:
    """The number after `last`, the first one on a new day (None); a live number is passed over.

    Raises: RangeExhausted.
    """
    size = numbers.last - numbers.first + 1
    begin = 0 if last is None else last - numbers.first + 1
    for step in range(size):
        shown = numbers.first + (begin + step) % size
        if shown not in live:
            return shown
    raise RangeExhausted(
        f"{numbers.first} 至 {numbers.last} 号都还在等候或办理，没有发新号，已发的号不受影响，"
        "请稍候或到导办台取号。"
    )
