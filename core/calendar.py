"""Which days a government office works, and sums over those days."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Final

from core.errors import Refusal
from core.national_calendar import NOTICES, VERSION, HolidayNotice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.national_calendar import HolidayPeriod


class DayKind(enum.Enum):
    """What a day is for an office; working days are WORKDAY and MAKE_UP."""

    WORKDAY = "workday"
    REST_DAY = "rest_day"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


class DayBeforeCalendar(Refusal):
    """A day is older than the oldest holiday notice in the calendar."""


class DayBeyondCalendar(Refusal):
    """A day lies further ahead than the calendar reckons at all."""


class NoticesIncomplete(Refusal):
    """The notices given do not arrange every year from the first to the last."""


@dataclass(frozen=True)
class Calendar:
    """The working days of the years the notices arrange, and provisionally of ten years more.

    Within `first`..`last` every day is as the State Council arranged it. Beyond `last` only
    weekends and the holidays fixed in the solar calendar are off (全国年节及纪念日放假办法 art. 2);
    Spring Festival, make-up days and the like are not guessed, so a result that touches such a
    day is provisional: ask `covers`.

    Raises (every method taking a day):
        DayBeforeCalendar: the day, or the result, is before `first`.
        DayBeyondCalendar: the day, or the result, is more than ten years after `last`.
    """

    version: str
    notices: tuple[HolidayNotice, ...] = field(repr=False)
    first: date = field(init=False)
    last: date = field(init=False)
    _days: tuple[tuple[DayKind, str], ...] = field(init=False, repr=False, compare=False)
    _worked: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _working: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        years = {notice.year for notice in self.notices}
        if not years or len(years) <= max(years) - min(years):
            raise NoticesIncomplete("放假安排缺少年份，日历没有更换，请补齐各年通知后再导入。")
        put = object.__setattr__  # the one way to derive a field of a frozen dataclass
        put(self, "first", date(min(years), 1, 1))
        put(self, "last", date(max(years), 12, 31))
        every_day = list(_days_from(self.first, date(max(years) + _YEARS_BEYOND, 12, 31)))
        arranged = _arranged(self.notices)
        days = tuple(arranged.get(day) or self._unarranged(day) for day in every_day)
        # Compared by identity: an enum's own hash would cost most of the start-up here.
        worked = [kind is DayKind.WORKDAY or kind is DayKind.MAKE_UP for kind, _ in days]
        put(self, "_days", days)
        put(self, "_worked", tuple(accumulate(worked)))
        put(self, "_working", tuple(compress(every_day, worked)))

    def kind(self, day: date) -> DayKind:
        """What the day is."""
        return self._days[self._index(day)][0]

    def name(self, day: date) -> str:
        """What sets the day apart (国庆节, 周末, 国庆节调休上班); "" for an ordinary workday."""
        return self._days[self._index(day)][1]

    def is_working(self, day: date) -> bool:
        """Whether offices work that day, make-up days included (行政许可法 art. 82)."""
        return self.kind(day) in _WORKED

    def covers(self, day: date) -> bool:
        """Whether a State Council notice arranges the day's year."""
        return self.first <= day <= self.last

    def working_days_after(self, trigger: date, n: int) -> date:
        """The n-th working day after the trigger, which itself is not counted.

        A negative n counts backwards the same way; 0 gives the trigger.
        """
        index = self._index(trigger)
        if n == 0:
            return trigger
        position = self._worked[index] + n - 1 if n > 0 else self._worked_before(index) + n
        if position < 0:
            raise self._too_early(trigger)
        if position >= len(self._working):
            raise self._too_late(trigger)
        return self._working[position]

    def working_days_between(self, start: date, end: date) -> int:
        """Working days in (start, end]; negative, and of (end, start], if end is earlier."""
        return self._worked[self._index(end)] - self._worked[self._index(start)]

    def _worked_before(self, index: int) -> int:
        return self._worked[index - 1] if index else 0

    def _index(self, day: date) -> int:
        index = day.toordinal() - self.first.toordinal()
        if index < 0:
            raise self._too_early(day)
        if index >= len(self._days):
            raise self._too_late(day)
        return index

    def _unarranged(self, day: date) -> tuple[DayKind, str]:
        if day > self.last and (fixed := _FIXED_HOLIDAYS.get((day.month, day.day))):
            return DayKind.HOLIDAY, fixed
        return _REST_DAY if day.weekday() >= _SATURDAY else _WORKDAY

    def _too_early(self, day: date) -> DayBeforeCalendar:
        return DayBeforeCalendar(
            f"从{day}算起会早于{self.first}，日历没有那时的放假安排，没有算出日期，请核对日期。"
        )

    def _too_late(self, day: date) -> DayBeyondCalendar:
        return DayBeyondCalendar(
            f"从{day}算起会晚于{self.last.year + _YEARS_BEYOND}年，超出日历范围，"
            "没有算出日期，请核对日期和时限。"
        )


@cache
def national_calendar() -> Calendar:
    """The calendar of the published State Council notices, without regional holidays."""
    return Calendar(VERSION, NOTICES)


def _arranged(notices: Iterable[HolidayNotice]) -> Mapping[date, tuple[DayKind, str]]:
    # Keyed by year and name: an amendment replaces the whole period, make-up days included.
    periods: dict[tuple[int, str], HolidayPeriod] = {}
    for notice in sorted(notices, key=lambda notice: notice.issued):
        periods |= {(notice.year, period.name): period for period in notice.periods}
    arranged: dict[date, tuple[DayKind, str]] = {}
    for period in periods.values():
        off = (DayKind.HOLIDAY, period.name)
        arranged |= dict.fromkeys(_days_from(period.first, period.last), off)
        arranged |= dict.fromkeys(period.make_up, (DayKind.MAKE_UP, f"{period.name}调休上班"))
    return arranged


def _days_from(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


_REST_DAY: Final = (DayKind.REST_DAY, "周末")
_WORKDAY: Final = (DayKind.WORKDAY, "")
_WORKED: Final = frozenset({DayKind.WORKDAY, DayKind.MAKE_UP})
_SATURDAY: Final = 5
_YEARS_BEYOND: Final = 10

# 全国年节及纪念日放假办法 (2025) art. 2, those whose date needs no lunar calendar or solar term.
_FIXED_HOLIDAYS: Final = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
