"""The tickets of past days, for replaying a day and for learning how long things take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, true

from core.moment import instant
from core.queue_log import LoggedTicket
from core.ticket_class import TicketClass
from core.wait_situations import Ahead, Competition
from db.tables import IS_AT_COUNTER, IS_WAITING, ticket
from db.ticket_tables import queue_call
from db.tickets import stands_before, ticket_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection

    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket

EVERY_HOME = ""
_LAST_CALLS = (
    select(queue_call.c.counter, func.max(queue_call.c.called_at))
    .where(queue_call.c.home == bindparam("at_home"), queue_call.c.day == bindparam("on_day"))
    .group_by(queue_call.c.counter)
)


def logged(
    connection: Connection, hall: str, first: date, last: date, home: str = EVERY_HOME
) -> Iterator[LoggedTicket]:
    """A hall's tickets of those days, both included, in order of issue."""
    rows = connection.execute(
        select(ticket)
        .where(
            ticket.c.hall == hall,
            ticket.c.day.between(first, last),
            ticket.c.home == home if home else true(),
        )
        .order_by(ticket.c.issued_at, ticket.c.number)
    )
    for row in rows.mappings():
        one = ticket_of(row)
        yield LoggedTicket(
            number=one.number,
            klass=one.klass,
            items=one.items,
            queued_at=one.queued_at,
            called_at=one.called_at,
            ended_at=one.ended_at,
            counter=one.counter,
            due_at=one.due_at,
        )


def ahead_of(connection: Connection, one: Ticket, policy: QueuePolicy) -> Ahead:
    """The queue of its home station as the holder of a ticket joined it."""
    of_day = (ticket.c.home == one.home, ticket.c.day == one.day)
    waiting = connection.execute(
        select(ticket.c.klass, ticket.c.item_code, func.count())
        .where(
            *of_day,
            IS_WAITING,
            stands_before(one),
        )
        .group_by(ticket.c.klass, ticket.c.item_code)
    )
    in_service = connection.execute(
        select(ticket.c.counter, ticket.c.item_code).where(*of_day, IS_AT_COUNTER)
    )
    calls = connection.execute(_LAST_CALLS, {"at_home": one.home, "on_day": one.day})
    return Competition(policy).ahead(
        (one.callable_from, one.klass, one.item_code),
        {(TicketClass(klass), item): number for klass, item, number in waiting},
        dict.fromkeys(in_service, 1),
        {counter: instant(called_at) for counter, called_at in calls},
    )
