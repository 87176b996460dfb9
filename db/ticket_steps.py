"""A ticket's facts as rows: its standing, the periods that are over, and its own past."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select

from core import ticket_steps as rules
from core.entity import EntityKind
from core.moment import instant, instant_text
from core.ticket_facts import TicketCalled, TicketFact, TicketIssued, TicketStepUndone
from core.ticket_states import TicketEvent, TicketState
from core.ticket_time import Period, closed_period, open_period
from core.ticket_undo import Past
from db import queue_line, series, tickets
from db.journal import FIRST_TOLD, entry_of
from db.payload import fact_of
from db.prepared import Prepared
from db.tables import journal, ticket
from db.ticket_tables import ticket_period

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Row

    from core.journal import JournalEntry
    from core.ticket import Ticket


# Built once: putting a statement together costs more than running it.
_OF_TICKET = ticket_period.c.ticket_id == bindparam("of_ticket")
_KEEP_PERIOD = Prepared(
    insert(ticket_period).values(
        ticket_id=bindparam("of_ticket"),
        place=select(func.coalesce(func.max(ticket_period.c.place), 0) + 1)
        .where(_OF_TICKET)
        .scalar_subquery(),
        **{name: bindparam(name) for name in ("state", "counter", "items", "began_at", "ended_at")},
    )
)
_FORGET_LAST_PERIOD = delete(ticket_period).where(
    _OF_TICKET,
    ticket_period.c.place
    == select(func.max(ticket_period.c.place)).where(_OF_TICKET).scalar_subquery(),
)


def apply(connection: Connection, entry: JournalEntry, fact: TicketFact) -> None:
    """Give a fact its effect.

    Raises: Refusal of the rule it breaks; IntegrityError for a counter that is taken.
    """
    if isinstance(fact, TicketIssued):
        series.take(connection, entry.hall, fact.number)
        new = rules.issued(fact, entry.station, entry.occurred_at)
        tickets.add(connection, entry.hall, new, fact.number)
        return
    before = tickets.load(connection, fact.ticket_id)
    after = rules.evolved(before, fact, entry.occurred_at)
    if isinstance(fact, TicketStepUndone):
        if closed_period(after, before, fact) is not None:
            _forget_last_period(connection, fact.ticket_id)
    elif (closed := closed_period(before, after, fact)) is not None:
        _keep_period(connection, fact.ticket_id, closed)
    tickets.save(connection, before, after)
    if isinstance(fact, TicketCalled) and (before.state, before.counter) != (
        TicketState.CALLED,
        fact.counter,
    ):
        queue_line.add_call(connection, before, fact.counter, entry.occurred_at)
    if isinstance(fact, TicketStepUndone) and fact.undone is TicketEvent.CALL:
        queue_line.forget_call(connection, before)


def periods(connection: Connection, ticket_id: str) -> tuple[Period, ...]:
    """A ticket's life so far, the period that goes on last.

    Raises: TicketNotFound.
    """
    rows = connection.execute(
        select(ticket_period)
        .where(ticket_period.c.ticket_id == ticket_id)
        .order_by(ticket_period.c.place)
    )
    over = tuple(_period(row) for row in rows)
    going_on = open_period(tickets.load(connection, ticket_id))
    return over if going_on is None else (*over, going_on)


def periods_on(connection: Connection, hall: str, day: date) -> dict[str, tuple[Period, ...]]:
    """The periods that are over of a hall's tickets of a day, by ticket."""
    rows = connection.execute(
        select(ticket_period)
        .join(ticket, ticket.c.ticket_id == ticket_period.c.ticket_id)
        .where(ticket.c.hall == hall, ticket.c.day == day)
        .order_by(ticket_period.c.ticket_id, ticket_period.c.place)
    )
    return {
        ticket_id: tuple(_period(row) for row in of_ticket)
        for ticket_id, of_ticket in groupby(rows, key=lambda row: str(row.ticket_id))
    }


def past(connection: Connection, one: Ticket) -> tuple[Past, ...]:
    """What happened to a ticket, oldest first, as the journal has it."""
    rows = connection.execute(
        select(journal)
        .where(
            journal.c.entity == EntityKind.TICKET.value,
            journal.c.entity_id == one.ticket_id,
            FIRST_TOLD,
        )
        .order_by(journal.c.arrival)
    )
    found = []
    for row in rows.mappings():
        entry = entry_of(row)
        fact = fact_of(entry)
        if isinstance(fact, TicketFact):
            found.append(Past(fact, entry.occurred_at, entry.station))
    return tuple(found)


def _period(row: Row[*tuple[Any, ...]]) -> Period:
    return Period(
        TicketState(row.state),
        row.counter,
        tuple(json.loads(row.items)),
        instant(row.began_at),
        row.ended_at and instant(row.ended_at),
    )


def _keep_period(connection: Connection, ticket_id: str, closed: Period) -> None:
    _KEEP_PERIOD.run(
        connection,
        {
            "of_ticket": ticket_id,
            "state": closed.state.value,
            "counter": closed.counter,
            "items": json.dumps(closed.items),
            "began_at": instant_text(closed.began_at),
            "ended_at": None if closed.ended_at is None else instant_text(closed.ended_at),
        },
    )


def _forget_last_period(connection: Connection, ticket_id: str) -> None:
    connection.execute(_FORGET_LAST_PERIOD, {"of_ticket": ticket_id})
