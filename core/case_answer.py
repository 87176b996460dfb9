"""The office's answer to an application: accepted, conditionally, not required, refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_facts import (
    AnswerFact,
    CaseAccepted,
    CaseRefused,
    ConditionallyAccepted,
    ConditionCompleted,
    FoundNotRequired,
)
from core.case_guards import require_reason, require_role
from core.case_record import moved, office_limits
from core.case_table import transition
from core.checklist import RowState
from core.clock import ClockKind
from core.errors import Refusal

if TYPE_CHECKING:
    from core.case_record import Case


class ConditionNotOffered(Refusal):
    """容缺受理 of an item that does not offer it."""


class MainMaterialMissing(Refusal):
    """容缺受理 while a material is missing that may not follow later."""


def step(case: Case, fact: AnswerFact) -> Case:
    """The case after the fact.

    Raises: Refusal of the step's own kind.
    """
    match fact:
        case CaseAccepted():
            return _accepted(case, fact)
        case ConditionallyAccepted():
            return _conditionally(case, fact)
        case ConditionCompleted():
            row = transition(case.state, fact.event)
            require_role(row, fact.by)
            case.checklist.require_complete()
            return moved(case, row, fact.day)
        case FoundNotRequired() | CaseRefused():
            row = transition(case.state, fact.event)
            require_role(row, fact.by)
            require_reason(row, fact.reason)
            return moved(case, row, fact.day)


def _accepted(case: Case, fact: CaseAccepted) -> Case:
    """已受理: complete, or completed as the one notice asked (行政许可法 art. 32(5))."""
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    case.checklist.require_complete()
    after = moved(case, row, fact.accepted_on, office_limits(case.item))
    return replace(after, accepted_on=fact.accepted_on)


def _conditionally(case: Case, fact: ConditionallyAccepted) -> Case:
    """容缺受理: the office's clocks run beside the applicant's."""
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    offered = case.item.conditional
    if offered is None:
        raise ConditionNotOffered(
            f"“{case.item.name}”没有公布容缺受理，办件没有变动，请一次性告知缺少的材料。"
        )
    case.checklist.require_everything_told()
    main = [one for one in case.checklist.rows(RowState.MISSING) if one.row not in offered.rows]
    if main:
        names = "、".join(one.name for one in main)
        raise MainMaterialMissing(
            f"主要材料还缺 {len(main)} 项（{names}），不能容缺受理，办件没有变动，请一次性告知。"
        )
    limits = office_limits(case.item) | {ClockKind.CORRECTION: fact.correction_limit}
    after = moved(case, row, fact.accepted_on, limits)
    return replace(
        after,
        accepted_on=fact.accepted_on,
        checklist=case.checklist.with_notice(),
        told_notice=fact.notice_id,
        lapse=fact.lapse,
    )
