"""A small hall's whole day through the use cases: everybody served once, nobody passed unfairly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from benchmarks.simulated_day.checks import faults
from benchmarks.simulated_day.course import run
from benchmarks.simulated_day.floor import HallFloor
from benchmarks.simulated_day.ideal import IdealFloor
from benchmarks.simulated_day.plan import Size, drawn
from core.queue_policy import DEFAULT_POLICY, RecallRule
from tests.queue.counter_life import same_after_rebuilding, unhurried

if TYPE_CHECKING:
    from benchmarks.simulated_day.course import Day
    from tests.review_hall import Hall

SMALL = Size(tickets=300, rush=60, counters=6, areas=2)
ITEMS = tuple(f"QR-{number:04d}" for number in range(1, 9))


@pytest.fixture
def floor(hall: Hall) -> HallFloor:
    """The hall, where a commit does not wait for the disk."""
    unhurried(hall)
    return HallFloor(hall.connection, hall.identity, hall.calendar)


def test_a_whole_day_serves_everybody_once_in_fair_order(hall: Hall, floor: HallFloor) -> None:
    plan = drawn(1, hall.now.date(), ITEMS, SMALL)
    policy = replace(
        DEFAULT_POLICY, version="small", counters=plan.profiles, recall=RecallRule(calls=1)
    )
    evening = plan.opens - timedelta(hours=15)
    floor.adopt(policy, evening)
    floor.book(plan, evening)
    day = run(plan, floor)
    floor.close(plan.opens + timedelta(hours=14))
    assert faults(day, floor, policy) == ()
    assert mean_wait(day) <= 1.25 * mean_wait(run(plan, IdealFloor(plan, policy.recall)))
    assert same_after_rebuilding(hall)


def mean_wait(day: Day) -> timedelta:
    """From arriving to the first call."""
    waits = [
        day.called_at[one.serial] - one.arrives
        for one in day.plan.people
        if one.serial in day.called_at
    ]
    return sum(waits, timedelta()) / len(waits)
