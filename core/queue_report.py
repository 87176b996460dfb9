"""What another order would have done to a day: waits per class, beside the ideal line."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.queue_simulation import ByPolicy, FirstComeFirstServed, Served, replayed
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.queue_policy import QueuePolicy
    from core.queue_simulation import DayLog


class Yardstick(enum.Enum):
    """What the proposed order is held against."""

    ACTUAL = "actual"  # the day as it was
    PRESENT = "present"  # the day replayed under the policy in force


@dataclass(frozen=True)
class Waits:
    """Waits of a group of people; all zero for an empty one."""

    people: int
    never_called: int
    mean: timedelta
    ninth_decile: timedelta
    longest: timedelta


@dataclass(frozen=True)
class ClassReport:
    """One class under the proposed order, the yardstick and the ideal line."""

    klass: TicketClass
    proposed: Waits
    yardstick: Waits
    ideal: Waits
    longer: int  # people who wait longer than by the yardstick, by a minute or more
    shorter: int


@dataclass(frozen=True)
class Loser:
    """Somebody who would have waited longer."""

    number: str
    klass: TicketClass
    wait: timedelta
    longer_by: timedelta


@dataclass(frozen=True)
class Comparison:
    """A day under a proposed policy."""

    policy: str
    yardstick: Yardstick
    classes: tuple[ClassReport, ...]  # those the day had
    losers: tuple[Loser, ...]  # who loses most first


def compared(day: DayLog, proposed: QueuePolicy, present: QueuePolicy | None) -> Comparison:
    """The day under `proposed`, beside the policy in force, or the day as it was without one."""
    outcome = replayed(day, ByPolicy(proposed))
    ideal = replayed(day, FirstComeFirstServed(proposed))
    other = _actual(outcome) if present is None else replayed(day, ByPolicy(present))
    trios = tuple(zip(outcome, other, ideal, strict=True))
    classes = []
    for klass in TicketClass:
        of_class = [trio for trio in trios if trio[0].visit.ticket.klass is klass]
        if of_class:
            classes.append(_class_report(klass, of_class))
    losers = sorted(
        (_loser(one, before) for one, before, _ in trios if _longer(one, before) >= _NOTICED),
        key=lambda loser: (-loser.longer_by, loser.number),
    )
    yardstick = Yardstick.ACTUAL if present is None else Yardstick.PRESENT
    return Comparison(proposed.version, yardstick, tuple(classes), tuple(losers))


def waits_of(served: Sequence[Served]) -> Waits:
    """Their mean, 90th percentile (nearest rank) and longest wait; those never called apart."""
    waits = sorted(one.wait for one in served if one.wait is not None)
    missing = len(served) - len(waits)
    if not waits:
        return Waits(0, missing, timedelta(), timedelta(), timedelta())
    rank = -(-9 * len(waits) // 10) - 1
    mean = sum(waits, timedelta()) / len(waits)
    return Waits(len(waits), missing, mean, waits[rank], waits[-1])


def _class_report(klass: TicketClass, trios: list[tuple[Served, Served, Served]]) -> ClassReport:
    proposed, other, ideal = zip(*trios, strict=True)
    changes = [_longer(one, before) for one, before, _ in trios]
    return ClassReport(
        klass,
        waits_of(proposed),
        waits_of(other),
        waits_of(ideal),
        longer=sum(change >= _NOTICED for change in changes),
        shorter=sum(change <= -_NOTICED for change in changes),
    )


def _actual(outcome: tuple[Served, ...]) -> tuple[Served, ...]:
    return tuple(_as_it_was(one) for one in outcome)


def _as_it_was(one: Served) -> Served:
    return Served(one.visit, one.standing, one.visit.called_at)


def _longer(one: Served, before: Served) -> timedelta:
    # Who is called in one order only has no two waits to compare; `never_called` tells it.
    if one.wait is None or before.wait is None:
        return timedelta()
    return one.wait - before.wait


def _loser(one: Served, before: Served) -> Loser:
    ticket = one.visit.ticket
    return Loser(ticket.number, ticket.klass, one.wait or timedelta(), _longer(one, before))


_NOTICED = timedelta(minutes=1)
