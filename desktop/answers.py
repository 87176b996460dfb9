"""The counter's other answers: not required, refused, conditional, withdrawn, asked for more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import answer_papers, later_demand, papers, review_acts
from core.case_facts import (
    CaseRefused,
    ConditionallyAccepted,
    ConditionCompleted,
    CorrectedOnTheSpot,
    FoundNotRequired,
    LaterDemand,
)
from core.ending_facts import CaseWithdrawn
from db import cases, notices, rule_packs
from db.unit_of_work import new_id
from desktop.casework import Step, check_materials
from desktop.notices import issue
from desktop.receipts import acknowledge_correction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.case import Case
    from core.checklist import Tick
    from core.limit import Limit
    from core.notice_lines import Remedies
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office

_NO_GLYPHS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Demand:
    """What is asked for beyond the one notice: catalogue rows, things the catalogue lacks.

    Neither: a second notice.
    """

    rows: tuple[int, ...] = ()
    outside: tuple[str, ...] = ()


def not_required(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    reason: str,
    advice: str = "",
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """不受理: the matter needs no licence (行政许可法 art. 32(1)).

    Raises: StepNotAllowed, WrongRole, ReasonMissing; GlyphsUnconfirmed, PaperRefused.
    """
    work.record(FoundNotRequired(case_id, reason, work.today, duty.clerk), duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = answer_papers.not_required(case, reason, advice)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def refuse(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    reason: str,
    right_organ: str,
    remedies: Remedies,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """不予受理, with the organ in charge and the remedies (行政许可法 art. 32(2)).

    Raises: StepNotAllowed, WrongRole, ReasonMissing; GlyphsUnconfirmed, PaperRefused.
    """
    fact = CaseRefused(case_id, reason, right_organ, work.today, duty.clerk)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = answer_papers.not_accepted(case, reason, right_organ, remedies)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def accept_conditionally(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    ticks: Sequence[Tick] = (),
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """容缺受理: the main materials are here, the rest follows.

    Raises: ConditionNotOffered, MainMaterialMissing, NothingMissing, MaterialsUnexplained,
    StepNotAllowed, WrongRole; GlyphsUnconfirmed, PaperRefused.
    """
    case = check_materials(work, duty, case_id, ticks)
    rules = rule_packs.in_force(work.connection, work.identity.hall)
    notice_id = new_id()
    work.record(
        ConditionallyAccepted(
            case_id,
            notice_id,
            work.today,
            rules.conditional_limit_of(case.item),
            rules.conditional_lapse_of(case.item),
            duty.clerk,
        ),
        duty.clerk.badge,
    )
    after = cases.load(work.connection, case_id)
    body = answer_papers.conditional(after, work.calendar)
    return Step(after, issue(work, duty, office, after, body, notice_id, confirmed_glyphs))


def complete_condition(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    ticks: Sequence[Tick] = (),
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Case:
    """What was accepted conditionally is complete; its receipt is printed.

    Raises: MaterialsMissing, DemandAfterNotice, StepNotAllowed, WrongRole; GlyphsUnconfirmed.
    """
    case = check_materials(work, duty, case_id, ticks)
    acknowledge_correction(work, duty, office, case, confirmed_glyphs)
    work.record(ConditionCompleted(case_id, work.today, duty.clerk), duty.clerk.badge)
    return cases.load(work.connection, case_id)


def correct_on_the_spot(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    corrections: Sequence[str],
    initialled_by: str,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """当场更正: what the applicant put right at the counter (行政许可法 art. 32(3)).

    Raises: StepNotAllowed, WrongRole, ReasonMissing; GlyphsUnconfirmed, PaperRefused.
    """
    fact = CorrectedOnTheSpot(case_id, tuple(corrections), initialled_by, work.today, duty.clerk)
    work.record(fact, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = answer_papers.corrected_on_the_spot(fact)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def more_time_to_correct(
    work: UnitOfWork, duty: OnDuty, case_id: str, limit: Limit, reason: str
) -> Case:
    """The applicant gets more time to supply what is missing, once.

    Raises: StepNotAllowed, WrongRole, DueDatePassed, ReasonMissing, MoreTimeAlready.
    """
    case = cases.load(work.connection, case_id)
    fact = review_acts.more_time_to_correct(
        case, limit, reason, work.today, duty.clerk, work.calendar
    )
    work.record(fact, duty.clerk.badge)
    return cases.load(work.connection, case_id)


def demand_later(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    what: Demand,
    reason: str,
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Case:
    """追加要求, answered for by a chief representative; the supervisors learn of it at once.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, NothingDemanded, DemandOutsideCatalogue.
    """
    before = cases.load(work.connection, case_id)
    demand = LaterDemand(case_id, what.rows, what.outside, reason, work.today, duty.clerk)
    work.record(demand, duty.clerk.badge)
    work.record(later_demand.supervision(before, demand), duty.clerk.badge)
    after = cases.load(work.connection, case_id)
    if after.checklist != before.checklist and after.checklist.supplied:
        told = notices.load(work.connection, after.told_notice)
        body = papers.correction_receipt(after, work.now, told.number, told.kind)
        issue(work, duty, office, after, body, confirmed_glyphs=confirmed_glyphs)
    return after


def withdraw(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    reason: str = "",
    confirmed_glyphs: frozenset[str] = _NO_GLYPHS,
) -> Step:
    """撤回 by the applicant before a decision.

    Raises: StepNotAllowed, WrongRole; GlyphsUnconfirmed, PaperRefused.
    """
    work.record(CaseWithdrawn(case_id, reason, work.today, duty.clerk), duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = answer_papers.withdrawal(case, work.today, reason)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))
