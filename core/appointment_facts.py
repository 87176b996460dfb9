"""Facts about appointments and the slots they are made in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.appointment import Slot
from core.entity import EntityKind
from core.ticket_class import TicketClass


@dataclass(frozen=True)
class SlotOpened:
    """A slot was opened, its places divided among the stations."""

    kind: ClassVar[str] = "appointment_slot.opened"
    entity: ClassVar[EntityKind] = EntityKind.APPOINTMENT_SLOT

    slot: Slot

    @property
    def entity_id(self) -> str:
        """The slot it is about."""
        return self.slot.slot_id


@dataclass(frozen=True)
class _AboutAppointment:
    entity: ClassVar[EntityKind] = EntityKind.APPOINTMENT

    appointment_id: str

    @property
    def entity_id(self) -> str:
        """The appointment it is about."""
        return self.appointment_id


@dataclass(frozen=True)
class AppointmentBooked(_AboutAppointment):
    """A person was given a place."""

    kind: ClassVar[str] = "appointment.booked"

    slot_id: str
    station: str  # whose share the place is of
    place: int
    name: str
    identity_digest: str
    phone: str


@dataclass(frozen=True)
class AppointmentCheckedIn(_AboutAppointment):
    """The person came and was given a ticket of that class."""

    kind: ClassVar[str] = "appointment.checked_in"

    ticket_id: str
    klass: TicketClass


@dataclass(frozen=True)
class AppointmentCancelled(_AboutAppointment):
    """The place was given back."""

    kind: ClassVar[str] = "appointment.cancelled"

    reason: str


@dataclass(frozen=True)
class AppointmentMissed(_AboutAppointment):
    """Nobody came."""

    kind: ClassVar[str] = "appointment.missed"


AppointmentFact = (
    SlotOpened | AppointmentBooked | AppointmentCheckedIn | AppointmentCancelled | AppointmentMissed
)
