"""How long a clock runs, and what stops it meanwhile."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.errors import Refusal


class Unit(enum.Enum):
    """What a limit is counted in; the value is its short mark in text."""

    WORKING_DAY = "wd"
    DAY = "d"
    MONTH = "mo"
    HOUR = "h"
    WORKING_HOUR = "wh"


class LimitNotUnderstood(Refusal):
    """A limit is not a number from 0 to 9999 with a known unit."""


class PauseEndsBeforeStart(Refusal):
    """A pause was to end before the day it began."""


@dataclass(frozen=True)
class Limit:
    """How long a clock runs; 0 means on the spot. `str` gives the text that `parse` reads.

    Raises:
        LimitNotUnderstood: the value is not in 0..9999.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 <= self.value <= _LONGEST:
            raise _limit_not_understood(str(self))

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read "5wd", "10d", "3mo", "24h" or "4wh".

        Raises:
            LimitNotUnderstood: the text is none of these.
        """
        marks = "|".join(unit.value for unit in Unit)
        if not (read := re.fullmatch(rf"([0-9]{{1,4}})({marks})", text.strip())):
            raise _limit_not_understood(text)
        return cls(int(read[1]), Unit(read[2]))

    def __str__(self) -> str:
        return f"{self.value}{self.unit.value}"

    def words(self) -> str:
        """The limit as printed: 5 个工作日, 10 日, 3 个月, 24 小时, 4 个工作小时; 当场 for 0."""
        return f"{self.value} {_WORDS[self.unit]}" if self.value else "当场"


@dataclass(frozen=True)
class Pause:
    """A special procedure during which the clock stands (行政许可法 art. 45).

    The day it starts still counts, the day its result arrives does not; `end` is None while
    the result is awaited. `name` is the procedure, 专家评审.

    Raises:
        PauseEndsBeforeStart: `end` is earlier than `start`.
    """

    start: date
    end: date | None
    name: str = "暂停"

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise PauseEndsBeforeStart(
                f"暂停的结束日{self.end}早于开始日{self.start}，没有算出日期，请核对暂停的起止日。"
            )

    def excludes(self, day: date) -> bool:
        """Whether the clock stands on the day: days in (start, end]."""
        return self.start < day and (self.end is None or day <= self.end)


def _limit_not_understood(text: str) -> LimitNotUnderstood:
    return LimitNotUnderstood(
        f"看不懂时限“{text}”，没有算出日期，请写成 5wd（工作日）、10d（日）、3mo（月）、"
        f"24h（小时）或 4wh（工作小时），数字不超过 {_LONGEST}。"
    )


_LONGEST: Final = 9999
_WORDS: Final = {
    Unit.WORKING_DAY: "个工作日",
    Unit.DAY: "日",
    Unit.MONTH: "个月",
    Unit.HOUR: "小时",
    Unit.WORKING_HOUR: "个工作小时",
}
