"""Due dates of the hall's clocks, counted day by day so that each can explain itself."""

from __future__ import annotations

import enum
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from core.errors import Refusal
from core.limit import STANDARD_HOURS, Limit, OpeningHours, Pause, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.calendar import Calendar

__all__ = [
    "Deadline",
    "Firmness",
    "HoursNotPausable",
    "Limit",
    "MomentNeeded",
    "OpeningHours",
    "Pause",
    "SkippedDay",
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


class Urgency(enum.Enum):
    """How near a due date is: 红 OVERDUE, 黄 DUE1 and 蓝 DUE2 (working days left), or neither."""

    OVERDUE = "overdue"
    DUE1 = "due1"
    DUE2 = "due2"
    NORMAL = "normal"
    PAUSED = "paused"


class MomentNeeded(Refusal):
    """A limit in hours was to start from a day without a time of day."""


class HoursNotPausable(Refusal):
    """Pauses are counted in days, so a limit in hours has none."""


@dataclass(frozen=True)
class SkippedDay:
    """A day that did not count, and why: 周末, 国庆节, 暂停."""

    day: date
    reason: str


@dataclass(frozen=True)
class Deadline:
    """A due date with its reckoning: every day in (trigger, due] is counted or skipped.

    `due` is a date, a datetime for limits in hours, and None while a pause is open; then
    `remaining` is what is left to run (of months, in natural days). `rolled_from` is the rest
    day on which a limit in natural days or months would have ended; the working day after it
    takes its place as the last day counted (民法典 art. 203). `unpublished_years` are the years
    whose holidays the reckoning touches though no notice arranges them yet.
    """

    trigger: date
    limit: Limit
    extension: Limit | None
    due: date | None
    counted: tuple[date, ...]
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
    def unrolled(self) -> date | None:
        """The end before rolling off a rest day; the last day of a validity, which never rolls."""
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
    hours: OpeningHours = STANDARD_HOURS,
) -> Deadline:
    """Reckon when a limit ends (行政许可法 art. 82, 民法典 art. 201-203).

    The first day is not counted; hours run from the moment, which is Beijing time unless it says
    otherwise. Several pauses are a union. An extension in the limit's unit counts from the
    trigger (20+10 = the 30th); in another unit it runs on from the unrolled end of the limit.

    Raises:
        MomentNeeded: hours are to be counted from a day without a time of day.
        HoursNotPausable: hours are to be counted although there are pauses.
        LimitNotUnderstood: limit and extension together exceed the longest limit.
        DayBeforeCalendar, DayBeyondCalendar: the reckoning leaves the calendar.
    """
    start = _beijing(trigger)
    calendar.kind(start)  # a trigger outside the calendar is refused even if no day is counted
    legs = _legs(limit, extension)
    run = _Run(start)
    for leg in legs:
        if run.remaining is None:
            run = run.then(_count(calendar, run.end, leg, pauses, hours))
    rolled_from = None
    if legs[-1].unit in _ROLLING and run.ends_at_rest(calendar):
        rolled_from = run.end
        run = _rolled(calendar, run, pauses)
    return Deadline(
        trigger=trigger,
        limit=limit,
        extension=extension,
        due=run.end if run.remaining is None else None,
        counted=run.counted,
        skipped=run.skipped,
        rolled_from=rolled_from,
        remaining=run.remaining,
        unpublished_years=_unpublished_years(calendar, start, run.end, legs),
        calendar_version=calendar.version,
    )


def working_days_left(calendar: Calendar, today: date, due: date) -> int:
    """Working days in (today, due]; when overdue, minus those in (due, today]."""
    return calendar.working_days_between(_day(today), _day(due))


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


@dataclass(frozen=True)
class _Run:
    """A stretch of counting: where it ended, and what an open pause left uncounted."""

    end: date
    counted: tuple[date, ...] = ()
    skipped: tuple[SkippedDay, ...] = ()
    remaining: Limit | None = None

    def then(self, other: _Run) -> _Run:
        counted, skipped = self.counted + other.counted, self.skipped + other.skipped
        return _Run(other.end, counted, skipped, other.remaining)

    def ends_at_rest(self, calendar: Calendar) -> bool:
        return self.remaining is None and bool(self.counted) and not calendar.is_working(self.end)


def _legs(limit: Limit, extension: Limit | None) -> tuple[Limit, ...]:
    if extension is None or not extension.value:
        return (limit,)
    if extension.unit is limit.unit:
        return (Limit(limit.value + extension.value, limit.unit),)
    return (limit, extension)


