"""Suppositions: handed in later, or with a special procedure on the way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.counting import HoursNotPausable
from core.counting_rules import CountingRules
from core.deadline import Limit, Terms, Unit
from core.what_if import handed_in, with_procedure

CALENDAR = national_calendar()


def supposed(trigger: date, limit: str) -> list[tuple[str, date | None]]:
    terms = Terms(trigger, Limit.parse(limit))
    return [(one.name, one.deadline.due) for one in handed_in(terms, CALENDAR)]


def test_today_tomorrow_and_next_week() -> None:
    assert supposed(date(2026, 11, 17), "5wd") == [
        ("今天交齐", date(2026, 11, 24)),
        ("明天交齐", date(2026, 11, 25)),
        ("下周（11月23日）交齐", date(2026, 11, 30)),
    ]


def test_before_a_holiday_tomorrow_is_the_next_working_day_and_may_be_next_week() -> None:
    assert supposed(date(2026, 9, 30), "5wd") == [
        ("今天交齐", date(2026, 10, 13)),
        ("下一个工作日（10月8日）交齐", date(2026, 10, 14)),
    ]
    assert [name for name, _ in supposed(date(2026, 11, 20), "5wd")] == [
        "今天交齐",
        "下一个工作日（11月23日）交齐",
    ]


def test_a_moment_keeps_its_time_and_the_rules_hold() -> None:
    rules = CountingRules(cutoff=time(17))
    late = datetime.fromisoformat("2026-11-17T17:20")
    terms = Terms(late, Limit.parse("5wd"), rules=rules)
    assert [one.deadline.due for one in handed_in(terms, CALENDAR)] == [
        date(2026, 11, 25),
        date(2026, 11, 26),
        date(2026, 12, 1),
    ]


def test_an_expert_review_of_ten_working_days() -> None:
    terms = Terms(date(2026, 11, 2), Limit.parse("10wd"))
    with_review = with_procedure(
        terms, "专家评审", date(2026, 11, 5), Limit.parse("10wd"), CALENDAR
    )
    assert with_review.name == "11月5日起专家评审10 个工作日"
    assert with_review.deadline.due == date(2026, 11, 30)
    assert {day.reason for day in with_review.deadline.skipped} == {"周末", "专家评审"}


@given(
    st.dates(date(2026, 1, 5), date(2026, 10, 1)),
    st.integers(1, 30),
    st.integers(0, 15),
    st.integers(0, 20),
)
def test_a_procedure_adds_its_own_working_days_if_it_begins_before_the_due_date(
    trigger: date, limit: int, lasts: int, begins_after: int
) -> None:
    terms = Terms(trigger, Limit(limit, Unit.WORKING_DAY))
    plain = terms.reckoned(CALENDAR).due
    assert plain is not None
    begins = trigger + timedelta(days=begins_after)
    supposition = with_procedure(terms, "检验", begins, Limit(lasts, Unit.WORKING_DAY), CALENDAR)
    added = lasts if begins < plain else 0
    assert supposition.deadline.due == CALENDAR.working_days_after(plain, added)


def test_a_limit_in_hours_has_no_procedure() -> None:
    terms = Terms(datetime.fromisoformat("2026-11-20T15:30"), Limit.parse("24h"))
    with pytest.raises(HoursNotPausable):
        with_procedure(terms, "检验", date(2026, 11, 20), Limit.parse("1wd"), CALENDAR)
