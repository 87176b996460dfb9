"""A day of a hall drawn from one seed: who comes when and for what, and when counters rest."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from core.moment import CHINA
from core.queue_policy import CounterProfile
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from datetime import date

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Size:
    """How large a day; the rush comes in the first ten minutes."""

    tickets: int
    rush: int
    counters: int
    areas: int  # each with its own items and counters


@dataclass(frozen=True)
class Person:
    """One person's day, whatever the order of the line."""

    serial: int
    arrives: datetime
    klass: TicketClass
    item: str
    due: datetime | None  # of an appointment: its slot begins
    way: timedelta  # from the call to the counter
    service: timedelta
    misses: int = 0  # calls nobody answers
    revives_after: timedelta | None = None  # comes after all, so long after being missed
    patience: timedelta | None = None  # leaves when not called by then
    away: timedelta | None = None  # parked so long after `service`, then `more`
    next_item: str = ""  # sent on there after `service`, then `more`
    more: timedelta = timedelta()

    @property
    def served_in_all(self) -> timedelta:
        """The time at counters that is due to the person."""
        return self.service + self.more


@dataclass(frozen=True)
class Rest:
    """When a counter closes for lunch."""

    counter: str
    begins: datetime
    lasts: timedelta


@dataclass(frozen=True)
class DayPlan:
    """The whole day; `absent` booked an appointment and never come."""

    opens: datetime
    people: tuple[Person, ...]  # in order of arrival
    absent: tuple[Person, ...]
    profiles: tuple[CounterProfile, ...]
    rests: tuple[Rest, ...]


def profiles(items: Sequence[str], size: Size) -> tuple[CounterProfile, ...]:
    """Counters of each area serve its items and help the next area."""
    per = -(-len(items) // size.areas)
    areas = [tuple(items[place * per : (place + 1) * per]) for place in range(size.areas)]
    return tuple(
        CounterProfile(
            str(number + 1), areas[number % size.areas], areas[(number + 1) % size.areas]
        )
        for number in range(size.counters)
    )


def drawn(seed: int, day: date, items: Sequence[str], size: Size) -> DayPlan:
    """The day of that seed."""
    draw = _Draw(random.Random(seed), datetime.combine(day, time(9), CHINA), items, size)  # noqa: S311  (a sample day, not a secret)
    people = [draw.person(serial) for serial in range(size.tickets)]
    absent = tuple(one for one in people if one.due is not None and draw.chance.random() < _ABSENT)
    missing = {one.serial for one in absent}
    came = [one for one in people if one.serial not in missing]
    return DayPlan(
        draw.opens,
        tuple(sorted(came, key=lambda one: (one.arrives, one.serial))),
        absent,
        profiles(items, size),
        tuple(draw.rest(number) for number in range(size.counters)),
    )


@dataclass(frozen=True)
class _Draw:
    chance: random.Random
    opens: datetime
    items: Sequence[str]
    size: Size

    def person(self, serial: int) -> Person:
        """One person; who has an appointment comes about its time."""
        chance = self.chance
        klass = TicketClass.ORDINARY
        within = _RUSH if serial < self.size.rush else _OPEN
        if serial >= self.size.rush:
            (klass,) = chance.choices(list(_CLASSES), list(_CLASSES.values()))
        place = chance.randrange(len(self.items))
        arrives, due = self.opens + chance.random() * within, None
        if klass is TicketClass.APPOINTMENT:
            due = self.opens + chance.randrange(1, _SLOTS) * _SLOT
            (span,) = chance.choices(list(_PUNCTUALITY), list(_PUNCTUALITY.values()))
            arrives = due + chance.uniform(*span) * MINUTE
        plain = Person(
            serial,
            arrives,
            klass,
            self.items[place],
            due,
            way=chance.uniform(0.2, 1.0) * MINUTE,
            service=self._service(place),
        )
        return self._with_fate(plain, place)

    def rest(self, number: int) -> Rest:
        """An hour each, in turn between half past eleven and half past one."""
        begins = self.opens + (150 + number // self.size.areas % 5 * 15) * MINUTE
        return Rest(str(number + 1), begins, timedelta(hours=1))

    def _service(self, place: int) -> timedelta:
        # Items take 3 to 10 minutes on average, with a long tail.
        return (3 + place % 8) * self.chance.lognormvariate(-0.125, 0.5) * MINUTE

    def _with_fate(self, plain: Person, place: int) -> Person:
        chance = self.chance
        (fate,) = chance.choices(list(_FATES), list(_FATES.values()))
        fated = plain
        match fate:
            case "second call":
                fated = replace(plain, misses=1)
            case "missed":
                fated = replace(plain, misses=_EVERY_CALL)
            case "after all":
                fated = replace(plain, misses=2, revives_after=chance.uniform(2, 20) * MINUTE)
            case "leaves":
                fated = replace(plain, patience=chance.uniform(1, 40) * MINUTE)
            case "parked":
                away = chance.uniform(3, 30) * MINUTE
                fated = replace(plain, away=away, more=self._service(place))
            case "sent on":
                there = chance.randrange(len(self.items) - 1)
                there += there >= place
                fated = replace(plain, next_item=self.items[there], more=self._service(there))
        return fated


_EVERY_CALL = 99
_RUSH, _OPEN = 10 * MINUTE, 420 * MINUTE
_SLOT, _SLOTS = 30 * MINUTE, 14
_ABSENT = 0.1
_CLASSES = {
    TicketClass.ORDINARY: 78,
    TicketClass.APPOINTMENT: 10,
    TicketClass.PRIORITY: 8,
    TicketClass.URGENT: 2,
    TicketClass.RETURN_VISIT: 2,
}
# Minutes after the appointment: early, in time, late, too late to count as one.
_PUNCTUALITY = {(-25.0, -10.0): 15, (-10.0, 0.0): 60, (0.0, 14.0): 15, (16.0, 30.0): 10}
_FATES = {
    "served": 86,
    "second call": 3,
    "missed": 2,
    "after all": 1,
    "leaves": 1,
    "parked": 4,
    "sent on": 3,
}
