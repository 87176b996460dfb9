"""办件: one application for one item, as the sum of its facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from core.applicant import Applicant
from core.case_states import CaseEvent, CaseState, Transition, transition
from core.catalogue import ItemKind, LimitStart, ServiceItem
from core.checklist import Checklist
from core.clock import Clock, ClockKind, satisfied
from core.errors import Refusal
from core.facts import (
    CaseAccepted,
    CaseDelivered,
    CaseFact,
    CaseGranted,
    CaseReceived,
    MaterialsChecked,
    ReturnVisit,
    ToldOnce,
)
from core.limit import Limit, Unit
from core.moment import business_day
from core.numbering import case_text, slip_code

ACCEPTANCE_LIMIT = Limit(5, Unit.WORKING_DAY)  # 行政许可法 art. 32(4), art. 82
DELIVERY_LIMIT = Limit(10, Unit.WORKING_DAY)  # 行政许可法 art. 44


class ToldAlready(Refusal):
    """A second 一次性告知 for one case."""


class NotImmediate(Refusal):
    """An on-the-spot decision for an item that is not 即办件."""


class MaterialsClosed(Refusal):
    """The checklist of an accepted case is touched."""


@dataclass(frozen=True)
class Case:
    """One case with its frozen item, checklist and clocks; `version` counts its facts."""

    case_id: str
    number: str
    slip: str
    item: ServiceItem
    catalogue_version: str
    applicant: Applicant
    counter: str
    ticket_id: str
    state: CaseState
    received_on: date
    checklist: Checklist
    clocks: tuple[Clock, ...]
    visits: int = 1
    version: int = 1
    told_notice: str = ""
    accepted_on: date | None = None
    decided_on: date | None = None
    delivered_on: date | None = None


def received(fact: CaseReceived, item: ServiceItem) -> Case:
    """The new case, its acceptance clock running from the day of receipt."""
    return Case(
        case_id=fact.case_id,
        number=case_text(fact.number),
        slip=slip_code(fact.case_id),
        item=item,
        catalogue_version=fact.catalogue_version,
        applicant=fact.applicant,
        counter=fact.counter,
        ticket_id=fact.ticket_id,
        state=CaseState.RECEIVED,
        received_on=fact.received_on,
        checklist=Checklist.fresh(item.materials),
        clocks=(Clock(ClockKind.ACCEPTANCE, fact.received_on, ACCEPTANCE_LIMIT),),
    )


def evolved(case: Case, fact: CaseFact) -> Case:
    """The case after one more fact; the rules of each step are checked here and nowhere else.

    Raises: Refusal of the step's own kind (ToldAlready, StepNotAllowed, MaterialsMissing …).
    """
    return replace(_step(case, fact), version=case.version + 1)


def office_limits(item: ServiceItem) -> dict[ClockKind, Limit]:
    """The limits the office answers for; zero working days means on the spot and runs no clock."""
    limits = {}
    if item.promise and item.promise.value:
        limits[ClockKind.PROMISE] = item.promise
    if item.statutory and item.statutory.limit.value:
        limits[ClockKind.STATUTORY] = item.statutory.limit
    return limits


def statutory_trigger(case: Case, accepted_on: date) -> date:
    """The day the statutory limit is counted from: acceptance, or receipt where the law says so.

    A corrected application counts as received on the day its last material arrived.
    """
    statutory = case.item.statutory
    if statutory and statutory.start is LimitStart.RECEIPT and not case.told_notice:
        return case.received_on
    return accepted_on


def _step(case: Case, fact: CaseFact) -> Case:
    match fact:
        case MaterialsChecked():
            return _checked(case, fact)
        case ReturnVisit():
            again = fact.ticket_id != case.ticket_id
            return replace(case, visits=case.visits + again, ticket_id=fact.ticket_id)
        case ToldOnce():
            return _told_once(case, fact)
        case CaseAccepted():
            return _accepted(case, fact)
        case CaseGranted():
            return _granted(case, fact)
        case CaseDelivered():
            return _delivered(case, fact)


def _checked(case: Case, fact: MaterialsChecked) -> Case:
    if case.state not in (CaseState.RECEIVED, CaseState.AWAITING_CORRECTION):
        raise MaterialsClosed(
            f"办件已是“{case.state.word}”，材料清单不能再改，办件没有变动，请刷新后核对。"
        )
    return replace(case, checklist=case.checklist.ticked(fact.ticks))


def _told_once(case: Case, fact: ToldOnce) -> Case:
    """待补正: the one notice, listing everything missing (行政许可法 art. 32(4))."""
    if case.told_notice:
        raise ToldAlready(
            f"办件 {case.number} 已出具过一次性告知书，不能再出第二份，办件没有变动；"
            "请补打原告知书，确有新要求须报首席代表。"
        )
    row = transition(case.state, CaseEvent.TELL_ONCE)
    case.checklist.require_everything_told()
    moved = _moved(case, row, fact.told_on, {ClockKind.CORRECTION: fact.correction_limit})
    return replace(moved, checklist=case.checklist.with_notice(), told_notice=fact.notice_id)


def _accepted(case: Case, fact: CaseAccepted) -> Case:
    """已受理: complete, or completed as the one notice asked (行政许可法 art. 32(5))."""
    row = transition(case.state, CaseEvent.ACCEPT)
    case.checklist.require_complete()
    moved = _moved(case, row, fact.accepted_on, office_limits(case.item))
    return replace(moved, accepted_on=fact.accepted_on)


def _granted(case: Case, fact: CaseGranted) -> Case:
    """已决定, on the spot (行政许可法 art. 34)."""
    row = transition(case.state, CaseEvent.GRANT)
    if case.item.kind is not ItemKind.IMMEDIATE:
        raise NotImmediate(
            f"“{case.item.name}”不是即办件，不能当场决定，办件保持“{case.state.word}”，"
            "请转业务部门审查。"
        )
    limits = {ClockKind.DELIVERY: case.item.delivery or DELIVERY_LIMIT}
    return replace(_moved(case, row, fact.decided_on, limits), decided_on=fact.decided_on)


def _delivered(case: Case, fact: CaseDelivered) -> Case:
    """已送达 (行政许可法 art. 44)."""
    row = transition(case.state, CaseEvent.DELIVER)
    on = business_day(fact.delivered_at)
    return replace(_moved(case, row, on, {}), delivered_on=on)


def _moved(case: Case, row: Transition, on: date, limits: dict[ClockKind, Limit]) -> Case:
    clocks = satisfied(case.clocks, on, *row.satisfies)
    started = tuple(
        Clock(
            kind,
            statutory_trigger(case, on) if kind is ClockKind.STATUTORY else on,
            limits[kind],
        )
        for kind in row.starts
        if kind in limits
    )
    return replace(case, state=row.target, clocks=clocks + started)
