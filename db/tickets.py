"""Tickets as rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, func, insert, select, update

from core.errors import Refusal
from core.moment import instant, instant_text
from core.ticket import Ticket, TicketState
from core.ticket_class import TicketClass
from db.prepared import Prepared
from db.tables import print_job, ticket

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.engine import RowMapping

SLIP = "ticket"  # how the spool calls the document of a queue ticket
_AT_COUNTER = (TicketState.CALLED.value, TicketState.SERVING.value)
_OPEN = tuple(state.value for state in TicketState if state.is_open)


# Built once: putting a statement together costs more than running it.
_BY_ID = select(ticket).where(ticket.c.ticket_id == bindparam("of_ticket"))
_ADD = Prepared(insert(ticket))


class TicketNotFound(Refusal):
    """A ticket this database does not hold."""


def add(connection: Connection, hall: str, new: Ticket) -> None:
    """Write a new ticket."""
    # Written by the driver itself: the toolkit would write the day just so.
    _ADD.run(connection, {"hall": hall, **_columns(new), "day": new.day.isoformat()})


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
    return ticket_of(row)


def waiting(connection: Connection, day: date, limit: int = 200) -> tuple[Ticket, ...]:
    """The day's waiting tickets of every station, longest wait first."""
    rows = connection.execute(
        select(ticket)
        .where(ticket.c.state == TicketState.WAITING.value, ticket.c.day == day)
        .order_by(ticket.c.queued_at, ticket.c.number)
        .limit(limit)
    )
    return tuple(ticket_of(row) for row in rows.mappings())


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
    return tuple(ticket_of(row) for row in rows.mappings())


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
    return None if row is None else ticket_of(row)


def open_before(connection: Connection, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's tickets of earlier days that nobody has closed."""
    return _chosen(connection, ticket.c.home == home, ticket.c.day < day, ticket.c.state.in_(_OPEN))


def open_on(connection: Connection, home: str, day: date) -> tuple[Ticket, ...]:
    """The station's tickets of a day that nobody has closed."""
    return _chosen(
        connection, ticket.c.home == home, ticket.c.day == day, ticket.c.state.in_(_OPEN)
    )


def parked_at(connection: Connection, hall: str, counter: str, day: date) -> tuple[Ticket, ...]:
    """The day's tickets parked at a counter, the longest first."""
    of_counter = (ticket.c.hall == hall, ticket.c.counter == counter, ticket.c.day == day)
    return _chosen(connection, *of_counter, ticket.c.state == TicketState.PARKED.value)


def parked_in(connection: Connection, hall: str, day: date) -> tuple[Ticket, ...]:
    """The day's tickets parked at any counter of a hall, the longest first."""
    of_day = (ticket.c.hall == hall, ticket.c.day == day)
    return _chosen(connection, *of_day, ticket.c.state == TicketState.PARKED.value)


def ticket_of(columns: RowMapping) -> Ticket:
    """The ticket of a row."""
    return Ticket(
        ticket_id=columns["ticket_id"],
        number=columns["number"],
        day=columns["day"],
        home=columns["home"],
        state=TicketState(columns["state"]),
        issued_at=instant(columns["issued_at"]),
        queued_at=instant(columns["queued_at"]),
        since=instant(columns["since"]),
        klass=TicketClass(columns["klass"]),
        items=tuple(json.loads(columns["items"])),
        due_at=_moment(columns["due_at"]),
        reserved_for=columns["reserved_for"],
        not_before=_moment(columns["not_before"]),
        note=columns["note"],
        counter=columns["counter"],
        reason=columns["reason"],
        called_at=_moment(columns["called_at"]),
        started_at=_moment(columns["started_at"]),
        parked_at=_moment(columns["parked_at"]),
        parked_reason=columns["parked_reason"],
        ended_at=_moment(columns["ended_at"]),
        calls=columns["calls"],
    )


def _chosen(connection: Connection, *which: ColumnElement[bool]) -> tuple[Ticket, ...]:
    rows = connection.execute(
        select(ticket)
        .where(*which)
        .order_by(ticket.c.parked_at, ticket.c.queued_at, ticket.c.number)
    )
    return tuple(ticket_of(row) for row in rows.mappings())


def _columns(value: Ticket) -> dict[str, Any]:
    return {
        "ticket_id": value.ticket_id,
        "number": value.number,
        "day": value.day,
        "home": value.home,
        "state": value.state.value,
        "issued_at": instant_text(value.issued_at),
        "item_code": value.item_code,
        "counter": value.counter,
        "called_at": _text(value.called_at),
        "started_at": _text(value.started_at),
        "ended_at": _text(value.ended_at),
        "calls": value.calls,
        "klass": value.klass.value,
        "queued_at": instant_text(value.queued_at),
        "since": instant_text(value.since),
        "reserved_for": value.reserved_for,
        "items": json.dumps(value.items),
        "note": value.note,
        "reason": value.reason,
        "parked_reason": value.parked_reason,
        "due_at": _text(value.due_at),
        "not_before": _text(value.not_before),
        "parked_at": _text(value.parked_at),
    }


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else instant_text(moment)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else instant(text)
