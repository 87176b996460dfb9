"""特别程序: time that is not counted (行政许可法 art. 45), approved and told before it begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_guards import PaperNotOut, Proof, require, require_reason, require_role
from core.case_parts import ProcedureState, SpecialProcedure
from core.case_record import moved
from core.case_states import CaseState
from core.case_table import transition
from core.clock import Clock, ClockKind, satisfied
from core.errors import Refusal
from core.limit import Pause
from core.review_facts import (
    ProcedureApproved,
    ProcedureBegun,
    ProcedureEnded,
    ProcedureFact,
    ProcedureRejected,
    ProcedureRequested,
)

if TYPE_CHECKING:
    from core.case_record import Case
    from core.transition import Transition


class NoSuchProcedure(Refusal):
    """A step of a special procedure that the case does not have, or that is not at that point."""


class EndsBeforeBegun(Refusal):
    """A result dated before the day from which the clock stands."""


def step(case: Case, fact: ProcedureFact) -> Case:
    """The case after the fact.

    Raises: Refusal of the step's own kind.
    """
    row = transition(case.state, fact.event)
    match fact:
        case ProcedureRequested():
            return _requested(case, row, fact)
        case ProcedureApproved():
            return _approved(case, row, fact)
        case ProcedureRejected():
            return _rejected(case, row, fact)
        case ProcedureBegun():
            return _begun(case, row, fact)
        case ProcedureEnded():
            return _ended(case, row, fact)


def pauses(procedures: tuple[SpecialProcedure, ...]) -> tuple[Pause, ...]:
    """The time not counted so far: from the day after each procedure began to its result."""
    return tuple(
        Pause(one.began_on, one.ended_on, one.ground.word)
        for one in procedures
        if one.began_on is not None
    )


def procedure(case: Case, number: int, *states: ProcedureState) -> SpecialProcedure:
    """The case's procedure of that number, in one of those states.

    Raises: NoSuchProcedure.
    """
    for one in case.procedures:
        if one.number == number and one.state in states:
            return one
    raise NoSuchProcedure(
        f"办件 {case.number} 没有处在这一步的第 {number} 个特别程序，办件没有变动，请刷新后核对。"
    )


def _requested(case: Case, row: Transition, fact: ProcedureRequested) -> Case:
    require_role(row, fact.by)
    require_reason(row, fact.reason)
    new = SpecialProcedure(
        number=len(case.procedures) + 1,
        ground=fact.ground,
        reason=fact.reason,
        expected=fact.expected,
        state=ProcedureState.REQUESTED,
        requested_by=fact.by,
        requested_on=fact.requested_on,
    )
    after = moved(case, row, fact.requested_on)
    return replace(after, procedures=(*case.procedures, new))


def _approved(case: Case, row: Transition, fact: ProcedureApproved) -> Case:
    require(row, Proof(fact.approved_on, by=fact.by, due_on=fact.due_on))
    asked = procedure(case, fact.procedure, ProcedureState.REQUESTED)
    approved = replace(
        asked,
        state=ProcedureState.APPROVED,
        approved_by=fact.by,
        begins_on=fact.begins_on,
        notice_id=fact.notice_id,
    )
    return _with(moved(case, row, fact.approved_on), approved)


def _rejected(case: Case, row: Transition, fact: ProcedureRejected) -> Case:
    require_role(row, fact.by)
    require_reason(row, fact.reason)
    asked = procedure(case, fact.procedure, ProcedureState.REQUESTED, ProcedureState.APPROVED)
    rejected = replace(asked, state=ProcedureState.REJECTED)
    after = _with(moved(case, row, fact.rejected_on), rejected)
    return replace(after, state=_place(after, row.target))


def _begun(case: Case, row: Transition, fact: ProcedureBegun) -> Case:
    """The clocks stand from the day told, but never from before it was told."""
    on = fact.service.on
    require(row, Proof(on, by=fact.by, paper=fact.paper, service=fact.service, due_on=fact.due_on))
    approved = procedure(case, fact.procedure, ProcedureState.APPROVED)
    if fact.paper.notice_id != approved.notice_id:
        raise PaperNotOut(
            "送达的不是这个特别程序的告知书，没有暂停计时，办件没有变动，请核对文书编号。"
        )
    began_on = max(on, approved.begins_on or on)
    own = Clock(
        ClockKind.SPECIAL_PROCEDURE, began_on, approved.expected, subject=str(approved.number)
    )
    running = replace(approved, state=ProcedureState.RUNNING, began_on=began_on)
    after = _with(moved(case, row, on), running)
    return _paused(replace(after, clocks=(*after.clocks, own)), row.clocks.pauses)


def _ended(case: Case, row: Transition, fact: ProcedureEnded) -> Case:
    require_role(row, fact.by)
    running = procedure(case, fact.procedure, ProcedureState.RUNNING)
    if running.began_on is None or fact.ended_on < running.began_on:
        raise EndsBeforeBegun(
            f"结果日期 {fact.ended_on:%Y-%m-%d} 早于暂停计时之日，没有恢复计时，办件没有变动，"
            "请核对日期。"
        )
    # Not by `moved`: of several procedures only this one's clock ends.
    own = str(running.number)
    clocks = satisfied(case.clocks, fact.ended_on, *row.clocks.satisfies, subject=own)
    ended = replace(running, state=ProcedureState.ENDED, ended_on=fact.ended_on)
    after = _with(replace(case, clocks=clocks), ended)
    return _paused(replace(after, state=_place(after, row.target)), row.clocks.resumes)


def _paused(case: Case, kinds: tuple[ClockKind, ...]) -> Case:
    stand = pauses(case.procedures)
    clocks = tuple(
        clock.paused_by(stand) if clock.kind in kinds and clock.state.is_open else clock
        for clock in case.clocks
    )
    return replace(case, clocks=clocks)


def _place(case: Case, where_the_last_leads: CaseState) -> CaseState:
    """A procedure that still runs keeps the case paused; one still asked for keeps it waiting."""
    if any(one.state is ProcedureState.RUNNING for one in case.procedures):
        return CaseState.PAUSED
    if any(one.is_pending for one in case.procedures):
        return CaseState.AWAITING_PROCEDURE
    return where_the_last_leads


def _with(case: Case, changed: SpecialProcedure) -> Case:
    procedures = tuple(changed if one.number == changed.number else one for one in case.procedures)
    return replace(case, procedures=procedures)
