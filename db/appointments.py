"""Slots and appointments as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from core import appointment as rules
from core.appointment import Appointment, AppointmentState, Slot, SlotShare
from core.appointment_facts import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentCheckedIn,
    AppointmentMissed,
    SlotOpened,
)
from core.errors import Refusal
from core.moment import instant, instant_text
from db.appointment_tables import appointment, appointment_slot, slot_share

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.engine import RowMapping

    from core.appointment_facts import AppointmentFact
    from core.journal import JournalEntry


class SlotNotFound(Refusal):
    """A slot this database does not hold."""


class AppointmentNotFound(Refusal):
    """An appointment this database does not hold."""


def apply(connection: Connection, entry: JournalEntry, fact: AppointmentFact) -> None:
    """Give a fact its effect.

    Raises: Refusal of the rule it breaks; IntegrityError for a place that is not to be had.
    """
    match fact:
        case SlotOpened():
            _open(connection, entry.hall, fact.slot)
        case AppointmentBooked():
            _book(connection, fact)
        case AppointmentCheckedIn():
            before = load(connection, fact.appointment_id)
            _save(connection, rules.checked_in(before, fact.ticket_id))
        case AppointmentCancelled():
            before = load(connection, fact.appointment_id)
            _save(connection, rules.cancelled(before, fact.reason))
        case AppointmentMissed():
            _save(connection, rules.missed(load(connection, fact.appointment_id)))


def slot(connection: Connection, slot_id: str) -> Slot:
    """The slot with that id.

    Raises: SlotNotFound.
    """
    found = _slots(connection, select(appointment_slot.c.slot_id).where(_is_slot(slot_id)))
    if not found:
        raise SlotNotFound("没有找到这个预约时段，没有改动任何内容，请刷新后再选。")
    return found[0]


def slots_on(connection: Connection, hall: str, day: date) -> tuple[Slot, ...]:
    """A day's slots, earliest first."""
    chosen = select(appointment_slot.c.slot_id).where(
        appointment_slot.c.hall == hall, appointment_slot.c.day == day
    )
    return _slots(connection, chosen)


def load(connection: Connection, appointment_id: str) -> Appointment:
    """The appointment with that id.

    Raises: AppointmentNotFound.
    """
    row = (
        connection.execute(
            select(appointment).where(appointment.c.appointment_id == appointment_id)
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise AppointmentNotFound("没有找到这个预约，没有改动任何内容，请核对证件或直接取号。")
    return _appointment(row, slot(connection, row["slot_id"]))


def of_slot(connection: Connection, one: Slot) -> tuple[Appointment, ...]:
    """A slot's appointments, by station and place, the cancelled ones among them."""
    rows = connection.execute(
        select(appointment)
        .where(appointment.c.slot_id == one.slot_id)
        .order_by(appointment.c.station, appointment.c.place, appointment.c.appointment_id)
    )
    return tuple(_appointment(row, one) for row in rows.mappings())


def booked_on(connection: Connection, hall: str, day: date) -> tuple[Appointment, ...]:
    """The day's appointments that nobody has come to yet, earliest first."""
    slots = {one.slot_id: one for one in slots_on(connection, hall, day)}
    rows = connection.execute(
        select(appointment)
        .join(appointment_slot, appointment_slot.c.slot_id == appointment.c.slot_id)
        .where(
            appointment_slot.c.hall == hall,
            appointment_slot.c.day == day,
            appointment.c.state == AppointmentState.BOOKED.value,
        )
        .order_by(appointment_slot.c.begins_at, appointment.c.appointment_id)
    )
    return tuple(_appointment(row, slots[row["slot_id"]]) for row in rows.mappings())


def of_person(connection: Connection, identity_digest: str) -> tuple[Appointment, ...]:
    """The appointments of the person and day the digest stands for, earliest first."""
    rows = connection.execute(
        select(appointment)
        .where(appointment.c.identity_digest == identity_digest)
        .order_by(appointment.c.appointment_id)
    )
    found = [_appointment(row, slot(connection, row["slot_id"])) for row in rows.mappings().all()]
    return tuple(sorted(found, key=lambda one: (one.slot.begins_at, one.appointment_id)))


def of_ticket(connection: Connection, ticket_id: str) -> Appointment | None:
    """The appointment whose check-in issued the ticket."""
    found = connection.execute(
        select(appointment.c.appointment_id).where(appointment.c.ticket_id == ticket_id)
    ).scalar_one_or_none()
    return None if found is None else load(connection, found)


def names_of(connection: Connection, ticket_ids: Sequence[str]) -> dict[str, str]:
    """The booked names behind tickets, by ticket; those without an appointment are left out."""
    rows = connection.execute(
        select(appointment.c.ticket_id, appointment.c.name).where(
            appointment.c.ticket_id.in_(ticket_ids)
        )
    )
    return {row.ticket_id: row.name for row in rows}


def _open(connection: Connection, hall: str, new: Slot) -> None:
    rules.require_sound_slot(new)
    connection.execute(
        insert(appointment_slot),
        {
            "slot_id": new.slot_id,
            "hall": hall,
            "item_code": new.item_code,
            "day": new.day,
            "begins_at": instant_text(new.begins_at),
            "ends_at": instant_text(new.ends_at),
        },
    )
    connection.execute(
        insert(slot_share),
        [
            {"slot_id": new.slot_id, "station": one.station, "places": one.places}
            for one in new.shares
        ],
    )


def _book(connection: Connection, fact: AppointmentBooked) -> None:
    of = slot(connection, fact.slot_id)
    connection.execute(
        insert(appointment),
        {
            "appointment_id": fact.appointment_id,
            "slot_id": fact.slot_id,
            "station": fact.station,
            "places": of.places_of(fact.station),
            "place": fact.place,
            "name": fact.name,
            "identity_digest": fact.identity_digest,
            "phone": fact.phone,
            "state": AppointmentState.BOOKED.value,
            "ticket_id": "",
            "reason": "",
        },
    )


def _save(connection: Connection, changed: Appointment) -> None:
    connection.execute(
        update(appointment)
        .where(appointment.c.appointment_id == changed.appointment_id)
        .values(state=changed.state.value, ticket_id=changed.ticket_id, reason=changed.reason)
    )


def _slots(connection: Connection, chosen: Select[tuple[str]]) -> tuple[Slot, ...]:
    shares: dict[str, list[SlotShare]] = {}
    for row in connection.execute(
        select(slot_share).where(slot_share.c.slot_id.in_(chosen)).order_by(slot_share.c.station)
    ):
        shares.setdefault(row.slot_id, []).append(SlotShare(row.station, row.places))
    rows = connection.execute(
        select(appointment_slot)
        .where(appointment_slot.c.slot_id.in_(chosen))
        .order_by(appointment_slot.c.begins_at, appointment_slot.c.slot_id)
    )
    return tuple(
        Slot(
            row.slot_id,
            row.item_code,
            instant(row.begins_at),
            instant(row.ends_at),
            tuple(shares[row.slot_id]),
        )
        for row in rows
    )


def _is_slot(slot_id: str) -> ColumnElement[bool]:
    return appointment_slot.c.slot_id == slot_id


def _appointment(row: RowMapping, of: Slot) -> Appointment:
    return Appointment(
        row["appointment_id"],
        of,
        row["station"],
        row["place"],
        row["name"],
        row["identity_digest"],
        row["phone"],
        AppointmentState(row["state"]),
        row["ticket_id"],
        row["reason"],
    )
