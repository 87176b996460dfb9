"""Dates told to the applicant: the promise, the statute, and what if."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.catalogue import (
    ItemNotPublishable,
    LimitStart,
    ServiceItem,
    StatutoryLimit,
    require_publishable,
)
from core.limit import Limit, Unit
from core.notice_lines import DueLine
from core.papers import due_line, office_dues
from core.what_if import WhatIf, of_item
from tests.core.sample_case import (
    COUNTED_FROM_RECEIPT,
    MONDAY,
    ON_THE_SPOT,
    PROMISED,
    RESTAURANT,
    STATUTE,
    case_received,
)

CALENDAR = national_calendar()

days = st.dates(date(2026, 1, 5), date(2026, 12, 31))


# --- due dates -----------------------------------------------------------------------------------


def test_a_date_within_the_published_years_is_firm() -> None:
    assert office_dues(case_received(), MONDAY, CALENDAR) == (PROMISED, STATUTE)


def test_a_date_in_an_unpublished_year_is_provisional_and_says_which() -> None:
    promise, statute = office_dues(case_received(), date(2026, 12, 8), CALENDAR)
    assert (promise.due, promise.provisional_note) == (date(2026, 12, 22), "")
    assert statute.due == date(2027, 1, 6)
    assert statute.provisional_note == "以国务院公布的2027年放假安排为准"


def test_the_statute_counts_from_receipt_where_the_law_says_so() -> None:
    promise, statute = office_dues(
        case_received(COUNTED_FROM_RECEIPT), date(2026, 10, 10), CALENDAR
    )
    assert promise.due == date(2026, 10, 23)
    assert (statute.due, statute.basis) == (date(2026, 10, 30), "药品管理法第四十一条")


def test_only_the_limits_an_item_has_are_told() -> None:
    assert office_dues(case_received(ON_THE_SPOT), MONDAY, CALENDAR) == ()
    without_statute = case_received(replace(RESTAURANT, statutory=None))
    assert office_dues(without_statute, MONDAY, CALENDAR) == (PROMISED,)
    statute_in_days = StatutoryLimit(Limit.parse("30d"), LimitStart.ACCEPTANCE, "某法")
    only_statute = case_received(replace(ON_THE_SPOT, statutory=statute_in_days))
    assert office_dues(only_statute, MONDAY, CALENDAR) == (
        DueLine("法定办结", "30 日", date(2026, 10, 28), "", "某法"),
    )


def test_a_due_line_tells_limit_day_and_basis() -> None:
    line = due_line("送达", MONDAY, Limit.parse("1mo"), CALENDAR, "行政许可法第四十四条")
    assert line == DueLine("送达", "1 个月", date(2026, 10, 28), "", "行政许可法第四十四条")


@pytest.mark.parametrize(
    "unit",
    list(Unit),
)
def test_a_promise_that_may_be_published_can_be_printed(unit: Unit) -> None:
    item = replace(RESTAURANT, promise=Limit(4, unit))
    try:
        require_publishable(item)
    except ItemNotPublishable:
        return
    assert office_dues(case_received(item), MONDAY, CALENDAR)[0].limit == Limit(4, unit).words()


# --- what if -------------------------------------------------------------------------------------


def test_the_applicant_may_ask_about_today_and_the_next_working_day() -> None:
    wednesday = date(2026, 9, 30)  # the holiday begins the day after
    assert of_item(RESTAURANT, wednesday, CALENDAR) == (
        WhatIf(
            "今天交齐受理",
            replace(PROMISED, name="今天交齐受理", due=date(2026, 10, 20)),
        ),
        WhatIf(
            "下一个工作日交齐",
            replace(PROMISED, name="下一个工作日交齐", due=date(2026, 10, 21)),
        ),
    )


@pytest.mark.parametrize("item", [ON_THE_SPOT, replace(RESTAURANT, promise=None)])
def test_on_the_spot_has_no_date_to_ask_about(item: ServiceItem) -> None:
    assert [answer.line for answer in of_item(item, MONDAY, CALENDAR)] == [None, None]


@given(days)
def test_the_answer_given_is_the_date_printed(on: date) -> None:
    today, tomorrow = of_item(RESTAURANT, on, CALENDAR)
    assert today.line is not None
    assert tomorrow.line is not None
    case = case_received(on=on)
    for line, day in ((today.line, on), (tomorrow.line, CALENDAR.working_days_after(on, 1))):
        printed = office_dues(case, day, CALENDAR)[0]
        assert replace(line, name=printed.name) == printed
