"""One ticket, and one fact of every kind about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.moment import CHINA
from core.numbering import SeriesNumber, ticket_series
from core.ticket_facts import (
    Place,
    ServiceFinished,
    ServiceStarted,
    TicketCalled,
    TicketEdited,
    TicketIssued,
    TicketJoined,
    TicketLeft,
    TicketNotShown,
    TicketParked,
    TicketResumed,
    TicketReturned,
    TicketRevived,
    TicketSetBack,
    TicketStep,
    TicketSweptUp,
    TicketTransferred,
    TicketVoided,
)
from core.ticket_states import TicketState
from core.ticket_steps import evolved, issued
from tests.core.sample_case import MONDAY

if TYPE_CHECKING:
    from core.ticket import Ticket

NINE = datetime(2026, 9, 28, 9, 0, tzinfo=CHINA)
ID = "t-1"
ISSUE = TicketIssued(ID, SeriesNumber(ticket_series("03", "A", MONDAY), 12), MONDAY, "XK-0001")
TICKET = issued(ISSUE, "03", NINE)
CALL = TicketCalled(ID, "3", "A3012：等候最久 3 分钟")
START, FINISH = ServiceStarted(ID), ServiceFinished(ID)
PARK, MISS = TicketParked(ID, "去复印"), TicketNotShown(ID)
STEPS: tuple[TicketStep, ...] = (
    CALL,
    START,
    FINISH,
    TicketSetBack(ID, NINE + timedelta(minutes=30)),
    MISS,
    TicketRevived(ID, Place.END),
    PARK,
    TicketResumed(ID, "4"),
    TicketTransferred(ID, "5", "QR-0017", "只差盖章"),
    TicketReturned(ID, Place.KEPT),
    TicketEdited(ID, ("QR-0017", "XK-0001"), "带着孩子"),
    TicketLeft(ID),
    TicketVoided(ID, "取重了"),
    TicketJoined(ID, "A3001"),
    TicketSweptUp(ID),
)
LEADS: dict[TicketState, tuple[TicketStep, ...]] = {
    TicketState.WAITING: (),
    TicketState.CALLED: (CALL,),
    TicketState.SERVING: (CALL, START),
    TicketState.PARKED: (CALL, START, PARK),
    TicketState.FINISHED: (CALL, START, FINISH),
    TicketState.NO_SHOW: (CALL, MISS),
    TicketState.LEFT: (TicketLeft(ID),),
    TicketState.VOID: (TicketVoided(ID, "取重了"),),
    TicketState.JOINED: (TicketJoined(ID, "A3001"),),
}


def after(minutes: float) -> datetime:
    """That long after nine."""
    return NINE + timedelta(minutes=minutes)


def ticket_in(state: TicketState) -> Ticket:
    """The ticket brought into a state, a step each minute after nine."""
    ticket = TICKET
    for minute, step in enumerate(LEADS[state], start=1):
        ticket = evolved(ticket, step, after(minute))
    return ticket
