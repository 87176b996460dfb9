"""The queue at one station: issue, call, start, finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.counter import require_open
from core.item_group import WHOLE_RANGE, ItemGroup, group_of
from core.number_range import next_shown
from core.numbering import ticket_series
from core.ticket import CounterOccupied, NobodyWaiting, Ticket, TicketState, require_callable
from core.ticket_class import WALKED_IN, require_ground
from core.ticket_facts import (
    ServiceFinished,
    ServiceStarted,
    TicketCalled,
    TicketIssued,
    TicketNotShown,
    TicketSetBack,
)
from db import counters, queue_policies, tickets
from db.unit_of_work import new_id
from desktop.claims import require_right
from desktop.queue_room import who_is_next

if TYPE_CHECKING:
    from core.numbering import SeriesNumber
    from core.staff import OnDuty
    from core.ticket_class import Entitlement
    from db.unit_of_work import UnitOfWork

BY_ITEM = ""  # the letter is that of the item's group


def issue_ticket(
    work: UnitOfWork,
    duty: OnDuty,
    item_code: str = "",
    prefix: str = BY_ITEM,
    entitled: Entitlement = WALKED_IN,
    ticket_id: str = "",
) -> Ticket:
    """Hand out the next number of this station's series, under the letter of the item's group.

    A new identifier unless one is given: who asks twice under one finds the first number by it.

    Raises: RangeExhausted, GroundMissing.
    """
    require_ground(entitled)
    group = _group(work, item_code, prefix)
    series = ticket_series(work.identity.station, group.prefix, work.today)
    number = work.next_number(series)
    fact = TicketIssued(
        ticket_id or new_id(),
        number,
        work.today,
        item_code,
        entitled.klass,
        entitled.ground.strip(),
        entitled.due_at,
        _shown(work, group, number),
        entitled.queued_at,
    )
    work.record(fact, duty.clerk.badge)
    return tickets.load(work.connection, fact.ticket_id)


def call_next(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """Call whom the hall's order names for this counter; the ticket says why.

    Raises: CounterOccupied, CounterClosed, NobodyWaiting.
    """
    _require_ready(work, duty)
    choice = who_is_next(work, duty.counter)
    if choice is None:
        raise NobodyWaiting("现在没有人在等候本窗口能叫的号，没有叫号；可先取号，或稍后再叫。")
    ticket = tickets.load(work.connection, choice.ticket_id)
    return _call(work, duty, ticket, choice.reason)


def call(work: UnitOfWork, duty: OnDuty, ticket_id: str) -> Ticket:
    """Call a chosen ticket.

    Raises: CounterOccupied, CounterClosed, TicketNotCallable, RightNotHeld.
    """
    _require_ready(work, duty)
    return _call(work, duty, tickets.load(work.connection, ticket_id))


def call_again(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """Call the ticket already called to this counter once more.

    Raises: NobodyWaiting, TicketNotCallable.
    """
    return _call(work, duty, at_counter(work, duty))


def start_service(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The person called is here.

    Raises: NobodyWaiting, TicketStepNotAllowed.
    """
    ticket = at_counter(work, duty)
    work.record(ServiceStarted(ticket.ticket_id), duty.clerk.badge)
    return tickets.load(work.connection, ticket.ticket_id)


def no_show(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The person called did not come: to be called again later while the hall's rule grants it.

    Raises: NobodyWaiting, TicketStepNotAllowed.
    """
    ticket = at_counter(work, duty)
    rule = queue_policies.in_force(work.connection, work.identity.hall).recall
    again = rule.again_from(ticket.calls, ticket.called_at or work.now)
    fact = (
        TicketNotShown(ticket.ticket_id)
        if again is None
        else TicketSetBack(ticket.ticket_id, again)
    )
    work.record(fact, duty.clerk.badge)
    return tickets.load(work.connection, ticket.ticket_id)


def finish_service(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The person leaves; the counter is free.

    Raises: NobodyWaiting, TicketStepNotAllowed.
    """
    ticket = at_counter(work, duty)
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


def require_free(work: UnitOfWork, duty: OnDuty) -> None:
    """Refuse to bring a second person to the counter.

    Raises: CounterOccupied.
    """
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if present is not None:
        raise CounterOccupied(
            f"{present.number} 还在本窗口（{present.state.word}），没有叫下一位，"
            "请先办结、过号或重呼。"
        )


def at_counter(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The ticket called to or served at this counter.

    Raises: NobodyWaiting.
    """
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if present is None:
        raise NobodyWaiting("本窗口现在没有叫到的号，没有改动任何内容，请先叫下一位。")
    return present


def _group(work: UnitOfWork, item_code: str, prefix: str) -> ItemGroup:
    if prefix != BY_ITEM:
        return ItemGroup(prefix)
    groups = queue_policies.in_force(work.connection, work.identity.hall).groups
    return group_of(groups, item_code)


def _shown(work: UnitOfWork, group: ItemGroup, number: SeriesNumber) -> int:
    if group.numbers == WHOLE_RANGE and number.serial <= WHOLE_RANGE.last:
        return number.serial
    last, alive = tickets.shown(work.connection, work.identity.hall, number.series)
    return next_shown(group.numbers, last, alive)


def _call(work: UnitOfWork, duty: OnDuty, ticket: Ticket, reason: str = "") -> Ticket:
    require_callable(ticket, duty.counter, work.now)
    if ticket.state is TicketState.WAITING:
        require_right(work, ticket)
    work.record(TicketCalled(ticket.ticket_id, duty.counter, reason), duty.clerk.badge)
    return tickets.load(work.connection, ticket.ticket_id)


def _require_ready(work: UnitOfWork, duty: OnDuty) -> None:
    require_open(counters.standing(work.connection, work.identity.hall, duty.counter))
    require_free(work, duty)
