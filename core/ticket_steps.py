"""What each fact makes of a ticket: pure, so that a ticket follows from its facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.numbering import ticket_text
from core.ticket import Ticket
from core.ticket_facts import (
    Place,
    ServiceStarted,
    TicketCalled,
    TicketEdited,
    TicketIssued,
    TicketParked,
    TicketResumed,
    TicketReturned,
    TicketRevived,
    TicketSetBack,
    TicketStepUndone,
    TicketSweptUp,
    TicketTransferred,
)
from core.ticket_states import TicketState
from core.ticket_table import target

if TYPE_CHECKING:
    from datetime import datetime

    from core.ticket_facts import TicketStep


def issued(fact: TicketIssued, home: str, at: datetime) -> Ticket:
    """The new ticket of a fact recorded at its home station."""
    return Ticket(
        ticket_id=fact.ticket_id,
        number=ticket_text(fact.number.series, fact.shown or fact.number.serial),
        day=fact.day,
        home=home,
        state=TicketState.WAITING,
        issued_at=at,
        queued_at=fact.queued_at or at,
        since=at,
        klass=fact.klass,
        items=(fact.item_code,) if fact.item_code else (),
        due_at=fact.due_at,
    )


def evolved(before: Ticket, fact: TicketStep | TicketStepUndone, at: datetime) -> Ticket:
    """The ticket after a fact.

    Raises: TicketStepNotAllowed.
    """
    epoch = before.epoch + 1
    if isinstance(fact, TicketStepUndone):
        return replace(fact.before, epoch=epoch)
    state = target(before.number, before.state, fact.event)
    after = _changed(replace(before, state=state, epoch=epoch), fact, at)
    if _phase(after) != _phase(before):
        after = replace(after, since=at)
    if state.is_open or isinstance(fact, TicketSweptUp):
        return after
    return replace(after, ended_at=at)


def _changed(ticket: Ticket, fact: TicketStep, at: datetime) -> Ticket:
    match fact:
        case TicketCalled():
            return replace(
                ticket,
                counter=fact.counter,
                called_at=at,
                calls=ticket.calls + 1,
                not_before=None,
                reason=fact.reason or ticket.reason,
            )
        case ServiceStarted():
            return replace(ticket, started_at=at)
        case TicketParked():
            return replace(ticket, parked_at=at, parked_reason=fact.reason)
        case TicketResumed():
            return replace(ticket, counter=fact.counter, parked_at=None, parked_reason="")
        case TicketEdited():
            return replace(ticket, items=fact.items, note=fact.note)
        case _:
            return _requeued(ticket, fact, at)


def _requeued(ticket: Ticket, fact: TicketStep, at: datetime) -> Ticket:
    match fact:
        case TicketSetBack():
            return replace(_queued(ticket, Place.KEPT, at), not_before=fact.not_before)
        case TicketRevived():
            return replace(_queued(ticket, fact.place, at), calls=0, ended_at=None)
        case TicketReturned():
            return replace(_queued(ticket, fact.place, at), reserved_for="")
        case TicketTransferred():
            return replace(
                _queued(ticket, fact.place, at),
                reserved_for=fact.counter,
                items=_sent_on(ticket.items, fact.item_code),
                note=fact.note or ticket.note,
                calls=0,
            )
        case _:
            return ticket


def _queued(ticket: Ticket, place: Place, at: datetime) -> Ticket:
    # The periods keep what was; a number in the queue has been called nowhere yet.
    return replace(
        ticket,
        queued_at=ticket.queued_at if place is Place.KEPT else at,
        counter="",
        reason="",
        called_at=None,
        started_at=None,
        parked_at=None,
        parked_reason="",
        not_before=None,
    )


def _sent_on(items: tuple[str, ...], item_code: str) -> tuple[str, ...]:
    # The item in hand is done with: while it stood on the ticket, whoever sent the person on
    # would be the next to call.
    if not item_code:
        return items
    return (item_code, *(one for one in items[1:] if one != item_code))


def _phase(ticket: Ticket) -> tuple[TicketState, str, tuple[str, ...]]:
    return ticket.state, ticket.counter, ticket.items
