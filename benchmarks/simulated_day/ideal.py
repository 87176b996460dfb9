"""The ideal line: whoever came first among those a counter serves, no class before another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from benchmarks.simulated_day.plan import DayPlan, Person
from core.queue_policy import RecallRule

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass
class _Place:
    """A place in the line."""

    person: Person
    item: str
    since: datetime
    not_before: datetime
    calls: int = 0


@dataclass
class IdealFloor:
    """A floor in memory; a number nobody answers to waits again by the same rule."""

    plan: DayPlan
    recall: RecallRule
    _line: dict[str, list[_Place]] = field(default_factory=dict)
    _present: dict[str, _Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._profiles = {one.counter: one for one in self.plan.profiles}

    def join(self, person: Person, at: datetime) -> None:
        """At the end of the item's line."""
        self._wait(_Place(person, person.item, at, at))

    def call_next(self, counter: str, at: datetime) -> int | None:
        """The oldest of the counter's own items, else of those it helps with."""
        profile = self._profiles[counter]
        found = self._oldest(profile.items, at) or self._oldest(profile.also, at)
        if found is None:
            return None
        self._line[found.item].remove(found)
        found.calls += 1
        self._present[counter] = found
        return found.person.serial

    def start(self, counter: str, at: datetime) -> None:
        """Changes nothing in the line."""

    def finish(self, counter: str, at: datetime) -> None:
        """The counter is empty."""
        del at
        del self._present[counter]

    def no_show(self, counter: str, at: datetime) -> datetime | None:
        """As the rule has it, counted from the call."""
        place = self._present.pop(counter)
        again = self.recall.again_from(place.calls, at)
        if again is not None:
            place.not_before = again
            self._wait(place)
        return again

    def revive(self, person: Person, at: datetime) -> None:
        """At the end of the line."""
        self.join(person, at)

    def leave(self, person: Person, at: datetime) -> None:
        """Out of the line."""
        del at
        line = self._line[person.item]
        line[:] = [one for one in line if one.person is not person]

    def park(self, counter: str, at: datetime) -> None:
        """The counter is empty."""
        self.finish(counter, at)

    def resume(self, counter: str, person: Person, at: datetime) -> None:
        """Back at the counter."""
        self._present[counter] = _Place(person, person.item, at, at)

    def transfer(self, counter: str, item: str, at: datetime) -> None:
        """In the other item's line, at the place of the arrival."""
        place = self._present.pop(counter)
        self._wait(_Place(place.person, item, place.since, at))

    def pause(self, counter: str, at: datetime) -> None:
        """Changes nothing in the line."""

    def reopen(self, counter: str, at: datetime) -> None:
        """Changes nothing in the line."""

    def _wait(self, place: _Place) -> None:
        self._line.setdefault(place.item, []).append(place)

    def _oldest(self, items: Iterable[str], at: datetime) -> _Place | None:
        able = (one for item in items for one in self._line.get(item, ()) if one.not_before <= at)
        return min(able, key=lambda one: (one.since, one.person.serial), default=None)
