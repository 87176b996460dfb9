"""Reading only the heads of the lines chooses whom reading all of everything would."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.appointment import Slot, SlotShare
from core.queue_order import RecentCalls, call_of, next_ticket
from core.queue_policy import (
    DEFAULT_POLICY,
    CounterProfile,
    OvertakingCap,
    RecallRule,
    Waiting,
)
from core.staff import OnDuty, Role
from core.ticket_class import Entitlement, TicketClass
from core.ticket_facts import Place, TicketCalled, TicketFact, TicketIssued, TicketStepUndone
from core.ticket_states import TicketEvent, TicketState
from core.ticket_steps import evolved, issued
from db import journal
from db.payload import fact_of
from desktop import appointments, queue_room, reception, ticket_moves
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM, person
from tests.queue.counter_life import same_after_rebuilding
from tests.review_hall import STAFF, duty

if TYPE_CHECKING:
    from core.queue_order import Call, Choice
    from core.ticket import Ticket
    from db.unit_of_work import Reading
    from tests.review_hall import Hall

MINUTE = timedelta(minutes=1)
POLICY = replace(
    DEFAULT_POLICY,
    version="2",
    ageing=3 * MINUTE,
    cap=OvertakingCap(2, 8 * MINUTE),
    recall=RecallRule(1, 4 * MINUTE),
    counters=(
        CounterProfile("1", (IMMEDIATE_ITEM,), (PROMISE_ITEM,)),
        CounterProfile("2", (PROMISE_ITEM,)),
    ),
)
CLASSES = (
    *[Entitlement()] * 4,
    Entitlement(TicketClass.PRIORITY, "残疾人证"),
    Entitlement(TicketClass.URGENT, "救灾"),
    Entitlement(TicketClass.RETURN_VISIT),
)


def chosen_from_everything(reading: Reading, counter: str) -> Choice | None:
    """The choice from the journal alone: every ticket that waits, every call that was made."""
    tickets: dict[str, Ticket] = {}
    calls: list[tuple[str, Call]] = []
    for entry in journal.everything(reading.connection):
        fact = fact_of(entry)
        if isinstance(fact, TicketIssued):
            tickets[fact.ticket_id] = issued(fact, entry.station, entry.occurred_at)
        elif isinstance(fact, TicketFact):
            before = tickets[fact.ticket_id]
            if isinstance(fact, TicketCalled) and before.state is TicketState.WAITING:
                call = call_of(waiting(before), POLICY, fact.counter, entry.occurred_at)
                calls.append((fact.ticket_id, call))
            if isinstance(fact, TicketStepUndone) and fact.undone is TicketEvent.CALL:
                calls.remove(next(one for one in reversed(calls) if one[0] == fact.ticket_id))
            tickets[fact.ticket_id] = evolved(before, fact, entry.occurred_at)
    line = [waiting(one) for one in tickets.values() if one.state is TicketState.WAITING]
    history = RecentCalls(tuple(call for _, call in calls))
    return next_ticket(line, POLICY, POLICY.profile_of(counter), history, reading.now)


def waiting(one: Ticket) -> Waiting:
    return Waiting(
        one.ticket_id,
        one.number,
        one.klass,
        one.items,
        one.queued_at,
        one.due_at,
        one.reserved_for,
        one.not_before,
    )


def handled(now: Hall, draw: random.Random, on_duty: OnDuty) -> None:
    """What may become of a person who was called."""
    act = draw.choice(["missed", "missed", "slip", "back", "sent on", "served"])
    there = now.ask(lambda reading: queue_room.who_is_next(reading, on_duty.counter))
    assert there is not None
    one = now.do(reception.call, on_duty, there.ticket_id)
    if act == "missed":
        now.do(reception.no_show, on_duty)
    elif act == "slip":
        now.do(ticket_moves.undo, on_duty, one.ticket_id)
    elif act == "back":
        now.do(ticket_moves.return_to_queue, on_duty, Place.END)
    elif act == "sent on":
        counter = draw.choice([other for other in ("1", "2", "3") if other != on_duty.counter])
        now.do(ticket_moves.transfer, on_duty, "", counter=counter)
    else:
        now.do(reception.start_service, on_duty)
        now.do(reception.finish_service, on_duty)


@pytest.mark.parametrize("seed", range(3))
def test_the_heads_choose_whom_everything_would(hall: Hall, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311  (a lottery of tickets, no secret)
    due = hall.now + 15 * MINUTE
    slot = Slot("slot", PROMISE_ITEM, due, due + 30 * MINUTE, (SlotShare("03", 4),))
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], POLICY)
    hall.do(appointments.open_slot, duty(Role.ADMINISTRATOR), slot)
    booked = [
        hall.do(appointments.book, duty(), "slot", replace(person(), identity_number=number))
        for number in ("11010519491231002X", "110101199003078531")
    ]
    seen = set()
    for minute in range(40):
        now = replace(hall, now=hall.now + minute * MINUTE)
        item = draw.choice([IMMEDIATE_ITEM, PROMISE_ITEM, ""])
        now.do(reception.issue_ticket, duty(), item, entitled=draw.choice(CLASSES))
        if minute > 5 and booked and draw.random() < 0.3:
            now.do(appointments.check_in, duty(), booked.pop().appointment_id)
        for counter in ("1", "2", "3"):
            choice = now.ask(queue_room.who_is_next, counter)
            assert choice == now.ask(chosen_from_everything, counter)
            if choice is not None:
                seen.add(choice.ground)
            if choice is not None and draw.random() < 0.3:
                handled(now, draw, OnDuty(STAFF[Role.CLERK], counter))
    assert len(seen) > 2
    assert same_after_rebuilding(hall)
