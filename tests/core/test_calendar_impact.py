"""What a new calendar does to open clocks, and never red retroactively."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar, national_calendar
from core.calendar_impact import Impact, Move, OpenClock, Shift, Standing, impact, standing
from core.deadline import Limit, Pause, Terms, Unit, Urgency, urgency
from core.holiday_notice import HolidayNotice, HolidayPeriod
from core.national_calendar import NOTICES

CALENDAR = national_calendar()
LONGER_SPRING = next(notice for notice in NOTICES if notice.number == "国办发明电〔2020〕1号")
BEFORE_2020 = Calendar(tuple(notice for notice in NOTICES if notice is not LONGER_SPRING))
WITHOUT_2026 = Calendar(tuple(notice for notice in NOTICES if notice.year <= 2025))
# A Saturday worked that was free before: dates move earlier.
SATURDAY_WORKED = CALENDAR.amended(
    HolidayNotice(
        2026,
        "国办发明电〔2026〕9号",
        date(2026, 11, 19),
        (HolidayPeriod("纪念日", date(2026, 12, 30), date(2026, 12, 30), (date(2026, 11, 14),)),),
    )
)


def clock(trigger: date, limit: str, *pauses: Pause) -> OpenClock:
    return OpenClock("清河〔2026〕001号", "承诺时限", Terms(trigger, Limit.parse(limit), pauses))


def only_move(one: OpenClock, before: Calendar, after: Calendar) -> Move:
    (move,) = impact([one], before, after).moves
    return move


def moved_earlier() -> Move:
    return only_move(clock(date(2026, 11, 9), "7wd"), CALENDAR, SATURDAY_WORKED)


def test_a_holiday_made_longer_moves_dates_later() -> None:
    move = only_move(clock(date(2020, 1, 17), "10wd"), BEFORE_2020, CALENDAR)
    assert (move.was.due, move.becomes.due) == (date(2020, 2, 5), date(2020, 2, 7))
    assert move.shift is Shift.LATER
    assert move.words() == "清河〔2026〕001号 承诺时限：2020-02-05推后为2020-02-07"


def test_a_day_worked_more_moves_dates_earlier() -> None:
    move = moved_earlier()
    assert (move.was.due, move.becomes.due) == (date(2026, 11, 18), date(2026, 11, 17))
    assert move.shift is Shift.EARLIER
    assert move.words() == "清河〔2026〕001号 承诺时限：2026-11-18提前为2026-11-17"


def test_a_published_year_makes_dates_firm_moved_or_not() -> None:
    unmoved = clock(date(2026, 3, 2), "5wd")
    moved = clock(date(2026, 2, 9), "10wd")
    found = impact([unmoved, moved], WITHOUT_2026, CALENDAR)
    assert [move.shift for move in found.moves] == [Shift.UNMOVED, Shift.LATER]
    assert found.firm == found.moves
    assert found.later == found.moves[1:]
    assert found.moves[0].words().endswith("2026-03-09不变，由暂定转为确定")


def test_clocks_the_change_does_not_touch_are_only_counted() -> None:
    touched = clock(date(2020, 1, 17), "10wd")
    others = [clock(date(2020, 3, 2), "10wd")] * 3
    found = impact([*others, touched], BEFORE_2020, CALENDAR)
    assert [move.clock for move in found.moves] == [touched]
    assert found.untouched == 3
    assert (found.earlier, len(found.later), found.firm) == ((), 1, ())


def test_under_an_open_pause_what_is_left_is_compared() -> None:
    paused = clock(date(2020, 1, 17), "10wd", Pause(date(2020, 2, 3), None))
    move = only_move(paused, BEFORE_2020, CALENDAR)
    assert (move.was.left, move.becomes.left) == (2, 4)
    assert move.shift is Shift.LATER
    assert move.words().endswith("尚余 2 个工作日推后为尚余 4 个工作日")
    assert standing(move, date(2020, 1, 27)) == Standing(None, None, "")


def test_working_hours_are_compared_as_moments() -> None:
    begun = datetime.fromisoformat("2020-01-31T10:00")
    move = only_move(
        OpenClock("1", "转办", Terms(begun, Limit.parse("4wh"))), BEFORE_2020, CALENDAR
    )
    assert move.shift is Shift.LATER


@given(
    st.lists(
        st.tuples(
            st.dates(date(2019, 11, 1), date(2020, 3, 1)),
            st.integers(0, 40),
            st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH]),
        ),
        max_size=8,
    )
)
def test_every_clock_is_a_move_or_untouched(given_terms: list[tuple[date, int, Unit]]) -> None:
    clocks = [
        OpenClock(str(n), "法定时限", Terms(trigger, Limit(value, unit)))
        for n, (trigger, value, unit) in enumerate(given_terms)
    ]
    found = impact(clocks, BEFORE_2020, CALENDAR)
    moved = {move.clock for move in found.moves}
    for one in clocks:
        was, becomes = (one.terms.reckoned(each).due for each in (BEFORE_2020, CALENDAR))
        assert (one in moved) == (was != becomes)
    assert len(found.moves) + found.untouched == len(clocks)
    assert impact(clocks, CALENDAR, CALENDAR) == Impact((), len(clocks))


# --- never red retroactively ---------------------------------------------------------------------


def test_a_date_moved_into_the_past_stays_the_one_that_was_told() -> None:
    stands = standing(moved_earlier(), date(2026, 11, 18))
    assert (stands.due, stands.promised) == (date(2026, 11, 18), date(2026, 11, 18))
    assert stands.words == (
        "照新日历到期日由2026年11月18日提前为2026年11月17日，早于更换当日，"
        "仍按已告知的2026年11月18日到期，不追溯计超期。"
    )
    assert urgency(CALENDAR, date(2026, 11, 18), stands.due) is not Urgency.OVERDUE
    assert urgency(CALENDAR, date(2026, 11, 19), stands.due) is Urgency.OVERDUE


def test_a_date_moved_earlier_but_not_into_the_past_holds() -> None:
    for imported_on in (date(2026, 11, 16), date(2026, 11, 17)):
        stands = standing(moved_earlier(), imported_on)
        assert stands == Standing(date(2026, 11, 17), date(2026, 11, 18), "")


def test_what_was_overdue_already_stays_overdue_from_its_old_date() -> None:
    stands = standing(moved_earlier(), date(2026, 11, 20))
    assert (stands.due, stands.promised) == (date(2026, 11, 18), date(2026, 11, 18))
    assert "仍自该日起计超期" in stands.words


def test_a_date_moved_later_is_watched_by_the_new_one_and_the_old_one_stays_told() -> None:
    move = only_move(clock(date(2020, 1, 17), "10wd"), BEFORE_2020, CALENDAR)
    assert standing(move, date(2020, 2, 10)) == Standing(date(2020, 2, 7), date(2020, 2, 5), "")


@given(st.integers(-30, 30), st.integers(1, 20))
def test_nobody_is_overdue_before_the_import_who_was_not_before(days: int, limit: int) -> None:
    imported_on = date(2026, 11, 18) + timedelta(days=days)
    one = OpenClock("1", "承诺时限", Terms(date(2026, 11, 2), Limit(limit, Unit.WORKING_DAY)))
    for move in impact([one], CALENDAR, SATURDAY_WORKED).moves:
        stands = standing(move, imported_on)
        was_red = urgency(CALENDAR, imported_on, move.was.due) is Urgency.OVERDUE
        is_red = urgency(SATURDAY_WORKED, imported_on, stands.due) is Urgency.OVERDUE
        assert is_red == was_red
        assert stands.promised == move.was.due


@pytest.mark.parametrize("firm", [True, False])
def test_becoming_firm_is_told_only_when_it_does(firm: bool) -> None:  # noqa: FBT001  (a case)
    move = only_move(clock(date(2026, 2, 9), "10wd"), WITHOUT_2026, CALENDAR)
    told = move if firm else replace(move, was=move.becomes, becomes=move.was)
    assert ("由暂定转为确定" in told.words()) is firm
