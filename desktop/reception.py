"""The queue at one station: issue, call, start, finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.facts import (
    ServiceFinished,
    ServiceStarted,
    TicketCalled,
    TicketIssued,
    TicketNotShown,
)
from core.numbering import ticket_series
from core.ticket import CounterOccupied, NobodyWaiting, Ticket, called, issued, next_waiting
from db import tickets
from db.unit_of_work import new_id

if TYPE_CHECKING:
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork

WALK_IN = "A"  # the prefix of people who came without an appointment


def issue_ticket(
    work: UnitOfWork, duty: OnDuty, item_code: str = "", prefix: str = WALK_IN
) -> Ticket:
    """Hand out the next number of this station's series.

    Raises: SeriesExhausted.
    """
    number = work.next_number(ticket_series(work.identity.station, prefix, work.today))
    fact = TicketIssued(new_id(), number, work.today, item_code)
    work.record(fact, duty.clerk.badge)
    return issued(fact, work.identity.station, work.now)


def call_next(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """Call the one who has waited longest for this station.

    Raises: CounterOccupied, NobodyWaiting.
    """
    _require_free(work, duty)
    own = tickets.first_waiting(work.connection, work.identity.station, work.today)
    return _call(work, duty, next_waiting(own, work.identity.station))


def call(work: UnitOfWork, duty: OnDuty, ticket_id: str) -> Ticket:
    """Call a chosen ticket.

    Raises: CounterOccupied, TicketNotCallable.
    """
    _require_free(work, duty)
    return _call(work, duty, tickets.load(work.connection, ticket_id))


def call_again(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """Call the ticket already called to this counter once more.

    Raises: NobodyWaiting, TicketNotCallable.
    """
    return _call(work, duty, _at_counter(work, duty))


def start_service(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The person called is here.

    Raises: NobodyWaiting, TicketStepNotAllowed.
    """
    ticket = _at_counter(work, duty)
    work.record(ServiceStarted(ticket.ticket_id), duty.clerk.badge)
    return tickets.load(work.connection, ticket.ticket_id)


def no_show(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The person called did not come.

    Raises: NobodyWaiting, TicketStepNotAllowed.
    """
    ticket = _at_counter(work, duty)
    work.record(TicketNotShown(ticket.ticket_id), duty.clerk.badge)
    return tickets.load(work.connection, ticket.ticket_id)


def finish_service(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The person leaves; the counter is free.

    Raises: NobodyWaiting, TicketStepNotAllowed.
    """
    ticket = _at_counter(work, duty)
    work.record(ServiceFinished(ticket.ticket_id), duty.clerk.badge)
    return tickets.load(work.connection, ticket.ticket_id)


def serve_now(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The ticket in service at this counter, taking in whoever stands there.

    A called person is started; an empty counter issues, calls and starts a number, so that a
    return visit at a free counter leaves the same trace as any other.
    """
    ticket = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if ticket is None:
        ticket = _call(work, duty, issue_ticket(work, duty))
    if ticket.started_at is None:
        return start_service(work, duty)
    return ticket


def _call(work: UnitOfWork, duty: OnDuty, ticket: Ticket) -> Ticket:
    called(ticket, work.identity.station, duty.counter, work.now, work.today)
    work.record(TicketCalled(ticket.ticket_id, duty.counter), duty.clerk.badge)
    return tickets.load(work.connection, ticket.ticket_id)


def _require_free(work: UnitOfWork, duty: OnDuty) -> None:
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if present is not None:
        raise CounterOccupied(
            f"{present.number} 还在本窗口（{present.state.word}），没有叫下一位，"
            "请先办结、过号或重呼。"
        )


def _at_counter(work: UnitOfWork, duty: OnDuty) -> Ticket:
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if present is None:
        raise NobodyWaiting("本窗口现在没有叫到的号，没有改动任何内容，请先叫下一位。")
    return present
