"""What a person finds on joining the queue: who competes, who is served, which counters call."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.queue_policy import QueuePolicy
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from core.queue_log import LoggedTicket


@dataclass(frozen=True)
class People:
    """How many people of one item."""

    item: str  # empty for none
    number: int


@dataclass(frozen=True)
class Ahead:
    """The queue as a person joins it: who competes for the counters that serve the person."""

    at: datetime
    klass: TicketClass
    waiting: tuple[People, ...]
    in_service: tuple[People, ...]
    counters: int  # calling at present, at least 1


@dataclass(frozen=True)
class Competition:
    """Which counters serve an item, and whom else they serve; a long queue asks it often."""

    policy: QueuePolicy
    known: dict[tuple[str, str], bool] = field(default_factory=dict)

    def ahead(
        self,
        joining: tuple[datetime, TicketClass, str],
        waiting: Mapping[tuple[TicketClass, str], int],
        in_service: Mapping[tuple[str, str], int],
        last_calls: Mapping[str, datetime],
    ) -> Ahead:
        """The queue for someone with (moment, class, item).

        `waiting` is people by (class, item), `in_service` people by (counter, item), `last_calls`
        the last call of each counter.
        """
        at, klass, item = joining
        mine = [counter for counter in last_calls if self._serves(counter, item)]
        calling = sum(at - _RECENT <= last_calls[counter] <= at for counter in mine)
        rivals: Counter[str] = Counter()
        share = self.policy.share_of(klass)
        competes = {
            other: any(self._serves(counter, other) for counter in mine)
            for other in {other for _, other in waiting}
        }
        for (other_class, other), number in waiting.items():
            # A class with a smaller share is hardly called before: counted, it would say half an
            # hour to somebody who is called at once.
            if competes[other] and self.policy.share_of(other_class) >= share:
                rivals[other] += number
        served = [
            People(other, number)
            for (counter, other), number in in_service.items()
            if number > 0 and counter in mine
        ]
        people = tuple(People(other, number) for other, number in rivals.items() if number > 0)
        return Ahead(at, klass, people, tuple(served), max(1, calling))

    def _serves(self, counter: str, item: str) -> bool:
        if (counter, item) not in self.known:
            items = (item,) if item else ()
            self.known[counter, item] = self.policy.profile_of(counter).serves(items)
        return self.known[counter, item]


def situations(
    logged: Iterable[LoggedTicket], policy: QueuePolicy
) -> Iterator[tuple[Ahead, float]]:
    """What each person called found on joining, and the minutes waited."""
    days: dict[date, list[LoggedTicket]] = defaultdict(list)
    for one in logged:
        days[one.day].append(one)
    for tickets in days.values():
        yield from _situations_of_day(tickets, Competition(policy))


def item_of(one: LoggedTicket) -> str:
    """The item a ticket's time at the counter is counted for."""
    return one.items[0] if one.items else ""


def _situations_of_day(
    tickets: list[LoggedTicket], competition: Competition
) -> Iterator[tuple[Ahead, float]]:
    # One sweep over the day's moments: who queues, is called, and leaves.
    moments: list[tuple[datetime, int, int]] = []
    for place, one in enumerate(tickets):
        if one.called_at is not None:
            moments.append((one.queued_at, _QUEUES, place))
            moments.append((one.called_at, _CALLED, place))
            moments.append((one.ended_at or one.called_at, _LEAVES, place))
    waiting: Counter[tuple[TicketClass, str]] = Counter()
    serving: Counter[tuple[str, str]] = Counter()
    last_calls: dict[str, datetime] = {}
    for at, what, place in sorted(moments):
        one, item = tickets[place], item_of(tickets[place])
        if what == _QUEUES and one.wait is not None:
            ahead = competition.ahead((at, one.klass, item), waiting, serving, last_calls)
            yield ahead, one.wait / _MINUTE
            waiting[one.klass, item] += 1
        elif what == _CALLED:
            waiting[one.klass, item] -= 1
            serving[one.counter, item] += 1
            last_calls[one.counter] = at
        elif what == _LEAVES:
            serving[one.counter, item] -= 1


_MINUTE = timedelta(minutes=1)
_RECENT = timedelta(minutes=30)
# Of what happens at one instant: whoever leaves is seen gone, whoever joins is not yet called.
_LEAVES, _QUEUES, _CALLED = 0, 1, 2
