"""The line at one station as rows: who waits for a call, and the day's calls."""

from __future__ import annotations

import json
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, literal_column, select, union_all

from core.moment import CHINA, instant, instant_text
from core.queue_order import RecentCalls, call_of
from core.queue_policy import Waiting
from core.ticket import TicketState
from core.ticket_class import TicketClass
from db.tables import ticket
from db.ticket_tables import ticket_period
from db.tickets import ticket_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row

    from core.queue_order import Call
    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket


def waiting_at(connection: Connection, home: str, day: date) -> tuple[Waiting, ...]:
    """Everybody who waits at the station, not only the first of a long line."""
    waits = ticket.c.state == TicketState.WAITING.value
    return tuple(_waiting(one) for one in _tickets(connection, home, day, waits))


def calls_at(connection: Connection, home: str, day: date, policy: QueuePolicy) -> RecentCalls:
    """Every call of the day, also of those who wait again or left since.

    A ticket called again before it was served or set back counts once.
    """
    rows = connection.execute(_IN_ORDER, of_day(home, day))
    return RecentCalls(tuple(_call(row, policy) for row in rows))


def of_day(home: str, day: date) -> dict[str, str | date]:
    """What `CALLS` is asked with."""
    return {
        "at_home": home,
        "on_day": day,
        "day_begins": instant_text(datetime.combine(day, time(), CHINA)),
    }


def _call(row: Row[*tuple[Any, ...]], policy: QueuePolicy) -> Call:
    queued_at, called_at = instant(row.queued_at), instant(row.called_at)
    ticket_as_called = Waiting(
        row.ticket_id,
        row.number,
        TicketClass(row.klass),
        tuple(json.loads(row.came_for)),
        # Back at the end of the queue it has a later place than it was called from.
        queued_at if queued_at <= called_at else instant(row.issued_at),
        row.due_at and instant(row.due_at),
    )
    return call_of(ticket_as_called, policy, row.called_to, called_at)


def _tickets(
    connection: Connection, home: str, day: date, which: ColumnElement[bool]
) -> tuple[Ticket, ...]:
    rows = connection.execute(
        select(ticket).where(ticket.c.home == home, ticket.c.day == day, which)
    )
    return tuple(ticket_of(row) for row in rows.mappings())


# The ticket's own row forgets a call once it waits again; the periods do not. States are written
# out, not bound: SQLite uses a partial index only for a condition it can read.
_OF_TICKET = (
    ticket.c.ticket_id,
    ticket.c.number,
    ticket.c.klass,
    ticket.c.queued_at,
    ticket.c.issued_at,
    ticket.c.due_at,
)
_HERE = (ticket.c.home == bindparam("at_home")) & (ticket.c.day == bindparam("on_day"))
_before = ticket_period.alias()
_WENT_ON = exists().where(
    _before.c.ticket_id == ticket_period.c.ticket_id,
    _before.c.place == ticket_period.c.place - 1,
    _before.c.state == TicketState.CALLED.value,
)
_over = (
    select(
        *_OF_TICKET,
        ticket_period.c["items"].label("came_for"),
        ticket_period.c.counter.label("called_to"),
        ticket_period.c.began_at.label("called_at"),
    )
    .join(ticket, ticket.c.ticket_id == ticket_period.c.ticket_id)
    .where(
        _HERE,
        ticket_period.c.state == literal_column("'called'"),
        ticket_period.c.began_at >= bindparam("day_begins"),
        ~_WENT_ON,
    )
)
_goes_on = select(
    *_OF_TICKET,
    ticket.c["items"].label("came_for"),
    ticket.c.counter.label("called_to"),
    ticket.c.since.label("called_at"),
).where(
    _HERE,
    ticket.c.state.in_((literal_column("'called'"), literal_column("'serving'"))),
    ticket.c.state == TicketState.CALLED.value,
    ~exists().where(
        ticket_period.c.ticket_id == ticket.c.ticket_id,
        ticket_period.c.state == TicketState.CALLED.value,
        ticket_period.c.ended_at == ticket.c.since,
    ),
)
CALLS = union_all(_over, _goes_on)
_IN_ORDER = CALLS.order_by("called_at", "ticket_id")


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
