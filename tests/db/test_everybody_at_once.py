"""Twenty counters and ten kiosks at once, each on a connection of its own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from sqlalchemy import select

from core.queue_policy import DEFAULT_POLICY
from core.queue_order import next_ticket
from core.staff import OnDuty, Role
from core.ticket import NobodyWaiting, TicketState
from db import claims, queue_line, tickets
from db.engine import connect
from db.tables import journal, ticket
from db.trouble import DatabaseBusy
from db.unit_of_work import UnitOfWork, new_id, transact
from desktop import calling, reception
from server.service import engine_of
from tests.review_hall import STAFF, Hall, duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.settings import ServerSettings

T = TypeVar("T")
COUNTERS, TICKETS = 20, 500
KIOSKS, EACH = 10, 20


def all_at_once(
    hall: Hall, settings: ServerSettings, many: int, act: Callable[[Hall, int], T]
) -> list[T]:
    together = threading.Barrier(many)

    def run(number: int) -> T:
        engine = engine_of(settings)
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


def issue_all(hall: Hall) -> list[str]:
    def issue(work: UnitOfWork) -> list[str]:
        return [reception.issue_ticket(work, duty()).number for _ in range(TICKETS)]

    return hall.do(issue)
