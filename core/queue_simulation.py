"""A day of the queue replayed under another order: who waits longer, and by how much.

Event by event from the day's own arrivals, service times and opening hours: no chance in it, so
the same day under the same policy always gives the same report.
"""

from __future__ import annotations

import heapq
from bisect import insort
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.queue_order import Call, RecentCalls, call_of, next_ticket
from core.queue_policy import QueuePolicy, Waiting
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.queue_policy import CounterProfile


@dataclass(frozen=True)
class Visit:
    """A person of the day: when the ticket began to wait, and how long it held a counter."""

    ticket: Waiting
    held: timedelta  # from its call until the counter was free again
    called_at: datetime | None = None  # when it was called that day


@dataclass(frozen=True)
class Shift:
    """When a counter called on that day."""

    counter: str
    opens: datetime
    closes: datetime  # it calls nobody from then on


@dataclass(frozen=True)
class DayLog:
    """What a day brought, however it was ordered."""

    visits: tuple[Visit, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class Served:
    """A visit as it went in a replay; `called_at` is None when its turn never came."""

    visit: Visit
    standing: TicketClass
    called_at: datetime | None
    counter: str = ""
    reason: str = ""

    @property
    def wait(self) -> timedelta | None:
        """How long it waited for its call."""
        return None if self.called_at is None else self.called_at - self.visit.ticket.queued_at


@dataclass(frozen=True)
class ByPolicy:
    """The order a policy gives."""

    policy: QueuePolicy

    def choose(
        self, waiting: Iterable[Waiting], counter: str, history: RecentCalls, now: datetime
    ) -> tuple[str, str] | None:
        """The policy's choice."""
        asked = self.policy.profile_of(counter)
        choice = next_ticket(waiting, self.policy, asked, history, now)
        return None if choice is None else (choice.ticket_id, choice.reason)

    def call(self, ticket: Waiting, counter: str, at: datetime) -> Call:
        """The call as the policy counts it."""
        return call_of(ticket, self.policy, counter, at)


@dataclass(frozen=True)
class FirstComeFirstServed(ByPolicy):
    """The ideal line: whoever came first among those the counter can serve at all."""

    def choose(
        self, waiting: Iterable[Waiting], counter: str, history: RecentCalls, now: datetime
    ) -> tuple[str, str] | None:
        """The oldest; classes and cap count for nothing."""
        del history
        asked = self.policy.profile_of(counter)
        able = [one for one in waiting if one.callable_from <= now and _may_serve(one, asked)]
        if not able:
            return None
        return min(able, key=lambda one: (one.callable_from, one.number)).ticket_id, "先来先办"


def replayed(day: DayLog, order: ByPolicy) -> tuple[Served, ...]:
    """The day as that order would have run it, in order of arrival."""
    hall = _Hall(day, order)
    while hall.step():
        pass
    return tuple(hall.served(visit) for visit in sorted(day.visits, key=_arrival))


@dataclass
class _Hall:
    day: DayLog
    order: ByPolicy
    lines: dict[object, list[tuple[datetime, str, str, Waiting]]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    outcome: dict[str, Served] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.visits = {visit.ticket.ticket_id: visit for visit in self.day.visits}
        self.closes = {shift.counter: shift.closes for shift in self.day.shifts}
        self.history = RecentCalls(self.calls)
        self.idle: list[str] = []
        # A counter that becomes free at an instant takes who arrives at that instant.
        self.events: list[tuple[datetime, int, str]] = [
            *((visit.ticket.callable_from, _ARRIVES, one) for one, visit in self.visits.items()),
            *((shift.opens, _FREE, shift.counter) for shift in self.day.shifts),
        ]
        heapq.heapify(self.events)

    def step(self) -> bool:
        """Take the next instant with everything that happens in it."""
        if not self.events:
            return False
        now = self.events[0][0]
        while self.events and self.events[0][0] == now:
            _, what, which = heapq.heappop(self.events)
            if what == _ARRIVES:
                self._join(self.visits[which].ticket)
            else:
                insort(self.idle, which)
        self.idle = [counter for counter in self.idle if not self._calls(counter, now)]
        return True

    def served(self, visit: Visit) -> Served:
        """How a visit went."""
        ticket = visit.ticket
        standing = self.order.policy.standing(ticket, ticket.callable_from)
        return self.outcome.get(ticket.ticket_id, Served(visit, standing, None))

    def _calls(self, counter: str, now: datetime) -> bool:
        """Whether the counter is idle no longer: it called somebody, or has closed."""
        if now >= self.closes[counter]:
            return True
        chosen = self.order.choose(self._heads(), counter, self.history, now)
        if chosen is None:
            return False
        visit = self.visits[chosen[0]]
        self._leave(visit.ticket)
        call = self.order.call(visit.ticket, counter, now)
        self.calls.append(call)
        self.outcome[chosen[0]] = Served(visit, call.klass, now, counter, chosen[1])
        heapq.heappush(self.events, (now + visit.held, _FREE, counter))
        return True

    # Within a line only the head can be next, by any order here: the others need no look.

    def _heads(self) -> Iterator[Waiting]:
        return (line[0][-1] for line in self.lines.values())

    def _join(self, ticket: Waiting) -> None:
        entry = (ticket.callable_from, ticket.number, ticket.ticket_id, ticket)
        insort(self.lines.setdefault(_line(ticket), []), entry, key=_place)

    def _leave(self, ticket: Waiting) -> None:
        line = self.lines[_line(ticket)]
        line.pop(0)
        if not line:
            del self.lines[_line(ticket)]


def _line(ticket: Waiting) -> object:
    if ticket.klass is TicketClass.APPOINTMENT:
        return ticket.ticket_id  # its standing changes with the time
    return ticket.klass, ticket.items, ticket.reserved_for


def _place(entry: tuple[datetime, str, str, Waiting]) -> tuple[datetime, str, str]:
    return entry[:3]


def _may_serve(ticket: Waiting, asked: CounterProfile) -> bool:
    if ticket.reserved_for:
        return ticket.reserved_for == asked.counter
    return asked.serves(ticket.items) or asked.helps_with(ticket.items)


def _arrival(visit: Visit) -> tuple[datetime, str]:
    return visit.ticket.queued_at, visit.ticket.number


_ARRIVES, _FREE = 0, 1
