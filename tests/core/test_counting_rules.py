"""The choices in counting: first day, cut-off, roll, and counting back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import DayBeforeCalendar, national_calendar
from core.counting import HoursNotCountedBack
from core.counting_rules import (
    GENERAL_RULES,
    VALIDITY_RULES,
    CountingRules,
    Direction,
    FirstDay,
    Roll,
)
from core.deadline import (
    Deadline,
    Firmness,
    Limit,
    NothingStopsACountBack,
    Pause,
    Terms,
    Unit,
    deadline,
)

CALENDAR = national_calendar()
FIRST_DAY_COUNTED = CountingRules(first_day=FirstDay.COUNTED)
CUT_OFF = CountingRules(cutoff=time(17))
BACK = CountingRules(direction=Direction.BEFORE)

triggers = st.dates(date(2006, 1, 1), date(2027, 12, 31))
moments = st.datetimes(datetime(2006, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001  (hall time)
days = st.builds(Limit, st.integers(1, 90), st.just(Unit.DAY))
working_days = st.builds(Limit, st.integers(1, 90), st.just(Unit.WORKING_DAY))
months = st.builds(Limit, st.integers(1, 24), st.just(Unit.MONTH))
limits = days | working_days | months


def reckoned(trigger: str, limit: str, rules: CountingRules) -> Deadline:
    begun = datetime.fromisoformat(trigger) if "T" in trigger else date.fromisoformat(trigger)
    return deadline(CALENDAR, begun, Limit.parse(limit), rules=rules)


def due(trigger: str, limit: str, rules: CountingRules) -> str:
    found = reckoned(trigger, limit, rules).due
    assert found is not None
    return found.isoformat()


@given(triggers, limits)
def test_the_general_rules_are_what_is_counted_by_when_nothing_is_chosen(
    trigger: date, limit: Limit
) -> None:
    assert deadline(CALENDAR, trigger, limit, rules=GENERAL_RULES) == deadline(
        CALENDAR, trigger, limit
    )
    assert Terms(trigger, limit).reckoned(CALENDAR) == deadline(CALENDAR, trigger, limit)


# --- the first day -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "limit", "end"),
    [
        ("2026-09-28", "5wd", "2026-10-09"),
        ("2026-11-22", "5wd", "2026-11-27"),  # a Sunday is no working day 1
        ("2026-10-10", "1wd", "2026-10-10"),
        ("2026-09-30", "5d", "2026-10-08"),  # the 4th, rolled
        ("2026-11-02", "3d", "2026-11-04"),
        ("2026-03-02", "1mo", "2026-04-01"),
        ("2026-01-31", "1mo", "2026-02-28"),  # no 31 February: its last day all the same
        ("2026-11-20", "0wd", "2026-11-20"),
        ("2026-11-20T15:30", "24h", "2026-11-21T15:30:00"),
    ],
)
def test_a_counted_first_day_is_day_one(trigger: str, limit: str, end: str) -> None:
    assert due(trigger, limit, FIRST_DAY_COUNTED) == end


@given(triggers, working_days | days)
def test_a_counted_first_day_is_the_count_from_the_day_before(trigger: date, limit: Limit) -> None:
    counted = deadline(CALENDAR, trigger, limit, rules=FIRST_DAY_COUNTED)
    day_before = deadline(CALENDAR, trigger - timedelta(days=1), limit)
    assert (counted.due, counted.counted, counted.skipped) == (
        day_before.due,
        day_before.counted,
        day_before.skipped,
    )


@given(triggers, months)
def test_a_month_with_its_first_day_counted_is_at_most_a_day_shorter(
    trigger: date, limit: Limit
) -> None:
    rules = CountingRules(first_day=FirstDay.COUNTED, roll=Roll.NEVER)
    counted = deadline(CALENDAR, trigger, limit, rules=rules)
    general = deadline(CALENDAR, trigger, limit, rules=VALIDITY_RULES)
    assert counted.due is not None
    assert general.due is not None
    assert counted.counted[0] == trigger
    is_clamped = general.due.day < trigger.day
    assert general.due - counted.due == timedelta(days=0 if is_clamped else 1)


def test_only_the_first_of_two_legs_has_a_first_day() -> None:
    extended = deadline(
        CALENDAR,
        date(2026, 11, 2),
        Limit.parse("3d"),
        extension=Limit.parse("2wd"),
        rules=FIRST_DAY_COUNTED,
    )
    assert extended.due == date(2026, 11, 6)


# --- the cut-off ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "end"),
    [
        ("2026-11-20T16:59", "2026-11-27"),
        ("2026-11-20T17:00", "2026-11-27"),
        ("2026-11-20T17:01", "2026-11-30"),
        ("2026-11-21T10:00", "2026-11-30"),  # on a day of rest nothing is received before Monday
        ("2026-11-22T23:00", "2026-11-30"),
        ("2026-11-20", "2026-11-27"),  # a day without a time was settled by whoever gave it
        ("2026-09-30T18:00", "2026-10-14"),
    ],
)
def test_what_arrives_after_the_cut_off_counts_as_received_next_working_day(
    trigger: str, end: str
) -> None:
    assert due(trigger, "5wd", CUT_OFF) == end


def test_the_received_day_is_told() -> None:
    late = reckoned("2026-11-20T17:20", "5wd", CUT_OFF)
    assert late.starts_on == date(2026, 11, 23)
    assert late.trigger == datetime.fromisoformat("2026-11-20T17:20")
    assert reckoned("2026-11-20T16:20", "5wd", CUT_OFF).starts_on == date(2026, 11, 20)


def test_hours_run_from_the_moment_whatever_the_cut_off() -> None:
    assert due("2026-11-20T17:20", "24h", CUT_OFF) == "2026-11-21T17:20:00"


@given(moments, moments, limits)
def test_under_a_cut_off_a_later_arrival_is_never_due_earlier(
    one: datetime, other: datetime, limit: Limit
) -> None:
    earlier, later = sorted((one, other))
    first = deadline(CALENDAR, earlier, limit, rules=CUT_OFF).due
    second = deadline(CALENDAR, later, limit, rules=CUT_OFF).due
    assert first is not None
    assert second is not None
    assert first <= second


# --- the roll ------------------------------------------------------------------------------------


def test_a_validity_ends_on_its_day_whatever_that_is() -> None:
    ended = reckoned("2026-09-30", "5d", VALIDITY_RULES)
    assert (ended.due, ended.rolled_from) == (date(2026, 10, 5), None)


def test_no_notice_can_move_a_validity_so_it_is_firm_in_any_year() -> None:
    assert reckoned("2026-12-31", "3mo", VALIDITY_RULES).firmness is Firmness.FIRM
    assert reckoned("2026-12-31", "3mo", GENERAL_RULES).firmness is Firmness.PROVISIONAL
    assert reckoned("2026-12-31", "3wd", VALIDITY_RULES).firmness is Firmness.PROVISIONAL


@given(triggers, days | months)
def test_a_roll_goes_from_the_day_a_validity_ends_to_the_next_working_day(
    trigger: date, limit: Limit
) -> None:
    ends = deadline(CALENDAR, trigger, limit, rules=VALIDITY_RULES).due
    rolled = deadline(CALENDAR, trigger, limit)
    assert rolled.unrolled == ends
    assert ends is not None
    assert rolled.due == CALENDAR.working_days_after(ends - timedelta(days=1), 1)


# --- back from a day -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "limit", "day"),
    [
        ("2026-12-31", "30d", "2026-12-01"),
        ("2026-10-31", "30d", "2026-10-01"),  # National Day: a day counted back never rolls
        ("2026-12-31", "2mo", "2026-10-31"),
        ("2026-03-31", "1mo", "2026-02-28"),
        ("2026-10-11", "1wd", "2026-10-10"),
        ("2026-10-08T15:30", "1wd", "2026-09-30"),
        ("2026-10-08", "0wd", "2026-10-08"),
    ],
)
def test_days_are_counted_back_from_an_event(event: str, limit: str, day: str) -> None:
    found = reckoned(event, limit, BACK)
    assert found.due == date.fromisoformat(day)
    assert found.rolled_from is None


@pytest.mark.parametrize(
    ("event", "limit", "day"),
    [("2026-10-08", "1wd", "2026-10-08"), ("2026-12-31", "30d", "2026-12-02")],
)
def test_an_event_may_be_day_one_of_a_count_back(event: str, limit: str, day: str) -> None:
    rules = CountingRules(first_day=FirstDay.COUNTED, direction=Direction.BEFORE)
    assert due(event, limit, rules) == day


def test_days_counted_back_are_listed_from_the_event_on() -> None:
    found = reckoned("2026-10-12", "3wd", BACK)
    assert found.counted == (date(2026, 10, 10), date(2026, 10, 9), date(2026, 10, 8))
    assert [skipped.reason for skipped in found.skipped] == ["周末"]


@given(triggers.filter(CALENDAR.is_working), working_days)
def test_counting_back_undoes_counting_on(day: date, limit: Limit) -> None:
    back = deadline(CALENDAR, day, limit, rules=BACK).due
    assert back is not None
    assert deadline(CALENDAR, back, limit).due == day
    on = deadline(CALENDAR, day, limit).due
    assert on is not None
    assert deadline(CALENDAR, on, limit, rules=BACK).due == day


@given(triggers, days)
def test_natural_days_counted_back_are_the_difference_of_dates(day: date, limit: Limit) -> None:
    found = deadline(CALENDAR, day, limit, rules=BACK)
    assert found.due == day - timedelta(days=limit.value)
    assert found.firmness is Firmness.FIRM


@given(triggers, st.integers(0, 30), limits)
def test_a_later_event_is_never_applied_for_earlier(day: date, later: int, limit: Limit) -> None:
    first = deadline(CALENDAR, day, limit, rules=BACK).due
    second = deadline(CALENDAR, day + timedelta(days=later), limit, rules=BACK).due
    assert first is not None
    assert second is not None
    assert first <= second


def test_working_days_counted_back_through_an_unpublished_year_are_provisional() -> None:
    assert reckoned("2027-02-01", "5wd", BACK).unpublished_years == (2027,)
    assert reckoned("2027-01-04", "5wd", BACK).firmness is Firmness.PROVISIONAL
    assert reckoned("2026-12-31", "5wd", BACK).firmness is Firmness.FIRM


@pytest.mark.parametrize("limit", ["24h", "4wh"])
def test_hours_are_not_counted_back(limit: str) -> None:
    with pytest.raises(HoursNotCountedBack, match="不能倒推"):
        reckoned("2026-11-20T15:30", limit, BACK)


def test_nothing_stops_or_extends_a_count_back() -> None:
    five = Limit.parse("5wd")
    with pytest.raises(NothingStopsACountBack):
        deadline(
            CALENDAR, date(2026, 11, 20), five, pauses=[Pause(date(2026, 11, 2), None)], rules=BACK
        )
    with pytest.raises(NothingStopsACountBack):
        deadline(CALENDAR, date(2026, 11, 20), five, extension=five, rules=BACK)


def test_a_count_back_out_of_the_calendar_is_refused() -> None:
    for limit in ("90d", "90wd", "3mo"):
        with pytest.raises(DayBeforeCalendar):
            reckoned("2004-03-01", limit, BACK)
