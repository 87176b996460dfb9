"""Counting a limit day by day: which days count, which are skipped, and where it ends."""

from __future__ import annotations

import enum
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar import Calendar
from core.counting_rules import FirstDay
from core.errors import Refusal
from core.hall_opening import HallOpening
from core.limit import Limit, Pause, Unit

if TYPE_CHECKING:
    from core.counting_rules import CountingRules


class MomentNeeded(Refusal):
    """A limit in hours was to start from a day without a time of day."""


class HoursNotPausable(Refusal):
    """Pauses are counted in days, so a limit in hours has none."""


class HoursNotCountedBack(Refusal):
    """Only days and months are counted back from a day."""


class Cause(enum.Enum):
    """Why a day did not count."""

    REST = "rest"
    PAUSE = "pause"
    CLOSED = "closed"  # the hall, which only working hours ask about


@dataclass(frozen=True)
class SkippedDay:
    """A day that did not count, and why: 周末, 国庆节, 专家评审, 停电."""

    day: date
    reason: str
    cause: Cause = Cause.REST


@dataclass(frozen=True)
class Stretch:
    """A stretch of counting: where it ended, and what an open pause left uncounted."""

    end: date
    counted: tuple[date, ...] = ()
    skipped: tuple[SkippedDay, ...] = ()
    remaining: Limit | None = None

    def then(self, other: Stretch) -> Stretch:
        """This stretch and the one that goes on from its end."""
        counted, skipped = self.counted + other.counted, self.skipped + other.skipped
        return Stretch(other.end, counted, skipped, other.remaining)


@dataclass(frozen=True)
class Reckoner:
    """What every stretch of one reckoning is counted with."""

    calendar: Calendar
    pauses: Sequence[Pause]
    hall: HallOpening

    def count(self, start: date, leg: Limit, first_day: FirstDay) -> Stretch:
        """Count a limit on from a day, or in hours from a moment.

        Raises: MomentNeeded, HoursNotPausable.
        """
        if leg.unit in HOURS:
            return self._hours(start, leg)
        day = start.date() if isinstance(start, datetime) else start
        unit = Unit.DAY if leg.unit is Unit.MONTH else leg.unit
        return self._days(day, _days_of(day, leg, first_day), unit, first_day)

    def count_back(self, event: date, limit: Limit, first_day: FirstDay) -> Stretch:
        """Count days or months back from a day; listed in the order counted, latest first.

        Raises: HoursNotCountedBack.
        """
        if limit.unit in HOURS:
            raise HoursNotCountedBack(
                f"{limit.words()}按小时计算，不能倒推，没有算出日期，请改用工作日、日或月。"
            )
        if not limit.value:
            return Stretch(event)
        day = event + _ONE_DAY if first_day is FirstDay.COUNTED else event
        left = limit.value
        if limit.unit is Unit.MONTH:
            left = (event - months_later(event, -limit.value)).days
        counted: list[date] = []
        skipped: list[SkippedDay] = []
        while left:
            day -= _ONE_DAY
            if limit.unit is Unit.WORKING_DAY and not self.calendar.is_working(day):
                skipped.append(SkippedDay(day, self.calendar.name(day)))
            else:
                counted.append(day)
                left -= 1
        return Stretch(day, tuple(counted), tuple(skipped))

    def rolled(self, count: Stretch) -> Stretch:
        """The same with its last day, a day of rest, counted over again as a working day."""
        # 民法典 art. 203 gives the period another last day.
        again = self._days(count.end - _ONE_DAY, 1, Unit.WORKING_DAY, FirstDay.NOT_COUNTED)
        return Stretch(count.end, count.counted[:-1], count.skipped).then(again)

    def _days(self, start: date, left: int, unit: Unit, first_day: FirstDay) -> Stretch:
        stands_from = min(
            (pause.start for pause in self.pauses if pause.end is None), default=date.max
        )
        day = start - _ONE_DAY if first_day is FirstDay.COUNTED and left else start
        counted: list[date] = []
        skipped: list[SkippedDay] = []
        while left:
            if day >= stands_from:
                return Stretch(day, tuple(counted), tuple(skipped), Limit(left, unit))
            day += _ONE_DAY
            if reason := self._skipped(day, unit):
                skipped.append(reason)
            else:
                counted.append(day)
                left -= 1
        return Stretch(day, tuple(counted), tuple(skipped))

    def _skipped(self, day: date, unit: Unit) -> SkippedDay | None:
        is_working = self.calendar.is_working(day)
        if unit is Unit.WORKING_DAY and not is_working:
            return SkippedDay(day, self.calendar.name(day))
        if not self.pauses:
            return None
        names = sorted(pause.name for pause in self.pauses if pause.excludes(day))
        return SkippedDay(day, names[0], Cause.PAUSE) if names else None

    def _hours(self, start: date, leg: Limit) -> Stretch:
        if self.pauses:
            raise HoursNotPausable("按小时计算的时限不能暂停，没有算出日期，请去掉暂停后重算。")
        if not isinstance(start, datetime):
            raise MomentNeeded(
                f"{leg.words()}要从具体时刻起算，{start}没有时刻，没有算出日期，请补上时分。"
            )
        if leg.unit is Unit.WORKING_HOUR:
            return self._working_hours(start, leg.value)
        end = start + timedelta(hours=leg.value)
        days = range((end.date() - start.date()).days + 1)
        return Stretch(end, tuple(start.date() + n * _ONE_DAY for n in days))

    def _working_hours(self, start: datetime, value: int) -> Stretch:
        left = timedelta(hours=value)
        end, day = start, start.date()
        counted: list[date] = []
        skipped: list[SkippedDay] = []
        while left:
            before = left
            for opens, closes in self.hall.sessions(self.calendar, day):
                begin = max(start, datetime.combine(day, opens, start.tzinfo))
                runs = min(left, datetime.combine(day, closes, start.tzinfo) - begin)
                if runs > timedelta():
                    end = begin + runs
                    left -= runs
            if left < before:
                counted.append(day)
            elif day > start.date():
                skipped.append(self._closed(day))
            day += _ONE_DAY
        return Stretch(end, tuple(counted), tuple(skipped))

    def _closed(self, day: date) -> SkippedDay:
        reason = self.hall.word(self.calendar, day)
        return SkippedDay(
            day, reason, Cause.CLOSED if self.calendar.is_working(day) else Cause.REST
        )


def received(calendar: Calendar, at: date, rules: CountingRules) -> date:
    """The day something counts as received: after the cut-off or at rest, the next working day."""
    if rules.cutoff is None or not isinstance(at, datetime):
        return at
    day = at.date()
    if at.time() <= rules.cutoff and calendar.is_working(day):
        return at
    return calendar.working_days_after(day, 1)


def months_later(day: date, months: int) -> date:
    """The same day of another month; of a month without it, the last (民法典 art. 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days_of(start: date, leg: Limit, first_day: FirstDay) -> int:
    if leg.unit is not Unit.MONTH:
        return leg.value
    end = months_later(start, leg.value)
    # With its first day counted a month ends the day before the same day of the next, and where
    # the next has no such day, on its last as well.
    ends_short = end.day < start.day
    days = (end - start).days
    return days + 1 if first_day is FirstDay.COUNTED and ends_short and leg.value else days


HOURS: Final = frozenset({Unit.HOUR, Unit.WORKING_HOUR})
_ONE_DAY: Final = timedelta(days=1)
