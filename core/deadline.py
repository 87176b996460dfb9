"""Due dates of the hall's clocks, counted day by day so that each can explain itself."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from core.counting import HOURS, Reckoner, SkippedDay, Stretch, received
from core.counting_rules import GENERAL_RULES, CountingRules, Direction, FirstDay
from core.errors import Refusal
from core.hall_opening import STANDARD_OPENING, HallOpening
from core.limit import Limit, Pause, Unit
from core.moment import CHINA, hall_day
from core.urgency import Urgency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.calendar import Calendar

__all__ = [
    "Deadline",
    "Firmness",
    "Limit",
    "Pause",
    "SkippedDay",
    "Terms",
    "Unit",
    "Urgency",
    "deadline",
    "urgency",
    "working_days_left",
]


class Firmness(enum.Enum):
    """Whether a due date can still move when the State Council arranges the year."""

    FIRM = "firm"
    PROVISIONAL = "provisional"


class NothingStopsACountBack(Refusal):
    """Days counted back from a day have neither pause nor extension."""


@dataclass(frozen=True)
class Terms:
    """What a deadline is reckoned from, apart from the calendar."""

    trigger: date
    limit: Limit
    pauses: tuple[Pause, ...] = ()
    extension: Limit | None = None
    rules: CountingRules = GENERAL_RULES

    def reckoned(self, calendar: Calendar) -> Deadline:
        """The deadline under a calendar.

        Raises: as `deadline`.
        """
        return deadline(
            calendar,
            self.trigger,
            self.limit,
            pauses=self.pauses,
            extension=self.extension,
            rules=self.rules,
        )


@dataclass(frozen=True)
class Deadline:
    """A due date with its reckoning: every day in (starts_on, due] is counted or skipped.

    `starts_on` is the trigger, or the later day it counts as received on; with its first day
    counted it belongs to the reckoning, and counted back the days are those of [due, starts_on),
    the latest first. `due` is a date, a datetime for limits in hours, and None while a pause is
    open; then `remaining` is what is left to run (of months, in natural days). Of `counted` the
    first `own` belong to the limit, the rest to the extension. `rolled_from` is the rest day on
    which a limit in natural days or months would have ended; the working day after it takes its
    place as the last day counted (民法典 art. 203). `unpublished_years` are the years whose
    holidays the reckoning touches though no notice arranges them yet.
    """

    trigger: date
    limit: Limit
    extension: Limit | None
    rules: CountingRules
    starts_on: date
    due: date | None
    counted: tuple[date, ...]
    own: int
    skipped: tuple[SkippedDay, ...]
    rolled_from: date | None
    remaining: Limit | None
    unpublished_years: tuple[int, ...]
    calendar_version: str

    @property
    def firmness(self) -> Firmness:
        """Provisional as long as a year it touches is not arranged."""
        return Firmness.PROVISIONAL if self.unpublished_years else Firmness.FIRM

    @property
    def left(self) -> int | None:
        """The number of `remaining`; None unless a pause is open."""
        return None if self.remaining is None else self.remaining.value

    @property
    def due_day(self) -> date | None:
        """The hall's day of `due`."""
        return None if self.due is None else hall_day(self.due)

    @property
    def unrolled(self) -> date | None:
        """The end before rolling off a rest day."""
        return self.rolled_from or self.due

    def provisional_note(self) -> str:
        """The reservation printed beside a provisional date; "" when firm."""
        years = "、".join(f"{year}年" for year in self.unpublished_years)
        return f"以国务院公布的{years}放假安排为准" if years else ""


