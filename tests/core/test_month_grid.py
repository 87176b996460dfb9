"""Two calendars side by side."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar, DayKind, national_calendar
from core.month_grid import GridDay, changed_days, month_grid
from core.national_calendar import NOTICES

CALENDAR = national_calendar()
WITHOUT_2026 = Calendar(tuple(notice for notice in NOTICES if notice.year <= 2025))


def test_a_year_is_twelve_months_of_weeks_from_monday() -> None:
    months = month_grid(CALENDAR, CALENDAR, 2026)
    assert [month.number for month in months] == list(range(1, 13))
    october = months[9]
    assert [day and day.day.day for day in october.weeks[0]] == [None, None, None, 1, 2, 3, 4]
    assert all(len(week) == 7 for month in months for week in month.weeks)
    assert all(not month.changes for month in months)


def test_a_day_shows_what_it_was_and_becomes() -> None:
    october = month_grid(WITHOUT_2026, CALENDAR, 2026)[9]
    assert october.weeks[1][5] == GridDay(
        date(2026, 10, 10), DayKind.REST_DAY, "周末", DayKind.MAKE_UP, "国庆节调休上班"
    )
    assert [day.day.day for day in october.changes] == [4, 5, 6, 7, 10]


@given(st.integers(2004, 2036))
def test_every_day_of_a_year_is_in_the_grid_once(year: int) -> None:
    days = [
        day.day
        for month in month_grid(CALENDAR, CALENDAR, year)
        for week in month.weeks
        for day in week
        if day
    ]
    assert days == sorted(set(days))
    assert (days[0], days[-1]) == (date(year, 1, 1), date(year, 12, 31))
    assert len(days) == (date(year, 12, 31) - date(year, 1, 1)).days + 1


def test_changed_days_are_those_of_every_year_the_calendars_share() -> None:
    changed = [day.day for day in changed_days(WITHOUT_2026, CALENDAR)]
    grids = [month_grid(WITHOUT_2026, CALENDAR, year) for year in (2025, 2026, 2027)]
    in_grids = [day.day for grid in grids for month in grid for day in month.changes]
    assert changed == in_grids
    assert not list(changed_days(CALENDAR, CALENDAR))
