"""Reading only the heads of the line chooses whom reading all of it would."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from core.appointment import Slot, SlotShare
from core.moment import instant
from core.queue_order import RecentCalls, call_of, next_ticket
from core.queue_policy import DEFAULT_POLICY, CounterProfile, OvertakingCap, Waiting
from core.staff import OnDuty, Role
from core.ticket_class import TicketClass
from db.appointment_tables import appointment, appointment_slot
from db.tables import ticket
from desktop import appointments, queue_room, reception
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM, person
from tests.review_hall import STAFF, duty

if TYPE_CHECKING:
    from core.queue_order import Choice
    from db.unit_of_work import Reading
    from tests.review_hall import Hall

MINUTE = timedelta(minutes=1)
POLICY = replace(
    DEFAULT_POLICY,
    version="2",
    ageing=3 * MINUTE,
    cap=OvertakingCap(2, 8 * MINUTE),
    counters=(
        CounterProfile("1", (IMMEDIATE_ITEM,), (PROMISE_ITEM,)),
        CounterProfile("2", (PROMISE_ITEM,)),
    ),
)


def chosen_from_everybody(reading: Reading, counter: str) -> Choice | None:
    rows = reading.connection.execute(
        select(ticket, appointment_slot.c.begins_at)
        .outerjoin(appointment, appointment.c.ticket_id == ticket.c.ticket_id)
        .outerjoin(appointment_slot, appointment_slot.c.slot_id == appointment.c.slot_id)
        .order_by(ticket.c.called_at)
    ).all()
    line, calls = [], []
    for row in rows:
        due = row.begins_at and instant(row.begins_at)
        klass = TicketClass.APPOINTMENT if due else TicketClass.ORDINARY
        items = (row.item_code,) if row.item_code else ()
        one = Waiting(row.ticket_id, row.number, klass, items, instant(row.issued_at), due)
        if row.state == "waiting":
            line.append(one)
        if row.called_at:
            calls.append(call_of(one, POLICY, row.counter, instant(row.called_at)))
    profile, history = POLICY.profile_of(counter), RecentCalls(tuple(calls))
    return next_ticket(line, POLICY, profile, history, reading.now)


@pytest.mark.parametrize("seed", range(3))
def test_the_heads_choose_whom_everybody_would(hall: Hall, seed: int) -> None:
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
        now.do(reception.issue_ticket, duty(), item)
        if minute > 5 and booked and draw.random() < 0.3:
            now.do(appointments.check_in, duty(), booked.pop().appointment_id)
        for counter in ("1", "2", "3"):
            choice = now.ask(queue_room.who_is_next, counter)
            assert choice == now.ask(chosen_from_everybody, counter)
            if choice is not None:
                seen.add(choice.ground)
            on_duty = OnDuty(STAFF[Role.CLERK], counter)
            if choice is not None and draw.random() < 0.25:
                now.do(reception.call, on_duty, choice.ticket_id)
                now.do(reception.no_show, on_duty)
    assert len(seen) > 1
