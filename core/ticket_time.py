"""Where a ticket's time went: waiting, on the way to the counter, in service, parked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.ticket_facts import TicketSweptUp
from core.ticket_states import TicketState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.ticket import Ticket
    from core.ticket_facts import TicketFact


@dataclass(frozen=True)
class Period:
    """One stretch of a ticket's life in one state, at one counter, for the same items."""

    state: TicketState
    counter: str
    items: tuple[str, ...]
    began_at: datetime
    ended_at: datetime | None  # None: it goes on, or was swept up and nobody knows


@dataclass(frozen=True)
class Spent:
    """How long a ticket was in each state."""

    waiting: timedelta
    way: timedelta  # called, and not yet at the counter
    service: timedelta
    parked: timedelta


def closed_period(before: Ticket, after: Ticket, fact: TicketFact) -> Period | None:
    """The period that a fact ended; None when the old one goes on."""
    if before.since == after.since and before.state is after.state:
        return None
    ended_at = None if isinstance(fact, TicketSweptUp) else after.since
    return Period(before.state, before.counter, before.items, before.since, ended_at)


def open_period(ticket: Ticket) -> Period | None:
    """The period that goes on; None when the ticket's life is over."""
    if not ticket.state.is_open:
        return None
    return Period(ticket.state, ticket.counter, ticket.items, ticket.since, None)


def spent(periods: Iterable[Period], now: datetime) -> Spent:
    """The sums over a ticket's periods; one that goes on counts up to `now`."""
    sums = dict.fromkeys(TicketState, timedelta())
    for one in periods:
        sums[one.state] += (one.ended_at or now) - one.began_at
    return Spent(
        waiting=sums[TicketState.WAITING],
        way=sums[TicketState.CALLED],
        service=sums[TicketState.SERVING],
        parked=sums[TicketState.PARKED],
    )
