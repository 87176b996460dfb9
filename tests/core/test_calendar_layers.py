"""A calendar's version, the region's layer over the nation's, and mid-year amendments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import (
    Calendar,
    DayBeforeCalendar,
    DayBeyondCalendar,
    DayKind,
    WorkOnNationalHoliday,
    national_calendar,
)
from core.counting import Cause
from core.deadline import Limit, Unit, deadline
from core.holiday_notice import (
    HolidayNotice,
    HolidayPeriod,
    RegionalLayer,
    RegionNotUnderstood,
)
from core.national_calendar import NOTICES

CALENDAR = national_calendar()
TORCH_FESTIVAL = HolidayNotice(
    2026,
    "凉府办发〔2026〕8号",
    date(2026, 6, 1),
    (HolidayPeriod("火把节", date(2026, 8, 6), date(2026, 8, 10), (date(2026, 8, 15),)),),
)
LIANGSHAN = RegionalLayer("513400", "凉山彝族自治州", (TORCH_FESTIVAL,))

triggers = st.dates(date(2024, 1, 1), date(2026, 12, 31))
limits = st.builds(
    Limit, st.integers(0, 60), st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH])
)


@st.composite
def amendments(draw: st.DrawFn) -> HolidayNotice:
    """A notice of 2026 that gives one of its holidays other days."""
    period = draw(st.sampled_from(CALENDAR.periods(2026)))
    first = period.first + timedelta(days=draw(st.integers(-3, 3)))
    last = first + timedelta(days=draw(st.integers(0, 10)))
    make_up = draw(st.lists(st.integers(1, 20), max_size=2, unique=True))
    days = tuple(sorted(last + timedelta(days=n) for n in make_up))
    changed = HolidayPeriod(period.name, first, last, days)
    return HolidayNotice(2026, "国办发明电〔2026〕1号", date(2026, 1, 5), (changed,))


# --- versions ------------------------------------------------------------------------------------


def test_the_version_names_the_last_year_and_what_every_day_is() -> None:
    assert CALENDAR.version == "CN-2026-c7cc93e6"


def test_the_version_does_not_depend_on_the_order_or_cut_of_the_notices() -> None:
    assert Calendar(NOTICES[::-1]).version == CALENDAR.version
    whole = NOTICES[-1]
    halves = (
        replace(whole, number=f"{whole.number}之一", periods=whole.periods[:3]),
        replace(whole, number=f"{whole.number}之二", periods=whole.periods[3:]),
    )
    assert Calendar((*NOTICES[:-1], *halves)).version == CALENDAR.version


def test_one_day_or_one_name_more_is_another_version() -> None:
    whole = NOTICES[-1]
    for changed in (
        replace(whole.periods[0], last=date(2026, 1, 4), make_up=()),
        replace(whole.periods[0], name="新年"),
        replace(whole.periods[0], make_up=()),
    ):
        other = replace(whole, periods=(changed, *whole.periods[1:]))
        assert Calendar((*NOTICES[:-1], other)).version != CALENDAR.version


def test_an_amendment_that_says_nothing_new_keeps_the_version() -> None:
    again = replace(NOTICES[-1], number="国办发明电〔2026〕1号", issued=date(2026, 1, 5))
    assert CALENDAR.amended(again).version == CALENDAR.version


# --- the region ----------------------------------------------------------------------------------


def test_a_region_rests_on_its_own_holidays_and_works_their_make_up_days() -> None:
    calendar = Calendar(NOTICES, LIANGSHAN)
    assert calendar.kind(date(2026, 8, 6)) is DayKind.HOLIDAY
    assert calendar.name(date(2026, 8, 8)) == "火把节"
    assert calendar.kind(date(2026, 8, 15)) is DayKind.MAKE_UP
    assert calendar.name(date(2026, 8, 15)) == "火把节调休上班"
    assert calendar.version.startswith("CN-2026-513400-")
    assert calendar.version != CALENDAR.version
    due = deadline(calendar, date(2026, 8, 5), Limit.parse("3wd"))
    assert due.due == date(2026, 8, 13)
    assert {skipped.reason for skipped in due.skipped} == {"火把节"}
    assert {skipped.cause for skipped in due.skipped} == {Cause.REST}


def test_a_regional_day_off_may_fall_on_a_national_make_up_day() -> None:
    away = HolidayPeriod("彝族年", date(2026, 10, 9), date(2026, 10, 10))
    layer = replace(LIANGSHAN, notices=(replace(TORCH_FESTIVAL, periods=(away,)),))
    assert not Calendar(NOTICES, layer).is_working(date(2026, 10, 10))


def test_a_national_holiday_keeps_its_name_and_cannot_be_worked() -> None:
    same = HolidayPeriod("地方节日", date(2026, 10, 1), date(2026, 10, 8))
    layer = replace(LIANGSHAN, notices=(replace(TORCH_FESTIVAL, periods=(same,)),))
    assert Calendar(NOTICES, layer).name(date(2026, 10, 1)) == "国庆节"
    assert Calendar(NOTICES, layer).name(date(2026, 10, 8)) == "地方节日"
    worked = HolidayPeriod("火把节", date(2026, 8, 6), date(2026, 8, 7), (date(2026, 10, 3),))
    with pytest.raises(WorkOnNationalHoliday, match="2026-10-03上班，当天是国家规定的国庆节"):
        Calendar(NOTICES, replace(LIANGSHAN, notices=(replace(TORCH_FESTIVAL, periods=(worked,)),)))


def test_a_region_may_arrange_a_year_the_nation_has_not_yet() -> None:
    later = replace(
        TORCH_FESTIVAL,
        year=2027,
        periods=(HolidayPeriod("火把节", date(2027, 7, 26), date(2027, 7, 28)),),
    )
    calendar = Calendar(NOTICES, replace(LIANGSHAN, notices=(later,)))
    assert not calendar.is_working(date(2027, 7, 26))
    assert not calendar.covers(date(2027, 7, 26))


def test_a_regional_amendment_replaces_the_regions_own_notice() -> None:
    moved = HolidayPeriod("火把节", date(2026, 8, 12), date(2026, 8, 13))
    later = replace(TORCH_FESTIVAL, issued=date(2026, 7, 1), periods=(moved,))
    calendar = Calendar(NOTICES, replace(LIANGSHAN, notices=(later, TORCH_FESTIVAL)))
    assert calendar.is_working(date(2026, 8, 6))
    assert not calendar.is_working(date(2026, 8, 12))


@pytest.mark.parametrize("code", ["", "5134", "5134000", "凉山彝族自治"])
def test_a_region_needs_its_six_digits(code: str) -> None:
    with pytest.raises(RegionNotUnderstood, match="6位数字"):
        RegionalLayer(code, "凉山彝族自治州", (TORCH_FESTIVAL,))


@given(triggers, limits)
def test_an_empty_layer_is_the_national_calendar(trigger: date, limit: Limit) -> None:
    empty = Calendar(NOTICES, RegionalLayer("513400", "凉山彝族自治州"))
    assert empty.version == CALENDAR.version
    assert deadline(empty, trigger, limit) == deadline(CALENDAR, trigger, limit)


# --- amendments ----------------------------------------------------------------------------------


def test_periods_are_those_in_force() -> None:
    spring = next(period for period in CALENDAR.periods(2020) if period.name == "春节")
    assert (spring.last, spring.make_up) == (date(2020, 2, 2), (date(2020, 1, 19),))
    assert [period.name for period in CALENDAR.periods(2026)] == [
        *("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
    ]
    assert CALENDAR.periods(2027) == ()


@given(amendments(), triggers, limits)
def test_an_amendment_there_and_back_gives_the_same_dates(
    amendment: HolidayNotice, trigger: date, limit: Limit
) -> None:
    there = CALENDAR.amended(amendment)
    name = amendment.periods[0].name
    original = tuple(period for period in CALENDAR.periods(2026) if period.name == name)
    back = there.amended(HolidayNotice(2026, "国办发明电〔2026〕2号", date(2026, 2, 5), original))
    assert back.version == CALENDAR.version
    assert deadline(back, trigger, limit) == deadline(CALENDAR, trigger, limit)


@given(amendments())
def test_the_days_of_an_amendment_stand_where_holidays_overlap(amendment: HolidayNotice) -> None:
    calendar = CALENDAR.amended(amendment)
    (period,) = amendment.periods
    for day in (period.first, period.last):
        assert calendar.name(day) == period.name
    assert all(calendar.kind(day) is DayKind.MAKE_UP for day in period.make_up)


def test_two_notices_of_one_day_stand_in_the_order_of_their_numbers() -> None:
    first = HolidayNotice(
        2026,
        "国办发明电〔2026〕1号",
        date(2026, 1, 5),
        (HolidayPeriod("清明节", date(2026, 4, 4), date(2026, 4, 5)),),
    )
    second = replace(
        first,
        number="国办发明电〔2026〕2号",
        periods=(HolidayPeriod("清明节", date(2026, 4, 4), date(2026, 4, 7)),),
    )
    for order in ((first, second), (second, first)):
        assert not CALENDAR.amended(*order).is_working(date(2026, 4, 7))


# --- many sums at once ---------------------------------------------------------------------------


@given(
    st.lists(st.dates(date(2005, 1, 1), date(2035, 12, 31)), max_size=20),
    st.integers(-200, 200),
)
def test_many_sums_are_the_sums_one_by_one(days: list[date], n: int) -> None:
    one_by_one = [CALENDAR.working_days_after(day, n) for day in days]
    assert CALENDAR.working_days_after_each(days, n) == one_by_one


def test_many_sums_reach_both_ends_of_the_calendar() -> None:
    assert CALENDAR.working_days_after_each([date(2036, 12, 30)], 1) == [date(2036, 12, 31)]
    assert CALENDAR.working_days_after_each([date(2004, 1, 5)], -1) == [date(2004, 1, 2)]


def test_a_sum_among_many_that_leaves_the_calendar_is_refused() -> None:
    inside = [date(2026, 1, 1)] * 3
    with pytest.raises(DayBeyondCalendar):
        CALENDAR.working_days_after_each([*inside, date(2036, 12, 31)], 1)
    with pytest.raises(DayBeforeCalendar):
        CALENDAR.working_days_after_each([*inside, date(2004, 1, 2)], -1)
    with pytest.raises(DayBeforeCalendar):
        CALENDAR.working_days_after_each([date(2003, 12, 31)], 0)


def test_moments_among_many_count_as_their_days() -> None:
    moment = datetime.fromisoformat("2026-09-24T17:20")
    assert CALENDAR.working_days_after_each([moment], 5) == [date(2026, 10, 9)]
