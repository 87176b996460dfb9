"""The line at one station as rows: who waits for a call, and the day's calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from core.queue_order import RecentCalls, call_of
from core.queue_policy import Waiting
from core.ticket import TicketState
from db.tables import ticket
from db.tickets import ticket_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Connection

    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket


def waiting_at(connection: Connection, hall: str, home: str, day: date) -> tuple[Waiting, ...]:
    """Everybody who waits at the station, not only the first of a long line."""
    waits = ticket.c.state == TicketState.WAITING.value
    return tuple(_waiting(one) for one in _tickets(connection, hall, home, day, waits))


def calls_at(
    connection: Connection, hall: str, home: str, day: date, policy: QueuePolicy
) -> RecentCalls:
    """The day's calls of the station's tickets; a ticket called again counts by its last call."""
    calls = (
        call_of(_waiting(one), policy, one.counter, one.called_at)
        for one in _tickets(connection, hall, home, day, ticket.c.called_at.is_not(None))
        if one.called_at is not None
    )
    return RecentCalls(tuple(sorted(calls, key=lambda call: call.called_at)))


def _tickets(
    connection: Connection, hall: str, home: str, day: date, which: ColumnElement[bool]
) -> tuple[Ticket, ...]:
    of_day = (ticket.c.hall == hall, ticket.c.day == day)  # an index leads to these
    rows = connection.execute(select(ticket).where(*of_day, ticket.c.home == home, which))
    return tuple(ticket_of(row) for row in rows.mappings())


def _waiting(one: Ticket) -> Waiting:
    return Waiting(
        one.ticket_id,
        one.number,
        one.klass,
        one.items,
        one.queued_at,
        one.due_at,
        one.reserved_for,
        one.not_before,
    )
