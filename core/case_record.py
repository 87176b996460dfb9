"""办件 as a value: what the facts have made of one application so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.applicant import Applicant
from core.case_parts import AssistTask, Conclusion, Extension, JointMode, SpecialProcedure
from core.case_states import CaseState
from core.catalogue import LimitStart, ServiceItem
from core.checklist import Checklist
from core.clock import Clock, ClockKind, passed, satisfied, stopped
from core.limit import Limit, Unit
from core.silence import Lapse

if TYPE_CHECKING:
    from core.transition import Transition

ACCEPTANCE_LIMIT = Limit(5, Unit.WORKING_DAY)  # 行政许可法 art. 32(4), art. 82
DELIVERY_LIMIT = Limit(10, Unit.WORKING_DAY)  # 行政许可法 art. 44


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
    closed_on: date | None = None  # when it came to a final state
    lapse: Lapse | None = None  # what follows when the applicant's limit runs out
    procedures: tuple[SpecialProcedure, ...] = ()
    extension: Extension | None = None
    joint: JointMode | None = None
    assists: tuple[AssistTask, ...] = ()
    urgent: str = ""  # the reason; empty when it is not
    conclusion: Conclusion | None = None


def office_limits(item: ServiceItem) -> dict[ClockKind, Limit]:
    """The limits the office answers for; zero working days means on the spot and runs no clock."""
    limits = {}
    if item.promise and item.promise.value:
        limits[ClockKind.PROMISE] = item.promise
    if item.statutory and item.statutory.limit.value:
        limits[ClockKind.STATUTORY] = item.statutory.limit
    return limits


def acceptance_limit(item: ServiceItem) -> Limit:
    """How long the office may take to answer: the Act's five days, or the item's own, shorter."""
    return item.acceptance or ACCEPTANCE_LIMIT


def statutory_trigger(case: Case, accepted_on: date) -> date:
    """The day the statutory limit is counted from: acceptance, or receipt where the law says so.

    A corrected application counts as received on the day its last material arrived.
    """
    statutory = case.item.statutory
    if statutory and statutory.start is LimitStart.RECEIPT and not case.told_notice:
        return case.received_on
    return accepted_on


def moved(
    case: Case, row: Transition, on: date, limits: dict[ClockKind, Limit] | None = None
) -> Case:
    """The case in the row's next state: clocks ended and started as the row says."""
    clocks = satisfied(case.clocks, on, *row.clocks.satisfies)
    clocks = stopped(clocks, on, *(ClockKind if row.target.is_final else row.clocks.stops))
    return replace(
        case,
        state=row.target,
        clocks=clocks + _started(case, row, on, limits or {}),
        closed_on=on if row.target.is_final else None,
    )


def run_out(
    case: Case, row: Transition, passed_on: date, limits: dict[ClockKind, Limit], counted_from: date
) -> Case:
    """The case after a clock ran out on its last day: what follows begins at the next midnight."""
    clocks = passed(case.clocks, passed_on, *row.clocks.passes)
    after = moved(replace(case, clocks=clocks), row, the_day_after(passed_on))
    return replace(after, clocks=after.clocks + _started(case, row, counted_from, limits))


def the_day_after(day: date) -> date:
    """The day at whose first moment the running out of `day` takes effect."""
    return day + timedelta(days=1)


def _started(
    case: Case, row: Transition, on: date, limits: dict[ClockKind, Limit]
) -> tuple[Clock, ...]:
    return tuple(
        Clock(
            kind,
            statutory_trigger(case, on) if kind is ClockKind.STATUTORY else on,
            limits[kind],
        )
        for kind in row.clocks.starts
        if kind in limits
    )
