"""A case before acceptance: checked, told once, corrected, asked for more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_facts import (
    CorrectedOnTheSpot,
    CorrectionExtended,
    IntakeFact,
    LaterDemand,
    MaterialsChecked,
    MaterialsSupplied,
    ReturnVisit,
    ToldOnce,
)
from core.case_guards import Proof, ReasonMissing, require, require_reason, require_role
from core.case_record import moved
from core.case_states import CaseState
from core.case_table import transition
from core.checklist import NothingMissing, RowState
from core.clock import ClockKind, extended, open_clock
from core.errors import Refusal

if TYPE_CHECKING:
    from core.case_record import Case


class ToldAlready(Refusal):
    """A second 一次性告知 for one case."""


class MaterialsClosed(Refusal):
    """The checklist of an accepted case is touched."""


class NothingDemanded(Refusal):
    """A later demand that asks for nothing the applicant was not told already."""


class MoreTimeAlready(Refusal):
    """A second prolongation of one and the same limit."""


def step(case: Case, fact: IntakeFact) -> Case:  # noqa: PLR0911  (one line per fact)
    """The case after the fact.

    Raises: Refusal of the step's own kind.
    """
    match fact:
        case MaterialsChecked():
            return _checked(case, fact)
        case ReturnVisit():
            again = fact.ticket_id != case.ticket_id
            return replace(case, visits=case.visits + again, ticket_id=fact.ticket_id)
        case CorrectedOnTheSpot():
            return _corrected(case, fact)
        case ToldOnce():
            return _told_once(case, fact)
        case MaterialsSupplied():
            return _supplied(case, fact)
        case CorrectionExtended():
            return _more_time(case, fact)
        case LaterDemand():
            return _demanded(case, fact)


def _checked(case: Case, fact: MaterialsChecked) -> Case:
    if case.state not in _CHECKABLE and not _before_silence(case, fact):
        raise MaterialsClosed(
            f"办件已是“{case.state.word}”，材料清单不能再改，办件没有变动，请刷新后核对。"
        )
    return replace(case, checklist=case.checklist.ticked(fact.ticks))


def _before_silence(case: Case, fact: MaterialsChecked) -> bool:
    """Checked at another station before silence was concluded here: the findings still count."""
    concluded, checked_on = case.conclusion, fact.checked_on
    return bool(concluded and checked_on and checked_on <= concluded.passed_on)


def _corrected(case: Case, fact: CorrectedOnTheSpot) -> Case:
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    if not any(one.strip() for one in fact.corrections) or not fact.initialled_by.strip():
        raise ReasonMissing(
            "当场更正没有写明更正内容或没有申请人签认，办件没有变动，请补全后再登记。"
        )
    return moved(case, row, fact.corrected_on)


def _told_once(case: Case, fact: ToldOnce) -> Case:
    """待补正: the one notice, listing everything missing (行政许可法 art. 32(4))."""
    if case.told_notice:
        raise ToldAlready(
            f"办件 {case.number} 已出具过一次性告知书，不能再出第二份，办件没有变动；"
            "请补打原告知书，确有新要求须报首席代表。"
        )
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    case.checklist.require_everything_told()
    after = moved(case, row, fact.told_on, {ClockKind.CORRECTION: fact.correction_limit})
    return replace(
        after,
        checklist=case.checklist.with_notice(),
        told_notice=fact.notice_id,
        lapse=fact.lapse,
    )


def _supplied(case: Case, fact: MaterialsSupplied) -> Case:
    """The same list stands, and so does its limit."""
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    if not case.checklist.rows(RowState.MISSING):
        raise NothingMissing("材料已经齐全，不需要再出补正材料收件单，请直接受理。")
    return moved(case, row, fact.supplied_on)


def _more_time(case: Case, fact: CorrectionExtended) -> Case:
    row = transition(case.state, fact.event)
    require(row, Proof(fact.extended_on, by=fact.by, due_on=fact.due_on))
    require_reason(row, fact.reason)
    clock = open_clock(case.clocks, ClockKind.CORRECTION)
    if clock is not None and clock.extension is not None:
        raise MoreTimeAlready(
            "补正期限已经延长过一次，没有再延长，办件没有变动，请按现有期限办理。"
        )
    after = moved(case, row, fact.extended_on)
    return replace(after, clocks=extended(after.clocks, fact.limit, *row.clocks.extends))


def _demanded(case: Case, fact: LaterDemand) -> Case:
    """Listed where a list is out; elsewhere only on record, so that nothing waits for it.

    What the catalogue does not know is never put on the list (行政许可法 art. 31).
    """
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    require_reason(row, fact.reason)
    demanded = case.checklist.demanded(fact.rows)  # refuses rows the catalogue does not hold
    told = set(case.checklist.listed)
    untold = not case.told_notice and case.state is CaseState.RECEIVED
    if not fact.outside and (untold or (fact.rows and set(fact.rows) <= told)):
        raise NothingDemanded(
            "这些材料还没有告知，或已经列在告知书里，不算追加要求，办件没有变动，"
            "请直接按清单核对、告知。"
        )
    after = moved(case, row, fact.demanded_on)
    return replace(after, checklist=demanded) if case.state in _OWED else after


_OWED = (CaseState.AWAITING_CORRECTION, CaseState.CONDITIONALLY_ACCEPTED)
_CHECKABLE = (CaseState.RECEIVED, *_OWED)
