"""预约 at the hall: slots opened, places booked, people checked in, no-shows recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.applicant import usable_identity
from core.appointment import AppointmentState as State
from core.appointment import (
    Arrival,
    Slot,
    arrival,
    cancelled,
    free_place,
    identity_digest,
    is_missed,
    require_cancellation_reason,
    require_first,
    require_not_open,
    require_sound_slot,
)
from core.appointment_facts import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentCheckedIn,
    AppointmentMissed,
    SlotOpened,
)
from core.errors import Refusal
from core.item_group import APPOINTED
from core.staff import Role
from core.ticket import Ticket
from core.ticket_class import Entitlement
from db import appointments, catalogues, queue_policies
from db.unit_of_work import new_id
from desktop import reception

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.applicant import Applicant
    from core.appointment import Appointment
    from core.staff import OnDuty
    from db.unit_of_work import Reading, UnitOfWork


class SlotNotForYou(Refusal):
    """A slot is opened by someone who does not administer the hall."""


@dataclass(frozen=True)
class CheckIn:
    """The ticket of a person with an appointment, and how it joins the queue."""

    ticket: Ticket
    arrival: Arrival


@dataclass(frozen=True)
class Offer:
    """A day's slots that can still be booked, each with its free places."""

    day: date
    slots: tuple[tuple[Slot, int], ...]

    @property
    def free(self) -> int:
        """Places on the day."""
        return sum(free for _, free in self.slots)


def open_slot(work: UnitOfWork, duty: OnDuty, slot: Slot) -> Slot:
    """Open a slot with every station's share.

    Raises: SlotNotForYou, SlotNotSound.
    """
    if duty.clerk.role is not Role.ADMINISTRATOR:
        raise SlotNotForYou(
            f"预约时段须由管理员开放，{duty.clerk.name}是{duty.clerk.role.word}，没有开放，"
            "请管理员登录后再开放。"
        )
    require_sound_slot(slot)
    work.record(SlotOpened(slot), duty.clerk.badge)
    return slot


def open_slots(work: UnitOfWork, duty: OnDuty, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Open them in one go: all of them or, with one that cannot be, none.

    Raises: SlotOpenAlready, NoCatalogue, ItemNotInCatalogue and those of `open_slot`.
    """
    version = catalogues.version_in_force(work.connection, work.today)
    for slot in slots:
        catalogues.item(work.connection, version, slot.item_code)
        hall = work.identity.hall
        require_not_open(slot, appointments.slots_on(work.connection, hall, slot.day))
        open_slot(work, duty, slot)
    return tuple(slots)


def book(work: UnitOfWork, duty: OnDuty, slot_id: str, person: Applicant) -> Appointment:
    """Give a person a place of this station's share.

    Raises: SlotNotFound, SlotOver, SlotFull, AlreadyBooked.
    """
    slot = appointments.slot(work.connection, slot_id)
    digest = identity_digest(work.identity.hall, slot.day, person.identity_number)
    require_first(slot, appointments.of_person(work.connection, digest))
    station = work.identity.station
    place = free_place(slot, station, _taken(work, slot), work.now)
    booked = AppointmentBooked(new_id(), slot_id, station, place, person.name, digest, person.phone)
    work.record(booked, duty.clerk.badge)
    return appointments.load(work.connection, booked.appointment_id)


def check_in(work: UnitOfWork, duty: OnDuty, appointment_id: str, ticket_id: str = "") -> CheckIn:
    """The person is here: a ticket, and the words to say with it.

    Raises: AppointmentNotFound, AppointmentNotToday, AppointmentStepNotAllowed, RangeExhausted.
    """
    appointment = appointments.load(work.connection, appointment_id)
    policy = queue_policies.in_force(work.connection, work.identity.hall)
    joins = arrival(appointment, policy.appointment, work.now)
    entitled = Entitlement(joins.klass, due_at=joins.due_at)
    item_code = appointment.slot.item_code
    ticket = reception.issue_ticket(work, duty, item_code, APPOINTED, entitled, ticket_id)
    fact = AppointmentCheckedIn(appointment_id, ticket.ticket_id, joins.klass)
    work.record(fact, duty.clerk.badge)
    return CheckIn(ticket, joins)


def came(here: Reading | UnitOfWork, ticket: Ticket) -> Arrival | None:
    """How the holder of a ticket joined the queue at check-in; None without an appointment."""
    appointment = appointments.of_ticket(here.connection, ticket.ticket_id)
    if appointment is None:
        return None
    policy = queue_policies.in_force(here.connection, here.identity.hall)
    booked = replace(appointment, state=State.BOOKED)
    return arrival(booked, policy.appointment, ticket.issued_at)


def cancel(work: UnitOfWork, duty: OnDuty, appointment_id: str, reason: str) -> Appointment:
    """Give the place back.

    Raises: AppointmentNotFound, AppointmentStepNotAllowed, CancelledWithoutReason.
    """
    kept = require_cancellation_reason(reason)
    after = cancelled(appointments.load(work.connection, appointment_id), kept)
    work.record(AppointmentCancelled(appointment_id, kept), duty.clerk.badge)
    return after


def record_missed(work: UnitOfWork, duty: OnDuty, day: date) -> tuple[Appointment, ...]:
    """Put on record who did not come to the day's slots that are over; once is enough."""
    rule = queue_policies.in_force(work.connection, work.identity.hall).appointment
    missed = []
    for slot in appointments.slots_on(work.connection, work.identity.hall, day):
        for one in appointments.of_slot(work.connection, slot):
            if is_missed(one, rule, work.now):
                work.record(AppointmentMissed(one.appointment_id), duty.clerk.badge)
                missed.append(one)
    return tuple(missed)


def slots_on(reading: Reading, day: date) -> tuple[tuple[Slot, int], ...]:
    """A day's slots with the places this station still has."""
    return tuple((slot, _free(reading, slot)) for slot in _slots(reading, day))


def offered(reading: Reading, item_code: str) -> tuple[Offer, ...]:
    """The coming days with a slot of the item to be had from this station's share."""
    days = (reading.today + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
    offers = (
        Offer(
            day,
            tuple(
                (slot, free)
                for slot in _slots(reading, day)
                if slot.item_code == item_code and slot.begins_at > reading.now
                if (free := _free(reading, slot)) > 0
            ),
        )
        for day in days
    )
    return tuple(offer for offer in offers if offer.slots)


def of_person(reading: Reading, identity_number: str) -> tuple[Appointment, ...]:
    """Today's appointments of whoever shows this document.

    Raises: IdentityNotValid.
    """
    shown = usable_identity(identity_number)
    digest = identity_digest(reading.identity.hall, reading.today, shown)
    return appointments.of_person(reading.connection, digest)


_DAYS_AHEAD = 14


def _slots(reading: Reading, day: date) -> tuple[Slot, ...]:
    return appointments.slots_on(reading.connection, reading.identity.hall, day)


def _free(reading: Reading, slot: Slot) -> int:
    """The places this station still has."""
    return slot.places_of(reading.identity.station) - len(_taken(reading, slot))


def _taken(here: Reading | UnitOfWork, slot: Slot) -> set[int]:
    """The places of this station's share that somebody holds."""
    return {
        one.place
        for one in appointments.of_slot(here.connection, slot)
        if one.station == here.identity.station and one.state is not State.CANCELLED
    }
