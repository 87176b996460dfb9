"""Facts of a case before its review: receipt, checking, telling, acceptance, refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.applicant import Applicant
from core.case_states import CaseEvent
from core.checklist import Tick
from core.entity import AboutCase
from core.limit import Limit
from core.numbering import SeriesNumber
from core.silence import Lapse
from core.staff import Clerk


@dataclass(frozen=True)
class CaseReceived(AboutCase):
    """收件: materials were handed over; the acceptance clock runs from this day."""

    kind: ClassVar[str] = "case.received"

    number: SeriesNumber
    ticket_id: str
    catalogue_version: str
    item_code: str
    applicant: Applicant
    received_on: date
    counter: str


@dataclass(frozen=True)
class MaterialsChecked(AboutCase):
    """The clerk went through rows of the checklist."""

    kind: ClassVar[str] = "case.materials_checked"

    ticks: tuple[Tick, ...]
    checked_on: date | None = None

    @property
    def day(self) -> date | None:
        """The day of the check; None in entries written before it was kept."""
        return self.checked_on


@dataclass(frozen=True)
class ReturnVisit(AboutCase):
    """The applicant came back with the slip."""

    kind: ClassVar[str] = "case.return_visit"

    ticket_id: str


@dataclass(frozen=True)
class CorrectedOnTheSpot(AboutCase):
    """当场更正: mistakes the applicant put right at the counter (行政许可法 art. 32(3))."""

    kind: ClassVar[str] = "case.corrected_on_the_spot"
    event: ClassVar[CaseEvent] = CaseEvent.CORRECT_ON_THE_SPOT

    corrections: tuple[str, ...]
    initialled_by: str  # the applicant or agent
    corrected_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the correction."""
        return self.corrected_on


@dataclass(frozen=True)
class ToldOnce(AboutCase):
    """一次性告知: everything missing was told, with the limit to supply it and what follows."""

    kind: ClassVar[str] = "case.told_once"
    event: ClassVar[CaseEvent] = CaseEvent.TELL_ONCE

    notice_id: str
    told_on: date
    correction_limit: Limit
    lapse: Lapse = Lapse.WITHDRAWN
    by: Clerk | None = None  # None in entries written before it was kept

    @property
    def day(self) -> date:
        """The day of telling."""
        return self.told_on


@dataclass(frozen=True)
class MaterialsSupplied(AboutCase):
    """Some of the listed materials came in, others are still open; the same list stands."""

    kind: ClassVar[str] = "case.materials_supplied"
    event: ClassVar[CaseEvent] = CaseEvent.SUPPLY

    supplied_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day they came in."""
        return self.supplied_on


@dataclass(frozen=True)
class CorrectionExtended(AboutCase):
    """The applicant got more time to supply what is missing."""

    kind: ClassVar[str] = "case.correction_extended"
    event: ClassVar[CaseEvent] = CaseEvent.EXTEND_CORRECTION

    limit: Limit
    reason: str
    extended_on: date
    due_on: date | None  # the due date it was given before
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the extension."""
        return self.extended_on


@dataclass(frozen=True)
class CaseAccepted(AboutCase):
    """受理."""

    kind: ClassVar[str] = "case.accepted"
    event: ClassVar[CaseEvent] = CaseEvent.ACCEPT

    accepted_on: date
    by: Clerk | None = None  # None in entries written before it was kept

    @property
    def day(self) -> date:
        """The day of acceptance."""
        return self.accepted_on


@dataclass(frozen=True)
class ConditionallyAccepted(AboutCase):
    """容缺受理: the main materials are here, the rest follows within a limit of its own."""

    kind: ClassVar[str] = "case.conditionally_accepted"
    event: ClassVar[CaseEvent] = CaseEvent.ACCEPT_CONDITIONALLY

    notice_id: str  # the 容缺受理承诺书 with its list
    accepted_on: date
    correction_limit: Limit
    lapse: Lapse
    by: Clerk

    @property
    def day(self) -> date:
        """The day of acceptance."""
        return self.accepted_on


@dataclass(frozen=True)
class ConditionCompleted(AboutCase):
    """What was accepted conditionally is complete."""

    kind: ClassVar[str] = "case.condition_completed"
    event: ClassVar[CaseEvent] = CaseEvent.COMPLETE

    completed_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day the last material came in."""
        return self.completed_on


@dataclass(frozen=True)
class FoundNotRequired(AboutCase):
    """不受理: the matter needs no licence (行政许可法 art. 32(1))."""

    kind: ClassVar[str] = "case.not_required"
    event: ClassVar[CaseEvent] = CaseEvent.FIND_NOT_REQUIRED

    reason: str
    found_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the answer."""
        return self.found_on


@dataclass(frozen=True)
class CaseRefused(AboutCase):
    """不予受理: not this organ's power, or still deficient (行政许可法 art. 32(2))."""

    kind: ClassVar[str] = "case.refused"
    event: ClassVar[CaseEvent] = CaseEvent.REFUSE

    reason: str
    right_organ: str  # may be empty: the defect is another one
    refused_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the refusal."""
        return self.refused_on


@dataclass(frozen=True)
class LaterDemand(AboutCase):
    """A demand the one notice did not make; answered for by a chief representative.

    `rows` are rows of the frozen catalogue, `outside` names what the catalogue does not know;
    both empty: a second notice was asked for.
    """

    kind: ClassVar[str] = "case.later_demand"
    event: ClassVar[CaseEvent] = CaseEvent.DEMAND_LATER

    rows: tuple[int, ...]
    outside: tuple[str, ...]
    reason: str
    demanded_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the demand."""
        return self.demanded_on


IntakeFact = (
    MaterialsChecked
    | ReturnVisit
    | CorrectedOnTheSpot
    | ToldOnce
    | MaterialsSupplied
    | CorrectionExtended
    | LaterDemand
)
AnswerFact = (
    CaseAccepted | ConditionallyAccepted | ConditionCompleted | FoundNotRequired | CaseRefused
)
