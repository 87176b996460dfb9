"""Waits learned from past days: a range, in words, with the error it really had."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.queue_log import LoggedTicket
from core.queue_policy import DEFAULT_POLICY, CounterProfile
from core.queue_simulation import ByPolicy, DayLog, Shift, Visit, replayed
from core.ticket_class import TicketClass
from core.wait_estimate import (
    LearnedWaits,
    Spread,
    WaitRange,
    error_of,
    learned,
    measured,
)
from core.wait_situations import Ahead, Competition, People, situations
from tests.core.sample_queue import at, ticket

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = timedelta(minutes=1)
ORDINARY = TicketClass.ORDINARY
SLOW, FAST = "XK-0001", "QR-0017"
PLAIN = LearnedWaits(
    DEFAULT_POLICY, 10.0, {SLOW: 20.0}, {(SLOW, 10): 30.0}, Spread(1.0, 1.0, 1.0), {}
)


def day_of(
    day: int, minutes_of: Callable[[int], float], people: int = 60, counters: int = 2
) -> list[LoggedTicket]:
    """A morning really lived through: one person every three minutes."""
    shift = timedelta(days=day)
    visits = tuple(
        Visit(
            ticket(n, 3 * n, items=(SLOW if n % 2 else FAST,)),
            timedelta(minutes=minutes_of(n)),
        )
        for n in range(people)
    )
    shifts = tuple(Shift(str(n), at(0), at(5000)) for n in range(1, counters + 1))
    outcome = replayed(DayLog(visits, shifts), ByPolicy(DEFAULT_POLICY))
    return [
        LoggedTicket(
            one.visit.ticket.number,
            one.visit.ticket.klass,
            one.visit.ticket.items,
            one.visit.ticket.queued_at + shift,
            one.called_at + shift,
            one.called_at + shift + one.visit.held,
            one.counter,
        )
        for one in outcome
        if one.called_at is not None
    ]


def steady(n: int) -> float:
    return 12.0 if n % 2 else 4.0


def test_below_thirty_people_nothing_is_said() -> None:
    assert learned(day_of(0, steady, people=29), DEFAULT_POLICY) is None
    assert learned(day_of(0, steady, people=30), DEFAULT_POLICY) is not None
    assert learned([], DEFAULT_POLICY) is None


def test_each_item_and_hour_has_its_own_time_drawn_towards_the_wider_mean() -> None:
    known = learned(day_of(0, steady), DEFAULT_POLICY)
    assert known is not None
    assert known.hall == pytest.approx(8)
    assert known.items[SLOW] == pytest.approx((30 * 12 + 10 * 8) / 40)
    assert known.items[FAST] == pytest.approx((30 * 4 + 10 * 8) / 40)
    assert known.hall < known.items[SLOW] < known.minutes_of(SLOW, at(0)) < 12
    assert known.minutes_of("never seen", at(0)) == known.hall


@given(st.integers(1, 30), st.floats(1, 60))
def test_a_few_odd_visits_teach_less_than_many(odd: int, minutes: float) -> None:
    usual = [_served(n, 10.0, FAST) for n in range(200)]
    known = learned(usual + [_served(300 + n, minutes, SLOW) for n in range(odd)], DEFAULT_POLICY)
    more = learned(
        usual + [_served(300 + n, minutes, SLOW) for n in range(odd + 1)], DEFAULT_POLICY
    )
    assert known is not None
    assert more is not None
    lowest, highest = sorted((minutes, known.hall))
    assert lowest - 0.01 <= known.items[SLOW] <= highest + 0.01


def test_one_forgotten_ticket_does_not_teach_that_everything_takes_hours() -> None:
    usual = [_served(n, 10.0, FAST) for n in range(200)]
    known = learned([*usual, _served(300, 600.0, FAST)], DEFAULT_POLICY)
    assert known is not None
    assert known.hall == pytest.approx(10)


def _served(n: int, minutes: float, item: str) -> LoggedTicket:
    called = at(n / 10)
    return LoggedTicket(
        f"A{n}", TicketClass.ORDINARY, (item,), called, called, called + minutes * MINUTE, "1"
    )


# --- what is said ---------------------------------------------------------------------------------


def ahead(minutes: float, waiting: str, in_service: str, counters: int) -> Ahead:
    """A queue spelled out: `s` for each slow, `f` for each fast one."""

    def people(letters: str) -> tuple[People, ...]:
        found = (People(SLOW, letters.count("s")), People(FAST, letters.count("f")))
        return tuple(one for one in found if one.number)

    return Ahead(at(minutes), ORDINARY, people(waiting), people(in_service), counters)


def test_work_ahead_is_shared_by_the_counters_that_call() -> None:
    assert PLAIN.likely(ahead(60, "ss", "", 1)) == 60
    assert PLAIN.likely(ahead(60, "ss", "s", 3)) == 25
    assert PLAIN.likely(ahead(0, "sf", "", 1)) == 30


def test_nobody_ahead_and_a_counter_free_is_no_wait() -> None:
    assert PLAIN.likely(ahead(0, "", "s", 2)) == 0
    assert PLAIN.likely(ahead(0, "", "s", 1)) == 10


@given(st.text("sf", max_size=20), st.integers(1, 20))
def test_more_people_or_fewer_counters_never_shorten_the_wait(waiting: str, counters: int) -> None:
    busy = "s" * counters
    said = PLAIN.likely(ahead(0, waiting, busy, counters))
    assert PLAIN.likely(ahead(0, waiting + "f", busy, counters)) > said
    assert PLAIN.likely(ahead(0, waiting, busy, max(1, counters - 1))) >= said


def test_a_class_seen_often_has_a_range_of_its_own() -> None:
    narrow = Spread(0.5, 0.5, 0.5)
    known = replace(PLAIN, classes={TicketClass.URGENT: narrow})
    queue = ahead(0, "ssss", "s", 1)
    urgent = replace(queue, klass=TicketClass.URGENT)
    assert known.estimate(queue).likely == 90
    assert known.estimate(urgent).likely == 44
    assert known.estimate(replace(queue, klass=TicketClass.PRIORITY)).likely == 90


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (10.2, 14.9, "10 至 15 分钟"),
        (0.4, 4.2, "5 分钟以内"),
        (0, 0, "1 分钟以内"),
        (3.7, 8.1, "3 至 9 分钟"),
        (23, 31, "20 至 35 分钟"),
        (14.0, 15.0, "10 至 15 分钟"),
        (15.0, 15.0, "约 15 分钟"),
    ],
)
def test_a_range_is_said_in_whole_minutes_outwards(low: float, high: float, words: str) -> None:
    assert WaitRange(low, (low + high) / 2, high).words() == words


def test_only_counters_that_called_lately_count() -> None:
    calls = {"1": at(0), "2": at(20), "3": at(60)}

    def counters(minutes: float) -> int:
        joining = at(minutes), ORDINARY, SLOW
        return Competition(DEFAULT_POLICY).ahead(joining, {}, {}, calls).counters

    assert [counters(minutes) for minutes in (30, 31, 200)] == [2, 1, 1]


def test_ahead_of_the_favoured_are_only_those_favoured_as_much() -> None:
    waiting = {(ORDINARY, SLOW): 9, (TicketClass.PRIORITY, SLOW): 2, (TicketClass.URGENT, SLOW): 1}

    def people_ahead(klass: TicketClass) -> int:
        found = Competition(DEFAULT_POLICY).ahead((at(5), klass, SLOW), waiting, {}, {"1": at(0)})
        return sum(people.number for people in found.waiting)

    assert people_ahead(TicketClass.URGENT) == 1
    assert people_ahead(TicketClass.PRIORITY) == 3
    assert people_ahead(ORDINARY) == 12


def test_only_those_who_want_the_same_counters_are_ahead() -> None:
    policy = replace(
        DEFAULT_POLICY, counters=(CounterProfile("1", (SLOW,)), CounterProfile("2", (FAST,)))
    )
    found = Competition(policy).ahead(
        (at(5), ORDINARY, SLOW),
        {(ORDINARY, SLOW): 2, (ORDINARY, FAST): 7, (ORDINARY, ""): 1},
        {("1", SLOW): 1, ("2", FAST): 1},
        {"1": at(0), "2": at(0)},
    )
    assert found.waiting == (People(SLOW, 2), People("", 1))
    assert (found.in_service, found.counters) == ((People(SLOW, 1),), 1)


# --- its error ------------------------------------------------------------------------------------


def test_situations_are_what_each_person_found() -> None:
    day = day_of(0, lambda _: 10.0, people=4, counters=1)
    found = list(situations(day, DEFAULT_POLICY))
    assert [wait for _, wait in found] == [0, 7, 14, 21]
    numbers = [sum(one.number for one in ahead.waiting) for ahead, _ in found]
    assert numbers == [0, 0, 1, 2]
    assert [ahead.in_service for ahead, _ in found] == [(), *((People(FAST, 1),),) * 3]


def test_a_steady_hall_is_foretold_within_its_range() -> None:
    log = [one for day in range(5) for one in day_of(day, steady)]
    error = measured(log, DEFAULT_POLICY)
    assert error is not None
    assert error.people == 60
    assert error.mape < 0.25
    assert error.coverage >= 0.8


def test_a_day_unlike_those_before_shows_in_the_error() -> None:
    before = [one for day in range(4) for one in day_of(day, steady)]
    strange = day_of(5, lambda n: 3 * steady(n))
    usual = measured([*before, *day_of(5, steady)], DEFAULT_POLICY)
    unlike = measured([*before, *strange], DEFAULT_POLICY)
    assert usual is not None
    assert unlike is not None
    assert unlike.mape > usual.mape
    assert unlike.coverage < usual.coverage


def test_the_day_measured_is_not_learned_from() -> None:
    assert measured(day_of(0, steady), DEFAULT_POLICY) is None
    assert measured([], DEFAULT_POLICY) is None


def test_a_day_without_calls_measures_nothing() -> None:
    known = learned(day_of(0, steady), DEFAULT_POLICY)
    assert known is not None
    assert error_of(known, []) is None


@given(st.floats(0.1, 1), st.floats(1, 3), st.integers(0, 30))
def test_the_range_is_in_order_and_never_negative(low: float, high: float, people: int) -> None:
    known = replace(PLAIN, spread=Spread(low, 1.0, high))
    said = known.estimate(ahead(0, "f" * people, "f", 1))
    assert all(a <= b for a, b in pairwise((0, said.low, said.likely, said.high)))
