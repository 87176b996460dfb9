"""How a case is decided, delivered, or comes to another end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_correction import corrected
from core.case_guards import ReasonMissing, require_reason, require_role, require_second
from core.case_record import DELIVERY_LIMIT, moved
from core.case_states import CaseState
from core.case_table import transition
from core.catalogue import ItemKind
from core.clock import ClockKind
from core.ending_facts import (
    CaseArchived,
    CaseDelivered,
    CaseDenied,
    CaseGranted,
    CaseTerminated,
    CaseVoided,
    CaseWithdrawn,
    DecisionFact,
    EndingFact,
    EntryCorrected,
    GrantedAfterReview,
)
from core.errors import Refusal
from core.joint_handling import require_assists_closed

if TYPE_CHECKING:
    from core.case_record import Case


class NotImmediate(Refusal):
    """An on-the-spot decision for an item that is not 即办件."""


class OneChecker(Refusal):
    """An inspection on site by fewer than two persons (行政许可法 art. 34)."""


def decided(case: Case, fact: DecisionFact) -> Case:
    """The case after a decision.

    Raises: StepNotAllowed, WrongRole, AssistOpen, NotImmediate, OneChecker, ReasonMissing.
    """
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    require_assists_closed(case)
    match fact:
        case CaseGranted():
            _require_immediate(case)
        case GrantedAfterReview():
            _require_two(fact.checkers)
        case CaseDenied():
            _require_two(fact.checkers)
            if not any(reason.strip() for reason in fact.reasons):
                raise ReasonMissing(
                    f"{row.event.word}没有写明理由，办件没有变动，请写明理由后再办。"
                )
    limits = {ClockKind.DELIVERY: case.item.delivery or DELIVERY_LIMIT}
    return replace(moved(case, row, fact.decided_on, limits), decided_on=fact.decided_on)


def ended(case: Case, fact: EndingFact) -> Case:
    """The case delivered, archived, withdrawn, terminated, made void, or put right.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, SecondPersonMissing, EntryDiffers.
    """
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    match fact:
        case CaseDelivered():
            return replace(moved(case, row, fact.day), delivered_on=fact.day)
        case CaseArchived() | CaseWithdrawn():
            return moved(case, row, fact.day)
        case CaseTerminated():
            require_reason(row, fact.legal_ground)
            return moved(case, row, fact.day)
        case CaseVoided():
            require_reason(row, fact.reason)
            require_second(row, fact.by, fact.second)
            return moved(case, row, fact.day)
        case EntryCorrected():
            require_reason(row, fact.reason)
            require_second(row, fact.by, fact.second)
            return corrected(case, fact)


def _require_immediate(case: Case) -> None:
    """已决定, on the spot (行政许可法 art. 34)."""
    if case.item.kind is not ItemKind.IMMEDIATE or case.state is CaseState.DEEMED_CONSENTED:
        raise NotImmediate(
            f"“{case.item.name}”不是即办件，不能当场决定，办件保持“{case.state.word}”，"
            "请转业务部门审查。"
        )


def _require_two(checkers: tuple[str, ...]) -> None:
    if len(set(checkers)) == 1:
        raise OneChecker(
            "实地核查须由两名以上工作人员进行，登记的只有一名，没有作出决定，办件没有变动，"
            "请补登核查人员。"
        )
