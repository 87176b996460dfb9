"""时限: the running deadlines of a case, each a trigger, a limit and how it ended."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from core.deadline import Deadline, Terms
from core.limit import Limit, Pause
from core.promise import due_under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.calendar import Calendar


class ClockKind(enum.Enum):
    """The clocks of a case, by the letter the law tables use."""

    ACCEPTANCE = "A"  # 行政许可法 art. 32: accept or tell within 5 working days
    PROMISE = "P"
    STATUTORY = "L"
    CORRECTION = "C"  # the applicant's own
    SPECIAL_PROCEDURE = "X"
    DELIVERY = "D"  # 行政许可法 art. 44
    REMEDY = "R"  # printed only: it is the applicant's and stops nothing
    ASSIST = "J"  # 国发〔1999〕9号: a department asked to assist answers within 7 working days
    STEP = "S"  # the hall's own, of one step or of an urgent case
    FOLLOW_UP = "F"  # the formal result after 视为同意
    GENERIC = "G"

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
    ClockKind.ASSIST: "协办时限",
    ClockKind.STEP: "环节时限",
    ClockKind.FOLLOW_UP: "补发正式结果时限",
    ClockKind.GENERIC: "事务时限",
}


class ClockState(enum.Enum):
    """Whether a clock still counts, and if not, how it ended."""

    RUNNING = "running"
    PAUSED = "paused"
    SATISFIED = "satisfied"  # what it waited for was done
    STOPPED = "stopped"  # the case took another turn
    PASSED = "passed"  # it ran out, and its running out decided something

    @property
    def is_open(self) -> bool:
        """Whether it runs, or stands until it runs again."""
        return self in (ClockState.RUNNING, ClockState.PAUSED)


@dataclass(frozen=True)
class Clock:
    """One deadline of a case; its due date is computed from these and a calendar, never stored.

    `subject` tells clocks of one kind apart: a department, the number of a procedure.
    """

    kind: ClockKind
    trigger: date
    limit: Limit
    state: ClockState = ClockState.RUNNING
    ended_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extension: Limit | None = None
    subject: str = ""

    @property
    def terms(self) -> Terms:
        """What its due date is reckoned from."""
        return Terms(self.trigger, self.limit, self.pauses, self.extension)

    def due(self, calendar: Calendar) -> Deadline:
        """When it ends under a calendar and the promises of earlier ones, explained day by day.

        Raises: as `core.deadline.deadline`.
        """
        return due_under(self.terms, calendar)

    @property
    def shape(self) -> str:
        """Everything its due date depends on, as one text."""
        pauses = ",".join(f"{pause.start}/{pause.end or ''}" for pause in self.pauses)
        return (
            f"{self.kind.value}|{self.subject}|{self.trigger}|{self.limit}"
            f"|{self.extension or ''}|{pauses}"
        )

    def paused_by(self, pauses: Sequence[Pause]) -> Clock:
        """The clock under all pauses so far; it stands while one of them is open."""
        stands = any(pause.end is None for pause in pauses)
        state = ClockState.PAUSED if stands else ClockState.RUNNING
        return replace(self, pauses=tuple(pauses), state=state)


def satisfied(
    clocks: tuple[Clock, ...], on: date, *kinds: ClockKind, subject: str = ""
) -> tuple[Clock, ...]:
    """The clocks with the open ones of those kinds ended on that day, or only one subject's."""
    return _ended(clocks, ClockState.SATISFIED, on, kinds, subject)


def passed(
    clocks: tuple[Clock, ...], on: date, *kinds: ClockKind, subject: str = ""
) -> tuple[Clock, ...]:
    """The clocks with the open ones of those kinds run out; `on` is their last day."""
    return _ended(clocks, ClockState.PASSED, on, kinds, subject)


def stopped(clocks: tuple[Clock, ...], on: date, *kinds: ClockKind) -> tuple[Clock, ...]:
    """The clocks with the open ones of those kinds stopped as the case took another turn."""
    return _ended(clocks, ClockState.STOPPED, on, kinds, "")


def extended(clocks: tuple[Clock, ...], by: Limit, *kinds: ClockKind) -> tuple[Clock, ...]:
    """The clocks with the open ones of those kinds given more time, counted from the trigger."""
    return tuple(
        replace(clock, extension=by) if clock.kind in kinds and clock.state.is_open else clock
        for clock in clocks
    )


def open_clock(clocks: tuple[Clock, ...], kind: ClockKind, subject: str = "") -> Clock | None:
    """The open clock of a kind, if there is one."""
    for clock in clocks:
        if clock.kind is kind and clock.state.is_open and subject in ("", clock.subject):
            return clock
    return None


def governing(clocks: tuple[Clock, ...]) -> Clock | None:
    """The open clock a case is watched by: the promise before the statute."""
    return _first(clocks, _WATCH_ORDER)


def binding(clocks: tuple[Clock, ...]) -> Clock | None:
    """The open clock within which the office must decide: the statute, else its own promise."""
    return _first(clocks, (ClockKind.STATUTORY, ClockKind.PROMISE))


def _first(clocks: tuple[Clock, ...], kinds: tuple[ClockKind, ...]) -> Clock | None:
    found = (open_clock(clocks, kind) for kind in kinds)
    return next((clock for clock in found if clock is not None), None)


def _ended(
    clocks: tuple[Clock, ...],
    state: ClockState,
    on: date,
    kinds: tuple[ClockKind, ...],
    subject: str,
) -> tuple[Clock, ...]:
    return tuple(
        replace(clock, state=state, ended_on=on)
        if clock.kind in kinds and clock.state.is_open and subject in ("", clock.subject)
        else clock
        for clock in clocks
    )


_WATCH_ORDER = (
    ClockKind.ACCEPTANCE,
    ClockKind.CORRECTION,
    ClockKind.PROMISE,
    ClockKind.STATUTORY,
    ClockKind.FOLLOW_UP,
    ClockKind.DELIVERY,
)
