"""Facts about a counter: closed with a reason, and open again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.counter import CounterState
from core.entity import EntityKind


@dataclass(frozen=True)
class _AboutCounter:
    entity: ClassVar[EntityKind] = EntityKind.COUNTER

    counter: str

    @property
    def entity_id(self) -> str:
        """The counter it is about."""
        return self.counter


@dataclass(frozen=True)
class CounterPaused(_AboutCounter):
    """A counter takes nobody for a while."""

    kind: ClassVar[str] = "counter.paused"
    state: ClassVar[CounterState] = CounterState.PAUSED

    reason: str


@dataclass(frozen=True)
class CounterStopped(_AboutCounter):
    """A counter was stopped in an emergency."""

    kind: ClassVar[str] = "counter.stopped"
    state: ClassVar[CounterState] = CounterState.STOPPED

    reason: str


@dataclass(frozen=True)
class CounterReopened(_AboutCounter):
    """A counter takes people again."""

    kind: ClassVar[str] = "counter.reopened"
    state: ClassVar[CounterState] = CounterState.OPEN

    reason: str = ""


CounterFact = CounterPaused | CounterStopped | CounterReopened
