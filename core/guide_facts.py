"""Facts of the guide desk: a question taken on, handed over, given back, signed off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.entity import EntityKind
from core.staff import Clerk


@dataclass(frozen=True)
class Destination:
    """Who is to answer, and where."""

    department: str
    place: str = ""  # 二楼 12 号窗口
    phone: str = ""


@dataclass(frozen=True)
class _AboutHandOver:
    entity: ClassVar[EntityKind] = EntityKind.HAND_OVER

    hand_over_id: str

    @property
    def entity_id(self) -> str:
        """The hand-over it is about."""
        return self.hand_over_id


@dataclass(frozen=True)
class QuestionHandedOver(_AboutHandOver):
    """首问负责: a first responder took a question on and sent the person to who answers it."""

    kind: ClassVar[str] = "hand_over.begun"

    question: str
    asker: str  # may be empty
    first_responder: Clerk
    destination: Destination
    note: str  # to the receiver; may be empty
    notice_id: str  # the 指引单


@dataclass(frozen=True)
class HandOverSignedOff(_AboutHandOver):
    """The receiver has dealt with it."""

    kind: ClassVar[str] = "hand_over.signed_off"

    by: Clerk
    outcome: str


@dataclass(frozen=True)
class HandOverGivenBack(_AboutHandOver):
    """It was not the receiver's either; the first responder has it again."""

    kind: ClassVar[str] = "hand_over.given_back"

    by: Clerk
    reason: str


@dataclass(frozen=True)
class QuestionPassedOn(_AboutHandOver):
    """The first responder found another who answers it."""

    kind: ClassVar[str] = "hand_over.passed_on"

    destination: Destination
    note: str
    notice_id: str


@dataclass(frozen=True)
class SlipReprintOrdered:
    """补打: a further copy of a queue slip, with the reason."""

    kind: ClassVar[str] = "ticket.slip_reprint_ordered"
    entity: ClassVar[EntityKind] = EntityKind.TICKET

    ticket_id: str
    copy_no: int
    reason: str

    @property
    def entity_id(self) -> str:
        """The ticket it is about."""
        return self.ticket_id


GuideFact = (
    QuestionHandedOver
    | HandOverSignedOff
    | HandOverGivenBack
    | QuestionPassedOn
    | SlipReprintOrdered
)
