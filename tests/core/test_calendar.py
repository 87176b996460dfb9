"""The national calendar against the notices, two independent libraries, and its own algebra."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import (
    Calendar,
    DayBeforeCalendar,
    DayBeyondCalendar,
    DayKind,
    NoticesIncomplete,
    national_calendar,
)
from core.deadline import Limit, deadline
from core.national_calendar import NOTICES

if TYPE_CHECKING:
    from collections.abc import Callable

CALENDAR = national_calendar()
VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
COUNTED_BACK = [
    vector
    for vector in VECTORS["deadlines"]
    if vector.get("before") and vector["limit"].endswith("wd")
]

any_day = st.dates(date(2004, 1, 1), date(2036, 12, 31))
inner_day = st.dates(date(2010, 1, 1), date(2030, 12, 31))
working_day = inner_day.filter(CALENDAR.is_working)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        ("2026-09-24", DayKind.WORKDAY, ""),
        ("2026-11-22", DayKind.REST_DAY, "周末"),
        ("2026-10-01", DayKind.HOLIDAY, "国庆节"),
        ("2026-10-03", DayKind.HOLIDAY, "国庆节"),
        ("2026-10-10", DayKind.MAKE_UP, "国庆节调休上班"),
        ("2025-10-06", DayKind.HOLIDAY, "国庆节、中秋节"),
        ("2015-09-03", DayKind.HOLIDAY, "抗战胜利70周年纪念日"),
        ("2005-12-31", DayKind.MAKE_UP, "元旦调休上班"),
    ],
)
def test_a_day_has_a_kind_and_a_name(day: str, kind: DayKind, name: str) -> None:
    asked = date.fromisoformat(day)
    assert (CALENDAR.kind(asked), CALENDAR.name(asked)) == (kind, name)


def test_2007_to_2026_equal_chinesecalendar_every_day() -> None:
    asked = days(date(2007, 1, 1), date(2026, 12, 31))
    ours = [day for day in asked if CALENDAR.is_working(day)]
    assert ours == [day for day in asked if chinese_calendar.is_workday(day)]


def test_2004_to_2026_equal_the_holidays_library_every_day() -> None:
    oracle = holidays.country_holidays("CN", years=range(2003, 2028))
    asked = days(date(2004, 1, 1), date(2026, 12, 31))
    ours = [day for day in asked if CALENDAR.is_working(day)]
    assert ours == [day for day in asked if oracle.is_working_day(day)]


def test_new_years_eve_2005_was_worked_though_chinesecalendar_rests() -> None:
    asked = days(date(2004, 1, 1), date(2006, 12, 31))
    differing = [
        day for day in asked if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == [date(2005, 12, 31)]


@pytest.mark.parametrize("year", range(2013, 2027))
def test_a_year_frees_the_statutory_number_of_working_days(year: int) -> None:
    # 11 days by the 2007 and 2013 texts, 13 from 2025; the parade freed one, the epidemic two.
    extra = {2015: 1, 2020: 2, 2025: 2, 2026: 2}
    in_year = days(date(year, 1, 1), date(year, 12, 31))
    freed = sum(day.weekday() < 5 for day in in_year) - sum(map(CALENDAR.is_working, in_year))
    assert freed == 11 + extra.get(year, 0)


def test_only_weekends_are_made_up_and_none_lies_inside_its_holiday() -> None:
    for notice in NOTICES:
        for period in notice.periods:
            assert period.first <= period.last, (notice.number, period)
            for day in period.make_up:
                assert day.weekday() >= 5, (notice.number, day)
                assert not period.first <= day <= period.last, (notice.number, day)


def test_the_labour_day_amendment_of_2019_adds_days_and_make_up_sundays() -> None:
    amendment = next(notice for notice in NOTICES if notice.number == "国办发明电〔2019〕3号")
    before = Calendar(tuple(notice for notice in NOTICES if notice is not amendment))
    asked = [date(2019, 4, 28), date(2019, 5, 1), date(2019, 5, 2), date(2019, 5, 5)]
    assert [before.is_working(day) for day in asked] == [False, False, True, False]
    assert [CALENDAR.is_working(day) for day in asked] == [True, False, False, True]


def test_a_later_notice_wins_in_whatever_order_notices_are_given() -> None:
    assert Calendar(NOTICES[::-1]).name(date(2020, 2, 1)) == "春节"


@pytest.mark.parametrize("given", [(), tuple(n for n in NOTICES if n.year != 2019)])
def test_a_missing_year_is_refused(given: tuple[Any, ...]) -> None:
    with pytest.raises(NoticesIncomplete, match="缺少年份"):
        Calendar(given)


def test_coverage_ends_with_the_last_arranged_year() -> None:
    assert (CALENDAR.first, CALENDAR.last) == (date(2004, 1, 1), date(2026, 12, 31))
    assert CALENDAR.covers(date(2026, 12, 31))
    assert not CALENDAR.covers(date(2027, 1, 1))
    assert not CALENDAR.covers(date(2003, 12, 31))


def test_beyond_coverage_only_weekends_and_fixed_holidays_are_off() -> None:
    off_weekdays = [
        day.isoformat()
        for day in days(date(2027, 1, 1), date(2028, 12, 31))
        if day.weekday() < 5 and not CALENDAR.is_working(day)
    ]
    assert off_weekdays == [
        "2027-01-01",
        "2027-10-01",
        "2028-05-01",
        "2028-05-02",
        "2028-10-02",
        "2028-10-03",
    ]
    assert CALENDAR.name(date(2027, 5, 1)) == "劳动节"
    assert not any(
        CALENDAR.is_working(day)
        for day in days(date(2027, 1, 1), date(2036, 12, 31))
        if day.weekday() >= 5
    )


def test_a_published_year_replaces_what_was_assumed() -> None:
    arranged = replace(CALENDAR, notices=tuple(n for n in NOTICES if n.year <= 2025))
    assert arranged.is_working(date(2026, 2, 17))
    assert not CALENDAR.is_working(date(2026, 2, 17))


def test_days_outside_the_calendar_are_refused() -> None:
    too_early: list[Callable[[], object]] = [
        lambda: CALENDAR.kind(date(2003, 12, 31)),
        lambda: CALENDAR.working_days_after(date(2004, 1, 2), -1),
        lambda: CALENDAR.working_days_between(date(2003, 12, 31), date(2004, 2, 1)),
    ]
    for ask in too_early:
        with pytest.raises(DayBeforeCalendar, match="2004-01-01"):
            ask()
    too_late: list[Callable[[], object]] = [
        lambda: CALENDAR.name(date(2037, 1, 1)),
        lambda: CALENDAR.working_days_after(date(2036, 12, 31), 1),
        lambda: CALENDAR.working_days_between(date(2026, 1, 1), date(2037, 1, 1)),
    ]
    for ask in too_late:
        with pytest.raises(DayBeyondCalendar, match="2036年"):
            ask()


def test_sums_reach_both_ends_of_the_calendar() -> None:
    assert CALENDAR.working_days_after(date(2004, 1, 5), -1) == date(2004, 1, 2)
    assert CALENDAR.working_days_after(date(2036, 12, 30), 1) == date(2036, 12, 31)


@pytest.mark.parametrize("vector", COUNTED_BACK, ids=lambda vector: vector["id"])
def test_backward_vector(vector: dict[str, Any]) -> None:
    event, limit = date.fromisoformat(vector["trigger"]), Limit.parse(vector["limit"])
    counted_back = CALENDAR.working_days_after(event, -limit.value)
    assert counted_back == date.fromisoformat(vector["due"])


@pytest.mark.parametrize("vector", VECTORS["amendments"], ids=lambda vector: vector["id"])
def test_amendment_vector(vector: dict[str, Any]) -> None:
    amendment = next(notice for notice in NOTICES if notice.number == vector["notice"])
    before = Calendar(tuple(notice for notice in NOTICES if notice is not amendment))
    trigger, limit = date.fromisoformat(vector["trigger"]), Limit.parse(vector["limit"])
    was, becomes = (deadline(calendar, trigger, limit).due for calendar in (before, CALENDAR))
    assert (was, becomes) == (
        date.fromisoformat(vector["before"]),
        date.fromisoformat(vector["after"]),
    )


@given(any_day)
def test_no_working_days_after_a_day_is_the_day(day: date) -> None:
    assert CALENDAR.working_days_after(day, 0) == day


@given(inner_day, st.integers(1, 1000))
def test_counting_forward_and_measuring_are_inverse(day: date, n: int) -> None:
    due = CALENDAR.working_days_after(day, n)
    assert CALENDAR.is_working(due)
    assert CALENDAR.working_days_between(day, due) == n
    assert CALENDAR.working_days_between(due, day) == -n


@given(working_day, st.integers(-1000, -1))
def test_counting_back_and_measuring_are_inverse(day: date, n: int) -> None:
    earlier = CALENDAR.working_days_after(day, n)
    assert CALENDAR.is_working(earlier)
    assert CALENDAR.working_days_between(day, earlier) == n
    assert CALENDAR.working_days_after(earlier, -n) == day


@given(inner_day.filter(lambda day: not CALENDAR.is_working(day)), st.integers(1, 1000))
def test_counting_back_from_a_rest_day_takes_the_working_day_before_it_first(
    day: date, n: int
) -> None:
    before = CALENDAR.working_days_after(day, -1)
    assert all(not CALENDAR.is_working(between) for between in days(before, day)[1:])
    assert CALENDAR.working_days_after(day, -n) == CALENDAR.working_days_after(before, 1 - n)


@given(any_day, any_day, any_day)
def test_measures_add_up(a: date, b: date, c: date) -> None:
    between = CALENDAR.working_days_between
    assert between(a, b) + between(b, c) == between(a, c)
