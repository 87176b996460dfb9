"""The office's clocks that hang on no case: limits, sources, and what a locality decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.clock import ClockKind
from core.generic_clocks import (
    DUTIES,
    GenericKind,
    LimitNotGiven,
    Recurrence,
    named_limit,
    period_end,
    started,
    validity_end,
)
from core.limit import Limit, Unit
from core.rule_pack import DEFAULT_PACK
from tests.core.sample_review import day

CALENDAR = national_calendar()
WORKING = replace(DEFAULT_PACK, three_days_unit=Unit.WORKING_DAY, repair_limit=Limit.parse("5wd"))
GIVEN = {GenericKind.SUPERVISION, GenericKind.RECTIFICATION}


@pytest.mark.parametrize(
    ("kind", "trigger", "due"),
    [
        pytest.param(GenericKind.INSTRUCTION, "09-30", "10-08", id="T29 one working day"),
        pytest.param(GenericKind.DISCLOSURE, "09-30", "10-08", id="T29 three days"),
        pytest.param(GenericKind.DISCLOSURE_OF_CONCERN, "09-30", "10-08", id="T29 a week"),
        pytest.param(GenericKind.BAD_REVIEW_CONTACT, "02-13", "02-14", id="T37 contact"),
        pytest.param(GenericKind.BAD_REVIEW_REPAIR, "02-13", "03-12", id="T37 repair"),
        pytest.param(GenericKind.COMPLAINT, "09-28", "10-10", id="complaint"),
        pytest.param(GenericKind.PUBLIC_NOTICE, "11-02", "11-05", id="public notice"),
        pytest.param(GenericKind.FILING, "11-02", "11-12", id="filing"),
    ],
)
def test_each_has_its_limit(kind: GenericKind, trigger: str, due: str) -> None:
    clock = started(kind, day(trigger), DEFAULT_PACK)
    assert (clock.kind, clock.subject) == (ClockKind.GENERIC, kind.value)
    assert clock.due(CALENDAR).due == day(due)


def test_a_locality_says_which_days_three_days_are_and_how_long_a_repair_takes() -> None:
    on = day("09-30")
    assert started(GenericKind.DISCLOSURE, on, WORKING).due(CALENDAR).due == day("10-10")
    assert started(GenericKind.PUBLIC_NOTICE, on, WORKING).limit == Limit.parse("3wd")
    assert started(GenericKind.BAD_REVIEW_REPAIR, on, WORKING).limit == Limit.parse("5wd")


def test_what_the_issuer_sets_must_be_set() -> None:
    for kind in GIVEN:
        with pytest.raises(LimitNotGiven, match="请填写完成期限"):
            started(kind, day("09-28"), DEFAULT_PACK)
        own = started(kind, day("09-28"), DEFAULT_PACK, Limit.parse("3wd"))
        assert own.due(CALENDAR).due == day("10-08")
    standing = started(GenericKind.COMPLAINT, day("09-28"), DEFAULT_PACK, Limit.parse("99wd"))
    assert standing.limit == Limit.parse("5wd")


def test_every_limit_names_its_source() -> None:
    named = [named_limit(kind, DEFAULT_PACK) for kind in GenericKind]
    assert all(one.source and one.name for one in named)
    assert len({one.name for one in named}) == len(GenericKind)
    unlimited = {kind for kind in GenericKind if named_limit(kind, DEFAULT_PACK).limit is None}
    assert unlimited == GIVEN


def test_t30_a_fee_approval_is_valid_five_days_and_never_rolls() -> None:
    limit = named_limit(GenericKind.SCHOOL_FEE, DEFAULT_PACK).limit
    assert limit is not None
    assert validity_end(limit, day("09-30"), CALENDAR) == day("10-05")
    assert validity_end(Limit.parse("5wd"), day("09-30"), CALENDAR) == day("10-13")


@pytest.mark.parametrize(
    ("every", "on", "end"),
    [
        (Recurrence.HALF_MONTHLY, "09-15", "09-15"),
        (Recurrence.HALF_MONTHLY, "09-16", "09-30"),
        (Recurrence.MONTHLY, "02-01", "02-28"),
        (Recurrence.YEARLY, "02-01", "12-31"),
    ],
)
def test_what_is_published_anew_is_due_at_the_end_of_its_period(
    every: Recurrence, on: str, end: str
) -> None:
    assert period_end(every, day(on)) == day(end)


@given(st.sampled_from(Recurrence), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_periods_follow_each_other_without_a_gap(every: Recurrence, on: date) -> None:
    end = period_end(every, on)
    assert on <= end
    assert period_end(every, end) == end
    following = period_end(every, end + timedelta(days=1))
    assert following > end


def test_the_recurring_duties_are_those_of_the_rules() -> None:
    assert {duty.every for duty in DUTIES} == set(Recurrence)
    assert all(duty.name and duty.source for duty in DUTIES)
