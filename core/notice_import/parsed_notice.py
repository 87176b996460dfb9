"""A holiday notice as it was read, with what its wording claims about the days."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.errors import Refusal
from core.holiday_notice import HolidayNotice, HolidayPeriod

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class NoticeUnsigned(Refusal):
    """A notice without its number or day of signing cannot enter the calendar."""


class Source(enum.Enum):
    """What the notice was read from."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"


class Scope(enum.Enum):
    """Whether the notice arranges a whole year or changes part of one."""

    YEAR = "year"
    AMENDMENT = "amendment"


@dataclass(frozen=True)
class WrittenDay:
    """A day whose weekday the text names; `weekday` counts from Monday 0."""

    day: date
    weekday: int


@dataclass(frozen=True)
class ParsedPeriod:
    """One holiday as read: a day given twice is twice in the list."""

    name: str
    days_off: tuple[date, ...]
    make_up: tuple[date, ...] = ()
    stated_days: int | None = None  # 共7天
    written: tuple[WrittenDay, ...] = ()

    def periods(self) -> Iterator[HolidayPeriod]:
        """The runs of days off; weekends between two days off belong to the run."""
        runs: list[list[date]] = []
        for day in sorted(set(self.days_off)):
            if runs and self._bridged(runs[-1][-1], day):
                runs[-1].append(day)
            else:
                runs.append([day])
        make_up = tuple(sorted(set(self.make_up)))
        for run in runs:
            yield HolidayPeriod(self.name, run[0], run[-1], make_up)
            make_up = ()

    def _bridged(self, earlier: date, later: date) -> bool:
        between = [earlier + _ONE_DAY * n for n in range(1, (later - earlier).days)]
        return all(day.weekday() >= _SATURDAY and day not in self.make_up for day in between)


@dataclass(frozen=True)
class ParsedNotice:
    """A notice as read; number and day of signing may still be missing."""

    year: int
    scope: Scope
    source: Source
    periods: tuple[ParsedPeriod, ...]
    number: str = ""
    issued: date | None = None

    def signed(self, number: str, issued: date) -> ParsedNotice:
        """The same with number and day of signing as the administrator read them."""
        return replace(self, number=number.strip(), issued=issued)

    def notice(self) -> HolidayNotice:
        """The value the calendar takes.

        Raises: NoticeUnsigned.
        """
        if not self.number or self.issued is None:
            raise NoticeUnsigned(
                f"{self.year}年放假安排缺少文号或成文日期，日历没有更换，请照通知补上。"
            )
        periods = tuple(run for period in self.periods for run in period.periods())
        return HolidayNotice(self.year, self.number, self.issued, periods)


def periods_of(days: Iterable[tuple[str, date, bool]]) -> tuple[ParsedPeriod, ...]:
    """Single days as (name, day, off) gathered by name, in the order first named."""
    named: dict[str, tuple[list[date], list[date]]] = {}
    for name, day, off in days:
        named.setdefault(name, ([], []))[0 if off else 1].append(day)
    return tuple(
        ParsedPeriod(name, tuple(off), tuple(make_up)) for name, (off, make_up) in named.items()
    )


_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)
