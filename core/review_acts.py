"""Acts of a review as facts: what each was measured by is worked out when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_course import URGENT
from core.case_facts import CorrectionExtended
from core.clock import Clock, ClockKind, binding, governing, open_clock
from core.errors import Refusal
from core.review_facts import (
    ExtensionApproved,
    ExtensionDelivered,
    ExtensionRequested,
    MarkedUrgent,
    OverdueExplained,
    ProcedureApproved,
    ProcedureBegun,
)

if TYPE_CHECKING:
    from datetime import date

    from core.calendar import Calendar
    from core.case_record import Case
    from core.limit import Limit
    from core.service import PaperTrail, Service
    from core.staff import Clerk


class NotShorter(Refusal):
    """An urgent case's own clock would end after the one it is to beat."""


class NotOverdue(Refusal):
    """A 超时说明 while nothing is overdue."""


class DayNotCome(Refusal):
    """Something is recorded as done on a day that has not come."""


def require_come(day: date, today: date) -> None:
    """What is recorded as done has been done.

    Raises: DayNotCome.
    """
    if day > today:
        raise DayNotCome(
            f"登记的日期 {day:%Y-%m-%d} 还没有到，没有登记，办件没有变动，请核对日期。"
        )


def current_due(case: Case, calendar: Calendar) -> date | None:
    """The day by which the office must decide; None while its clock stands or none runs."""
    clock = binding(case.clocks)
    return clock.due(calendar).due if clock else None


def overdue_clocks(case: Case, on: date, calendar: Calendar) -> tuple[Clock, ...]:
    """The office's clocks of a decision that ran out before a day."""
    running = (open_clock(case.clocks, kind) for kind in _OFFICE)
    return tuple(clock for clock in running if clock and not _runs_on(clock, on, calendar))


def more_time_to_correct(
    case: Case, limit: Limit, reason: str, on: date, by: Clerk, calendar: Calendar
) -> CorrectionExtended:
    """The applicant gets more time."""
    clock = open_clock(case.clocks, ClockKind.CORRECTION)
    due_on = clock.due(calendar).due if clock else None
    return CorrectionExtended(case.case_id, limit, reason, on, due_on, by)


def extension_requested(
    case: Case, limit: Limit, reason: str, on: date, by: Clerk, calendar: Calendar
) -> ExtensionRequested:
    """More time is asked for."""
    return ExtensionRequested(case.case_id, limit, reason, on, current_due(case, calendar), by)


def extension_approved(
    case: Case, notice_id: str, on: date, by: Clerk, calendar: Calendar
) -> ExtensionApproved:
    """More time is approved, its notice being numbered."""
    return ExtensionApproved(case.case_id, notice_id, on, current_due(case, calendar), by)


def extension_delivered(
    case: Case, paper: PaperTrail, service: Service, by: Clerk, calendar: Calendar
) -> ExtensionDelivered:
    """The notice reached the applicant: a promise broken by then is not mended by it."""
    running = (open_clock(case.clocks, kind) for kind in _OFFICE)
    extends = tuple(
        clock.kind for clock in running if clock and _runs_on(clock, service.on, calendar)
    )
    due_on = current_due(case, calendar)
    return ExtensionDelivered(case.case_id, paper, service, due_on, extends, by)


def procedure_approved(
    case: Case,
    number: int,
    notice_id: str,
    begins_on: date,
    on: date,
    by: Clerk,
    calendar: Calendar,
) -> ProcedureApproved:
    """A special procedure is approved, its notice being numbered."""
    due_on = current_due(case, calendar)
    return ProcedureApproved(case.case_id, number, begins_on, notice_id, on, due_on, by)


def procedure_begun(
    case: Case, number: int, paper: PaperTrail, service: Service, by: Clerk, calendar: Calendar
) -> ProcedureBegun:
    """The notice reached the applicant."""
    due_on = current_due(case, calendar)
    return ProcedureBegun(case.case_id, number, paper, service, due_on, by)


def marked_urgent(
    case: Case, reason: str, limit: Limit, on: date, by: Clerk, calendar: Calendar
) -> MarkedUrgent:
    """急件: a clock of its own, inside the one the case is watched by.

    Raises: NotShorter.
    """
    watched = governing(case.clocks)
    own = Clock(ClockKind.STEP, on, limit, subject=URGENT).due(calendar).due
    outer = watched.due(calendar).due if watched else None
    if own is not None and outer is not None and own > outer:
        raise NotShorter(
            f"急件时限到 {own:%Y-%m-%d}，比原来的 {outer:%Y-%m-%d} 还晚，没有登记，办件没有变动，"
            "请缩短急件时限。"
        )
    return MarkedUrgent(case.case_id, reason, limit, on, by)


def overdue_explained(
    case: Case, reason: str, measures: str, on: date, by: Clerk, calendar: Calendar
) -> OverdueExplained:
    """Why it is late.

    Raises: NotOverdue.
    """
    if not overdue_clocks(case, on, calendar):
        raise NotOverdue(
            f"办件 {case.number} 没有超过办理时限，不需要超时说明，办件没有变动，请按期办结。"
        )
    return OverdueExplained(case.case_id, reason, measures, on, by)


def _runs_on(clock: Clock, day: date, calendar: Calendar) -> bool:
    due = clock.due(calendar).due
    return due is None or day <= due


_OFFICE = (ClockKind.PROMISE, ClockKind.STATUTORY)
