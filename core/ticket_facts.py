"""Facts about a ticket, from the number handed out to the person's leaving."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.entity import EntityKind
from core.numbering import SeriesNumber
from core.ticket import Ticket
from core.ticket_class import TicketClass
from core.ticket_states import TicketEvent


class Place(enum.Enum):
    """Where in the queue a ticket goes back to."""

    KEPT = "kept"
    END = "end"


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
    klass: TicketClass = TicketClass.ORDINARY
    ground: str = ""  # what a preference rests on: 残疾人证
    due_at: datetime | None = None
    shown: int = 0  # the digits on the slip; 0: those of the serial
    queued_at: datetime | None = None  # the place of the ticket it was split from


@dataclass(frozen=True)
class TicketCalled(_AboutTicket):
    """A number was called, or called again, to a counter."""

    kind: ClassVar[str] = "ticket.called"
    event: ClassVar[TicketEvent] = TicketEvent.CALL

    counter: str
    reason: str = ""  # the words of the queue's order; empty when the clerk chose


@dataclass(frozen=True)
class ServiceStarted(_AboutTicket):
    """The person called is at the counter."""

    kind: ClassVar[str] = "ticket.started"
    event: ClassVar[TicketEvent] = TicketEvent.START


@dataclass(frozen=True)
class ServiceFinished(_AboutTicket):
    """The person left the counter."""

    kind: ClassVar[str] = "ticket.finished"
    event: ClassVar[TicketEvent] = TicketEvent.FINISH


@dataclass(frozen=True)
class TicketSetBack(_AboutTicket):
    """Nobody answered the call; the number waits to be called again."""

    kind: ClassVar[str] = "ticket.set_back"
    event: ClassVar[TicketEvent] = TicketEvent.SET_BACK

    not_before: datetime


@dataclass(frozen=True)
class TicketNotShown(_AboutTicket):
    """Nobody answered the call, and no further one is due."""

    kind: ClassVar[str] = "ticket.no_show"
    event: ClassVar[TicketEvent] = TicketEvent.NO_SHOW


@dataclass(frozen=True)
class TicketRevived(_AboutTicket):
    """The person of a missed number came after all."""

    kind: ClassVar[str] = "ticket.revived"
    event: ClassVar[TicketEvent] = TicketEvent.REVIVE

    place: Place


@dataclass(frozen=True)
class TicketParked(_AboutTicket):
    """The person in service went away to come back."""

    kind: ClassVar[str] = "ticket.parked"
    event: ClassVar[TicketEvent] = TicketEvent.PARK

    reason: str


@dataclass(frozen=True)
class TicketResumed(_AboutTicket):
    """A parked person is served again, perhaps at another counter."""

    kind: ClassVar[str] = "ticket.resumed"
    event: ClassVar[TicketEvent] = TicketEvent.RESUME

    counter: str


@dataclass(frozen=True)
class TicketTransferred(_AboutTicket):
    """A person was sent on under the same number; what is empty stays open or as it was."""

    kind: ClassVar[str] = "ticket.transferred"
    event: ClassVar[TicketEvent] = TicketEvent.TRANSFER

    counter: str
    item_code: str
    note: str
    place: Place = Place.KEPT


@dataclass(frozen=True)
class TicketReturned(_AboutTicket):
    """A person went back to the queue."""

    kind: ClassVar[str] = "ticket.returned"
    event: ClassVar[TicketEvent] = TicketEvent.RETURN

    place: Place


@dataclass(frozen=True)
class TicketEdited(_AboutTicket):
    """What the person comes for, or the note about them, was changed."""

    kind: ClassVar[str] = "ticket.edited"
    event: ClassVar[TicketEvent] = TicketEvent.EDIT

    items: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class TicketLeft(_AboutTicket):
    """The person went away without being served to the end."""

    kind: ClassVar[str] = "ticket.left"
    event: ClassVar[TicketEvent] = TicketEvent.LEAVE

    reason: str = ""


@dataclass(frozen=True)
class TicketVoided(_AboutTicket):
    """A number was handed out by mistake."""

    kind: ClassVar[str] = "ticket.voided"
    event: ClassVar[TicketEvent] = TicketEvent.VOID

    reason: str


@dataclass(frozen=True)
class TicketJoined(_AboutTicket):
    """The person holds another number as well, and is served under that."""

    kind: ClassVar[str] = "ticket.joined"
    event: ClassVar[TicketEvent] = TicketEvent.JOIN

    into: str  # the number that stays


@dataclass(frozen=True)
class TicketSweptUp(_AboutTicket):
    """A number still open after its day was closed; when the person left, nobody knows."""

    kind: ClassVar[str] = "ticket.swept_up"
    event: ClassVar[TicketEvent] = TicketEvent.CLOSE


@dataclass(frozen=True)
class TicketStepUndone(_AboutTicket):
    """A step was taken back at once: the ticket stands as it stood before."""

    kind: ClassVar[str] = "ticket.undone"

    undone: TicketEvent
    before: Ticket


TicketStep = (
    TicketCalled
    | ServiceStarted
    | ServiceFinished
    | TicketSetBack
    | TicketNotShown
    | TicketRevived
    | TicketParked
    | TicketResumed
    | TicketTransferred
    | TicketReturned
    | TicketEdited
    | TicketLeft
    | TicketVoided
    | TicketJoined
    | TicketSweptUp
)
TicketFact = TicketIssued | TicketStep | TicketStepUndone
