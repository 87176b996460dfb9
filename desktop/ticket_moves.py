"""A person sent on, back to the queue, set aside or away: the number stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.ticket_class import Entitlement
from core.ticket_facts import (
    Place,
    TicketEdited,
    TicketJoined,
    TicketLeft,
    TicketParked,
    TicketResumed,
    TicketReturned,
    TicketRevived,
    TicketTransferred,
    TicketVoided,
)
from core.ticket_move import (
    require_here,
    require_reason,
    require_splittable,
    require_target,
    require_two,
)
from core.ticket_undo import undoing
from db import ticket_steps, tickets
from desktop.reception import at_counter, issue_ticket, require_free

if TYPE_CHECKING:
    from core.staff import OnDuty
    from core.ticket import Ticket
    from core.ticket_facts import TicketFact
    from db.unit_of_work import UnitOfWork


def park(work: UnitOfWork, duty: OnDuty, reason: str) -> Ticket:
    """挂起: the person in service goes away to come back; the counter is free.

    Raises: NobodyWaiting, TicketStepNotAllowed, MoveReasonMissing.
    """
    require_reason(reason, "挂起")
    return _recorded(work, duty, TicketParked(at_counter(work, duty).ticket_id, reason.strip()))


def resume(work: UnitOfWork, duty: OnDuty, ticket_id: str) -> Ticket:
    """接着办: a parked person is back, here or, after a hand-over, at another counter.

    Raises: CounterOccupied, TicketStepNotAllowed, TicketNotFound.
    """
    require_free(work, duty)
    return _recorded(work, duty, TicketResumed(ticket_id, duty.counter))


def transfer(
    work: UnitOfWork, duty: OnDuty, note: str, counter: str = "", item_code: str = ""
) -> Ticket:
    """转办: the person here goes on to a counter, to whoever serves an item, or both.

    Raises: NobodyWaiting, TicketStepNotAllowed, TargetMissing.
    """
    ticket = at_counter(work, duty)
    require_target(ticket, counter, item_code, duty.counter)
    fact = TicketTransferred(ticket.ticket_id, counter, item_code, note.strip())
    return _recorded(work, duty, fact)


def return_to_queue(work: UnitOfWork, duty: OnDuty, place: Place = Place.KEPT) -> Ticket:
    """退回队列: the person here waits again, for whichever counter.

    Raises: NobodyWaiting, TicketStepNotAllowed.
    """
    return _recorded(work, duty, TicketReturned(at_counter(work, duty).ticket_id, place))


def revive(work: UnitOfWork, duty: OnDuty, ticket_id: str, place: Place = Place.END) -> Ticket:
    """The person of a missed number came after all.

    Raises: TicketStepNotAllowed, TicketNotFound, TicketNotCallable for another day's number.
    """
    require_here(tickets.load(work.connection, ticket_id), work.identity.station, work.today)
    return _recorded(work, duty, TicketRevived(ticket_id, place))


def edit(
    work: UnitOfWork, duty: OnDuty, ticket_id: str, items: tuple[str, ...], note: str
) -> Ticket:
    """Change what the person comes for, the item in hand first, or the note.

    Raises: TicketStepNotAllowed, TicketNotFound.
    """
    return _recorded(work, duty, TicketEdited(ticket_id, tuple(dict.fromkeys(items)), note.strip()))


def leave(work: UnitOfWork, duty: OnDuty, ticket_id: str, reason: str = "") -> Ticket:
    """The person goes away without being served to the end.

    Raises: TicketStepNotAllowed, TicketNotFound.
    """
    return _recorded(work, duty, TicketLeft(ticket_id, reason.strip()))


def void(work: UnitOfWork, duty: OnDuty, ticket_id: str, reason: str) -> Ticket:
    """作废: a number handed out by mistake; it is never given out again.

    Raises: TicketStepNotAllowed, TicketNotFound, MoveReasonMissing.
    """
    require_reason(reason, "作废")
    return _recorded(work, duty, TicketVoided(ticket_id, reason.strip()))


def split(work: UnitOfWork, duty: OnDuty, ticket_id: str, items: tuple[str, ...]) -> Ticket:
    """拆号: some of what a person came for under a number of its own, at the same place.

    Raises: NothingToSplit, TicketStepNotAllowed, TicketNotFound, RangeExhausted.
    """
    one = tickets.load(work.connection, ticket_id)
    require_splittable(one, items)
    rest = tuple(item for item in one.items if item not in items)
    _recorded(work, duty, TicketEdited(ticket_id, rest, one.note))
    entitled = Entitlement(one.klass, f"由 {one.number} 拆出", one.due_at, one.queued_at)
    new = issue_ticket(work, duty, items[0], entitled=entitled)
    return _recorded(work, duty, TicketEdited(new.ticket_id, items, one.note))


def join(work: UnitOfWork, duty: OnDuty, ticket_id: str, other_number: str) -> Ticket:
    """并号: a person with two numbers is served under one; the waiting one's items go along.

    Raises: TicketStepNotAllowed, TicketNotFound, TicketNotCallable.
    """
    one = tickets.load(work.connection, ticket_id)
    number = other_number.strip().upper()
    other = tickets.with_number(work.connection, work.identity.hall, work.today, number)
    require_two(one, other)
    _recorded(work, duty, TicketJoined(other.ticket_id, one.number))
    items = tuple(dict.fromkeys((*one.items, *other.items)))
    note = "；".join(each for each in (one.note, other.note) if each)
    return _recorded(work, duty, TicketEdited(ticket_id, items, note))


def undo(work: UnitOfWork, duty: OnDuty, ticket_id: str) -> Ticket:
    """撤销: take back this counter's call, no-show or finish of the last ten seconds.

    Raises: UndoNotPossible, UndoTooLate, CounterOccupied, TicketNotFound.
    """
    ticket = tickets.load(work.connection, ticket_id)
    fact = undoing(ticket, ticket_steps.past(work.connection, ticket), duty.counter, work.now)
    if not ticket.state.holds_counter and fact.before.state.holds_counter:
        require_free(work, duty)
    return _recorded(work, duty, fact)


def _recorded(work: UnitOfWork, duty: OnDuty, fact: TicketFact) -> Ticket:
    work.record(fact, duty.clerk.badge)
    return tickets.load(work.connection, fact.ticket_id)
