"""Facts: what happened at a station, one type per journal entry kind.

A fact happened before a citizen; whoever receives it records it and never refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.appointment_facts import AppointmentFact
from core.calendar_facts import CalendarFact
from core.case_facts import (
    AnswerFact,
    CaseAccepted,
    CaseReceived,
    IntakeFact,
    MaterialsChecked,
    ReturnVisit,
    ToldOnce,
)
from core.catalogue import CatalogueVersion
from core.catalogue_change import StatedBasis
from core.counter_facts import CounterFact
from core.ending_facts import CaseDelivered, CaseGranted, DecisionFact, EndingFact, SilenceFact
from core.entity import EntityKind
from core.guide_facts import GuideFact
from core.notice import Notice
from core.numbering import SeriesNumber
from core.paper_facts import AboutNotice, PaperConfirmed, PaperHandedOver, ReprintOrdered
from core.paper_key import StationKeyPublished
from core.queue_policy_facts import QueuePolicyAdopted
from core.quota_facts import QuotaCounted
from core.review_facts import CourseFact, ExtensionFact, JointFact, ProcedureFact
from core.staff_facts import ClerkSignedIn, ClerkSignedOut, ShiftLeftUnsent
from core.station_facts import ClockConfirmed, ClockQuestioned, RulePackAdopted
from core.supervision import SupervisionRaised
from core.ticket_facts import (
    ServiceFinished,
    ServiceStarted,
    TicketCalled,
    TicketFact,
    TicketIssued,
    TicketNotShown,
)

__all__ = [
    "CaseAccepted",
    "CaseDelivered",
    "CaseFact",
    "CaseGranted",
    "CaseReceived",
    "CataloguePublished",
    "ClerkSignedIn",
    "ClerkSignedOut",
    "EntityKind",
    "Fact",
    "GuideFact",
    "MaterialsChecked",
    "NoticeIssued",
    "PaperConfirmed",
    "PaperHandedOver",
    "ReprintOrdered",
    "ReturnVisit",
    "ServiceFinished",
    "ServiceStarted",
    "ShiftLeftUnsent",
    "StationKeyPublished",
    "TicketCalled",
    "TicketFact",
    "TicketIssued",
    "TicketNotShown",
    "ToldOnce",
]


@dataclass(frozen=True)
class CataloguePublished:
    """A catalogue version was published; `bases` answer for what it makes worse for applicants."""

    kind: ClassVar[str] = "catalogue.published"
    entity: ClassVar[EntityKind] = EntityKind.CATALOGUE

    catalogue: CatalogueVersion
    bases: tuple[StatedBasis, ...] = ()

    @property
    def entity_id(self) -> str:
        """The version it is about."""
        return self.catalogue.version


@dataclass(frozen=True)
class NoticeIssued(AboutNotice):
    """A paper was numbered; from here on it exists whether or not a printer works."""

    kind: ClassVar[str] = "notice.issued"

    case_id: str  # empty for a paper about no case
    number: SeriesNumber
    notice: Notice
    shown_by_code: tuple[str, ...] = ()  # characters no font draws, confirmed by the clerk


CaseFact = (
    IntakeFact
    | AnswerFact
    | JointFact
    | ProcedureFact
    | ExtensionFact
    | CourseFact
    | DecisionFact
    | EndingFact
    | SilenceFact
)
Fact = (
    CataloguePublished
    | RulePackAdopted
    | CalendarFact
    | StationKeyPublished
    | ClerkSignedIn
    | ClerkSignedOut
    | ShiftLeftUnsent
    | ClockQuestioned
    | ClockConfirmed
    | TicketFact
    | CounterFact
    | QueuePolicyAdopted
    | QuotaCounted
    | AppointmentFact
    | CaseReceived
    | CaseFact
    | SupervisionRaised
    | NoticeIssued
    | ReprintOrdered
    | PaperHandedOver
    | PaperConfirmed
    | GuideFact
)
