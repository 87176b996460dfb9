"""联合办理: one department leads, others assist, each within a clock of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_guards import ReasonMissing, require_reason, require_role
from core.case_parts import AssistState, AssistTask, JointMode
from core.case_record import moved
from core.case_table import transition
from core.clock import Clock, ClockKind, ClockState, passed, satisfied
from core.errors import Refusal
from core.limit import Limit, Unit
from core.review_facts import AssistAnswered, AssistAsked, JointFact

if TYPE_CHECKING:
    from core.case_record import Case
    from core.ending_facts import AssistDeemed
    from core.transition import Transition

ASSIST_LIMIT = Limit(7, Unit.WORKING_DAY)  # 国发〔1999〕9号
UNITED_LIMIT = Limit(45, Unit.WORKING_DAY)  # 行政许可法 art. 42 with art. 26


class AssistNotAsked(Refusal):
    """An answer of a department that was not asked."""


class AssistAskedAlready(Refusal):
    """A department is asked again while its first answer is open."""


class AssistOpen(Refusal):
    """A decision while a department that was asked has neither answered nor fallen silent."""


def step(case: Case, fact: JointFact) -> Case:
    """The case after the fact.

    Raises: Refusal of the step's own kind.
    """
    row = transition(case.state, fact.event)
    match fact:
        case AssistAsked():
            return _asked(case, row, fact)
        case AssistAnswered():
            return _answered(case, row, fact)


def silent(case: Case, row: Transition, fact: AssistDeemed) -> Case:
    """视为无异议; nothing if the department has answered, or was concluded silent already."""
    task = _open_task(case, fact.department)
    ran_out = any(
        clock.kind in row.clocks.passes and clock.state.is_open and clock.shape == fact.drawn_from
        for clock in case.clocks
    )
    if task is None or not ran_out:
        return case
    own = task.department
    clocks = passed(case.clocks, fact.passed_on, *row.clocks.passes, subject=own)
    deemed = replace(task, state=AssistState.DEEMED, answered_on=fact.passed_on)
    return _with(replace(case, clocks=clocks), deemed)


def require_assists_closed(case: Case) -> None:
    """Every department that was asked has answered, or its silence was taken as assent.

    Raises: AssistOpen.
    """
    still_open = [one.department for one in case.assists if one.state is AssistState.OPEN]
    if still_open:
        raise AssistOpen(
            f"协办部门{'、'.join(still_open)}还没有答复，牵头部门不能作出决定，办件没有变动，"
            "请催办或等待答复。"
        )


def _asked(case: Case, row: Transition, fact: AssistAsked) -> Case:
    require_role(row, fact.by)
    require_reason(row, fact.matter)
    if not fact.departments or not fact.lead.strip():
        raise ReasonMissing("没有写明牵头部门或协办部门，没有转出，办件没有变动，请补全。")
    repeated = [name for name in fact.departments if _open_task(case, name) is not None]
    if repeated or len(set(fact.departments)) < len(fact.departments):
        raise AssistAskedAlready(
            f"已经请{'、'.join(repeated or fact.departments)}协办，没有重复转出，办件没有变动，"
            "请等待答复或催办。"
        )
    tasks = tuple(
        AssistTask(name, fact.matter, fact.asked_on, fact.limit, fact.silence)
        for name in fact.departments
    )
    own = tuple(
        Clock(kind, fact.asked_on, fact.limit, subject=name)
        for kind in row.clocks.starts
        for name in fact.departments
    )
    after = moved(case, row, fact.asked_on)
    after = replace(after, assists=case.assists + tasks, clocks=after.clocks + own)
    if fact.mode is JointMode.UNITED:
        return _united(after)
    return replace(after, joint=case.joint or JointMode.OPINION)


def _united(case: Case) -> Case:
    """One licence by several organs: the statute is 45 working days, from the same trigger."""
    clocks = tuple(
        replace(clock, limit=UNITED_LIMIT) if _is_shorter_statute(clock) else clock
        for clock in case.clocks
    )
    return replace(case, clocks=clocks, joint=JointMode.UNITED)


def _is_shorter_statute(clock: Clock) -> bool:
    return (
        clock.kind is ClockKind.STATUTORY
        and clock.state.is_open
        and clock.limit.unit is UNITED_LIMIT.unit
        and clock.limit.value < UNITED_LIMIT.value
    )


def _answered(case: Case, row: Transition, fact: AssistAnswered) -> Case:
    require_role(row, fact.by)
    require_reason(row, fact.opinion)
    task = _task(case, fact.department)
    if task.state is AssistState.OPEN:
        return _with(_clock_met(case, row, fact), _met(task, fact))
    passed_on = task.answered_on
    if passed_on is not None and fact.answered_on > passed_on:
        return _with(case, replace(task, opinion=fact.opinion))  # late: the silence stands
    # An answer given in time at another station outruns the silence concluded here meanwhile.
    reopened = replace(case, clocks=_running_again(case, row, task))
    return _with(_clock_met(reopened, row, fact), _met(task, fact))


def _met(task: AssistTask, fact: AssistAnswered) -> AssistTask:
    return replace(
        task, state=AssistState.ANSWERED, answered_on=fact.answered_on, opinion=fact.opinion
    )


def _clock_met(case: Case, row: Transition, fact: AssistAnswered) -> Case:
    own = fact.department
    clocks = satisfied(case.clocks, fact.answered_on, *row.clocks.satisfies, subject=own)
    return replace(case, clocks=clocks)


def _running_again(case: Case, row: Transition, task: AssistTask) -> tuple[Clock, ...]:
    return tuple(
        replace(clock, state=ClockState.RUNNING, ended_on=None)
        if clock.kind in row.clocks.satisfies
        and clock.subject == task.department
        and clock.state is ClockState.PASSED
        and clock.ended_on == task.answered_on
        else clock
        for clock in case.clocks
    )


def _task(case: Case, department: str) -> AssistTask:
    for task in reversed(case.assists):
        if task.department == department and task.state is not AssistState.ANSWERED:
            return task
    raise AssistNotAsked(
        f"没有请{department}协办，或其已经答复，没有登记意见，办件没有变动，请核对部门。"
    )


def _open_task(case: Case, department: str) -> AssistTask | None:
    for task in case.assists:
        if task.department == department and task.state is AssistState.OPEN:
            return task
    return None


def _with(case: Case, changed: AssistTask) -> Case:
    return replace(
        case,
        assists=tuple(
            changed
            if (one.department, one.asked_on) == (changed.department, changed.asked_on)
            and one.state is not AssistState.ANSWERED
            else one
            for one in case.assists
        ),
    )
