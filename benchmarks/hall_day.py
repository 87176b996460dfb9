"""A full day of a large hall through the use cases, on one encrypted database.

10,000 tickets, 2,000 of them in the first ten minutes, 200 counters. Every number, call, no-show,
break and transfer is the act a desk would do, at its own simulated moment. Reported: what went
wrong, waits per class beside the ideal line with the same people, passes beside the cap, and how
near the waits told at issue came. `python -m benchmarks.hall_day [TICKETS [COUNTERS]]`; a report
from fixed seeds, not one of the ratios of `make bench`; the full size takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.simulated_day.checks import faults, passed
from benchmarks.simulated_day.course import run
from benchmarks.simulated_day.floor import HallFloor
from benchmarks.simulated_day.ideal import IdealFloor
from benchmarks.simulated_day.plan import MINUTE, Size, drawn, profiles
from core.calendar import national_calendar
from core.queue_policy import DEFAULT_POLICY, RecallRule
from core.ticket_class import TicketClass
from core.wait_estimate import learned
from desktop import demonstration
from desktop.catalogue_file import read_catalogue
from desktop.desk import Desk
from desktop.settings import KeystoreChoice, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from benchmarks.simulated_day.course import Day
    from core.queue_policy import QueuePolicy
    from core.wait_estimate import LearnedWaits
    from db.journal import Identity

FULL = Size(tickets=10_000, rush=2_000, counters=200, areas=8)
_SMALLEST_AREA = 6  # counters
LEARNED, REPORTED = date(2026, 9, 28), date(2026, 9, 29)
_SEEDS = {LEARNED: 28, REPORTED: 29}


def main() -> None:
    """One day to learn the waits from, the next one reported."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tickets", nargs="?", type=int, default=FULL.tickets)
    parser.add_argument("counters", nargs="?", type=int, default=FULL.counters)
    asked = parser.parse_args()
    rush = asked.tickets * FULL.rush // FULL.tickets
    areas = max(1, min(FULL.areas, asked.counters // _SMALLEST_AREA))
    size = Size(asked.tickets, rush, asked.counters, areas)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Settings(data_folder=Path(folder), keystore=KeystoreChoice.FILE))
        try:
            demonstration.furnish(desk)
            act = partial(_days, desk.room.identity, size)
            print("\n".join(desk.room.maintain(act).result()))
        finally:
            desk.close()


def _days(identity: Identity, size: Size, connection: Connection) -> tuple[str, ...]:
    items = [one.code for one in read_catalogue(demonstration.CATALOGUE).items]
    policy = replace(
        DEFAULT_POLICY,
        version="simulated",
        counters=profiles(items, size),
        recall=RecallRule(calls=1),
    )
    known: LearnedWaits | None = None
    lines: tuple[str, ...] = ()
    for of_day, seed in _SEEDS.items():
        plan = drawn(seed, of_day, items, size)
        floor = HallFloor(connection, identity, national_calendar(), known)
        evening = plan.opens - timedelta(hours=15)
        floor.adopt(policy, evening)
        floor.book(plan, evening)
        began = time.perf_counter()
        day = run(plan, floor)
        took = time.perf_counter() - began
        floor.close(plan.opens + timedelta(hours=14))
        ideal = run(plan, IdealFloor(plan, policy.recall))
        lines = tuple(_report(day, ideal, floor, policy, took))
        known = learned(floor.logged(of_day), policy)
    return lines


def _report(
    day: Day, ideal: Day, floor: HallFloor, policy: QueuePolicy, took: float
) -> Iterator[str]:
    people = len(day.plan.people)
    counters = len(day.plan.profiles)
    yield f"{people} people, {counters} counters; {took / people * 1000:.0f} ms a person"
    wrong = faults(day, floor, policy)
    yield f"wrong: {len(wrong)}" + "".join(f"\n  {one}" for one in wrong[:20])
    yield "minutes waited: mean / median / 95 % / longest; the hall's order, then the ideal line"
    for klass in (*TicketClass, None):
        name = "everybody" if klass is None else klass.value
        yield f"  {name:12} {_waits(day, klass)}   {_waits(ideal, klass)}"
    suffered = [one for _, one in passed(day.turns, policy)]
    most = max(one.people for one in suffered)
    lost = max(one.lost for one in suffered) / MINUTE
    cap = f"cap {policy.cap.tickets}, or {policy.cap.wait / MINUTE:.0f} minutes and the last turn"
    yield f"passed by {most} people at most, who took {lost:.1f} minutes at most ({cap})"
    yield _estimates(day, floor)


def _waits(day: Day, klass: TicketClass | None) -> str:
    waits = sorted(
        (day.called_at[one.serial] - one.arrives) / MINUTE
        for one in day.plan.people
        if one.serial in day.called_at and klass in (None, one.klass)
    )
    figures = (sum(waits) / len(waits), _at(waits, 0.5), _at(waits, 0.95), waits[-1])
    return " / ".join(f"{figure:5.1f}" for figure in figures)


def _at(ordered: list[float], share: float) -> float:
    return ordered[int((len(ordered) - 1) * share)]


def _estimates(day: Day, floor: HallFloor) -> str:
    pairs = [
        (floor.told[one.serial], (day.called_at[one.serial] - one.arrives) / MINUTE)
        for one in day.plan.people
        if one.serial in day.called_at and one.serial in floor.told
    ]
    waited = [(told, actual) for told, actual in pairs if actual >= 1]
    mape = _mean(abs(told.likely - actual) / actual for told, actual in waited)
    minutes = _mean(abs(told.likely - actual) for told, actual in pairs)
    within = _mean(told.low <= actual <= told.high for told, actual in pairs)
    breadth = _mean(told.high - told.low for told, _ in pairs)
    return (
        f"told at issue: off by {minutes:.1f} minutes, MAPE {mape:.0%} of waits from 1 minute on, "
        f"{within:.0%} within the range of {breadth:.0f} minutes"
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


if __name__ == "__main__":
    main()
