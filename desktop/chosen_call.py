"""Calling another than the next: where the hall lets its clerks choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refusal
from db import tickets
from desktop import casework, reception
from desktop.queue_room import who_is_next

if TYPE_CHECKING:
    from core.staff import OnDuty
    from core.ticket import Ticket
    from db.unit_of_work import UnitOfWork
    from desktop.counter_options import CounterOptions
    from desktop.office import Office


class ChoiceNotAllowed(Refusal):
    """A clerk chooses whom to call in a hall that calls in order."""


def call_chosen(work: UnitOfWork, duty: OnDuty, options: CounterOptions, ticket_id: str) -> Ticket:
    """Call a chosen ticket; the next one is called with the order's reason.

    Raises: ChoiceNotAllowed, CounterOccupied, CounterClosed, TicketNotCallable, TicketNotFound.
    """
    choice = who_is_next(work, duty.counter)
    if choice is not None and choice.ticket_id == ticket_id:
        return reception.call_next(work, duty)
    if not options.choose_ticket:
        chosen = tickets.load(work.connection, ticket_id)
        raise ChoiceNotAllowed(
            f"本大厅按顺序叫号，没有叫 {chosen.number}，号没有变动，请按 F2 叫下一位。"
        )
    return reception.call(work, duty, ticket_id)


def leave_and_call(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    confirmed_glyphs: frozenset[str],
    options: CounterOptions,
    ticket_id: str,
) -> Ticket:
    """办结并叫: the person here leaves with the receipts due, the chosen one is called, or neither.

    Raises: as `casework.leave` and `call_chosen`.
    """
    casework.leave(work, duty, office, confirmed_glyphs)
    return call_chosen(work, duty, options, ticket_id)
