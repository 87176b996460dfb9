"""Clocks end when their event comes, and one of them is watched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from core.clock import Clock, ClockKind, ClockState, governing, satisfied
from core.limit import Limit
from tests.core.sample_case import MONDAY

LATER = date(2026, 10, 9)
WATCHED = (
    ClockKind.ACCEPTANCE,
    ClockKind.CORRECTION,
    ClockKind.PROMISE,
    ClockKind.STATUTORY,
    ClockKind.DELIVERY,
)


def running(kind: ClockKind) -> Clock:
    return Clock(kind, MONDAY, Limit.parse("5wd"))


def ended(kind: ClockKind, on: date) -> Clock:
    return replace(running(kind), state=ClockState.SATISFIED, ended_on=on)


def test_only_the_clocks_of_the_event_end_and_they_end_that_day() -> None:
    clocks = tuple(map(running, WATCHED))
    after = satisfied(clocks, LATER, ClockKind.PROMISE, ClockKind.STATUTORY)
    office = (ClockKind.PROMISE, ClockKind.STATUTORY)
    assert after == tuple(
        ended(kind, LATER) if kind in office else running(kind) for kind in WATCHED
    )


def test_a_clock_that_ended_keeps_its_day() -> None:
    clocks = (ended(ClockKind.PROMISE, MONDAY),)
    assert satisfied(clocks, LATER, ClockKind.PROMISE) == clocks


def test_an_event_without_clocks_ends_none() -> None:
    clocks = tuple(map(running, WATCHED))
    assert satisfied(clocks, LATER) == clocks


@pytest.mark.parametrize(("before", "behind"), list(combinations(WATCHED, 2)))
def test_the_nearer_step_is_watched_in_whatever_order_clocks_started(
    before: ClockKind, behind: ClockKind
) -> None:
    assert governing((running(before), running(behind))) == running(before)
    assert governing((running(behind), running(before))) == running(before)
    assert governing((ended(before, LATER), running(behind))) == running(behind)


def test_a_case_whose_clocks_all_ended_is_not_watched() -> None:
    assert governing(()) is None
    assert governing(tuple(ended(kind, LATER) for kind in WATCHED)) is None


def test_every_clock_has_a_word_of_its_own() -> None:
    words = [kind.word for kind in ClockKind]
    assert len(set(words)) == len(ClockKind)
    assert ClockKind.PROMISE.word == "承诺时限"
    assert ClockKind.STATUTORY.word == "法定时限"
