"""Calling where several counters share a database: a claim first, then the call."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.live_claim import ClaimLost, ClaimState
from core.ticket import CounterOccupied, NobodyWaiting, Ticket
from db import claims, queue_policies, requests, tickets
from db.requests import Asked
from desktop import queue_room, reception

if TYPE_CHECKING:
    from core.live_claim import LiveClaim
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork


def call_next(work: UnitOfWork, duty: OnDuty, request_id: str) -> Ticket:
    """Call whom the hall's policy names; the same request again gives the same ticket.

    Someone whose counter called and fell silent comes first: the policy chose them before.

    Raises: CounterOccupied, NobodyWaiting, RequestNotTheSame.
    """
    asked = Asked(request_id, f"call_next/{duty.counter}")
    return requests.once(work, asked, Ticket, partial(_call_next, work, duty))


def start_service(work: UnitOfWork, duty: OnDuty) -> Ticket:
    """The person called is here, unless another counter took the ticket over meanwhile.

    Raises: ClaimLost, NobodyWaiting, TicketStepNotAllowed.
    """
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    claim = present and claims.live(work.connection, present.ticket_id)
    if claim:
        # Late, but nobody else has called: it is taken again.
        own = _taken(work, duty, claim) if claim.state is ClaimState.WAITING else claim
        if own is None or own.counter != duty.counter:
            raise ClaimLost(
                "这个号已由其他窗口接手，本窗口没有开始办理，办理记录不受影响，请叫下一位。"
            )
        claims.go_on(work.connection, own, ClaimState.SERVING)
    return reception.start_service(work, duty)


def _call_next(work: UnitOfWork, duty: OnDuty) -> Ticket:
    present = tickets.at_counter(work.connection, work.identity.hall, duty.counter)
    if present is not None:
        raise CounterOccupied(
            f"{present.number} 还在本窗口（{present.state.word}），没有叫下一位，"
            "请先办结、过号或重呼。"
        )
    claims.leave(work.connection, work.identity.hall, duty.counter)
    claims.lapse(work.connection, work.identity.hall, work.now)
    # Each round that finds a ticket taken had somebody else get on.
    while (ticket_id := _next(work, duty)) is not None:
        claim = claims.opened(work.connection, ticket_id)
        if claim is not None and _taken(work, duty, claim) is not None:
            return reception.call(work, duty, ticket_id)
    raise NobodyWaiting("现在没有人在等候本窗口的号，没有叫号；可先取号，或稍后再叫。")


def _next(work: UnitOfWork, duty: OnDuty) -> str | None:
    policy = queue_policies.in_force(work.connection, work.identity.hall)
    profile = policy.profile_of(duty.counter)
    for ticket_id in claims.recovered(work.connection, work.identity.station, work.today):
        item = tickets.load(work.connection, ticket_id).item_code
        if profile.serves((item,) if item else ()):
            return ticket_id
    choice = queue_room.who_is_next(work, duty.counter)
    return None if choice is None else choice.ticket_id


def _taken(work: UnitOfWork, duty: OnDuty, claim: LiveClaim) -> LiveClaim | None:
    return claims.take(work.connection, claim, work.identity.station, duty.counter, work.now)