def _count(
    calendar: Calendar, start: date, leg: Limit, pauses: Sequence[Pause], hours: OpeningHours
) -> _Run:
    if leg.unit in _IN_HOURS:
        if pauses:
            raise HoursNotPausable("按小时计算的时限不能暂停，没有算出日期，请去掉暂停后重算。")
        if not isinstance(start, datetime):
            raise MomentNeeded(
                f"{leg.words()}要从具体时刻起算，{start}没有时刻，没有算出日期，请补上时分。"
            )
        if leg.unit is Unit.HOUR:
            return _count_hours(start, leg.value)
        return _count_working_hours(calendar, start, leg.value, hours)
    first = _day(start)
    if leg.unit is Unit.MONTH:
        days = (_months_later(first, leg.value) - first).days
        return _count_days(calendar, first, days, Unit.DAY, pauses)
    return _count_days(calendar, first, leg.value, leg.unit, pauses)


def _count_days(
    calendar: Calendar, start: date, left: int, unit: Unit, pauses: Sequence[Pause]
) -> _Run:
    stands_from = min((pause.start for pause in pauses if pause.end is None), default=date.max)
    day = start
    counted: list[date] = []
    skipped: list[SkippedDay] = []
    while left:
        if day >= stands_from:
            return _Run(day, tuple(counted), tuple(skipped), Limit(left, unit))
        day += _ONE_DAY
        if reason := _reason_skipped(calendar, day, unit, pauses):
            skipped.append(SkippedDay(day, reason))
        else:
            counted.append(day)
            left -= 1
    return _Run(day, tuple(counted), tuple(skipped))


def _reason_skipped(calendar: Calendar, day: date, unit: Unit, pauses: Sequence[Pause]) -> str:
    is_working = calendar.is_working(day)
    if unit is Unit.WORKING_DAY and not is_working:
        return calendar.name(day)
    return "暂停" if any(pause.excludes(day) for pause in pauses) else ""


def _rolled(calendar: Calendar, run: _Run, pauses: Sequence[Pause]) -> _Run:
    # 民法典 art. 203 gives the period another last day: the old one is counted over again.
    last_day = _count_days(calendar, run.end - _ONE_DAY, 1, Unit.WORKING_DAY, pauses)
    return _Run(run.end, run.counted[:-1], run.skipped).then(last_day)


def _count_hours(start: datetime, hours: int) -> _Run:
    end = start + timedelta(hours=hours)
    days = range((end.date() - start.date()).days + 1)
    return _Run(end, tuple(start.date() + n * _ONE_DAY for n in days))


def _count_working_hours(
    calendar: Calendar, start: datetime, value: int, hours: OpeningHours
) -> _Run:
    left = timedelta(hours=value)
    end, day = start, start.date()
    counted: list[date] = []
    skipped: list[SkippedDay] = []
    while left:
        before = left
        for opens, closes in hours.sessions if calendar.is_working(day) else ():
            begin = max(start, datetime.combine(day, opens, start.tzinfo))
            runs = min(left, datetime.combine(day, closes, start.tzinfo) - begin)
            if runs > timedelta():
                end = begin + runs
                left -= runs
        if left < before:
            counted.append(day)
        elif day > start.date():
            skipped.append(SkippedDay(day, calendar.name(day)))
        day += _ONE_DAY
    return _Run(end, tuple(counted), tuple(skipped))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    # 民法典 art. 202: a month without that day ends on its last.
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _unpublished_years(
    calendar: Calendar, start: date, end: date, legs: tuple[Limit, ...]
) -> tuple[int, ...]:
    # Hours by the clock run through any holiday, so no notice can move their end.
    if all(leg.unit is Unit.HOUR for leg in legs):
        return ()
    return tuple(range(max(start.year, calendar.last.year + 1), end.year + 1))


def _is_past(now: date, due: date) -> bool:
    if isinstance(now, datetime) and isinstance(due, datetime):
        return _aware(now) > _aware(due)
    return _day(now) > _day(due)


def _day(moment: date) -> date:
    local = _beijing(moment)
    return local.date() if isinstance(local, datetime) else local


def _beijing(moment: date) -> date:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(_BEIJING)
    return moment


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=_BEIJING)


_IN_HOURS: Final = frozenset({Unit.HOUR, Unit.WORKING_HOUR})
_ROLLING: Final = frozenset({Unit.DAY, Unit.MONTH})
_ONE_DAY: Final = timedelta(days=1)
_BEIJING: Final = timezone(timedelta(hours=8))
