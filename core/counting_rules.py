"""How a limit is counted where the law, an item or a hall may choose."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import time
from typing import Final


class FirstDay(enum.Enum):
    """Whether the day the limit starts on is its day 1."""

    NOT_COUNTED = "not"  # 民法典 art. 201
    COUNTED = "counted"


class Roll(enum.Enum):
    """What happens to an end in natural days or months that falls on a day of rest."""

    NEXT = "next"  # to the next working day, so never off a make-up day (民法典 art. 203)
    NEVER = "never"  # a validity (有效期) ends on its day, whatever that is


class Direction(enum.Enum):
    """Whether the limit runs on from its day or back from it (有效期届满 30 日前)."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True)
class CountingRules:
    """The choices, each defaulting to the general rule.

    `cutoff`: what arrives after it, or on a day of rest, counts as received on the next working
    day; it needs a moment to be applied to, and None takes the day as it is. Limits in hours run
    from the moment whatever is chosen. Counted back, an end never rolls: the next working day
    would lie inside the time the law keeps free.
    """

    first_day: FirstDay = FirstDay.NOT_COUNTED
    cutoff: time | None = None
    roll: Roll = Roll.NEXT
    direction: Direction = Direction.AFTER

    @property
    def rolls(self) -> bool:
        """Whether an end may move off a day of rest."""
        return self.roll is Roll.NEXT and self.direction is Direction.AFTER


GENERAL_RULES: Final = CountingRules()
VALIDITY_RULES: Final = CountingRules(roll=Roll.NEVER)
