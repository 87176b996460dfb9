"""The tickets of past days, for replaying a day and for learning how long things take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, true

from core.moment import instant, instant_text
from core.queue_log import LoggedTicket
from core.ticket import TicketState
from core.ticket_class import TicketClass
from core.wait_situations import Ahead, Competition
from db.appointment_tables import appointment, appointment_slot
from db.tables import ticket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Connection

    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket

EVERY_HOME = ""


def logged(
    connection: Connection, hall: str, first: date, last: date, home: str = EVERY_HOME
) -> Iterator[LoggedTicket]:
    """A hall's tickets of those days, both included, in order of issue."""
    rows = connection.execute(
        select(ticket, appointment_slot.c.begins_at)
        .outerjoin(appointment, appointment.c.ticket_id == ticket.c.ticket_id)
        .outerjoin(appointment_slot, appointment_slot.c.slot_id == appointment.c.slot_id)
        .where(
            ticket.c.hall == hall,
            ticket.c.day.between(first, last),
            ticket.c.home == home if home else true(),
        )
        .order_by(ticket.c.issued_at, ticket.c.number)
    )
    for row in rows:
        due = row.begins_at and instant(row.begins_at)
        yield LoggedTicket(
            number=row.number,
            klass=TicketClass.APPOINTMENT if due else TicketClass.ORDINARY,
            items=(row.item_code,) if row.item_code else (),
            queued_at=instant(row.issued_at),
            called_at=row.called_at and instant(row.called_at),
            ended_at=row.ended_at and instant(row.ended_at),
            counter=row.counter,
            due_at=due,
        )


def ahead_of(connection: Connection, one: Ticket, policy: QueuePolicy) -> Ahead:
    """The queue of its home station as the holder of a ticket joined it."""
    of_day = (ticket.c.home == one.home, ticket.c.day == one.day)
    waiting = connection.execute(
        select(ticket.c.item_code, func.count())
        .where(
            *of_day,
            ticket.c.state == TicketState.WAITING.value,
            ticket.c.issued_at < instant_text(one.issued_at),
        )
        .group_by(ticket.c.item_code)
    )
    in_service = connection.execute(
        select(ticket.c.counter, ticket.c.item_code).where(
            *of_day, ticket.c.state.in_((TicketState.CALLED.value, TicketState.SERVING.value))
        )
    )
    calls = connection.execute(
        select(ticket.c.counter, func.max(ticket.c.called_at))
        .where(*of_day, ticket.c.called_at.is_not(None))
        .group_by(ticket.c.counter)
    )
    return Competition(policy).ahead(
        (one.issued_at, _klass_of(connection, one), one.item_code),
        {row.item_code: row[1] for row in waiting},
        dict.fromkeys(in_service, 1),
        {counter: instant(called_at) for counter, called_at in calls},
    )


def _klass_of(connection: Connection, one: Ticket) -> TicketClass:
    booked = connection.execute(
        select(appointment.c.appointment_id).where(appointment.c.ticket_id == one.ticket_id)
    ).one_or_none()
    return TicketClass.ORDINARY if booked is None else TicketClass.APPOINTMENT
