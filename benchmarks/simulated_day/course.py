"""The course of a simulated day, event by event, over a hall of use cases or an ideal line."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Protocol

from benchmarks.simulated_day.plan import DayPlan

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.simulated_day.plan import Person, Rest

    _Event = tuple[datetime, int, Callable[[datetime], None]]


class Floor(Protocol):
    """Where the day takes place; every act at its moment, people by their serial."""

    def join(self, person: Person, at: datetime) -> None:
        """The person takes a number, or checks in."""

    def call_next(self, counter: str, at: datetime) -> int | None:
        """Whom the counter calls; None when nobody waits for it."""

    def start(self, counter: str, at: datetime) -> None:
        """The person called is there."""

    def finish(self, counter: str, at: datetime) -> None:
        """The person in service leaves."""

    def no_show(self, counter: str, at: datetime) -> datetime | None:
        """Nobody answered: when the number is offered again; None when it is missed."""

    def revive(self, person: Person, at: datetime) -> None:
        """The person of a missed number came after all."""

    def leave(self, person: Person, at: datetime) -> None:
        """A waiting person goes away."""

    def park(self, counter: str, at: datetime) -> None:
        """The person in service goes away to come back."""

    def resume(self, counter: str, person: Person, at: datetime) -> None:
        """A parked person is served again."""

    def transfer(self, counter: str, item: str, at: datetime) -> None:
        """The person in service goes on to whoever serves the item."""

    def pause(self, counter: str, at: datetime) -> None:
        """An empty counter closes for lunch."""

    def reopen(self, counter: str, at: datetime) -> None:
        """The counter is back."""


def run(plan: DayPlan, floor: Floor) -> Day:
    """Let the day happen until nobody is left to come, to wait or to be served."""
    day = Day(plan, floor)
    day.happen()
    return day


@dataclass(frozen=True)
class Place:
    """A place in the line."""

    item: str
    queued_at: datetime
    callable_from: datetime  # later for who was set back
    began_at: datetime  # when it began to wait: later than both for who was sent on


@dataclass(frozen=True)
class Turn:
    """A place that led to a call."""

    serial: int
    place: Place
    called_at: datetime
    counter: str


@dataclass
class Day:
    """A day and how far it has come; `called_at` is each person's first call."""

    plan: DayPlan
    floor: Floor
    called_at: dict[int, datetime] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._events: list[_Event] = []
        self._order = count()
        self._people = {one.serial: one for one in self.plan.people}
        self._profiles = {one.counter: one for one in self.plan.profiles}
        self._calls = dict.fromkeys(self._people, 0)
        self._places: dict[int, Place] = {}
        self._second_leg: set[int] = set()  # sent on, with `more` still to come
        self._idle: dict[str, None] = {}  # the longest idle first
        self._back: dict[str, list[Person]] = {counter: [] for counter in self._profiles}
        self._to_rest: dict[str, timedelta] = {}
        self._resting: set[str] = set()
        for counter in self._profiles:
            self._later(self.plan.opens, self._look, counter)
        for person in self.plan.people:
            self._later(person.arrives, self._arrive, person)
        for rest in self.plan.rests:
            self._later(rest.begins, self._rest, rest)

    def happen(self) -> None:
        """Every event in its order."""
        while self._events:
            now, _, act = heapq.heappop(self._events)
            act(now)

    def _later(self, moment: datetime, act: Callable[..., None], *of: object) -> None:
        event: _Event = (moment, next(self._order), partial(act, *of))
        heapq.heappush(self._events, event)

    # People.

    def _arrive(self, person: Person, now: datetime) -> None:
        self.floor.join(person, now)
        if person.patience is not None:
            self._later(now + person.patience, self._lose_patience, person)
        self._queue(person, now)

    def _lose_patience(self, person: Person, now: datetime) -> None:
        if not self._calls[person.serial]:
            self.floor.leave(person, now)

    def _revive(self, person: Person, now: datetime) -> None:
        self.floor.revive(person, now)
        self._queue(person, now)

    def _come_back(self, person: Person, counter: str, now: datetime) -> None:
        self._back[counter].append(person)
        if counter in self._idle:
            self._look(counter, now)

    def _queue(self, person: Person, now: datetime) -> None:
        self._wait(person, Place(person.item, now, now, now), now)

    def _queue_again(self, person: Person, now: datetime) -> None:
        self._wait(person, Place(person.item, person.arrives, now, now), now)

    def _wait(self, person: Person, place: Place, now: datetime) -> None:
        self._places[person.serial] = place
        # Of the idle counters one looks at the line: whose own work it is before who helps.
        idle = [self._profiles[counter] for counter in self._idle]
        able = [one for one in idle if one.serves((place.item,))]
        helping = [one for one in idle if one.helps_with((place.item,))]
        for profile in (*able, *helping)[:1]:
            self._look(profile.counter, now)

    # Counters.

    def _look(self, counter: str, now: datetime) -> None:
        self._idle.pop(counter, None)
        if counter in self._resting:
            return
        if counter in self._to_rest:
            self.floor.pause(counter, now)
            self._resting.add(counter)
            self._later(now + self._to_rest.pop(counter), self._reopen, counter)
        elif self._back[counter]:
            person = self._back[counter].pop(0)
            self.floor.resume(counter, person, now)
            self._later(now + person.more, self._finish, counter)
        else:
            self._call(counter, now)

    def _call(self, counter: str, now: datetime) -> None:
        serial = self.floor.call_next(counter, now)
        if serial is None:
            self._idle[counter] = None
            return
        person = self._people[serial]
        self._calls[serial] += 1
        self.called_at.setdefault(serial, now)
        self.turns.append(Turn(serial, self._places.pop(serial), now, counter))
        if self._calls[serial] <= person.misses:
            self._later(now + _CALLED_IN_VAIN, self._no_show, counter, person)
        else:
            self._later(now + person.way, self._start, counter, person)

    def _no_show(self, counter: str, person: Person, now: datetime) -> None:
        again = self.floor.no_show(counter, now)
        if again is not None:
            self._later(again, self._queue_again, person)
        elif person.revives_after is not None:
            self._later(now + person.revives_after, self._revive, person)
        self._look(counter, now)

    def _start(self, counter: str, person: Person, now: datetime) -> None:
        self.floor.start(counter, now)
        if person.serial in self._second_leg:
            self._later(now + person.more, self._finish, counter)
        elif person.away is not None:
            self._later(now + person.service, self._park, counter, person)
        elif person.next_item:
            self._later(now + person.service, self._send_on, counter, person)
        else:
            self._later(now + person.service, self._finish, counter)

    def _finish(self, counter: str, now: datetime) -> None:
        self.floor.finish(counter, now)
        self._look(counter, now)

    def _park(self, counter: str, person: Person, now: datetime) -> None:
        self.floor.park(counter, now)
        self._later(now + (person.away or timedelta()), self._come_back, person, counter)
        self._look(counter, now)

    def _send_on(self, counter: str, person: Person, now: datetime) -> None:
        self.floor.transfer(counter, person.next_item, now)
        self._second_leg.add(person.serial)
        came = person.arrives
        self._wait(person, Place(person.next_item, came, came, now), now)
        self._look(counter, now)

    def _rest(self, rest: Rest, now: datetime) -> None:
        self._to_rest[rest.counter] = rest.lasts
        if rest.counter in self._idle:
            self._look(rest.counter, now)

    def _reopen(self, counter: str, now: datetime) -> None:
        self._resting.discard(counter)
        self.floor.reopen(counter, now)
        self._look(counter, now)


_CALLED_IN_VAIN = timedelta(seconds=90)
