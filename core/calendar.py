"""Which days a government office works, and sums over those days."""

from __future__ import annotations

import enum
import hashlib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import accumulate, chain, compress, cycle, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from core.errors import Refusal
from core.holiday_notice import HolidayNotice, RegionalLayer
from core.national_calendar import NOTICES
from core.replaced_calendar import Replaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.holiday_notice import HolidayPeriod


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


class WorkOnNationalHoliday(Refusal):
    """A regional notice has a day worked that the State Council made a holiday."""


NATION_ONLY: Final = RegionalLayer()


@dataclass(frozen=True)
class Calendar:
    """The working days of the years the notices arrange, and provisionally of ten years more.

    The region's layer lies over the nation's; when the hall is open is no part of either and
    moves no legal time (`core.hall_opening`). Within `first`..`last` every day is as the State
    Council arranged it. Beyond `last` only weekends and the holidays fixed in the solar calendar
    are off (全国年节及纪念日放假办法 art. 2); Spring Festival, make-up days and the like are not
    guessed, so a result that touches such a day is provisional: ask `covers`. `replaced` is the
    calendar this one took the place of, whose promises may still stand (`core.promise`).

    Raises (every method taking a day):
        DayBeforeCalendar: the day, or the result, is before `first`.
        DayBeyondCalendar: the day, or the result, is more than ten years after `last`.
    """

    notices: tuple[HolidayNotice, ...] = field(repr=False)
    region: RegionalLayer = NATION_ONLY
    replaced: Replaced | None = field(default=None, repr=False, compare=False)
    first: date = field(init=False)
    last: date = field(init=False)
    _version: str = field(init=False, repr=False, compare=False, default="")
    _arranged: Mapping[date, Look] = field(init=False, repr=False, compare=False)
    _days: tuple[Look, ...] = field(init=False, repr=False, compare=False)
    _worked: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _working: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        years = {notice.year for notice in self.notices}
        if not years or len(years) <= max(years) - min(years):
            raise NoticesIncomplete("放假安排缺少年份，日历没有更换，请补齐各年通知后再导入。")
        put = object.__setattr__  # the one way to derive a field of a frozen dataclass
        put(self, "first", date(min(years), 1, 1))
        put(self, "last", date(max(years), 12, 31))
        begin, end = self.first.toordinal(), self.horizon.toordinal()
        every_day = list(map(date.fromordinal, range(begin, end + 1)))
        days = list(
            islice(cycle(_WEEK), self.first.weekday(), self.first.weekday() + end + 1 - begin)
        )
        arranged = _arranged(self.notices, self.region)
        put(self, "_arranged", arranged)
        for day, look in chain(_fixed_beyond(self.last), arranged.items()):
            if begin <= (ordinal := day.toordinal()) <= end:
                days[ordinal - begin] = look
        # Compared by identity: an enum's own hash would cost most of the start-up here.
        worked = [kind is DayKind.WORKDAY or kind is DayKind.MAKE_UP for kind, _ in days]
        put(self, "_days", tuple(days))
        put(self, "_worked", tuple(accumulate(worked)))
        put(self, "_working", tuple(compress(every_day, worked)))

    @property
    def version(self) -> str:
        """What the calendar says, in short: equal wherever every day is arranged equally.

        `CN-2026-1a2b3c4d`, in an ethnic area `CN-2026-513400-1a2b3c4d`; told with every reckoning.
        """
        if not self._version:  # reckoned when first asked for: not on the way to the window
            object.__setattr__(self, "_version", self._digested())
        return self._version

    @property
    def horizon(self) -> date:
        """The last day the calendar reckons with, ten years after the last arranged."""
        return date(self.last.year + _YEARS_BEYOND, 12, 31)

    def amended(self, *notices: HolidayNotice) -> Calendar:
        """This calendar with further national notices, a new year's or mid-year ones."""
        return replace(self, notices=(*self.notices, *notices))

    def periods(self, year: int) -> tuple[HolidayPeriod, ...]:
        """The national holidays of a year as amended, in the order of the last notices."""
        in_force = _in_force(self.notices)
        return tuple(
            period
            for (arranged_year, _), periods in in_force.items()
            if arranged_year == year
            for period in periods
        )

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

    def working_days_after_each(self, triggers: Sequence[date], n: int) -> list[date]:
        """`working_days_after` of many days at once, by one table for all."""
        if n == 0:
            return [self.working_days_after(trigger, 0) for trigger in triggers]
        try:
            return list(map(self._all_days_after(n).__getitem__, triggers))
        except KeyError:  # a moment instead of a day, or one that leaves the calendar
            return [self.working_days_after(trigger, n) for trigger in triggers]

    def working_days_between(self, start: date, end: date) -> int:
        """Working days in (start, end]; negative, and of (end, start], if end is earlier."""
        return self._worked[self._index(end)] - self._worked[self._index(start)]

    def _digested(self) -> str:
        lines = [f"{self.first} {self.last} {sorted(_FIXED_HOLIDAYS.items())}"]
        lines += (
            f"{day} {kind.value} {name}" for day, (kind, name) in sorted(self._arranged.items())
        )
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
        code = f"-{self.region.code}" if self.region.notices else ""
        return f"CN-{self.last.year}{code}-{digest}"

    def _all_days_after(self, n: int) -> dict[date, date]:
        every_day = _days_from(self.first, self.horizon)
        if n > 0:
            later = self._working[n - 1 :]
            reached = islice(self._worked, bisect_left(self._worked, len(later)))
            return dict(zip(every_day, map(later.__getitem__, reached), strict=False))
        start = bisect_left(self._worked, -n)
        earlier = map(self._working.__getitem__, (done + n for done in self._worked[start:]))
        return dict(zip(islice(every_day, start + 1, None), earlier, strict=False))

    def _worked_before(self, index: int) -> int:
        return self._worked[index - 1] if index else 0

    def _index(self, day: date) -> int:
        index = day.toordinal() - self.first.toordinal()
        if index < 0:
            raise self._too_early(day)
        if index >= len(self._days):
            raise self._too_late(day)
        return index

    def _too_early(self, day: date) -> DayBeforeCalendar:
        return DayBeforeCalendar(
            f"从{day}算起会早于{self.first}，日历没有那时的放假安排，没有算出日期，请核对日期。"
        )

    def _too_late(self, day: date) -> DayBeyondCalendar:
        return DayBeyondCalendar(
            f"从{day}算起会晚于{self.horizon.year}年，超出日历范围，"
            "没有算出日期，请核对日期和时限。"
        )


