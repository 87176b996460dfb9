"""S27 through the use cases: how often a person is passed, and who stands before whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from benchmarks.simulated_day.checks import passed
from benchmarks.simulated_day.course import Place as PlaceInLine
from benchmarks.simulated_day.course import Turn
from core.queue_policy import DEFAULT_POLICY, CounterProfile, OvertakingCap, RecallRule
from core.staff import Role
from core.ticket import NobodyWaiting, TicketState
from core.ticket_class import Entitlement, TicketClass
from core.ticket_facts import Place
from db import queue_log, tickets
from desktop import queue_room, reception, ticket_moves
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM
from tests.queue.counter_life import (
    FOUR,
    THREE,
    adopt_counters,
    at,
    called,
    finished,
    issued,
    serving,
    unhurried,
)
from tests.review_hall import STAFF, Hall

if TYPE_CHECKING:
    from core.queue_policy import QueuePolicy
    from core.ticket import Ticket

ORDINARY = TicketClass.ORDINARY
STEEP = tuple(
    replace(one, share=1 if one.klass is ORDINARY else 99) for one in DEFAULT_POLICY.shares
)


def adopt_cap(hall: Hall, cap: OvertakingCap, version: str = "cap") -> QueuePolicy:
    """Everybody before the ordinary ones, but for the cap; each number is called twice."""
    policy = replace(
        DEFAULT_POLICY,
        version=version,
        shares=STEEP,
        ageing=timedelta(),
        cap=cap,
        recall=RecallRule(1),
    )
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], policy)
    return policy


def favoured(hall: Hall, klass: TicketClass = TicketClass.PRIORITY) -> Ticket:
    """A number of a class, an appointment being due at once."""
    due = hall.now if klass is TicketClass.APPOINTMENT else None
    entitled = Entitlement(klass, "七十岁以上", due)
    return hall.do(reception.issue_ticket, THREE, "", "A", entitled)


# --- under any stream -----------------------------------------------------------------------------


@dataclass
class Stream:
    """A counter that calls once a minute while people come, and what each wait looked like."""

    hall: Hall
    minute: int = 0
    places: dict[str, PlaceInLine] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)

    @property
    def now(self) -> Hall:
        """The hall at this minute."""
        return at(self.hall, self.minute)

    def come(self, klass: TicketClass) -> None:
        """Somebody takes a number."""
        self._stand(favoured(self.now, klass))

    def call(self, fate: str) -> None:
        """The counter calls, and the person is served, is not there, or goes on elsewhere."""
        self.minute += 1
        try:
            one = called(self.now)
        except NobodyWaiting:
            return
        self.turns.append(Turn(0, self.places.pop(one.ticket_id), self.now.now, "3"))
        if fate == "absent":
            back = self.now.do(reception.no_show, THREE)
            if back.state is TicketState.WAITING:
                self._stand(back)
        elif fate == "sent on":
            self.now.do(ticket_moves.transfer, THREE, "", "4")
        else:
            self.now.do(reception.start_service, THREE)
            finished(self.now)

    def whoever_still_waits(self) -> list[Turn]:
        """As if they were called at the end."""
        end = at(self.hall, self.minute + 1).now
        return [Turn(0, place, end, "3") for place in self.places.values()]

    def _stand(self, one: Ticket) -> None:
        self.places[one.ticket_id] = PlaceInLine(
            "", one.queued_at, one.callable_from, one.callable_from
        )


DAYS = count()


# Nothing is shrunk: on a real database that takes minutes, and any example tells enough.
@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    st.lists(
        st.tuples(
            st.sampled_from((ORDINARY, *TicketClass)),
            st.sampled_from(("served", "served", "absent", "sent on")),
        ),
        min_size=6,
        max_size=10,
    ),
    st.integers(0, 3),
    st.sampled_from((timedelta(minutes=2), timedelta(days=1))),
)
def test_s27_under_any_stream_nobody_is_passed_beyond_the_cap(
    hall: Hall, stream: list[tuple[TicketClass, str]], most: int, wait: timedelta
) -> None:
    unhurried(hall)
    # Every example has a day of its own.
    day = next(DAYS)
    there = Stream(replace(hall, now=hall.now + timedelta(days=day)))
    policy = adopt_cap(there.now, OvertakingCap(most, wait), f"cap {day}")
    there.come(ORDINARY)
    for klass, fate in stream:
        there.come(klass)
        there.call(fate)
    for turn, suffered in passed([*there.turns, *there.whoever_still_waits()], policy):
        assert suffered.keeps(policy.cap), turn


def test_s27_who_was_called_in_vain_or_sent_on_counts_as_having_passed(hall: Hall) -> None:
    adopt_cap(hall, OvertakingCap(2, timedelta(days=1)))
    patient = issued(hall)
    for minute in (1, 2):
        favoured(at(hall, minute))
    called(at(hall, 3))
    at(hall, 3).do(reception.no_show, THREE)
    serving(at(hall, 4))
    at(hall, 4).do(ticket_moves.transfer, THREE, "", "4")
    favoured(at(hall, 5))
    there = called(at(hall, 6))
    assert there.ticket_id == patient.ticket_id
    assert "后来的号已先办到上限" in there.reason


# --- sent on --------------------------------------------------------------------------------------


def test_s12_whoever_is_sent_on_is_not_called_back_by_the_same_counter(hall: Hall) -> None:
    adopt_counters(hall, CounterProfile("3", (PROMISE_ITEM,)), CounterProfile("4"))
    one = issued(hall, PROMISE_ITEM)
    serving(at(hall, 1))
    at(hall, 2).do(ticket_moves.transfer, THREE, "另一事项", "", IMMEDIATE_ITEM)
    with pytest.raises(NobodyWaiting):
        called(at(hall, 3))
    assert called(at(hall, 3), FOUR).ticket_id == one.ticket_id


def test_of_several_items_those_not_seen_to_stay_on_the_number(hall: Hall) -> None:
    one = issued(hall, PROMISE_ITEM)
    three = (PROMISE_ITEM, IMMEDIATE_ITEM, "GS-0003")
    hall.do(ticket_moves.edit, THREE, one.ticket_id, three, "")
    serving(hall)
    moved = hall.do(ticket_moves.transfer, THREE, "", "", "GS-0003")
    assert moved.items == ("GS-0003", IMMEDIATE_ITEM)


# --- who stands before whom -----------------------------------------------------------------------


def ahead(hall: Hall, one: Ticket) -> tuple[int, int]:
    """People before a ticket as its slip counts them, and as the estimate does."""
    counted = hall.ask(lambda reading: tickets.ahead_of(reading.connection, one))
    found = hall.ask(lambda reading: queue_log.ahead_of(reading.connection, one, DEFAULT_POLICY))
    return counted, sum(people.number for people in found.waiting)


def test_people_ahead_are_those_who_stand_before_not_who_came_before(hall: Hall) -> None:
    hall.do(
        queue_room.adopt,
        STAFF[Role.ADMINISTRATOR],
        replace(DEFAULT_POLICY, version="twice", recall=RecallRule(1)),
    )
    back_at_the_end, absent = issued(hall), issued(at(hall, 1))
    called(at(hall, 2))
    called(at(hall, 2), FOUR)
    last = issued(at(hall, 4))
    # Neither the one back at the end nor the one set back stands before the last any more.
    at(hall, 5).do(ticket_moves.return_to_queue, THREE, Place.END)
    at(hall, 5).do(reception.no_show, FOUR)
    assert ahead(at(hall, 6), last) == (0, 0)
    line = at(hall, 6).ask(lambda reading: tickets.waiting(reading.connection, reading.today))
    assert [one.ticket_id for one in line] == [
        one.ticket_id for one in (last, back_at_the_end, absent)
    ]
    # Whoever joins now has all three before: 09:04, 09:05 and 09:07.
    assert ahead(at(hall, 8), issued(at(hall, 8))) == (3, 3)


def test_of_numbers_of_one_moment_the_lower_stands_before(hall: Hall) -> None:
    first, second = issued(hall), issued(hall)
    called(hall, replace(FOUR, counter="9"))
    third = issued(hall)
    assert first.issued_at == second.issued_at
    assert ahead(hall, third) == (1, 1)


def test_the_estimate_counts_ahead_of_the_favoured_only_those_favoured_as_much(hall: Hall) -> None:
    issued(hall)
    called(hall)
    for minute in (1, 2):
        issued(at(hall, minute))
    favoured(at(hall, 3))
    one = favoured(at(hall, 4))
    found = hall.ask(lambda reading: queue_log.ahead_of(reading.connection, one, DEFAULT_POLICY))
    assert sum(people.number for people in found.waiting) == 1
