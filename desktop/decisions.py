"""How a case under review is decided or ends, and what is noted on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import answer_papers, papers, review_acts, review_papers
from core.ending_facts import CaseArchived, CaseDenied, CaseTerminated, GrantedAfterReview
from core.limit import Limit
from db import cases
from desktop.casework import Step
from desktop.notices import issue
from desktop.overreach import watch_step

if TYPE_CHECKING:
    from core.case import Case
    from core.notice_lines import Remedies
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office

_NO_GLYPHS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lateness:
    """What a 超时说明 says: why, what is done about it, and how long it will still take."""

    reason: str
    measures: str
    new_limit: Limit


def grant(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    checkers: tuple[str, ...] = (),
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """准予 after review, or the formal result after 视为同意; `checkers` inspected on site.

    Raises: StepNotAllowed, WrongRole, AssistOpen, OneChecker; GlyphsUnconfirmed, PaperRefused.
    """
    fact = GrantedAfterReview(case_id, work.today, checkers, duty.clerk)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    watch_step(work, duty, case, fact)
    body = papers.decision(case, work.today)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def deny(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    reasons: tuple[str, ...],
    remedies: Remedies,
    checkers: tuple[str, ...] = (),
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """不予许可, with reasons and remedies (行政许可法 art. 38).

    Raises: StepNotAllowed, WrongRole, AssistOpen, OneChecker, ReasonMissing; GlyphsUnconfirmed,
    PaperRefused.
    """
    fact = CaseDenied(case_id, reasons, work.today, checkers, duty.clerk)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    watch_step(work, duty, case, fact)
    body = review_papers.denial(case, work.today, reasons, remedies)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def terminate(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    legal_ground: str,
    remedies: Remedies,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """终止审查 on a legal ground.

    Raises: StepNotAllowed, WrongRole, ReasonMissing; GlyphsUnconfirmed, PaperRefused.
    """
    fact = CaseTerminated(case_id, legal_ground, work.today, duty.clerk)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = answer_papers.termination(case, work.today, legal_ground, remedies)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def explain_overdue(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    told: Lateness,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """超时说明: the reason for being late is told openly (优化营商环境条例 art. 36).

    Raises: NotOverdue, StepNotAllowed, WrongRole, ReasonMissing, MeasuresMissing;
    GlyphsUnconfirmed, PaperRefused.
    """
    before, by = cases.load(work.connection, case_id), duty.clerk
    fact = review_acts.overdue_explained(
        before, told.reason, told.measures, work.today, by, work.calendar
    )
    work.record(fact, by.badge)
    words = (told.reason, told.measures)
    body = review_papers.overdue(before, words, told.new_limit, work.today, by, work.calendar)
    case = cases.load(work.connection, case_id)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def mark_urgent(work: UnitOfWork, duty: OnDuty, case_id: str, reason: str, limit: Limit) -> Case:
    """列为急件, with a shorter clock of its own.

    Raises: NotShorter, StepNotAllowed, WrongRole, ReasonMissing, UrgentAlready.
    """
    case = cases.load(work.connection, case_id)
    fact = review_acts.marked_urgent(case, reason, limit, work.today, duty.clerk, work.calendar)
    work.record(fact, duty.clerk.badge)
    return cases.load(work.connection, case_id)


def archive(work: UnitOfWork, duty: OnDuty, case_id: str) -> Case:
    """归档 after delivery.

    Raises: StepNotAllowed, WrongRole.
    """
    work.record(CaseArchived(case_id, work.today, duty.clerk), duty.clerk.badge)
    return cases.load(work.connection, case_id)
