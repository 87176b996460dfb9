"""时限: the running deadlines of a case, each a trigger, a limit and how it ended."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import date

from core.limit import Limit


class ClockKind(enum.Enum):
    """The clocks of a case, by the letter the law tables use."""

    ACCEPTANCE = "A"  # 行政许可法 art. 32: accept or tell within 5 working days
    PROMISE = "P"
    STATUTORY = "L"
    CORRECTION = "C"  # the applicant's own
    SPECIAL_PROCEDURE = "X"
    DELIVERY = "D"  # 行政许可法 art. 44
    REMEDY = "R"

    @property
    def word(self) -> str:
        """The clock's name on screens and papers."""
        return _WORDS[self]


_WORDS = {
    ClockKind.ACCEPTANCE: "受理时限",
    ClockKind.PROMISE: "承诺时限",
    ClockKind.STATUTORY: "法定时限",
    ClockKind.CORRECTION: "补正期限",
    ClockKind.SPECIAL_PROCEDURE: "特别程序",
    ClockKind.DELIVERY: "送达时限",
    ClockKind.REMEDY: "救济期限",
}


class ClockState(enum.Enum):
    """Whether a clock still counts."""

    RUNNING = "running"
    SATISFIED = "satisfied"


@dataclass(frozen=True)
class Clock:
    """One deadline of a case; its due date is computed from these and a calendar, never stored."""

    kind: ClockKind
    trigger: date
    limit: Limit
    state: ClockState = ClockState.RUNNING
    ended_on: date | None = None


def satisfied(clocks: tuple[Clock, ...], on: date, *kinds: ClockKind) -> tuple[Clock, ...]:
    """The clocks with the running ones of those kinds ended on that day."""
    return tuple(
        replace(clock, state=ClockState.SATISFIED, ended_on=on)
        if clock.kind in kinds and clock.state is ClockState.RUNNING
        else clock
        for clock in clocks
    )


def governing(clocks: tuple[Clock, ...]) -> Clock | None:
    """The running clock a case is watched by: the promise before the statute."""
    running = {clock.kind: clock for clock in clocks if clock.state is ClockState.RUNNING}
    for kind in _WATCH_ORDER:
        if kind in running:
            return running[kind]
    return None


_WATCH_ORDER = (
    ClockKind.ACCEPTANCE,
    ClockKind.CORRECTION,
    ClockKind.PROMISE,
    ClockKind.STATUTORY,
    ClockKind.DELIVERY,
)
