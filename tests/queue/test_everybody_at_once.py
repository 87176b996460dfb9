"""Twenty counters and ten kiosks at once, each on a connection of its own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from core.queue_order import next_ticket
from core.queue_policy import DEFAULT_POLICY
from core.staff import OnDuty, Role
from core.ticket import NobodyWaiting, Ticket, TicketStepNotAllowed
from core.ticket_facts import TicketCalled, TicketLeft
from core.ticket_steps import evolved
from db import queue_line, requests, tickets
from db.engine import connect
from db.requests import Asked
from db.tables import journal, ticket
from db.tickets import TicketChanged
from db.trouble import DatabaseBusy, told_plainly
from db.unit_of_work import UnitOfWork, new_id, transact
from desktop import reception
from server.service import engine_of
from tests.review_hall import STAFF, Hall, duty

if TYPE_CHECKING:
    from collections.abc import Callable


T = TypeVar("T")
COUNTERS, TICKETS, FEWER = 20, 500, 60
KIOSKS, EACH = 10, 20


def all_at_once(hall: Hall, many: int, act: Callable[[Hall, int], T]) -> list[T]:
    together = threading.Barrier(many)

    def run(number: int) -> T:
        engine = engine_of(hall.settings)
        try:
            with connect(engine) as connection:
                together.wait()
                return act(replace(hall, connection=connection), number)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def patient(hall: Hall, act: Callable[[UnitOfWork], T]) -> T:
    """A busy database is asked again; the request's identifier keeps that harmless."""
    while True:
        try:
            return transact(hall.connection, hall.identity, hall.calendar, hall.now, act).value
        except DatabaseBusy:
            continue


def issue_all(hall: Hall, many: int = TICKETS) -> list[str]:
    def issue(work: UnitOfWork) -> list[str]:
        return [reception.issue_ticket(work, duty()).number for _ in range(many)]

    return hall.do(issue)


def counter_of(number: int) -> OnDuty:
    return OnDuty(STAFF[Role.CLERK], str(number + 1))


def call_next(on_duty: OnDuty, request_id: str, work: UnitOfWork) -> Ticket:
    asked = Asked(request_id, f"call_next/{on_duty.counter}")
    return requests.once(work, asked, Ticket, partial(reception.call_next, work, on_duty))


def serve_until_empty(hall: Hall, number: int) -> list[str]:
    on_duty = counter_of(number)
    served: list[str] = []

    def leave(work: UnitOfWork) -> None:
        reception.start_service(work, on_duty)
        reception.finish_service(work, on_duty)

    while True:
        try:
            served.append(patient(hall, partial(call_next, on_duty, new_id())).number)
        except NobodyWaiting:
            return served
        patient(hall, leave)


def test_s18_twenty_counters_serve_each_of_five_hundred_once_and_in_order(hall: Hall) -> None:
    issued = issue_all(hall)
    served = all_at_once(hall, COUNTERS, serve_until_empty)
    assert sorted(number for each in served for number in each) == issued
    called = hall.ask(
        lambda reading: (
            reading.connection.execute(
                select(ticket.c.number)
                .join(journal, journal.c.entity_id == ticket.c.ticket_id)
                .where(journal.c.kind == "ticket.called")
                .order_by(journal.c.arrival)
            )
            .scalars()
            .all()
        )
    )
    assert called == issued


def claim_until_empty(hall: Hall, number: int) -> list[str]:
    """Claims alone, without a station's journal: as the server keeps them for many stations."""
    won: list[str] = []
    while True:
        try:
            with told_plainly(), hall.connection.begin():
                won.append(claim_one(hall, str(number + 1)))
        except (DatabaseBusy, TicketChanged, TicketStepNotAllowed):
            continue
        except NobodyWaiting:
            return won


def claim_one(hall: Hall, counter: str) -> str:
    connection, today = hall.connection, hall.now.date()
    choice = next_ticket(
        queue_line.first_at(connection, "03", today, hall.now),
        DEFAULT_POLICY,
        DEFAULT_POLICY.profile_of(counter),
        queue_line.calls_at(connection, "03", today, DEFAULT_POLICY),
        hall.now,
    )
    if choice is None:
        raise NobodyWaiting
    waits = tickets.load(connection, choice.ticket_id)
    called = evolved(waits, TicketCalled(waits.ticket_id, counter), hall.now)
    tickets.save(connection, waits, called)
    tickets.save(connection, called, evolved(called, TicketLeft(waits.ticket_id), hall.now))
    return waits.number


def test_twenty_counters_that_all_want_the_same_head_claim_each_once(either_hall: Hall) -> None:
    issued = issue_all(either_hall, FEWER)
    won = all_at_once(either_hall, COUNTERS, claim_until_empty)
    assert sorted(number for each in won for number in each) == issued
    # Whoever is at the head is claimed before anybody behind: each counter's own run ascends.
    assert all(each == sorted(each) for each in won)


def issue_some(hall: Hall, _number: int) -> list[str]:
    return [
        patient(hall, lambda work: reception.issue_ticket(work, duty())).number for _ in range(EACH)
    ]


def test_s19_ten_kiosks_at_once_issue_no_number_twice_and_leave_no_gap(hall: Hall) -> None:
    issued = all_at_once(hall, KIOSKS, issue_some)
    numbers = sorted(number for each in issued for number in each)
    assert numbers == [f"A3{serial:03d}" for serial in range(1, KIOSKS * EACH + 1)]