def deadline(
    calendar: Calendar,
    trigger: date,
    limit: Limit,
    *,
    pauses: Sequence[Pause] = (),
    extension: Limit | None = None,
    rules: CountingRules = GENERAL_RULES,
    hall: HallOpening = STANDARD_OPENING,
) -> Deadline:
    """Reckon when a limit ends (行政许可法 art. 82, 民法典 art. 201-203).

    The first day is not counted unless the rules say so; hours run from the moment, which is
    Beijing time unless it says otherwise. Several pauses are a union. An extension in the limit's
    unit counts from the trigger (20+10 = the 30th); in another unit it runs on from the unrolled
    end of the limit. `hall` is asked about working hours only.

    Raises:
        MomentNeeded: hours are to be counted from a day without a time of day.
        HoursNotPausable: hours are to be counted although there are pauses.
        HoursNotCountedBack, NothingStopsACountBack: the rules count back, and these do not.
        LimitNotUnderstood: limit and extension together exceed the longest limit.
        DayBeforeCalendar, DayBeyondCalendar: the reckoning leaves the calendar.
    """
    start = _beijing(trigger)
    calendar.kind(start)  # a trigger outside the calendar is refused even if no day is counted
    legs = _legs(limit, extension)
    reckoner = Reckoner(calendar, pauses, hall)
    if rules.direction is Direction.BEFORE:
        start = hall_day(start)
        run = _counted_back(reckoner, start, limit, legs, rules.first_day)
    else:
        if limit.unit not in HOURS:
            start = hall_day(received(calendar, start, rules))
        run = _counted_on(reckoner, start, legs, rules.first_day)
    # Counted again by itself: a pause or a month decides how many days the limit's own are.
    own = run if legs == (limit,) else reckoner.count(start, limit, rules.first_day)
    rolled_from = None
    if rules.rolls and legs[-1].unit in _ROLLING and _ends_at_rest(calendar, run):
        rolled_from = run.end
        run = reckoner.rolled(run)
    return Deadline(
        trigger=trigger,
        limit=limit,
        extension=extension,
        rules=rules,
        starts_on=start,
        due=run.end if run.remaining is None else None,
        counted=run.counted,
        own=len(own.counted),
        skipped=run.skipped,
        rolled_from=rolled_from,
        remaining=run.remaining,
        unpublished_years=_unpublished_years(calendar, start, run, legs, rules),
        calendar_version=calendar.version,
    )


def working_days_left(calendar: Calendar, today: date, due: date) -> int:
    """Working days in (today, due]; when overdue, minus those in (due, today]."""
    return calendar.working_days_between(hall_day(today), hall_day(due))


def urgency(calendar: Calendar, today: date, due: date | None) -> Urgency:
    """How near a due date is; a `due` of None is that of a paused clock.

    A date is overdue from the next midnight; a moment, told the moment now, from itself.
    """
    if due is None:
        return Urgency.PAUSED
    if _is_past(today, due):
        return Urgency.OVERDUE
    match working_days_left(calendar, today, due):
        case 0 | 1:
            return Urgency.DUE1
        case 2:
            return Urgency.DUE2
        case _:
            return Urgency.NORMAL


def _legs(limit: Limit, extension: Limit | None) -> tuple[Limit, ...]:
    if extension is None or not extension.value:
        return (limit,)
    if extension.unit is limit.unit:
        return (Limit(limit.value + extension.value, limit.unit),)
    return (limit, extension)


def _counted_on(
    reckoner: Reckoner, start: date, legs: tuple[Limit, ...], first_day: FirstDay
) -> Stretch:
    run = Stretch(start)
    for leg in legs:
        if run.remaining is None:
            run = run.then(reckoner.count(run.end, leg, first_day))
            first_day = FirstDay.NOT_COUNTED  # the second leg has its own day before it
    return run


def _counted_back(
    reckoner: Reckoner, event: date, limit: Limit, legs: tuple[Limit, ...], first_day: FirstDay
) -> Stretch:
    if reckoner.pauses or legs != (limit,):
        raise NothingStopsACountBack(
            f"从{event}倒推的期限没有暂停和延长，没有算出日期，请去掉暂停和延长后重算。"
        )
    run = reckoner.count_back(event, limit, first_day)
    reckoner.calendar.kind(run.end)  # natural days ask the calendar nothing on their way
    return run


def _ends_at_rest(calendar: Calendar, run: Stretch) -> bool:
    return run.remaining is None and bool(run.counted) and not calendar.is_working(run.end)


def _unpublished_years(
    calendar: Calendar,
    start: date,
    run: Stretch,
    legs: tuple[Limit, ...],
    rules: CountingRules,
) -> tuple[int, ...]:
    # Hours by the clock and days that never roll run through any holiday: no notice moves them.
    if all(leg.unit is Unit.HOUR or (leg.unit in _ROLLING and not rules.rolls) for leg in legs):
        return ()
    first, last = sorted((start.year, run.end.year))
    return tuple(range(max(first, calendar.last.year + 1), last + 1))


def _is_past(now: date, due: date) -> bool:
    if isinstance(now, datetime) and isinstance(due, datetime):
        return _aware(now) > _aware(due)
    return hall_day(now) > hall_day(due)


def _beijing(moment: date) -> date:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(CHINA)
    return moment


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=CHINA)


_ROLLING: Final = frozenset({Unit.DAY, Unit.MONTH})