@cache
def national_calendar() -> Calendar:
    """The calendar of the published State Council notices, without regional holidays."""
    return Calendar(NOTICES)


def _arranged(notices: Iterable[HolidayNotice], region: RegionalLayer) -> Mapping[date, Look]:
    arranged = _looks(notices)
    if not region.notices:
        return arranged
    regional = _looks(region.notices)
    for day, (kind, name) in regional.items():
        if day not in arranged or arranged[day][0] is not DayKind.HOLIDAY:
            arranged[day] = (kind, name)
        elif kind is DayKind.MAKE_UP:
            raise WorkOnNationalHoliday(
                f"{region.region}的放假安排让{day}上班，当天是国家规定的{arranged[day][1]}假期，"
                "日历没有更换，请核对地方通知。"
            )
    return arranged


def _looks(notices: Iterable[HolidayNotice]) -> dict[date, Look]:
    looks: dict[date, Look] = {}
    for periods in _in_force(notices).values():
        for period in periods:
            off = (DayKind.HOLIDAY, period.name)
            looks |= dict.fromkeys(_days_from(period.first, period.last), off)
            looks |= dict.fromkeys(period.make_up, (DayKind.MAKE_UP, f"{period.name}调休上班"))
    return looks


def _in_force(
    notices: Iterable[HolidayNotice],
) -> Mapping[tuple[int, str], Sequence[HolidayPeriod]]:
    # Keyed by year and name: an amendment replaces the whole period, make-up days included, and
    # comes last, so that its days stand where it overlaps another holiday.
    in_force: dict[tuple[int, str], list[HolidayPeriod]] = {}
    for notice in sorted(notices, key=attrgetter("issued", "number")):
        for name in {period.name for period in notice.periods}:
            in_force.pop((notice.year, name), None)
        for period in notice.periods:
            in_force.setdefault((notice.year, period.name), []).append(period)
    return in_force


def _fixed_beyond(last: date) -> Iterator[tuple[date, Look]]:
    for year in range(last.year + 1, last.year + _YEARS_BEYOND + 1):
        for (month, day), name in _FIXED_HOLIDAYS.items():
            yield date(year, month, day), (DayKind.HOLIDAY, name)


def _days_from(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


Look = tuple[DayKind, str]  # what a day is, and its name
_REST_DAY: Final = (DayKind.REST_DAY, "周末")
_WORKDAY: Final = (DayKind.WORKDAY, "")
_WEEK: Final = (_WORKDAY,) * 5 + (_REST_DAY,) * 2  # from Monday
_WORKED: Final = frozenset({DayKind.WORKDAY, DayKind.MAKE_UP})
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
