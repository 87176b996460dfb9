"""The floor of a real hall: every act of the day is a use case on a real database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from core.applicant import applicant
from core.appointment import Slot, SlotShare
from core.calendar import Calendar
from core.moment import business_day
from core.staff import Clerk, OnDuty, Role
from core.ticket import NobodyWaiting
from core.ticket_class import Entitlement, TicketClass
from core.wait_estimate import LearnedWaits, WaitRange
from db import queue_log
from db.journal import Identity
from db.unit_of_work import new_id, transact
from desktop import (
    appointments,
    counter_room,
    day_end,
    queue_room,
    reception,
    ticket_moves,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from benchmarks.simulated_day.plan import DayPlan, Person
    from core.queue_log import LoggedTicket
    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket
    from db.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")
CLERK = Clerk("0317", "王敏", Role.CLERK)
ADMINISTRATOR = Clerk("0999", "钱多", Role.ADMINISTRATOR)


@dataclass
class HallFloor:
    """The hall, who holds which ticket, and the wait each person was told."""

    connection: Connection
    identity: Identity
    published: Calendar
    known: LearnedWaits | None = None
    ticket_ids: dict[int, str] = field(default_factory=dict)
    told: dict[int, WaitRange] = field(default_factory=dict)
    _serials: dict[str, int] = field(default_factory=dict)
    _booked: dict[int, str] = field(default_factory=dict)
    _letters: dict[str, str] = field(default_factory=dict)

    def adopt(self, policy: QueuePolicy, at: datetime) -> None:
        """Put the hall's order in force."""
        self._do(at, queue_room.adopt, ADMINISTRATOR, policy)

    def book(self, plan: DayPlan, at: datetime) -> None:
        """Give every appointment of the day its place, in slots just large enough."""
        due = [one for one in (*plan.people, *plan.absent) if one.due is not None]
        due.sort(key=_slot_of)
        for (begins, item), group in groupby(due, _slot_of):
            holders = list(group)
            share = SlotShare(self.identity.station, len(holders))
            slot = Slot(new_id(), item, begins, begins + _SLOT_LASTS, (share,))
            self._do(at, appointments.open_slot, OnDuty(ADMINISTRATOR, ""), slot)
            for one in holders:
                person = applicant("李小明", f"E{one.serial:08d}")
                booked = self._do(at, appointments.book, OnDuty(CLERK, ""), slot.slot_id, person)
                self._booked[one.serial] = booked.appointment_id

    def join(self, person: Person, at: datetime) -> None:
        """A number from the kiosk, or the check-in; what the slip would say is noted."""
        if person.serial in self._booked:
            came = self._do(at, appointments.check_in, _KIOSK, self._booked[person.serial])
            ticket = came.ticket
        else:
            ground = "老年人优待证" if person.klass in _WITH_GROUND else ""
            entitled = Entitlement(person.klass, ground)
            prefix = self._prefix(person.item)
            ticket = self._do(at, reception.issue_ticket, _KIOSK, person.item, prefix, entitled)
        self.ticket_ids[person.serial] = ticket.ticket_id
        self._serials[ticket.ticket_id] = person.serial
        if self.known is not None:
            self.told[person.serial] = self.known.estimate(
                self.ask(queue_log.ahead_of, ticket, self.known.policy)
            )

    def call_next(self, counter: str, at: datetime) -> int | None:
        """Whom the hall's order names."""
        try:
            called = self._do(at, reception.call_next, OnDuty(CLERK, counter))
        except NobodyWaiting:
            return None
        return self._serials[called.ticket_id]

    def start(self, counter: str, at: datetime) -> None:
        """F5."""
        self._do(at, reception.start_service, OnDuty(CLERK, counter))

    def finish(self, counter: str, at: datetime) -> None:
        """F12."""
        self._do(at, reception.finish_service, OnDuty(CLERK, counter))

    def no_show(self, counter: str, at: datetime) -> datetime | None:
        """F4."""
        return self._do(at, reception.no_show, OnDuty(CLERK, counter)).not_before

    def revive(self, person: Person, at: datetime) -> None:
        """At the end of the queue."""
        self._do(at, ticket_moves.revive, _KIOSK, self.ticket_ids[person.serial])

    def leave(self, person: Person, at: datetime) -> None:
        """Told at the desk."""
        self._do(at, ticket_moves.leave, _KIOSK, self.ticket_ids[person.serial], "不等了")

    def park(self, counter: str, at: datetime) -> None:
        """F6."""
        self._do(at, ticket_moves.park, OnDuty(CLERK, counter), "去复印")

    def resume(self, counter: str, person: Person, at: datetime) -> None:
        """Where the person was parked."""
        duty = OnDuty(CLERK, counter)
        self._do(at, ticket_moves.resume, duty, self.ticket_ids[person.serial])

    def transfer(self, counter: str, item: str, at: datetime) -> None:
        """F7, to whoever serves the item."""
        self._do(at, ticket_moves.transfer, OnDuty(CLERK, counter), "接着办", "", item)

    def pause(self, counter: str, at: datetime) -> None:
        """Lunch."""
        self._do(at, counter_room.pause, OnDuty(CLERK, counter), "午休")

    def reopen(self, counter: str, at: datetime) -> None:
        """Back from lunch."""
        self._do(at, counter_room.reopen, OnDuty(CLERK, counter))

    def close(self, at: datetime) -> tuple[Ticket, ...]:
        """The end of the day: who did not come, and what is still open."""
        self._do(at, appointments.record_missed, _KIOSK, business_day(at))
        return self._do(at, day_end.close_day, _KIOSK)

    def ask(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Look at the rows."""
        try:
            return query(self.connection, *args, **kwargs)
        finally:
            self.connection.rollback()

    def logged(self, day: date) -> tuple[LoggedTicket, ...]:
        """What the day's tickets tell afterwards."""
        identity = self.identity
        try:
            return tuple(
                queue_log.logged(self.connection, identity.hall, day, day, identity.station)
            )
        finally:
            self.connection.rollback()

    def _do(
        self,
        at: datetime,
        act: Callable[Concatenate[UnitOfWork, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def done(work: UnitOfWork) -> T:
            return act(work, *args, **kwargs)

        return transact(self.connection, self.identity, self.published, at, done).value

    def _prefix(self, item: str) -> str:
        # A letter for each item: a day's series ends at 999, and Y is the appointments'.
        if item not in self._letters:
            self._letters[item] = _LETTERS[len(self._letters)]
        return self._letters[item]


def _slot_of(person: Person) -> tuple[datetime, str]:
    assert person.due is not None  # noqa: S101  (only who has an appointment is asked)
    return person.due, person.item


_KIOSK = OnDuty(CLERK, "")
_WITH_GROUND = (TicketClass.PRIORITY, TicketClass.URGENT)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWX"
_SLOT_LASTS = timedelta(minutes=30)
