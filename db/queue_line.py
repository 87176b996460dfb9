"""The line at one station as rows: who waits for a call, and the day's calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from core.moment import instant
from core.queue_order import RecentCalls, call_of
from core.queue_policy import Waiting
from core.ticket import TicketState
from core.ticket_class import TicketClass
from db.appointment_tables import appointment, appointment_slot
from db.tables import ticket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row

    from core.queue_policy import QueuePolicy


def waiting_at(connection: Connection, home: str, day: date) -> tuple[Waiting, ...]:
    """Everybody who waits at the station, not only the first of a long line."""
    waits = ticket.c.state == TicketState.WAITING.value
    return tuple(_waiting(row) for row in _rows(connection, home, day, waits))


def calls_at(connection: Connection, home: str, day: date, policy: QueuePolicy) -> RecentCalls:
    """The day's calls of the station's tickets; a ticket called again counts by its last call."""
    rows = _rows(connection, home, day, ticket.c.called_at.is_not(None))
    calls = (call_of(_waiting(row), policy, row.counter, instant(row.called_at)) for row in rows)
    return RecentCalls(tuple(sorted(calls, key=lambda call: call.called_at)))


def _rows(
    connection: Connection, home: str, day: date, which: ColumnElement[bool]
) -> Iterator[Row[tuple[object, ...]]]:
    yield from connection.execute(
        select(ticket, appointment_slot.c.begins_at)
        .outerjoin(appointment, appointment.c.ticket_id == ticket.c.ticket_id)
        .outerjoin(appointment_slot, appointment_slot.c.slot_id == appointment.c.slot_id)
        .where(ticket.c.home == home, ticket.c.day == day, which)
    )


def _waiting(row: Row[tuple[object, ...]]) -> Waiting:
    due = row.begins_at and instant(row.begins_at)
    return Waiting(
        row.ticket_id,
        row.number,
        TicketClass.APPOINTMENT if due else TicketClass.ORDINARY,
        (row.item_code,) if row.item_code else (),
        instant(row.issued_at),
        due,
    )
