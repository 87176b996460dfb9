"""Facts of a case under review: assistance, special procedures, extension, urgency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.case_parts import Ground, JointMode, ProcedureEnd
from core.case_states import CaseEvent
from core.clock import ClockKind
from core.entity import AboutCase
from core.limit import Limit
from core.service import PaperTrail, Service
from core.silence import AssistSilence
from core.staff import Clerk

# `due_on` is the current due date an act was measured by when it was done: a later amendment of
# the calendar must not make it late. None while the clock stands or none runs.


@dataclass(frozen=True)
class AssistAsked(AboutCase):
    """转协办: the lead department asks others to assist, each within a clock of its own."""

    kind: ClassVar[str] = "case.assist_asked"
    event: ClassVar[CaseEvent] = CaseEvent.ASK_ASSIST

    mode: JointMode
    lead: str
    departments: tuple[str, ...]
    matter: str
    limit: Limit
    silence: AssistSilence
    asked_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of asking."""
        return self.asked_on


@dataclass(frozen=True)
class AssistAnswered(AboutCase):
    """A department asked to assist gave its opinion."""

    kind: ClassVar[str] = "case.assist_answered"
    event: ClassVar[CaseEvent] = CaseEvent.ANSWER_ASSIST

    department: str
    opinion: str
    answered_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the answer."""
        return self.answered_on


@dataclass(frozen=True)
class ProcedureRequested(AboutCase):
    """A special procedure is asked for; the clocks run on."""

    kind: ClassVar[str] = "case.procedure_requested"
    event: ClassVar[CaseEvent] = CaseEvent.REQUEST_PROCEDURE

    ground: Ground
    reason: str
    expected: Limit
    requested_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the request."""
        return self.requested_on


@dataclass(frozen=True)
class _AboutProcedure(AboutCase):
    procedure: int  # its number within the case


@dataclass(frozen=True)
class ProcedureApproved(_AboutProcedure):
    """A special procedure is approved and its notice numbered; the clocks run on."""

    kind: ClassVar[str] = "case.procedure_approved"
    event: ClassVar[CaseEvent] = CaseEvent.APPROVE_PROCEDURE

    begins_on: date
    notice_id: str
    approved_on: date
    due_on: date | None
    by: Clerk

    @property
    def day(self) -> date:
        """The day of approval."""
        return self.approved_on


@dataclass(frozen=True)
class ProcedureRejected(_AboutProcedure):
    """A special procedure is not approved, or given up before it began."""

    kind: ClassVar[str] = "case.procedure_rejected"
    event: ClassVar[CaseEvent] = CaseEvent.REJECT_PROCEDURE

    reason: str
    rejected_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of rejection."""
        return self.rejected_on


@dataclass(frozen=True)
class ProcedureBegun(_AboutProcedure):
    """暂停: the notice was delivered, so the clocks stand from the day it says or from now."""

    kind: ClassVar[str] = "case.procedure_begun"
    event: ClassVar[CaseEvent] = CaseEvent.BEGIN_PROCEDURE

    paper: PaperTrail
    service: Service
    due_on: date | None
    by: Clerk

    @property
    def day(self) -> date:
        """The day of delivery."""
        return self.service.on


@dataclass(frozen=True)
class ProcedureEnded(_AboutProcedure):
    """The result arrived, or the procedure was called off: the clocks run again."""

    kind: ClassVar[str] = "case.procedure_ended"
    event: ClassVar[CaseEvent] = CaseEvent.END_PROCEDURE

    end: ProcedureEnd
    result: str
    ended_on: date  # the day the result arrived; it does not count
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the result."""
        return self.ended_on


@dataclass(frozen=True)
class ExtensionRequested(AboutCase):
    """More time is asked for."""

    kind: ClassVar[str] = "case.extension_requested"
    event: ClassVar[CaseEvent] = CaseEvent.REQUEST_EXTENSION

    limit: Limit
    reason: str
    requested_on: date
    due_on: date | None
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the request."""
        return self.requested_on


@dataclass(frozen=True)
class ExtensionApproved(AboutCase):
    """More time is approved and its notice numbered; the old due date stands until delivery."""

    kind: ClassVar[str] = "case.extension_approved"
    event: ClassVar[CaseEvent] = CaseEvent.APPROVE_EXTENSION

    notice_id: str
    approved_on: date
    due_on: date | None
    by: Clerk

    @property
    def day(self) -> date:
        """The day of approval."""
        return self.approved_on


@dataclass(frozen=True)
class ExtensionDelivered(AboutCase):
    """延期: told before the old due date; `extends` are the clocks that had not run out."""

    kind: ClassVar[str] = "case.extended"
    event: ClassVar[CaseEvent] = CaseEvent.EXTEND

    paper: PaperTrail
    service: Service
    due_on: date | None
    extends: tuple[ClockKind, ...]
    by: Clerk

    @property
    def day(self) -> date:
        """The day of delivery."""
        return self.service.on


@dataclass(frozen=True)
class MarkedUrgent(AboutCase):
    """急件: with a reason, an approver and a shorter clock of its own."""

    kind: ClassVar[str] = "case.marked_urgent"
    event: ClassVar[CaseEvent] = CaseEvent.MARK_URGENT

    reason: str
    limit: Limit
    marked_on: date
    by: Clerk  # who approved it

    @property
    def day(self) -> date:
        """The day of marking."""
        return self.marked_on


@dataclass(frozen=True)
class OverdueExplained(AboutCase):
    """超时说明: why it is late and what is done about it (优化营商环境条例 art. 36)."""

    kind: ClassVar[str] = "case.overdue_explained"
    event: ClassVar[CaseEvent] = CaseEvent.EXPLAIN_OVERDUE

    reason: str
    measures: str
    explained_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the explanation."""
        return self.explained_on


ProcedureFact = (
    ProcedureRequested | ProcedureApproved | ProcedureRejected | ProcedureBegun | ProcedureEnded
)
ExtensionFact = ExtensionRequested | ExtensionApproved | ExtensionDelivered
JointFact = AssistAsked | AssistAnswered
CourseFact = MarkedUrgent | OverdueExplained
