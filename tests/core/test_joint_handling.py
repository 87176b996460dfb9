"""联合办理: sub-clocks, silence where the item takes it as assent, and a lead that waits."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from core.case import evolved
from core.case_guards import ReasonMissing
from core.case_parts import AssistState, JointMode
from core.case_states import CaseEvent
from core.clock import ClockKind, ClockState, open_clock
from core.ending_facts import AssistDeemed
from core.joint_handling import AssistAskedAlready, AssistNotAsked, AssistOpen
from core.review_facts import AssistAnswered
from core.silence import AssistSilence
from core.supervision import SupervisionRaised, SupervisionRule
from core.watchdog import due_events
from tests.core.sample_case import CASE_ID, after
from tests.core.sample_review import (
    CALENDAR,
    CLERK,
    FIRE,
    WATER,
    accepted_case,
    asked,
    at,
    day,
    due_of,
    sample,
    shape,
)

if TYPE_CHECKING:
    from core.facts import CaseFact

ON = day("11-02")
LAST = day("11-11")  # the seventh working day


def answered(department: str, on: str, opinion: str = "无异议") -> AssistAnswered:
    return AssistAnswered(CASE_ID, department, opinion, day(on), CLERK)


def test_every_department_has_seven_working_days_of_its_own() -> None:
    case = evolved(accepted_case(ON), asked(FIRE, WATER, on=ON))
    assert due_of(case, ClockKind.ASSIST, FIRE) == LAST
    assert due_of(case, ClockKind.ASSIST, WATER) == LAST
    case = evolved(case, answered(FIRE, "11-04"))
    assert open_clock(case.clocks, ClockKind.ASSIST, FIRE) is None
    assert open_clock(case.clocks, ClockKind.ASSIST, WATER) is not None
    assert [task.state for task in case.assists] == [AssistState.ANSWERED, AssistState.OPEN]


@pytest.mark.parametrize("event", [CaseEvent.GRANT, CaseEvent.DENY])
def test_the_lead_cannot_decide_while_a_department_is_open(event: CaseEvent) -> None:
    case = evolved(accepted_case(ON), asked(FIRE, WATER, on=ON))
    case = evolved(case, answered(FIRE, "11-04"))
    with pytest.raises(AssistOpen, match=f"协办部门{WATER}还没有答复"):
        evolved(case, sample(event, case, ON))
    case = evolved(case, answered(WATER, "11-05"))
    assert evolved(case, sample(event, case, ON)).decided_on == ON


def test_silence_counts_as_assent_only_where_the_item_says_so() -> None:
    asked_both = asked(FIRE, on=ON)
    silent = evolved(accepted_case(ON), asked_both)
    waiting = evolved(accepted_case(ON), replace(asked_both, silence=AssistSilence.WAITS))
    assert due_events((silent, waiting), CALENDAR, at(LAST)) == ()
    after_midnight = at(day("11-12"))
    assert due_events((silent,), CALENDAR, after_midnight) == (
        AssistDeemed(CASE_ID, LAST, shape(silent, ClockKind.ASSIST), FIRE),
    )
    (told,) = due_events((waiting,), CALENDAR, after_midnight)
    assert isinstance(told, SupervisionRaised)
    assert (told.rule, told.raised_on) == (SupervisionRule.ASSIST_OVERDUE, day("11-12"))
    assert FIRE in told.detail


def test_after_silence_the_lead_may_decide() -> None:
    case = evolved(accepted_case(ON), asked(FIRE, on=ON))
    deemed = AssistDeemed(CASE_ID, LAST, shape(case, ClockKind.ASSIST), FIRE)
    case = evolved(case, deemed)
    (task,) = case.assists
    assert (task.state, task.answered_on) == (AssistState.DEEMED, LAST)
    (clock,) = [clock for clock in case.clocks if clock.kind is ClockKind.ASSIST]
    assert (clock.state, clock.ended_on) == (ClockState.PASSED, LAST)
    assert evolved(case, sample(CaseEvent.GRANT, case, day("11-12"))).decided_on


def test_two_stations_that_meet_agree_in_whatever_order() -> None:
    start = evolved(accepted_case(ON), asked(FIRE, on=ON))
    deemed = AssistDeemed(CASE_ID, LAST, shape(start, ClockKind.ASSIST), FIRE)
    in_time = answered(FIRE, "11-11", "须整改")
    facts: tuple[CaseFact, ...] = (deemed, in_time, deemed)
    ends = {after(start, *order) for order in permutations(facts)}
    assert len(ends) == 1
    (task,) = ends.pop().assists
    assert (task.state, task.opinion) == (AssistState.ANSWERED, "须整改")


def test_a_late_answer_is_kept_and_changes_nothing() -> None:
    case = evolved(accepted_case(ON), asked(FIRE, on=ON))
    case = evolved(case, AssistDeemed(CASE_ID, LAST, shape(case, ClockKind.ASSIST), FIRE))
    (task,) = evolved(case, answered(FIRE, "11-12", "反对")).assists
    assert (task.state, task.answered_on, task.opinion) == (AssistState.DEEMED, LAST, "反对")


def test_nobody_else_answers_and_nobody_answers_twice() -> None:
    case = evolved(accepted_case(ON), asked(FIRE, on=ON))
    with pytest.raises(AssistNotAsked, match=WATER):
        evolved(case, answered(WATER, "11-04"))
    case = evolved(case, answered(FIRE, "11-04"))
    with pytest.raises(AssistNotAsked):
        evolved(case, answered(FIRE, "11-04"))
    with pytest.raises(ReasonMissing):
        evolved(evolved(accepted_case(ON), asked(FIRE, on=ON)), answered(FIRE, "11-04", " "))


def test_a_department_is_asked_once_at_a_time() -> None:
    case = evolved(accepted_case(ON), asked(FIRE, on=ON))
    for again in (asked(FIRE, on=ON), asked(WATER, WATER, on=ON)):
        with pytest.raises(AssistAskedAlready, match="没有重复转出"):
            evolved(case, again)
    case = evolved(case, answered(FIRE, "11-03"))
    case = evolved(case, asked(FIRE, on=day("11-04")))
    case = evolved(case, answered(FIRE, "11-05", "第二次意见"))
    assert [task.opinion for task in case.assists] == ["无异议", "第二次意见"]


@pytest.mark.parametrize("change", [{"departments": ()}, {"lead": " "}, {"matter": ""}], ids=str)
def test_who_asks_says_whom_for_what(change: dict[str, object]) -> None:
    with pytest.raises(ReasonMissing):
        evolved(accepted_case(ON), replace(asked(on=ON), **change))  # type: ignore[arg-type]  # one field


def test_once_united_a_case_stays_so() -> None:
    case = evolved(accepted_case(ON), asked(FIRE, mode=JointMode.UNITED, on=ON))
    assert evolved(case, asked(WATER, on=ON)).joint is JointMode.UNITED
    assert case.clocks[-1].subject == FIRE
