"""A full day of a large hall: 10,000 tickets, 200 counters, 2,000 people in the first ten minutes.

Reports the waits under the default policy beside the ideal line, and how far off the estimates
of waiting were. Drawn from one fixed seed, so that two versions are held against the same day.
`python benchmarks/hall_day.py`; it is a report, not one of the ratios of `make bench`.
"""

from __future__ import annotations

import random
import sys
import time
from bisect import bisect_right, insort
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.moment import CHINA
from core.queue_log import LoggedTicket
from core.queue_policy import DEFAULT_POLICY, CounterProfile, Waiting
from core.queue_report import waits_of
from core.queue_simulation import (
    ByPolicy,
    DayLog,
    FirstComeFirstServed,
    Served,
    Shift,
    Visit,
    replayed,
)
from core.ticket_class import TicketClass
from core.wait_estimate import error_of, learned

TICKETS, COUNTERS, RUSH = 10_000, 200, 2_000
_MINUTE = timedelta(minutes=1)
_ITEMS, _AREAS = 60, 10  # ten areas of twenty counters that share six items each
_CLASSES = {
    TicketClass.ORDINARY: 80,
    TicketClass.APPOINTMENT: 8,
    TicketClass.PRIORITY: 8,
    TicketClass.URGENT: 2,
    TicketClass.RETURN_VISIT: 2,
}


def main() -> None:
    """Four days to learn from, the fifth reported."""
    policy = replace(DEFAULT_POLICY, counters=tuple(_profiles()))
    *before, day = (hall_day(number) for number in range(21, 26))
    past = [one for each in before for one in logged(replayed(each, ByPolicy(policy)))]
    began = time.perf_counter()
    outcome = replayed(day, ByPolicy(policy))
    took = time.perf_counter() - began
    ideal = replayed(day, FirstComeFirstServed(policy))
    print(f"{TICKETS} tickets, {COUNTERS} counters; each call decided in {took / TICKETS:.1e} s")
    print("minutes: mean / 90 % / longest; policy, then ideal first come first served")
    for klass in TicketClass:
        print(f"{klass.value:12} {_waits(outcome, klass)}   {_waits(ideal, klass)}")
    print(f"{'everybody':12} {_waits(outcome)}   {_waits(ideal)}")
    print(f"most often passed by later-queued tickets: {_most_passed(outcome)}")
    known = learned(past, policy)
    error = None if known is None else error_of(known, logged(outcome))
    if error is not None:
        print(
            f"estimate: off by {error.minutes:.1f} minutes on average, MAPE {error.mape:.0%}, "
            f"within the range {error.coverage:.0%}"
        )


def hall_day(number: int) -> DayLog:
    """One day of September, drawn from its own number."""
    chance = random.Random(number)  # noqa: S311  (a sample day, not a secret)
    opens = datetime(2026, 9, number, 9, 0, tzinfo=CHINA)
    visits = tuple(_visit(chance, opens, serial) for serial in range(TICKETS))
    closes = opens + timedelta(hours=12)
    return DayLog(visits, tuple(Shift(one.counter, opens, closes) for one in _profiles()))


def logged(outcome: tuple[Served, ...]) -> list[LoggedTicket]:
    """The day as its tickets tell it afterwards."""
    return [
        LoggedTicket(
            one.visit.ticket.number,
            one.visit.ticket.klass,
            one.visit.ticket.items,
            one.visit.ticket.queued_at,
            one.called_at,
            one.called_at + one.visit.held,
            one.counter,
        )
        for one in outcome
        if one.called_at is not None
    ]


def _visit(chance: random.Random, opens: datetime, serial: int) -> Visit:
    within = 10 if serial < RUSH else 420
    at = opens + chance.random() * within * _MINUTE
    (klass,) = chance.choices(list(_CLASSES), list(_CLASSES.values()))
    item = chance.randrange(_ITEMS)
    due = None
    if klass is TicketClass.APPOINTMENT:
        due = at.replace(second=0, microsecond=0) + (10 - at.minute % 10) * _MINUTE
    # Items take 4 to 9 minutes on average, with a long tail.
    held = (4 + item % 6) * chance.lognormvariate(-0.125, 0.5) * _MINUTE
    waiting = Waiting(f"{serial}", f"A{serial:05}", klass, (f"I{item}",), at, due)
    return Visit(waiting, held)


def _profiles() -> list[CounterProfile]:
    size = _ITEMS // _AREAS
    return [
        CounterProfile(
            str(number + 1),
            tuple(f"I{number % _AREAS * size + place}" for place in range(size)),
        )
        for number in range(COUNTERS)
    ]


def _waits(outcome: tuple[Served, ...], klass: TicketClass | None = None) -> str:
    found = waits_of([one for one in outcome if klass in (None, one.visit.ticket.klass)])
    spans = (found.mean, found.ninth_decile, found.longest)
    missing = f" ({found.never_called} never)" if found.never_called else ""
    return " / ".join(f"{span / _MINUTE:5.1f}" for span in spans) + missing


def _most_passed(outcome: tuple[Served, ...]) -> int:
    # Every area is a queue of its own, told by the last digit of its counters.
    most = 0
    for digit in "0123456789":
        area = [one for one in outcome if one.counter.endswith(digit)]
        calls = sorted((one.called_at, one.visit.ticket.queued_at) for one in area if one.called_at)
        queued: list[datetime] = []  # of those called so far
        for _, queued_at in calls:
            most = max(most, len(queued) - bisect_right(queued, queued_at))
            insort(queued, queued_at)
    return most


if __name__ == "__main__":
    main()
