"""A ticket's facts as rows: its standing, the periods that are over, and its own past."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from core import ticket_steps as rules
from core.entity import EntityKind
from core.moment import instant, instant_text
from core.ticket import require_callable
from core.ticket_facts import TicketCalled, TicketFact, TicketIssued, TicketStepUndone
from core.ticket_states import TicketState
from core.ticket_time import Period, closed_period, open_period
from core.ticket_undo import Past
from db import series, tickets
from db.journal import FIRST_TOLD, entry_of
from db.payload import fact_of
from db.tables import journal
from db.ticket_tables import ticket_period

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.journal import JournalEntry
    from core.ticket import Ticket


def apply(connection: Connection, entry: JournalEntry, fact: TicketFact) -> None:
    """Give a fact its effect.

    Raises: Refusal of the rule it breaks; IntegrityError for a counter that is taken.
    """
    if isinstance(fact, TicketIssued):
        series.take(connection, entry.hall, fact.number)
        new = rules.issued(fact, entry.station, entry.occurred_at)
        tickets.add(connection, entry.hall, new)
        return
    before = tickets.load(connection, fact.ticket_id)
    if isinstance(fact, TicketCalled):
        require_callable(before, entry.station, fact.counter, before.day)
    after = rules.evolved(before, fact, entry.occurred_at)
    if isinstance(fact, TicketStepUndone):
        if closed_period(after, before, fact) is not None:
            _forget_last_period(connection, fact.ticket_id)
    elif (closed := closed_period(before, after, fact)) is not None:
        _keep_period(connection, fact.ticket_id, closed)
    tickets.save(connection, after)


def periods(connection: Connection, ticket_id: str) -> tuple[Period, ...]:
    """A ticket's life so far, the period that goes on last.

    Raises: TicketNotFound.
    """
    rows = connection.execute(
        select(ticket_period)
        .where(ticket_period.c.ticket_id == ticket_id)
        .order_by(ticket_period.c.place)
    )
    over = tuple(
        Period(
            TicketState(row.state),
            row.counter,
            tuple(json.loads(row.items)),
            instant(row.began_at),
            row.ended_at and instant(row.ended_at),
        )
        for row in rows
    )
    going_on = open_period(tickets.load(connection, ticket_id))
    return over if going_on is None else (*over, going_on)


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


def _keep_period(connection: Connection, ticket_id: str, closed: Period) -> None:
    last = connection.execute(
        select(func.coalesce(func.max(ticket_period.c.place), 0)).where(
            ticket_period.c.ticket_id == ticket_id
        )
    ).scalar_one()
    connection.execute(
        insert(ticket_period),
        {
            "ticket_id": ticket_id,
            "place": last + 1,
            "state": closed.state.value,
            "counter": closed.counter,
            "items": json.dumps(closed.items),
            "began_at": instant_text(closed.began_at),
            "ended_at": closed.ended_at and instant_text(closed.ended_at),
        },
    )


def _forget_last_period(connection: Connection, ticket_id: str) -> None:
    last = (
        select(func.max(ticket_period.c.place))
        .where(ticket_period.c.ticket_id == ticket_id)
        .scalar_subquery()
    )
    connection.execute(
        delete(ticket_period).where(
            ticket_period.c.ticket_id == ticket_id, ticket_period.c.place == last
        )
    )
