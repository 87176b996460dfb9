"""联合办理: the lead department asks others, and takes their answers in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import review_papers
from core.joint_handling import ASSIST_LIMIT
from core.review_facts import AssistAnswered, AssistAsked
from db import cases, rule_packs
from desktop.casework import Step
from desktop.notices import issue
from desktop.overreach import watch_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.case import Case
    from core.case_parts import JointMode
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office


def ask_assist(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    mode: JointMode,
    departments: Sequence[str],
    matter: str,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Step:
    """转协办: every department gets seven working days; the item's department leads.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, AssistAskedAlready; GlyphsUnconfirmed,
    PaperRefused.
    """
    item = cases.load(work.connection, case_id).item
    silence = rule_packs.in_force(work.connection, work.identity.hall).assist_silence_of(item)
    asked = AssistAsked(
        case_id=case_id,
        mode=mode,
        lead=item.department,
        departments=tuple(departments),
        matter=matter,
        limit=ASSIST_LIMIT,
        silence=silence,
        asked_on=work.today,
        by=duty.clerk,
    )
    work.record(asked, duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    watch_step(work, duty, case, asked)
    body = review_papers.joint(case, asked.lead, asked.departments, work.calendar)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def answer_assist(
    work: UnitOfWork, duty: OnDuty, case_id: str, department: str, opinion: str
) -> Case:
    """登记协办意见.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, AssistNotAsked.
    """
    work.record(
        AssistAnswered(case_id, department, opinion, work.today, duty.clerk), duty.clerk.badge
    )
    return cases.load(work.connection, case_id)
