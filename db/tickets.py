"""Tickets as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, func, insert, select, update

from core.errors import Refusal
from core.moment import instant, instant_text
from core.ticket import Ticket, TicketState
from db.tables import print_job, ticket

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection
    from sqlalchemy.engine import RowMapping

SLIP = "ticket"  # how the spool calls the document of a queue ticket
_AT_COUNTER = (TicketState.CALLED.value, TicketState.SERVING.value)


# Built once: putting a statement together costs more than running it.
_BY_ID = select(ticket).where(ticket.c.ticket_id == bindparam("of_ticket"))
_ADD = insert(ticket)


class TicketNotFound(Refusal):
    """A ticket this database does not hold."""


def add(connection: Connection, hall: str, new: Ticket) -> None:
    """Write a new ticket."""
    connection.execute(_ADD, {"hall": hall, **_columns(new)})


def save(connection: Connection, changed: Ticket) -> None:
    """Write a ticket's new state."""
    connection.execute(
        update(ticket).where(ticket.c.ticket_id == changed.ticket_id).values(**_columns(changed))
    )


def load(connection: Connection, ticket_id: str) -> Ticket:
    """The ticket with that id.

    Raises: TicketNotFound.
    """
    found = connection.execute(_BY_ID, {"of_ticket": ticket_id})
    row = found.mappings().one_or_none()
    if row is None:
        raise TicketNotFound("没有找到这个号，没有改动任何内容，请刷新队列后再试。")
    return _ticket(row)


def waiting(connection: Connection, day: date, limit: int = 200) -> tuple[Ticket, ...]:
    """The day's waiting tickets of every station, longest wait first."""
    rows = connection.execute(
        select(ticket)
        .where(ticket.c.state == TicketState.WAITING.value, ticket.c.day == day)
        .order_by(ticket.c.issued_at, ticket.c.number)
        .limit(limit)
    )
    return tuple(_ticket(row) for row in rows.mappings())


def first_waiting(connection: Connection, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's own ticket that has waited longest today, if any."""
    rows = connection.execute(
        select(ticket)
        .where(
            ticket.c.state == TicketState.WAITING.value,
            ticket.c.home == home,
            ticket.c.day == day,
        )
        .order_by(ticket.c.issued_at, ticket.c.number)
        .limit(1)
    )
    return tuple(_ticket(row) for row in rows.mappings())


def waiting_for_slip(connection: Connection, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's waiting tickets of the day whose slip is not in the spool yet."""
    in_spool = exists().where(
        print_job.c.document == SLIP, print_job.c.subject_id == ticket.c.ticket_id
    )
    rows = connection.execute(
        select(ticket)
        .where(
            ticket.c.state == TicketState.WAITING.value,
            ticket.c.home == home,
            ticket.c.day == day,
            ~in_spool,
        )
        .order_by(ticket.c.issued_at, ticket.c.number)
    )
    return tuple(_ticket(row) for row in rows.mappings())


def ahead_of(connection: Connection, one: Ticket) -> int:
    """How many wait before it at its home station."""
    return connection.execute(
        select(func.count())
        .select_from(ticket)
        .where(
            ticket.c.state == TicketState.WAITING.value,
            ticket.c.home == one.home,
            ticket.c.day == one.day,
            ticket.c.issued_at < instant_text(one.issued_at),
        )
    ).scalar_one()


def at_counter(connection: Connection, hall: str, counter: str) -> Ticket | None:
    """The ticket called to or served at a counter."""
    found = connection.execute(
        select(ticket).where(
            ticket.c.hall == hall,
            ticket.c.counter == counter,
            ticket.c.state.in_(_AT_COUNTER),
        )
    )
    row = found.mappings().one_or_none()
    return None if row is None else _ticket(row)


def _columns(value: Ticket) -> dict[str, object]:
    return {
        "ticket_id": value.ticket_id,
        "number": value.number,
        "day": value.day,
        "home": value.home,
        "state": value.state.value,
        "issued_at": instant_text(value.issued_at),
        "item_code": value.item_code,
        "counter": value.counter,
        "called_at": value.called_at and instant_text(value.called_at),
        "started_at": value.started_at and instant_text(value.started_at),
        "ended_at": value.ended_at and instant_text(value.ended_at),
        "calls": value.calls,
    }


def _ticket(columns: RowMapping) -> Ticket:
    return Ticket(
        ticket_id=columns["ticket_id"],
        number=columns["number"],
        day=columns["day"],
        home=columns["home"],
        state=TicketState(columns["state"]),
        issued_at=instant(columns["issued_at"]),
        item_code=columns["item_code"],
        counter=columns["counter"],
        called_at=columns["called_at"] and instant(columns["called_at"]),
        started_at=columns["started_at"] and instant(columns["started_at"]),
        ended_at=columns["ended_at"] and instant(columns["ended_at"]),
        calls=columns["calls"],
    )
