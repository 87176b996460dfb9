"""Facts: what happened at a station, one type per journal entry kind.

A fact happened before a citizen; whoever receives it records it and never refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

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
from core.ending_facts import CaseDelivered, CaseGranted, DecisionFact, EndingFact, SilenceFact
from core.entity import EntityKind
from core.notice import Notice
from core.numbering import SeriesNumber
from core.paper_facts import AboutNotice, PaperConfirmed, PaperHandedOver, ReprintOrdered
from core.paper_key import StationKeyPublished
from core.review_facts import CourseFact, ExtensionFact, JointFact, ProcedureFact
from core.staff_facts import ClerkSignedIn, ClerkSignedOut, ShiftLeftUnsent
from core.station_facts import ClockConfirmed, ClockQuestioned, RulePackAdopted
from core.supervision import SupervisionRaised

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
    "TicketIssued",
    "TicketNotShown",
    "ToldOnce",
]


@dataclass(frozen=True)
class CataloguePublished:
    """A catalogue version was published."""

    kind: ClassVar[str] = "catalogue.published"
    entity: ClassVar[EntityKind] = EntityKind.CATALOGUE

    catalogue: CatalogueVersion

    @property
    def entity_id(self) -> str:
        """The version it is about."""
        return self.catalogue.version


@dataclass(frozen=True)
class _AboutTicket:
    entity: ClassVar[EntityKind] = EntityKind.TICKET

    ticket_id: str

    @property
    def entity_id(self) -> str:
        """The ticket it is about."""
        return self.ticket_id


@dataclass(frozen=True)
class TicketIssued(_AboutTicket):
    """A number was handed to a person."""

    kind: ClassVar[str] = "ticket.issued"

    number: SeriesNumber
    day: date
    item_code: str


@dataclass(frozen=True)
class TicketCalled(_AboutTicket):
    """A number was called, or called again, to a counter."""

    kind: ClassVar[str] = "ticket.called"

    counter: str


@dataclass(frozen=True)
class ServiceStarted(_AboutTicket):
    """The person called is at the counter."""

    kind: ClassVar[str] = "ticket.started"


@dataclass(frozen=True)
class ServiceFinished(_AboutTicket):
    """The person left the counter."""

    kind: ClassVar[str] = "ticket.finished"


@dataclass(frozen=True)
class TicketNotShown(_AboutTicket):
    """Nobody answered the call."""

    kind: ClassVar[str] = "ticket.no_show"


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
    | StationKeyPublished
    | ClerkSignedIn
    | ClerkSignedOut
    | ShiftLeftUnsent
    | ClockQuestioned
    | ClockConfirmed
    | TicketIssued
    | TicketCalled
    | ServiceStarted
    | ServiceFinished
    | TicketNotShown
    | CaseReceived
    | CaseFact
    | SupervisionRaised
    | NoticeIssued
    | ReprintOrdered
    | PaperHandedOver
    | PaperConfirmed
)
