"""When the hall is open: a calendar of its own that moves working hours and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.counting import Cause, SkippedDay
from core.deadline import Limit, Unit, deadline
from core.hall_opening import (
    STANDARD_OPENING,
    HallOpening,
    OpeningDay,
    OpeningDayTwice,
    OpeningHours,
    OpeningHoursNotUnderstood,
)

CALENDAR = national_calendar()
SATURDAY = date(2026, 11, 21)
POWER_CUT = date(2026, 11, 24)
MORNING = OpeningHours(((time(9), time(12)),))
ON_DUTY = HallOpening(
    days=(OpeningDay(SATURDAY, MORNING, "周末延时服务"), OpeningDay(POWER_CUT, None, "停电"))
)


def open_at(hall: HallOpening, moment: str) -> bool:
    return hall.is_open(CALENDAR, datetime.fromisoformat(moment))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-20T08:59", False),
        ("2026-11-20T09:00", True),
        ("2026-11-20T12:00", False),
        ("2026-11-20T16:59", True),
        ("2026-11-20T17:00", False),
        ("2026-11-21T10:00", False),
        ("2026-10-01T10:00", False),
        ("2026-10-10T10:00", True),
    ],
)
def test_the_hall_is_open_in_its_sessions_on_working_days(moment: str, is_open: bool) -> None:  # noqa: FBT001  (the expected answer)
    assert open_at(STANDARD_OPENING, moment) is is_open


def test_single_days_go_before_the_week() -> None:
    assert open_at(ON_DUTY, "2026-11-21T10:00")
    assert not open_at(ON_DUTY, "2026-11-21T14:00")
    assert not open_at(ON_DUTY, "2026-11-24T10:00")
    assert ON_DUTY.word(CALENDAR, POWER_CUT) == "停电"
    assert ON_DUTY.word(CALENDAR, SATURDAY) == "周末延时服务"
    assert ON_DUTY.word(CALENDAR, date(2026, 10, 1)) == "国庆节"


def test_a_weekend_service_does_not_open_on_holidays() -> None:
    hall = HallOpening(weekend=MORNING)
    assert open_at(hall, "2026-11-21T10:00")
    assert not open_at(hall, "2026-10-03T10:00")


def test_a_moment_of_another_zone_is_asked_in_beijing() -> None:
    assert STANDARD_OPENING.is_open(CALENDAR, datetime(2026, 11, 20, 1, 0, tzinfo=UTC))
    assert not STANDARD_OPENING.is_open(CALENDAR, datetime(2026, 11, 20, 9, 0, tzinfo=UTC))


def test_working_hours_run_on_a_saturday_on_duty_and_stand_in_a_power_cut() -> None:
    friday = datetime.fromisoformat("2026-11-20T16:00")
    on_duty = deadline(CALENDAR, friday, Limit.parse("2wh"), hall=ON_DUTY)
    assert on_duty.due == datetime.fromisoformat("2026-11-21T10:00")
    monday = datetime.fromisoformat("2026-11-23T16:30")
    cut = deadline(CALENDAR, monday, Limit.parse("1wh"), hall=ON_DUTY)
    assert cut.due == datetime.fromisoformat("2026-11-25T09:30")
    assert cut.skipped == (SkippedDay(POWER_CUT, "停电", Cause.CLOSED),)


@given(
    st.dates(date(2026, 11, 1), date(2026, 11, 30)),
    st.integers(0, 30),
    st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH]),
)
def test_when_the_hall_is_open_moves_no_legal_time(trigger: date, value: int, unit: Unit) -> None:
    limit = Limit(value, unit)
    shut = HallOpening(
        days=tuple(OpeningDay(trigger + timedelta(days=n), None, "停电") for n in range(40))
    )
    assert deadline(CALENDAR, trigger, limit, hall=shut) == deadline(CALENDAR, trigger, limit)


@pytest.mark.parametrize(
    "sessions",
    [
        (),
        ((time(12), time(9)),),
        ((time(9), time(13)), (time(12), time(17))),
        ((time(9), time(9)),),
    ],
)
def test_unclear_opening_hours_are_refused(sessions: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(OpeningHoursNotUnderstood, match="开放时段"):
        OpeningHours(sessions)


def test_two_openings_of_one_day_are_refused() -> None:
    with pytest.raises(OpeningDayTwice, match="2026-11-21"):
        HallOpening(days=(OpeningDay(SATURDAY, MORNING, ""), OpeningDay(SATURDAY, None, "")))
