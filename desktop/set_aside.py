"""Who is not in the queue and may come back: the parked people and the missed numbers of today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.moment import minutes_between
from core.ticket import Ticket
from db import tickets

if TYPE_CHECKING:
    from db.unit_of_work import Reading
    from desktop.counter_options import CounterOptions


@dataclass(frozen=True)
class Parked:
    """One parked person; `minutes` since then."""

    ticket: Ticket
    minutes: int
    here: bool  # whether parked at this counter
    overlong: bool  # to be looked after


def parked_people(reading: Reading, counter: str, options: CounterOptions) -> tuple[Parked, ...]:
    """Today's parked people of the hall, this counter's first, the longest parked first."""
    found = [
        _parked(reading, one, counter, options)
        for one in tickets.parked_in(reading.connection, reading.identity.hall, reading.today)
    ]
    return tuple(sorted(found, key=lambda one: not one.here))


def missed_today(reading: Reading) -> tuple[Ticket, ...]:
    """Today's missed numbers of this station, the last one first."""
    identity = reading.identity
    return tickets.missed_on(reading.connection, identity.hall, identity.station, reading.today)


def _parked(reading: Reading, one: Ticket, counter: str, options: CounterOptions) -> Parked:
    since = one.parked_at or one.since
    return Parked(
        ticket=one,
        minutes=minutes_between(since, reading.now),
        here=one.counter == counter,
        overlong=reading.now - since > options.remind_after,
    )
