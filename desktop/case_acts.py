"""Every act on a case from its file: a filled-in form becomes the use case that carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.case import Case
from core.case_parts import Ground, JointMode, ProcedureEnd
from core.case_states import CaseEvent as Event
from core.checklist import RowState, Tick
from core.ending_facts import CorrectedField
from core.notice import Notice
from core.service import Service, ServiceMethod
from core.staff import OnDuty
from db import cases
from desktop import answers, casework, corrections, decisions, joint, receipts, review
from desktop.case_forms import Ask
from desktop.filled_form import AnswerNotUsable, Answers
from desktop.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.unit_of_work import UnitOfWork
    from desktop.casework import Step


@dataclass(frozen=True)
class Done:
    """A case after an act, and the paper the act issued, if it issues one."""

    case: Case
    notice: Notice | None


@dataclass(frozen=True)
class Hand:
    """Who acts for which hall on which case, with the characters already confirmed."""

    duty: OnDuty
    office: Office
    case_id: str
    glyphs: frozenset[str] = frozenset()


def issuing(event: Event, at: Hand, given: Answers) -> Callable[[UnitOfWork], Step] | None:
    """The act as one that issues a paper, to be looked at before; None when it issues none."""
    act = _ISSUES.get(event)
    return None if act is None else lambda work: act(work, at, given)


def carry_out(work: UnitOfWork, event: Event, at: Hand, given: Answers) -> Done:
    """Do it.

    Raises: AnswerNotUsable; what the use case of the act raises.
    """
    if event in _ISSUES:
        step = _ISSUES[event](work, at, given)
        return Done(step.case, step.notice)
    return Done(_PAPERLESS[event](work, at, given), None)


def _ticks(work: UnitOfWork, at: Hand, given: Answers, otherwise: RowState) -> tuple[Tick, ...]:
    """The rows ticked are here; what is said of the other open rows that are required."""
    case = cases.load(work.connection, at.case_id)
    found = []
    for material, state in zip(case.item.materials, case.checklist.states, strict=True):
        if material.row in given.chosen:
            found.append(Tick(material.row, RowState.RECEIVED))
        elif state is RowState.OPEN and material.required and otherwise is not RowState.OPEN:
            found.append(Tick(material.row, otherwise))
    return tuple(found)


def _accept(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    ticks = _ticks(work, at, given, RowState.OPEN)
    return casework.accept(work, at.duty, at.office, at.case_id, ticks, at.glyphs)


def _tell_once(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    ticks = _ticks(work, at, given, RowState.MISSING)
    return casework.tell_once(work, at.duty, at.office, at.case_id, ticks, at.glyphs)


def _accept_conditionally(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    ticks = _ticks(work, at, given, RowState.MISSING)
    return answers.accept_conditionally(work, at.duty, at.office, at.case_id, ticks, at.glyphs)


def _complete(work: UnitOfWork, at: Hand, given: Answers) -> Case:
    ticks = _ticks(work, at, given, RowState.OPEN)
    return answers.complete_condition(work, at.duty, at.office, at.case_id, ticks, at.glyphs)


def _supply(work: UnitOfWork, at: Hand, given: Answers) -> Case:
    if not given.chosen:
        raise AnswerNotUsable("没有勾选收到的材料，没有登记，办件没有变动，请勾选后再办。")
    ticks = _ticks(work, at, given, RowState.OPEN)
    casework.check_materials(work, at.duty, at.case_id, ticks)
    return receipts.acknowledge(work, at.duty, at.office, at.case_id, at.glyphs)


def _service(work: UnitOfWork, given: Answers) -> Service:
    return Service(ServiceMethod(given.words(Ask.METHOD)), work.now, given.words(Ask.PROOF))


def _late(given: Answers) -> decisions.Lateness:
    return decisions.Lateness(given.words(Ask.REASON), given.words(Ask.MEASURES), given.limit())


def _demand(work: UnitOfWork, at: Hand, given: Answers) -> Case:
    what = answers.Demand(given.chosen, given.parts(Ask.OUTSIDE))
    reason = given.words(Ask.REASON)
    return answers.demand_later(work, at.duty, at.office, at.case_id, what, reason, at.glyphs)


def _end_procedure(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    ended = (given.number(), ProcedureEnd(given.words(Ask.END)))
    result, on = given.words(Ask.RESULT), given.day(Ask.ENDED)
    return review.end_procedure(work, at.duty, at.office, at.case_id, ended, result, on, at.glyphs)


def _correct_entry(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    corrected = (CorrectedField(given.words(Ask.FIELD)), given.words(Ask.VALUE))
    reason, second = given.words(Ask.REASON), given.second()
    return corrections.correct_entry(
        work, at.duty, at.office, at.case_id, corrected, reason, second, at.glyphs
    )


def _ask_assist(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    mode, departments = JointMode(given.words(Ask.MODE)), given.parts(Ask.DEPARTMENTS)
    matter = given.words(Ask.MATTER)
    return joint.ask_assist(
        work, at.duty, at.office, at.case_id, mode, departments, matter, at.glyphs
    )


def _refuse(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    reason, organ = given.words(Ask.REASON), given.words(Ask.ORGAN)
    return answers.refuse(
        work, at.duty, at.office, at.case_id, reason, organ, given.remedies(), at.glyphs
    )


def _deny(work: UnitOfWork, at: Hand, given: Answers) -> Step:
    words = given.words(Ask.REASON)
    reasons, checkers = (words,) if words else (), given.parts(Ask.CHECKERS)
    return decisions.deny(
        work, at.duty, at.office, at.case_id, reasons, given.remedies(), checkers, at.glyphs
    )


_ISSUES: dict[Event, Callable[[UnitOfWork, Hand, Answers], Step]] = {
    Event.CORRECT_ON_THE_SPOT: lambda work, at, given: answers.correct_on_the_spot(
        work,
        at.duty,
        at.office,
        at.case_id,
        given.parts(Ask.CORRECTIONS),
        given.words(Ask.INITIALS),
        at.glyphs,
    ),
    Event.FIND_NOT_REQUIRED: lambda work, at, given: answers.not_required(
        work,
        at.duty,
        at.office,
        at.case_id,
        given.words(Ask.REASON),
        given.words(Ask.ADVICE),
        at.glyphs,
    ),
    Event.REFUSE: _refuse,
    Event.TELL_ONCE: _tell_once,
    Event.ACCEPT: _accept,
    Event.ACCEPT_CONDITIONALLY: _accept_conditionally,
    Event.ASK_ASSIST: _ask_assist,
    Event.APPROVE_PROCEDURE: lambda work, at, given: review.approve_procedure(
        work, at.duty, at.office, at.case_id, given.number(), given.day(Ask.BEGINS), at.glyphs
    ),
    Event.END_PROCEDURE: _end_procedure,
    Event.APPROVE_EXTENSION: lambda work, at, _given: review.approve_extension(
        work, at.duty, at.office, at.case_id, at.glyphs
    ),
    Event.EXPLAIN_OVERDUE: lambda work, at, given: decisions.explain_overdue(
        work, at.duty, at.office, at.case_id, _late(given), at.glyphs
    ),
    Event.WITHDRAW: lambda work, at, given: answers.withdraw(
        work, at.duty, at.office, at.case_id, given.words(Ask.REASON), at.glyphs
    ),
    Event.TERMINATE: lambda work, at, given: decisions.terminate(
        work,
        at.duty,
        at.office,
        at.case_id,
        given.words(Ask.LEGAL_GROUND),
        given.remedies(),
        at.glyphs,
    ),
    Event.GRANT: lambda work, at, given: decisions.grant(
        work, at.duty, at.office, at.case_id, given.parts(Ask.CHECKERS), at.glyphs
    ),
    Event.DENY: _deny,
    Event.DELIVER: lambda work, at, _given: casework.deliver_at_counter(
        work, at.duty, at.office, at.case_id, at.glyphs
    ),
    Event.CORRECT_ENTRY: _correct_entry,
    Event.VOID: lambda work, at, given: corrections.void(
        work, at.duty, at.office, at.case_id, given.words(Ask.REASON), given.second(), at.glyphs
    ),
}
_PAPERLESS: dict[Event, Callable[[UnitOfWork, Hand, Answers], Case]] = {
    Event.SUPPLY: _supply,
    Event.COMPLETE: _complete,
    Event.DEMAND_LATER: _demand,
    Event.EXTEND_CORRECTION: lambda work, at, given: answers.more_time_to_correct(
        work, at.duty, at.case_id, given.limit(), given.words(Ask.REASON)
    ),
    Event.ANSWER_ASSIST: lambda work, at, given: joint.answer_assist(
        work, at.duty, at.case_id, given.words(Ask.DEPARTMENT), given.words(Ask.OPINION)
    ),
    Event.REQUEST_PROCEDURE: lambda work, at, given: review.request_procedure(
        work,
        at.duty,
        at.case_id,
        Ground(given.words(Ask.GROUND)),
        given.words(Ask.REASON),
        given.limit(),
    ),
    Event.REJECT_PROCEDURE: lambda work, at, given: review.reject_procedure(
        work, at.duty, at.case_id, given.number(), given.words(Ask.REASON)
    ),
    Event.BEGIN_PROCEDURE: lambda work, at, given: review.begin_procedure(
        work, at.duty, at.case_id, given.number(), _service(work, given)
    ),
    Event.REQUEST_EXTENSION: lambda work, at, given: review.request_extension(
        work, at.duty, at.case_id, given.limit(), given.words(Ask.REASON)
    ),
    Event.EXTEND: lambda work, at, given: review.deliver_extension(
        work, at.duty, at.case_id, _service(work, given)
    ),
    Event.MARK_URGENT: lambda work, at, given: decisions.mark_urgent(
        work, at.duty, at.case_id, given.words(Ask.REASON), given.limit()
    ),
    Event.ARCHIVE: lambda work, at, _given: decisions.archive(work, at.duty, at.case_id),
}
