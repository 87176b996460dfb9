"""The end of the day: every number that is still open is closed, and on record as such."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.ticket_facts import TicketSweptUp
from db import requests, rights, tickets

if TYPE_CHECKING:
    from core.staff import OnDuty
    from core.ticket import Ticket
    from db.unit_of_work import UnitOfWork

_ASKED_AGAIN = timedelta(days=2)  # a station that was off over a night may still repeat itself
_ACTOR = "station"  # no clerk is at the desk yet when it opens


def close_day(work: UnitOfWork, duty: OnDuty) -> tuple[Ticket, ...]:
    """Close today's open numbers of this station, once the last person has gone."""
    hall, home = work.identity.hall, work.identity.station
    still_open = tickets.open_on(work.connection, hall, home, work.today)
    return _swept(work, still_open, duty.clerk.badge)


def sweep(work: UnitOfWork) -> tuple[Ticket, ...]:
    """Close what earlier days left open; to be run at every start, once is enough."""
    rights.forget_before(work.connection, work.today)
    requests.forget_before(work.connection, work.now - _ASKED_AGAIN)
    hall, home = work.identity.hall, work.identity.station
    still_open = tickets.open_before(work.connection, hall, home, work.today)
    return _swept(work, still_open, _ACTOR)


def _swept(work: UnitOfWork, still_open: tuple[Ticket, ...], actor: str) -> tuple[Ticket, ...]:
    for one in still_open:
        work.record(TicketSweptUp(one.ticket_id), actor)
    return tuple(tickets.load(work.connection, one.ticket_id) for one in still_open)
