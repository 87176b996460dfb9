"""A day replayed: deterministic, nobody lost, and the report says who loses by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from core.queue_order import RecentCalls, call_of, next_ticket
from core.queue_policy import DEFAULT_POLICY, OvertakingCap, QueuePolicy, Waiting
from core.queue_report import Yardstick, compared, waits_of
from core.queue_simulation import (
    ByPolicy,
    DayLog,
    FirstComeFirstServed,
    Shift,
    Visit,
    replayed,
)
from core.ticket_class import TicketClass
from tests.core.sample_queue import at, days, policies, ticket, two_to_one

if TYPE_CHECKING:
    from datetime import datetime

    from core.queue_order import Call

MINUTES = timedelta(minutes=1)


@given(days(), policies)
def test_everybody_who_can_be_served_is_called_once_and_no_counter_serves_two(
    day: DayLog, policy: QueuePolicy
) -> None:
    outcome = replayed(day, ByPolicy(policy))
    assert outcome == replayed(replace(day, visits=day.visits[::-1]), ByPolicy(policy))
    assert {one.visit for one in outcome} == set(day.visits)
    at_counter: dict[str, list[tuple[datetime, datetime]]] = {}
    for one in outcome:
        if one.called_at is None:
            assert not _is_for_anyone(one.visit.ticket, policy)
            continue
        assert one.called_at >= one.visit.ticket.callable_from
        spans = at_counter.setdefault(one.counter, [])
        spans.append((one.called_at, one.called_at + one.visit.held))
    for spans in at_counter.values():
        assert all(ended <= begun for (_, ended), (begun, _) in pairwise(sorted(spans)))


def _is_for_anyone(one: Waiting, policy: QueuePolicy) -> bool:
    if one.reserved_for:
        return True
    profiles = [policy.profile_of(counter) for counter in ("1", "2", "3")]
    return any(profile.serves(one.items) or profile.helps_with(one.items) for profile in profiles)


@settings(max_examples=50)
@given(days(counters=("1",)), policies)
def test_looking_at_the_heads_of_the_lines_only_changes_nothing(
    day: DayLog, policy: QueuePolicy
) -> None:
    outcome = {one.visit.ticket.ticket_id: one for one in replayed(day, ByPolicy(policy))}
    called = sorted(
        (one for one in outcome.values() if one.called_at is not None),
        key=lambda one: one.called_at or at(0),
    )
    left = {visit.ticket.ticket_id: visit.ticket for visit in day.visits}
    calls: list[Call] = []
    for one in called:
        assert one.called_at is not None
        choice = next_ticket(
            left.values(), policy, policy.profile_of("1"), RecentCalls(calls), one.called_at
        )
        assert choice is not None
        assert (choice.ticket_id, choice.reason) == (one.visit.ticket.ticket_id, one.reason)
        calls.append(call_of(left.pop(choice.ticket_id), policy, "1", one.called_at))


@given(
    st.integers(1, 10),
    st.integers(1, 20),
    st.lists(st.integers(1, 100), max_size=40),
    st.integers(1, 30),
)
def test_priority_that_comes_later_costs_an_ordinary_ticket_no_more_than_the_cap(
    service: int, before: int, priority: list[int], cap: int
) -> None:
    """One counter, even services: the wait added is known to the minute."""
    held = service * MINUTES
    ordinary = [Visit(ticket(n, 0), held) for n in range(before)]
    later = [
        Visit(ticket(100 + n, minute, TicketClass.PRIORITY), held)
        for n, minute in enumerate(priority)
    ]
    policy = two_to_one(cap=OvertakingCap(1000, cap * MINUTES))
    shift = (Shift("1", at(0), at(5000)),)
    alone = replayed(DayLog(tuple(ordinary), shift), ByPolicy(policy))
    among = replayed(DayLog((*ordinary, *later), shift), ByPolicy(policy))
    waits = {one.visit.ticket.ticket_id: one.wait for one in among}
    for one in alone:
        added = waits[one.visit.ticket.ticket_id]
        assert added is not None
        assert one.wait is not None
        assert added - one.wait < cap * MINUTES + held


def test_a_counter_that_closed_calls_nobody() -> None:
    day = DayLog(
        (Visit(ticket(1, 0), 30 * MINUTES), Visit(ticket(2, 0), MINUTES)),
        (Shift("1", at(0), at(20)),),
    )
    first, second = replayed(day, ByPolicy(DEFAULT_POLICY))
    assert (first.wait, second.wait) == (timedelta(), None)
    assert waits_of((first, second)).never_called == 1


def test_the_ideal_line_knows_no_classes() -> None:
    day = DayLog(
        tuple(
            Visit(ticket(n, n, klass), 10 * MINUTES) for n, klass in enumerate(TicketClass, start=1)
        ),
        (Shift("1", at(0), at(500)),),
    )
    outcome = replayed(day, FirstComeFirstServed(DEFAULT_POLICY))
    assert [one.called_at for one in outcome] == [at(1 + 10 * n) for n in range(5)]


DAY = DayLog(
    (
        Visit(ticket(1, 0), 10 * MINUTES, called_at=at(0)),
        Visit(ticket(2, 1), 10 * MINUTES, called_at=at(10)),
        Visit(ticket(3, 2, TicketClass.PRIORITY), 10 * MINUTES, called_at=at(20)),
    ),
    (Shift("1", at(0), at(100)),),
)


def test_a_report_says_who_loses_and_by_how_much() -> None:
    found = compared(DAY, two_to_one(), None)
    assert (found.policy, found.yardstick) == ("default", Yardstick.ACTUAL)
    ordinary, priority = found.classes
    assert (ordinary.klass, ordinary.longer, ordinary.shorter) == (TicketClass.ORDINARY, 1, 0)
    assert (priority.longer, priority.shorter) == (0, 1)
    assert ordinary.proposed.mean == 9.5 * MINUTES
    assert ordinary.yardstick == ordinary.ideal
    assert (ordinary.yardstick.mean, ordinary.yardstick.longest) == (4.5 * MINUTES, 9 * MINUTES)
    assert (priority.proposed.longest, priority.ideal.longest) == (8 * MINUTES, 18 * MINUTES)
    (loser,) = found.losers
    assert (loser.number, loser.wait, loser.longer_by) == ("A3002", 19 * MINUTES, 10 * MINUTES)


def test_beside_itself_a_policy_changes_nothing() -> None:
    found = compared(DAY, DEFAULT_POLICY, DEFAULT_POLICY)
    assert found.yardstick is Yardstick.PRESENT
    assert found.losers == ()
    assert all(one.proposed == one.yardstick for one in found.classes)


def test_nine_in_ten_wait_no_longer_than_the_ninth_decile() -> None:
    shifts = tuple(Shift(str(n), at(n), at(n + 0.5)) for n in range(1, 11))
    day = DayLog(tuple(Visit(ticket(n, 0), MINUTES) for n in range(10)), shifts)
    waits = waits_of(replayed(day, ByPolicy(DEFAULT_POLICY)))
    assert (waits.people, waits.ninth_decile, waits.longest) == (10, 9 * MINUTES, 10 * MINUTES)
