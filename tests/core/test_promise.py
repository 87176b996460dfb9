"""Never red retroactively, whatever notices come in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.calendar import Calendar, national_calendar
from core.calendar_history import ApprovedNotice, succeeded, succeeding
from core.clock import Clock, ClockKind
from core.holiday_notice import HolidayNotice, HolidayPeriod
from core.limit import Limit
from core.promise import stands

CALENDAR = national_calendar()
SUNDAY_WORKED = HolidayNotice(
    2026,
    "国办发明电〔2026〕9号",
    date(2026, 9, 28),
    (HolidayPeriod("补休日", date(2026, 12, 30), date(2026, 12, 30), (date(2026, 10, 11),)),),
)


def amendment(number: int, off: date, worked: date) -> HolidayNotice:
    """A weekday off in exchange for a day worked."""
    period = HolidayPeriod(f"调休{number}", off, off, (worked,))
    return HolidayNotice(2026, f"国办发明电〔2026〕{number}号", date(2026, 9, 1), (period,))


APPROVED = st.lists(
    st.tuples(
        st.dates(date(2026, 9, 14), date(2026, 12, 18)),
        st.dates(date(2026, 9, 14), date(2026, 12, 18)),
        st.dates(date(2026, 9, 1), date(2026, 12, 31)),
    ),
    min_size=1,
    max_size=4,
).map(
    lambda drawn: [
        ApprovedNotice(amendment(11 + n, off, worked), on)
        for n, (off, worked, on) in enumerate(sorted(drawn, key=lambda one: one[2]))
    ]
)
CLOCKS = st.builds(
    Clock,
    st.just(ClockKind.PROMISE),
    st.dates(date(2026, 9, 1), date(2026, 11, 30)),
    st.integers(1, 30).map(lambda value: Limit.parse(f"{value}wd")),
)


def due(clock: Clock, calendar: Calendar) -> date:
    found = clock.due(calendar).due
    assert found is not None
    return found


@given(APPROVED, CLOCKS)
def test_no_change_makes_a_clock_overdue_that_was_not(
    approved: list[ApprovedNotice], clock: Clock
) -> None:
    for count, last in enumerate(approved, start=1):
        before = due(clock, succeeded(CALENDAR, approved[: count - 1]))
        after = due(clock, succeeded(CALENDAR, approved[:count]))
        assert not after < last.on <= before


@given(APPROVED, CLOCKS)
def test_a_date_is_the_calendars_own_or_one_that_was_told(
    approved: list[ApprovedNotice], clock: Clock
) -> None:
    calendars = [succeeded(CALENDAR, approved[:n]) for n in range(len(approved) + 1)]
    own = [clock.terms.reckoned(calendar).due for calendar in calendars]
    found = clock.due(calendars[-1])
    assert found.due in own
    if found.due != own[-1]:
        assert own[-1] is not None
        assert own[-1] < max(one.on for one in approved)
        assert found.calendar_version != calendars[-1].version


@given(CLOCKS, st.dates(date(2026, 9, 1), date(2026, 12, 31)))
def test_there_and_back_gives_the_old_date(clock: Clock, on: date) -> None:
    there = amendment(20, date(2026, 10, 13), date(2026, 10, 11))
    back = HolidayNotice(
        2026,
        "国办发明电〔2026〕21号",
        date(2026, 9, 2),
        (HolidayPeriod("调休20", date(2026, 1, 10), date(2026, 1, 10)),),
    )
    approved = [ApprovedNotice(there, on), ApprovedNotice(back, on + timedelta(days=1))]
    found, was = due(clock, succeeded(CALENDAR, approved)), due(clock, CALENDAR)
    assert found == was or (was < found < on)  # the day off had excused a delay already


def test_a_date_that_had_passed_on_the_day_of_the_change_yields_to_the_one_told() -> None:
    clock = Clock(ClockKind.PROMISE, date(2026, 9, 28), Limit.parse("10wd"))
    assert due(clock, CALENDAR) == date(2026, 10, 16)
    for on, expected in ((14, 15), (15, 15), (16, 16), (17, 16)):
        changed = succeeding(CALENDAR, SUNDAY_WORKED, date(2026, 10, on))
        assert due(clock, changed) == date(2026, 10, expected)


def test_what_stands_is_explained_by_the_calendar_it_was_reckoned_under() -> None:
    clock = Clock(ClockKind.PROMISE, date(2026, 9, 28), Limit.parse("10wd"))
    changed = succeeding(CALENDAR, SUNDAY_WORKED, date(2026, 10, 16))
    found = clock.due(changed)
    assert found.calendar_version == CALENDAR.version
    assert found.counted[-1] == found.due


def test_a_later_date_always_takes_the_place_of_an_earlier_one() -> None:
    assert not stands(date(2026, 10, 15), date(2026, 10, 16), date(2026, 10, 20))
    assert not stands(date(2026, 10, 15), date(2026, 10, 15), date(2026, 10, 20))


def test_a_notice_built_in_by_now_is_still_the_one_approved() -> None:
    approved = [ApprovedNotice(SUNDAY_WORKED, date(2026, 10, 16))]
    newer = CALENDAR.amended(SUNDAY_WORKED)
    old, new = succeeded(CALENDAR, approved), succeeded(newer, approved)
    assert new.version == old.version == newer.version
    clock = Clock(ClockKind.PROMISE, date(2026, 9, 28), Limit.parse("10wd"))
    assert due(clock, new) == due(clock, old) == date(2026, 10, 16)
