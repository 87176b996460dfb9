"""What the clerk knows of the person at the counter, straight after the call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.applicant import masked_name
from core.moment import minutes_between
from core.ticket_facts import TicketCalled, TicketIssued, TicketStepUndone
from core.ticket_states import TicketEvent
from db import appointments, ticket_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ticket import Ticket
    from core.ticket_undo import Past
    from db.unit_of_work import Reading


@dataclass(frozen=True)
class EarlierCall:
    """A call before the present one."""

    at: datetime  # aware
    counter: str


@dataclass(frozen=True)
class Visitor:
    """The ground of the class, the calls before, and name and phone of an appointment."""

    name: str  # masked; empty: nobody has told it
    phone: str  # of an appointment, to reach whoever does not come
    ground: str
    minutes_since_call: int
    earlier_calls: tuple[EarlierCall, ...]


def visitor(reading: Reading, present: Ticket) -> Visitor:
    """Who is at the counter, as far as the number tells."""
    past = ticket_steps.past(reading.connection, present)
    calls = _calls(past)
    booked = appointments.of_ticket(reading.connection, present.ticket_id)
    since = present.called_at or present.issued_at
    return Visitor(
        name=masked_name(booked.name) if booked else "",
        phone=booked.phone if booked else "",
        ground=next((one.fact.ground for one in past if isinstance(one.fact, TicketIssued)), ""),
        minutes_since_call=minutes_between(since, reading.now),
        earlier_calls=tuple(calls[:-1]),
    )


def _calls(past: Sequence[Past]) -> list[EarlierCall]:
    calls: list[EarlierCall] = []
    for one in past:
        match one.fact:
            case TicketCalled():
                calls.append(EarlierCall(one.at, one.fact.counter))
            case TicketStepUndone(undone=TicketEvent.CALL):
                calls.pop()
            case _:
                pass
    return calls
