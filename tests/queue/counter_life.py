"""A hall at chosen minutes, the desk's acts by short names, and what the rows tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.appointment import Slot, SlotShare
from core.queue_policy import DEFAULT_POLICY
from core.staff import OnDuty, Role
from core.ticket_time import spent
from db import ticket_steps, tickets
from desktop import appointments, queue_room, reception
from tests.house import PROMISE_ITEM, person
from tests.review_hall import STAFF, duty

if TYPE_CHECKING:
    from core.appointment import Appointment
    from core.queue_policy import CounterProfile, RecallRule
    from core.ticket import Ticket
    from core.ticket_time import Period, Spent
    from tests.review_hall import Hall

THREE = duty()
FOUR = OnDuty(STAFF[Role.CLERK], "4")


def at(hall: Hall, minutes: float) -> Hall:
    """The hall so long after nine."""
    return replace(hall, now=hall.now.replace(hour=9, minute=0) + timedelta(minutes=minutes))


def issued(hall: Hall, item_code: str = "") -> Ticket:
    """A number handed out."""
    return hall.do(reception.issue_ticket, THREE, item_code)


def booked(hall: Hall, minute: int) -> Appointment:
    """An appointment so long after nine."""
    due = at(hall, minute).now
    slot = Slot("slot", PROMISE_ITEM, due, due + minutes(30), (SlotShare("03", 2),))
    hall.do(appointments.open_slot, duty(Role.ADMINISTRATOR), slot)
    who = replace(person(), phone="0000-55501")
    return hall.do(appointments.book, THREE, "slot", who)


def called(hall: Hall, on_duty: OnDuty = THREE) -> Ticket:
    """Whoever the order names, called."""
    return hall.do(reception.call_next, on_duty)


def serving(hall: Hall, on_duty: OnDuty = THREE) -> Ticket:
    """Whoever the order names, called and served."""
    called(hall, on_duty)
    return hall.do(reception.start_service, on_duty)


def finished(hall: Hall, on_duty: OnDuty = THREE) -> Ticket:
    """The service at a counter ended."""
    return hall.do(reception.finish_service, on_duty)


def seen(hall: Hall, one: Ticket) -> Ticket:
    """The ticket as its row has it."""
    return hall.ask(lambda reading: tickets.load(reading.connection, one.ticket_id))


def periods(hall: Hall, one: Ticket) -> tuple[Period, ...]:
    """The ticket's life as the rows have it."""
    return hall.ask(lambda reading: ticket_steps.periods(reading.connection, one.ticket_id))


def open_periods(hall: Hall, one: Ticket) -> int:
    """How many periods go on."""
    return sum(period.ended_at is None for period in periods(hall, one))


def time_of(hall: Hall, one: Ticket) -> Spent:
    """Where the ticket's time went."""
    return spent(periods(hall, one), hall.now)


def minutes(number: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)


def waiting(hall: Hall) -> list[str]:
    """The numbers that wait."""
    found = hall.ask(lambda reading: tickets.waiting(reading.connection, reading.today))
    return [one.number for one in found]


def adopt_recall(hall: Hall, recall: RecallRule) -> None:
    """Let the hall adopt a rule for numbers nobody answers to."""
    policy = replace(DEFAULT_POLICY, version="recall", recall=recall)
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], policy)


def adopt_counters(hall: Hall, *counters: CounterProfile) -> None:
    """Let the hall say what each counter serves."""
    policy = replace(DEFAULT_POLICY, version="counters", counters=counters)
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], policy)


def same_after_rebuilding(hall: Hall) -> bool:
    """Whether the journal gives the same rows again."""
    rows = hall.rows()
    return hall.rebuilt() == rows


def unhurried(hall: Hall) -> None:
    """Let no commit wait for the disk: these tests are about the rows, not about power cuts."""
    driver = hall.connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA synchronous = OFF")
    hall.connection.rollback()
