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
from core.guide_facts import GuideFact
from core.notice import Notice
from core.numbering import SeriesNumber
from core.review_facts import CourseFact, ExtensionFact, JointFact, ProcedureFact
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
    "GuideFact",
    "MaterialsChecked",
    "NoticeIssued",
    "PaperConfirmed",
    "PaperHandedOver",
    "ReprintOrdered",
    "ReturnVisit",
    "ServiceFinished",
    "ServiceStarted",
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
class StationKeyPublished:
    """A station told its hall the key that its papers are checked with."""

    kind: ClassVar[str] = "paper_key.published"
    entity: ClassVar[EntityKind] = EntityKind.PAPER_KEY

    station: str
    public_key: str  # Ed25519, 64 hex digits

    @property
    def entity_id(self) -> str:
        """The key it is about."""
        return self.public_key


@dataclass(frozen=True)
class ClerkSignedIn:
    """A clerk took a counter."""

    kind: ClassVar[str] = "clerk.signed_in"
    entity: ClassVar[EntityKind] = EntityKind.CLERK

    badge: str
    name: str
    counter: str

    @property
    def entity_id(self) -> str:
        """The badge it is about."""
        return self.badge


@dataclass(frozen=True)
class ClerkSignedOut:
    """A clerk left a counter."""

    kind: ClassVar[str] = "clerk.signed_out"
    entity: ClassVar[EntityKind] = EntityKind.CLERK

    badge: str
    counter: str

    @property
    def entity_id(self) -> str:
        """The badge it is about."""
        return self.badge


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
class _AboutNotice:
    entity: ClassVar[EntityKind] = EntityKind.NOTICE

    notice_id: str

    @property
    def entity_id(self) -> str:
        """The paper it is about."""
        return self.notice_id


@dataclass(frozen=True)
class NoticeIssued(_AboutNotice):
    """A paper was numbered; from here on it exists whether or not a printer works."""

    kind: ClassVar[str] = "notice.issued"

    case_id: str  # empty for a paper about no case
    number: SeriesNumber
    notice: Notice
    shown_by_code: tuple[str, ...] = ()  # characters no font draws, confirmed by the clerk


@dataclass(frozen=True)
class ReprintOrdered(_AboutNotice):
    """补打: a further numbered copy, with the reason."""

    kind: ClassVar[str] = "notice.reprint_ordered"

    copy_no: int
    reason: str


@dataclass(frozen=True)
class PaperHandedOver(_AboutNotice):
    """The device took the sheet's bytes; whether paper came out is not known yet."""

    kind: ClassVar[str] = "notice.handed_over"

    print_id: str
    copy_no: int
    sha256: str
    device: str


@dataclass(frozen=True)
class PaperConfirmed(_AboutNotice):
    """The clerk saw the sheet."""

    kind: ClassVar[str] = "notice.confirmed"

    copy_no: int


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
    | GuideFact
)
