"""A year of two calendars side by side, month by month, for the page that compares them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.calendar import DayKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.calendar import Calendar


@dataclass(frozen=True)
class GridDay:
    """What a day is in one calendar and becomes in the other."""

    day: date
    was: DayKind
    was_name: str
    becomes: DayKind
    becomes_name: str

    @property
    def changes(self) -> bool:
        """Whether anything a person would see is different."""
        return (self.was, self.was_name) != (self.becomes, self.becomes_name)


@dataclass(frozen=True)
class GridMonth:
    """The weeks of a month from Monday to Sunday; None where another month's days would be."""

    number: int
    weeks: tuple[tuple[GridDay | None, ...], ...]

    @property
    def changes(self) -> tuple[GridDay, ...]:
        """The days of the month that become something else."""
        return tuple(day for week in self.weeks for day in week if day and day.changes)


def month_grid(before: Calendar, after: Calendar, year: int) -> tuple[GridMonth, ...]:
    """The twelve months of a year both calendars know.

    Raises: DayBeforeCalendar, DayBeyondCalendar.
    """
    weeks = calendar.Calendar()
    return tuple(
        GridMonth(
            month,
            tuple(
                tuple(_grid_day(before, after, day) if day.month == month else None for day in week)
                for week in weeks.monthdatescalendar(year, month)
            ),
        )
        for month in range(1, 13)
    )


def changed_days(before: Calendar, after: Calendar) -> Iterator[GridDay]:
    """Every day that becomes something else, in order, in all the years both calendars know."""
    first = max(before.first, after.first).toordinal()
    last = min(before.horizon, after.horizon).toordinal()
    for ordinal in range(first, last + 1):
        grid_day = _grid_day(before, after, date.fromordinal(ordinal))
        if grid_day.changes:
            yield grid_day


def _grid_day(before: Calendar, after: Calendar, day: date) -> GridDay:
    return GridDay(day, before.kind(day), before.name(day), after.kind(day), after.name(day))
