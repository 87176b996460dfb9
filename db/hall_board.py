"""The rows behind a hall display."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from core.hall_board import WaitingNumber
from core.moment import instant
from core.ticket import TicketState
from db.tables import IS_AT_COUNTER, IS_WAITING, ticket

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Row


@dataclass(frozen=True)
class CalledTicket:
    """A ticket that was called today, as a board needs it."""

    ticket_id: str
    number: str
    counter: str
    called_at: datetime
    calls: int
    state: TicketState


def called_tickets(
    connection: Connection, hall: str, day: date, limit: int
) -> tuple[CalledTicket, ...]:
    """The day's last calls, newest first, and whoever is at a counter however long ago."""
    called = (ticket.c.hall == hall, ticket.c.day == day, ticket.c.called_at.is_not(None))
    newest = select(ticket).where(*called).order_by(ticket.c.called_at.desc()).limit(limit)
    present = select(ticket).where(*called, IS_AT_COUNTER)
    found = {
        row.ticket_id: _called(row)
        for statement in (newest, present)
        for row in connection.execute(statement)
    }
    return tuple(sorted(found.values(), key=lambda one: (one.called_at, one.number), reverse=True))


def waiting_numbers(connection: Connection, hall: str, day: date) -> tuple[WaitingNumber, ...]:
    """The numbers that wait today in the whole hall, longest wait first."""
    rows = connection.execute(
        select(ticket.c.number, ticket.c.reserved_for)
        .where(ticket.c.hall == hall, ticket.c.day == day, IS_WAITING)
        .order_by(ticket.c.queued_at, ticket.c.number)
    )
    return tuple(WaitingNumber(row.number, row.reserved_for) for row in rows)


def _called(row: Row[Any]) -> CalledTicket:
    return CalledTicket(
        ticket_id=row.ticket_id,
        number=row.number,
        counter=row.counter,
        called_at=instant(row.called_at),
        calls=row.calls,
        state=TicketState(row.state),
    )
