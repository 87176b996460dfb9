"""特别程序 through cases: approved, numbered, printed, delivered, and only then not counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import review_acts
from core.case import evolved
from core.case_guards import DueDatePassed, PaperNotOut, ReasonMissing
from core.case_parts import Ground, NoGroundInLaw, ground
from core.case_states import CaseState
from core.clock import ClockKind, ClockState, governing, open_clock
from core.limit import Limit
from core.review_facts import ProcedureRejected
from core.service import NotServed
from core.special_procedure import EndsBeforeBegun, NoSuchProcedure
from tests.core.sample_case import CASE_ID, RESTAURANT, after
from tests.core.sample_review import (
    CALENDAR,
    CHIEF,
    CLERK,
    accepted_case,
    approved,
    begun,
    day,
    due_of,
    ended,
    handed,
    paused,
    procedure_trail,
    requested,
)

if TYPE_CHECKING:
    from datetime import date

    from core.case import Case

PROMISE_ALONE = replace(RESTAURANT, statutory=None)


def paused_case(accepted_on: str, begins: str, number: int = 1, case: Case | None = None) -> Case:
    """A case whose clock stands from a day on, by the acts of the review."""
    one = case or accepted_case(day(accepted_on), PROMISE_ALONE)
    on = day(begins)
    one = evolved(one, requested(on=on))
    fact = review_acts.procedure_approved(
        one, number, f"procedure-{number}", on, on, CHIEF, CALENDAR
    )
    one = evolved(one, fact)
    paper = procedure_trail(on, number)
    return evolved(
        one, review_acts.procedure_begun(one, number, paper, handed(on), CLERK, CALENDAR)
    )


@pytest.mark.parametrize(
    ("accepted_on", "begins", "ends", "base", "due"),
    [
        pytest.param("11-02", "11-05", "11-16", "11-16", "11-25", id="T20"),
        pytest.param("11-02", "11-05", "11-05", "11-16", "11-16", id="T21"),
        pytest.param("09-22", "09-29", "10-09", "10-13", "10-16", id="T23"),
    ],
)
def test_days_after_the_beginning_up_to_the_result_are_not_counted(
    accepted_on: str, begins: str, ends: str, base: str, due: str
) -> None:
    before = accepted_case(day(accepted_on), PROMISE_ALONE)
    assert due_of(before, ClockKind.PROMISE) == day(base)
    case = paused_case(accepted_on, begins)
    assert case.state is CaseState.PAUSED
    resumed = evolved(case, ended(1, day(ends)))
    assert resumed.state is CaseState.ACCEPTED
    assert due_of(resumed, ClockKind.PROMISE) == day(due)


def test_t26_an_open_pause_shows_what_is_left_and_no_date() -> None:
    case = paused_case("11-02", "11-12")
    clock = governing(case.clocks)
    assert clock is not None
    assert (clock.kind, clock.state) == (ClockKind.PROMISE, ClockState.PAUSED)
    found = clock.due(CALENDAR)
    assert (found.due, found.left) == (None, 2)
    assert len(found.counted) == 8
    assert due_of(evolved(case, ended(1, day("11-25"))), ClockKind.PROMISE) == day("11-27")


def test_until_the_notice_is_delivered_the_clock_runs() -> None:
    case = accepted_case(day("11-02"), PROMISE_ALONE)
    case = after(case, requested(on=day("11-05")), approved(1, day("11-05")))
    assert case.state is CaseState.AWAITING_PROCEDURE
    assert due_of(case, ClockKind.PROMISE) == day("11-16")


def test_it_begins_on_the_day_told_or_on_the_later_day_of_delivery() -> None:
    case = accepted_case(day("11-02"), PROMISE_ALONE)
    told_ahead = after(
        case, requested(), approved(1, day("11-03"), day("11-05")), begun(1, day("11-03"))
    )
    assert [one.began_on for one in told_ahead.procedures] == [day("11-05")]
    told_late = after(
        case, requested(), approved(1, day("11-03"), day("11-03")), begun(1, day("11-05"))
    )
    assert [one.began_on for one in told_late.procedures] == [day("11-05")]
    assert told_late.clocks[-1].trigger == day("11-05")


def test_after_the_due_date_nothing_is_paused_any_more() -> None:
    case = accepted_case(day("11-02"), PROMISE_ALONE)  # until 11-16
    case = evolved(case, requested(on=day("11-10")))
    fact = review_acts.procedure_approved(
        case, 1, "procedure-1", day("11-17"), day("11-17"), CHIEF, CALENDAR
    )
    with pytest.raises(DueDatePassed, match="批准特别程序须在 2026-11-16"):
        evolved(case, fact)
    case = evolved(case, approved(1, day("11-10")))
    late = review_acts.procedure_begun(
        case, 1, procedure_trail(day("11-10")), handed(day("11-17")), CLERK, CALENDAR
    )
    with pytest.raises(DueDatePassed, match="暂停计时须在 2026-11-16"):
        evolved(case, late)


def test_without_the_printed_and_delivered_notice_nothing_is_paused() -> None:
    case = after(accepted_case(day("11-02")), requested(), approved())
    for fact in (
        replace(begun(), paper=procedure_trail(None)),
        replace(begun(), paper=procedure_trail(day("09-29"))),
        replace(begun(), paper=procedure_trail(day("09-28"), 7)),
    ):
        with pytest.raises(PaperNotOut):
            evolved(case, fact)
    with pytest.raises(NotServed):
        evolved(case, replace(begun(), service=handed(day("09-28"), "")))
    assert evolved(case, begun()).state is CaseState.PAUSED


@pytest.mark.parametrize(
    "word", ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"]
)
def test_article_45_names_the_grounds(word: str) -> None:
    assert ground(word).word == word


@pytest.mark.parametrize("word", ["", "现场核查", "领导出差", "专家"])
def test_nothing_else_stops_a_clock(word: str) -> None:
    with pytest.raises(NoGroundInLaw, match="第四十五条"):
        ground(word)


def test_the_procedure_has_a_clock_of_its_own() -> None:
    case = paused_case("11-02", "11-05")
    assert due_of(case, ClockKind.SPECIAL_PROCEDURE, "1") == day("11-19")
    resumed = evolved(case, ended(1, day("11-16")))
    (own,) = [clock for clock in resumed.clocks if clock.kind is ClockKind.SPECIAL_PROCEDURE]
    assert (own.state, own.ended_on) == (ClockState.SATISFIED, day("11-16"))


def test_a_second_procedure_keeps_the_case_paused_and_the_pauses_are_a_union() -> None:
    case = paused_case("11-02", "11-05")
    both = paused_case("11-02", "11-10", 2, case)
    once_over = evolved(both, ended(1, day("11-12")))
    assert once_over.state is CaseState.PAUSED
    assert open_clock(once_over.clocks, ClockKind.SPECIAL_PROCEDURE, "1") is None
    assert open_clock(once_over.clocks, ClockKind.SPECIAL_PROCEDURE, "2") is not None
    twice_over = evolved(once_over, ended(2, day("11-16")))
    assert twice_over.state is CaseState.ACCEPTED
    assert due_of(twice_over, ClockKind.PROMISE) == day("11-25")  # as T20: no day twice


def test_a_procedure_still_asked_for_keeps_the_case_waiting() -> None:
    case = paused_case("11-02", "11-05")
    case = after(case, requested(Ground.TESTING, day("11-06")), ended(1, day("11-09")))
    assert case.state is CaseState.AWAITING_PROCEDURE
    rejected = evolved(case, ProcedureRejected(CASE_ID, 2, "不需要", day("11-10"), CHIEF))
    assert rejected.state is CaseState.ACCEPTED


def test_a_rejected_procedure_never_ran() -> None:
    case = accepted_case(day("11-02"), PROMISE_ALONE)
    case = evolved(case, requested(on=day("11-03")))
    with pytest.raises(ReasonMissing):
        evolved(case, ProcedureRejected(CASE_ID, 1, " ", day("11-03"), CHIEF))
    case = evolved(case, ProcedureRejected(CASE_ID, 1, "不需要", day("11-03"), CHIEF))
    assert case.state is CaseState.ACCEPTED
    assert due_of(case, ClockKind.PROMISE) == day("11-16")


def test_a_result_before_the_beginning_is_refused() -> None:
    with pytest.raises(EndsBeforeBegun, match="2026-11-04 早于暂停计时之日"):
        evolved(paused_case("11-02", "11-05"), ended(1, day("11-04")))


@pytest.mark.parametrize("number", [0, 2, 9])
def test_steps_of_a_procedure_that_is_not_there_are_refused(number: int) -> None:
    waiting = evolved(accepted_case(day("11-02")), requested())
    with pytest.raises(NoSuchProcedure):
        evolved(waiting, approved(number))
    with pytest.raises(NoSuchProcedure):
        evolved(waiting, begun(1))  # not approved yet
    with pytest.raises(NoSuchProcedure):
        evolved(paused_case("11-02", "11-05"), ended(number, day("11-09")))


def test_a_request_gives_its_reason() -> None:
    with pytest.raises(ReasonMissing):
        evolved(accepted_case(day("11-02")), replace(requested(), reason=""))


@given(
    st.integers(0, 9),
    st.integers(0, 12),
    st.integers(0, 9),
    st.integers(0, 12),
    st.sampled_from(["10wd", "20wd"]),
)
def test_pauses_exclude_the_union_of_their_days_and_no_more(
    first: int, lasts: int, gap: int, second: int, limit: str
) -> None:
    item = replace(PROMISE_ALONE, promise=Limit.parse(limit))
    accepted_on = day("03-02")
    begin = accepted_on + timedelta(days=first)
    over = begin + timedelta(days=lasts)
    again = over + timedelta(days=gap)
    end = again + timedelta(days=second)
    case = accepted_case(accepted_on, item)
    case = after(case, *paused(1, begin), ended(1, over), *paused(2, again), ended(2, end))
    excluded = {begin + timedelta(days=n) for n in range(1, lasts + 1)} | {
        again + timedelta(days=n) for n in range(1, second + 1)
    }
    found = open_clock(case.clocks, ClockKind.PROMISE)
    assert found is not None
    reckoned = found.due(CALENDAR)
    assert len(reckoned.counted) == Limit.parse(limit).value
    assert not set(reckoned.counted) & excluded
    assert reckoned.due == nth_working_day(accepted_on, Limit.parse(limit).value, excluded)


def nth_working_day(trigger: date, count: int, excluded: set[date]) -> date:
    """The plain reckoning, day by day."""
    reached = trigger
    while count:
        reached += timedelta(days=1)
        count -= CALENDAR.is_working(reached) and reached not in excluded
    return reached
