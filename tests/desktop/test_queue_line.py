"""Who is next at a station, from its rows, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.appointment import Slot, SlotShare
from core.queue_policy import DEFAULT_POLICY, CounterProfile, OvertakingCap
from core.staff import Role
from core.ticket_class import Entitlement, TicketClass
from desktop import appointments, queue_room, reception
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM, person
from tests.review_hall import STAFF, duty

if TYPE_CHECKING:
    from tests.review_hall import Hall

RELIEF = Entitlement(TicketClass.URGENT, "救灾")
MINUTE = timedelta(minutes=1)


def later(hall: Hall, minutes: float) -> Hall:
    return replace(hall, now=hall.now + minutes * MINUTE)


def reason(hall: Hall, counter: str = "3") -> str:
    choice = hall.ask(queue_room.who_is_next, counter)
    return "" if choice is None else choice.reason


def test_nobody_is_next_in_an_empty_hall(hall: Hall) -> None:
    assert reason(hall) == ""


def test_the_longest_wait_is_next_without_a_policy_of_ones_own(hall: Hall) -> None:
    hall.do(reception.issue_ticket, duty())
    later(hall, 1).do(reception.issue_ticket, duty())
    assert reason(later(hall, 31)) == "A3001：等候最久 31 分钟"
    assert reason(hall.on("09-29")) == ""


def test_an_appointment_that_is_due_comes_first_until_the_cap(hall: Hall) -> None:
    due = hall.now + 20 * MINUTE
    slot = Slot("slot", PROMISE_ITEM, due, due + 30 * MINUTE, (SlotShare("03", 2),))
    hall.do(appointments.open_slot, duty(Role.ADMINISTRATOR), slot)
    booked = hall.do(appointments.book, duty(), "slot", person())
    hall.do(reception.issue_ticket, duty())
    later(hall, 5).do(appointments.check_in, duty(), booked.appointment_id)
    assert reason(later(hall, 6)) == "A3001：等候最久 6 分钟"
    assert reason(later(hall, 20)) == "Y3001：预约 09:20 到点，等候 15 分钟"
    none = replace(DEFAULT_POLICY, version="2", cap=OvertakingCap(0, timedelta()))
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], none)
    assert reason(later(hall, 20)) == "A3001：后来的号已先办到上限，等候 20 分钟"


def test_calls_already_made_count_towards_the_cap(hall: Hall) -> None:
    one = replace(
        DEFAULT_POLICY,
        version="2",
        cap=OvertakingCap(1, timedelta(days=1)),
        counters=(
            CounterProfile("3", (IMMEDIATE_ITEM, PROMISE_ITEM)),
            CounterProfile("4", (PROMISE_ITEM,)),
        ),
    )
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], one)
    hall.do(reception.issue_ticket, duty(), IMMEDIATE_ITEM)
    second = later(hall, 1).do(reception.issue_ticket, duty(), PROMISE_ITEM)
    assert reason(later(hall, 2)) == "A3001：等候最久 2 分钟"
    assert reason(later(hall, 2), "4") == "A3002：等候最久 1 分钟"
    later(hall, 2).do(reception.issue_ticket, duty(), IMMEDIATE_ITEM, entitled=RELIEF)
    assert reason(later(hall, 3)).startswith("A3003：急件")
    later(hall, 2).do(reception.call, duty(), second.ticket_id)
    assert reason(later(hall, 3)) == "A3001：后来的号已先办到上限，等候 3 分钟"
    assert reason(later(hall, 3), "4") == ""


def test_a_long_line_is_seen_to_its_end(hall: Hall) -> None:
    for n in range(250):
        later(hall, n / 100).do(reception.issue_ticket, duty(), IMMEDIATE_ITEM)
    last = later(hall, 3).do(reception.issue_ticket, duty(), PROMISE_ITEM)
    only = replace(DEFAULT_POLICY, version="2", counters=(CounterProfile("3", (PROMISE_ITEM,)),))
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], only)
    assert reason(later(hall, 4)) == f"{last.number}：等候最久 1 分钟"
