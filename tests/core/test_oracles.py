"""Ten thousand random sums against two independent libraries that know the same notices."""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import date, timedelta

import chinese_calendar
import holidays

from core.calendar import national_calendar

CALENDAR = national_calendar()
FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)  # what both libraries know
SUMS = 10_000
ASKED_THEMSELVES = 600  # their own search takes half a millisecond each


def test_ten_thousand_sums_agree_with_chinesecalendar_and_holidays() -> None:
    sample = random.Random(20261122)  # noqa: S311  (reproducible samples, nothing secret)
    every_day = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    by_holidays = holidays.country_holidays("CN", years=range(2006, 2028))
    tables = [
        [day for day in every_day if chinese_calendar.is_workday(day)],
        [day for day in every_day if by_holidays.is_working_day(day)],
    ]
    for number in range(SUMS):
        trigger, wanted = sample.choice(every_day[: -60 * 2]), sample.randint(1, 60)
        due = CALENDAR.working_days_after(trigger, wanted)
        for worked in tables:
            assert worked[bisect_right(worked, trigger) + wanted - 1] == due, (trigger, wanted)
        if number < ASKED_THEMSELVES:
            assert by_holidays.get_nth_working_day(trigger, wanted) == due, (trigger, wanted)
            # From a day of rest chinesecalendar's own search is a day late.
            if CALENDAR.is_working(trigger):
                assert chinese_calendar.find_workday(wanted, trigger) == due, (trigger, wanted)


def test_chinesecalendar_is_a_day_late_from_a_day_of_rest() -> None:
    sunday = date(2026, 11, 22)
    assert chinese_calendar.find_workday(5, sunday) == date(2026, 11, 30)
    assert CALENDAR.working_days_after(sunday, 5) == date(2026, 11, 27)
