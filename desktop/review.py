"""A case under review: the one extension, and procedures whose time is not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import review_acts, review_papers
from core.case_parts import ProcedureState
from core.extension import approved
from core.review_facts import ProcedureEnded, ProcedureRejected, ProcedureRequested
from core.special_procedure import procedure
from db import cases, notices
from db.unit_of_work import new_id
from desktop.casework import Step
from desktop.notices import issue
from desktop.overreach import watch_step

if TYPE_CHECKING:
    from datetime import date

    from core.case import Case
    from core.case_parts import Ground, ProcedureEnd
    from core.limit import Limit
    from core.service import Service
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office

_NO_GLYPHS: frozenset[str] = frozenset()


def request_extension(
    work: UnitOfWork, duty: OnDuty, case_id: str, limit: Limit, reason: str
) -> Case:
    """申请延期; nothing moves until it is approved, printed and delivered.

    Raises: StepNotAllowed, WrongRole, DueDatePassed, ReasonMissing, ExtendedAlready,
    ExtensionTooLong, NothingToExtend.
    """
    case = cases.load(work.connection, case_id)
    fact = review_acts.extension_requested(
        case, limit, reason, work.today, duty.clerk, work.calendar
    )
    work.record(fact, duty.clerk.badge)
    return cases.load(work.connection, case_id)


def approve_extension(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """批准延期 by the head who may; the 延期告知书 is numbered, and the old date holds on.

    Raises: StepNotAllowed, WrongRole, DueDatePassed, ExtendedAlready, NothingToExtend;
    GlyphsUnconfirmed, PaperRefused.
    """
    case, notice_id = cases.load(work.connection, case_id), new_id()
    fact = review_acts.extension_approved(case, notice_id, work.today, duty.clerk, work.calendar)
    work.record(fact, duty.clerk.badge)
    body = review_papers.extension(case, work.today, duty.clerk, work.calendar)
    notice = issue(work, duty, office, case, body, notice_id, confirmed_glyphs)
    return Step(cases.load(work.connection, case_id), notice)


def deliver_extension(work: UnitOfWork, duty: OnDuty, case_id: str, service: Service) -> Case:
    """送达延期告知书: from here on the new date holds.

    Raises: StepNotAllowed, WrongRole, PaperNotOut, NotServed, DueDatePassed, ExtendedAlready,
    NothingToExtend, DayNotCome.
    """
    review_acts.require_come(service.on, work.today)
    case = cases.load(work.connection, case_id)
    paper = notices.trail(work.connection, approved(case).notice_id)
    fact = review_acts.extension_delivered(case, paper, service, duty.clerk, work.calendar)
    work.record(fact, duty.clerk.badge)
    return cases.load(work.connection, case_id)


def request_procedure(
    work: UnitOfWork, duty: OnDuty, case_id: str, ground: Ground, reason: str, expected: Limit
) -> Case:
    """申请特别程序, on a ground of 行政许可法 art. 45; the clocks run on.

    Raises: StepNotAllowed, WrongRole, ReasonMissing.
    """
    fact = ProcedureRequested(case_id, ground, reason, expected, work.today, duty.clerk)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    watch_step(work, duty, case, fact)
    return case


def approve_procedure(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    number: int,
    begins_on: date,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """批准特别程序: the 特别程序告知书 is numbered, and the clocks still run.

    Raises: StepNotAllowed, WrongRole, DueDatePassed, NoSuchProcedure; GlyphsUnconfirmed,
    PaperRefused.
    """
    case, notice_id = cases.load(work.connection, case_id), new_id()
    by, calendar = duty.clerk, work.calendar
    work.record(
        review_acts.procedure_approved(
            case, number, notice_id, begins_on, work.today, by, calendar
        ),
        by.badge,
    )
    asked = procedure(case, number, ProcedureState.REQUESTED)
    body = review_papers.special_procedure(case, asked, begins_on, by, calendar)
    notice = issue(work, duty, office, case, body, notice_id, confirmed_glyphs)
    return Step(cases.load(work.connection, case_id), notice)


def reject_procedure(
    work: UnitOfWork, duty: OnDuty, case_id: str, number: int, reason: str
) -> Case:
    """不批准特别程序, or giving it up before it began.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, NoSuchProcedure.
    """
    fact = ProcedureRejected(case_id, number, reason, work.today, duty.clerk)
    work.record(fact, duty.clerk.badge)
    return cases.load(work.connection, case_id)


def begin_procedure(
    work: UnitOfWork, duty: OnDuty, case_id: str, number: int, service: Service
) -> Case:
    """送达特别程序告知书: the office's clocks stand from the day it tells, or from today.

    Raises: StepNotAllowed, WrongRole, PaperNotOut, NotServed, DueDatePassed, NoSuchProcedure,
    DayNotCome.
    """
    review_acts.require_come(service.on, work.today)
    case = cases.load(work.connection, case_id)
    approved = procedure(case, number, ProcedureState.APPROVED)
    paper = notices.trail(work.connection, approved.notice_id)
    fact = review_acts.procedure_begun(case, number, paper, service, duty.clerk, work.calendar)
    work.record(fact, duty.clerk.badge)
    return cases.load(work.connection, case_id)


def end_procedure(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    ended: tuple[int, ProcedureEnd],  # its number, and why it is over
    result: str,
    ended_on: date,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """结果产生或撤销: the clocks run again from the next day; the applicant is told the dates.

    Raises: StepNotAllowed, WrongRole, NoSuchProcedure, EndsBeforeBegun, DayNotCome;
    GlyphsUnconfirmed, PaperRefused.
    """
    review_acts.require_come(ended_on, work.today)
    number, end = ended
    work.record(
        ProcedureEnded(case_id, number, end, result, ended_on, duty.clerk), duty.clerk.badge
    )
    case = cases.load(work.connection, case_id)
    over = procedure(case, number, ProcedureState.ENDED)
    outcome = f"{end.word}：{result}" if result else end.word
    body = review_papers.resumption(case, over, outcome, work.calendar)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))
