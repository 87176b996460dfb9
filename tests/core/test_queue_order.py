"""Who is next and why: shares, ageing, cap, appointments, skills, reservations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.queue_order import Call, Ground, RecentCalls, call_of, next_ticket
from core.queue_policy import (
    DEFAULT_POLICY,
    AppointmentRule,
    CounterProfile,
    OvertakingCap,
    QueuePolicyNotSound,
    require_sound,
)
from core.queue_simulation import ByPolicy, replayed
from core.ticket_class import TicketClass
from tests.core.sample_queue import at, days, policies, ticket, two_to_one

if TYPE_CHECKING:
    from random import Random

    from core.queue_order import Choice
    from core.queue_policy import QueuePolicy, Waiting
    from core.queue_simulation import DayLog, Served

ORDINARY, PRIORITY = TicketClass.ORDINARY, TicketClass.PRIORITY
APPOINTMENT = TicketClass.APPOINTMENT
ANY = CounterProfile("3")
NO_CAP = OvertakingCap(10_000, timedelta(days=1))


def chosen(
    waiting: list[Waiting],
    policy: QueuePolicy = DEFAULT_POLICY,
    asked: CounterProfile = ANY,
    calls: tuple[Call, ...] = (),
    now: float = 30,
) -> Choice:
    choice = next_ticket(waiting, policy, asked, RecentCalls(calls), at(now))
    assert choice is not None
    return choice


def called_one_by_one(waiting: list[Waiting], policy: QueuePolicy, now: float = 30) -> list[str]:
    left = list(waiting)
    calls: list[Call] = []
    order: list[str] = []
    for minute in count():
        if not left:
            return order
        moment = now + minute / 100
        choice = next_ticket(left, policy, ANY, RecentCalls(calls), at(moment))
        assert choice is not None
        one = next(one for one in left if one.ticket_id == choice.ticket_id)
        left.remove(one)
        calls.append(call_of(one, policy, "3", at(moment)))
        order.append(one.number)
    raise AssertionError


def kinds(numbers: list[str], waiting: list[Waiting]) -> str:
    klass = {one.number: one.klass for one in waiting}
    return "".join("P" if klass[number] is PRIORITY else "o" for number in numbers)


# --- shares ---------------------------------------------------------------------------------------


def test_nobody_waiting_is_nobody_to_call() -> None:
    assert next_ticket([], DEFAULT_POLICY, ANY, RecentCalls(), at(0)) is None


def test_alone_the_one_who_waited_longest_is_next_and_told_so() -> None:
    choice = chosen([ticket(2, 5), ticket(1, -1)])
    assert (choice.ticket_id, choice.ground) == ("t1", Ground.LONGEST_WAIT)
    assert choice.reason == "A3001：等候最久 31 分钟"


def test_two_to_one_is_two_to_one() -> None:
    waiting = [ticket(n, 0) for n in range(4)] + [ticket(n, 1, PRIORITY) for n in range(4, 12)]
    order = called_one_by_one(waiting, two_to_one(cap=NO_CAP))
    assert kinds(order, waiting) == "PPoPPoPPoPPo"


def test_a_turn_is_told_with_its_ratio() -> None:
    choice = chosen([ticket(1, 0), ticket(2, 10, PRIORITY)], two_to_one())
    assert choice.reason == "A3002：优先，本轮普通、优先 1:2，等候 20 分钟"


@given(st.lists(st.tuples(st.sampled_from(TicketClass), st.integers(0, 30)), max_size=25))
def test_equals_are_called_as_they_came(drawn: list[tuple[TicketClass, int]]) -> None:
    waiting = [ticket(n, minute, klass) for n, (klass, minute) in enumerate(drawn)]
    order = called_one_by_one(waiting, DEFAULT_POLICY)
    assert sorted(order) == sorted(one.number for one in waiting)
    for klass in TicketClass:
        of_class = [one for one in waiting if one.klass is klass]
        came = [one.number for one in sorted(of_class, key=lambda one: one.queued_at)]
        assert [number for number in order if number in came] == came


@given(
    st.lists(st.tuples(st.sampled_from((ORDINARY, PRIORITY)), st.integers(0, 30)), max_size=25),
    st.integers(0, 60),
)
def test_the_favoured_never_wait_longer_than_in_plain_order(
    drawn: list[tuple[TicketClass, int]], cap: int
) -> None:
    waiting = [ticket(n, minute, klass) for n, (klass, minute) in enumerate(drawn)]
    policy = two_to_one(cap=OvertakingCap(cap, timedelta(days=1)))
    order = called_one_by_one(waiting, policy)
    came = sorted(waiting, key=lambda one: (one.queued_at, one.number))
    for place, one in enumerate(came):
        if one.klass is PRIORITY:
            assert order.index(one.number) <= place


# --- ageing ---------------------------------------------------------------------------------------


def test_waiting_raises_the_share() -> None:
    waiting = [ticket(n, -30) for n in range(6)] + [ticket(n, 29, PRIORITY) for n in range(6, 12)]
    aged = two_to_one(ageing=timedelta(minutes=20), cap=NO_CAP)
    assert kinds(called_one_by_one(waiting, two_to_one(cap=NO_CAP)), waiting)[:6] == "PPoPPo"
    assert kinds(called_one_by_one(waiting, aged), waiting)[:6] == "ooPooP"


# --- the cap --------------------------------------------------------------------------------------


def passes(one: Served, all_of: tuple[Served, ...], policy: QueuePolicy) -> int:
    """Later-queued tickets called before it where it was the counter's own work."""
    ticket = one.visit.ticket
    return sum(
        other.called_at is not None
        and other.visit.ticket.callable_from > ticket.callable_from
        and (one.called_at is None or other.called_at < one.called_at)
        and _could_call(policy, other.counter, ticket)
        for other in all_of
    )


def _could_call(policy: QueuePolicy, counter: str, ticket: Waiting) -> bool:
    if ticket.reserved_for:
        return counter == ticket.reserved_for
    return policy.profile_of(counter).serves(ticket.items)


@settings(max_examples=200)
@given(days(), policies)
def test_under_any_stream_nobody_is_passed_more_often_than_the_cap(
    day: DayLog, policy: QueuePolicy
) -> None:
    outcome = replayed(day, ByPolicy(policy))
    for one in outcome:
        assert passes(one, outcome, policy) <= policy.cap.tickets


def test_a_stream_of_priority_stops_at_the_cap_and_says_why() -> None:
    waiting = [ticket(1, 0)] + [ticket(n, n, PRIORITY) for n in range(2, 30)]
    policy = two_to_one(
        shares=(replace(DEFAULT_POLICY.shares[2], share=99),),
        cap=OvertakingCap(5, timedelta(days=1)),
    )
    order = called_one_by_one(waiting, policy)
    assert order.index("A3001") == 5
    calls = tuple(call_of(one, policy, "3", at(30)) for one in waiting[1:6])
    choice = chosen(waiting[:1] + waiting[6:], policy, calls=calls, now=31)
    assert choice.ground is Ground.PROTECTED
    assert choice.reason == "A3001：后来的号已先办到上限，等候 31 分钟"


def test_the_cap_counts_minutes_by_the_pace_of_the_calls() -> None:
    policy = two_to_one(
        shares=(replace(DEFAULT_POLICY.shares[2], share=99),),
        cap=OvertakingCap(99, timedelta(minutes=12)),
    )
    waiting = [ticket(1, 0), ticket(9, 1, PRIORITY)]
    passed = [Call("3", PRIORITY, (), at(2), at(5)), Call("3", PRIORITY, (), at(3), at(10))]
    assert chosen(waiting, policy, calls=tuple(passed), now=11).ticket_id == "t9"
    passed.append(Call("3", PRIORITY, (), at(4), at(12)))
    assert chosen(waiting, policy, calls=tuple(passed), now=13).ticket_id == "t1"


def test_what_another_queue_calls_passes_nobody() -> None:
    policy = two_to_one(
        cap=OvertakingCap(1, timedelta(days=1)),
        counters=(CounterProfile("1", ("XK-0001",)), CounterProfile("2", ("QR-0017",))),
    )
    waiting = [ticket(1, 0, items=("XK-0001",)), ticket(2, 5, PRIORITY, ("XK-0001",))]
    elsewhere = (Call("2", PRIORITY, ("QR-0017",), at(3), at(6)),)
    asked = policy.profile_of("1")
    assert chosen(waiting, policy, asked, elsewhere).ticket_id == "t2"
    here = (Call("1", PRIORITY, ("XK-0001",), at(3), at(6)),)
    assert chosen(waiting, policy, asked, here).ticket_id == "t1"


def test_who_came_at_the_same_moment_passes_nobody() -> None:
    policy = two_to_one(cap=OvertakingCap(1, timedelta(days=1)))
    waiting = [ticket(1, 0), ticket(9, 1, PRIORITY)]
    together = (Call("3", PRIORITY, (), at(0), at(5)),)
    assert chosen(waiting, policy, calls=together).ticket_id == "t9"


def test_who_came_before_a_protected_ticket_keeps_a_claim() -> None:
    policy = two_to_one(
        cap=OvertakingCap(1, timedelta(days=1)),
        counters=(CounterProfile("1", ("XK-0001",)),),
    )
    passed_at_one = (Call("1", PRIORITY, ("XK-0001",), at(6), at(7)),)
    older = ticket(1, 0, PRIORITY, ("QR-0017",))
    waiting = [older, ticket(2, 5, items=("XK-0001",)), ticket(3, 6, PRIORITY)]
    assert chosen(waiting, policy, calls=passed_at_one).ticket_id == "t1"
    assert chosen(waiting[1:], policy, calls=passed_at_one).ground is Ground.PROTECTED


def test_a_round_counts_what_the_counter_itself_serves() -> None:
    asked = CounterProfile("3", ("XK-0001",))
    waiting = [ticket(1, 0, items=("XK-0001",)), ticket(2, 5, PRIORITY, ("XK-0001",))]
    elsewhere = tuple(Call("7", PRIORITY, ("QR-0017",), at(-9), at(-5)) for _ in range(2))
    here = tuple(Call("4", PRIORITY, ("XK-0001",), at(-9), at(-5)) for _ in range(2))
    assert chosen(waiting, two_to_one(), asked, elsewhere).ticket_id == "t2"
    assert chosen(waiting, two_to_one(), asked, here).ticket_id == "t1"


# --- appointments ---------------------------------------------------------------------------------


RULE = replace(
    DEFAULT_POLICY, appointment=AppointmentRule(timedelta(minutes=10), timedelta(minutes=15))
)


@pytest.mark.parametrize(
    ("came", "now", "standing"),
    [
        (0, 49.9, ORDINARY),
        (0, 50, APPOINTMENT),
        (75, 76, APPOINTMENT),
        (75.1, 76, ORDINARY),
        (60, 200, APPOINTMENT),
    ],
    ids=["too early", "window opens", "last of the grace", "too late", "kept waiting by the hall"],
)
def test_an_appointment_counts_as_one_within_its_window(
    came: float, now: float, standing: TicketClass
) -> None:
    assert RULE.standing(ticket(1, came, APPOINTMENT, due=60), at(now)) is standing


def test_an_appointment_without_a_time_is_none() -> None:
    assert RULE.standing(ticket(1, 0, APPOINTMENT), at(5)) is ORDINARY


def test_an_appointment_that_is_due_goes_first_and_says_its_time() -> None:
    waiting = [ticket(1, 70), ticket(2, 75, APPOINTMENT, due=80)]
    assert chosen(waiting, RULE, now=81).reason == "A3002：预约 10:20 到点，等候 6 分钟"
    assert chosen(waiting, RULE, now=78).reason == "A3002：预约 10:20 临近，等候 3 分钟"
    assert (
        chosen([ticket(1, 40), ticket(2, 45, APPOINTMENT, due=80)], RULE, now=50).ticket_id == "t1"
    )


def test_appointments_go_by_their_time_not_by_their_coming() -> None:
    waiting = [ticket(1, 0, APPOINTMENT, due=35), ticket(2, 1, APPOINTMENT, due=30)]
    assert chosen(waiting, RULE).ticket_id == "t2"


# --- skills, reservations, set aside --------------------------------------------------------------


QUICK = CounterProfile("1", items=("QR-0017",), also=("XK-0001",))
FULL = CounterProfile("2", items=("XK-0001",), also=("QR-0017",))
PAIR = [ticket(1, 0, items=("XK-0001",)), ticket(2, 1, items=("QR-0017",))]


@pytest.mark.parametrize(("asked", "first", "second"), [(QUICK, "t2", "t1"), (FULL, "t1", "t2")])
def test_a_counter_calls_its_own_kind_first_then_the_other(
    asked: CounterProfile, first: str, second: str
) -> None:
    assert chosen(PAIR, asked=asked, now=10).ticket_id == first
    left = [one for one in PAIR if one.ticket_id != first]
    choice = chosen(left, asked=asked, now=10)
    assert (choice.ticket_id, choice.ground) == (second, Ground.HELP)
    assert "协办" in choice.reason


def test_who_waited_long_is_everyones_work_that_can_do_it() -> None:
    policy = replace(DEFAULT_POLICY, help_after=timedelta(minutes=30))
    assert chosen(PAIR, policy, QUICK, now=29).ticket_id == "t2"
    assert chosen(PAIR, policy, QUICK, now=30).ticket_id == "t1"


def test_what_a_counter_cannot_do_it_does_not_call() -> None:
    asked = CounterProfile("4", items=("GS-0003",))
    assert next_ticket(PAIR, DEFAULT_POLICY, asked, RecentCalls(), at(90)) is None
    several = [ticket(3, 0, items=("XK-0001", "GS-0003")), ticket(4, 1)]
    assert chosen(several, asked=asked).ticket_id == "t3"


def test_a_reserved_ticket_is_called_there_and_nowhere_else() -> None:
    reserved = replace(ticket(2, 5), reserved_for="3")
    choice = chosen([ticket(1, 0), reserved])
    assert (choice.ticket_id, choice.ground) == ("t2", Ground.RESERVED)
    assert choice.reason == "A3002：指定到3号窗口，等候 25 分钟"
    elsewhere = tuple(Call("4", PRIORITY, (), at(6), at(7)) for _ in range(99))
    assert chosen([reserved], calls=elsewhere).ground is Ground.RESERVED
    other = CounterProfile("4")
    assert next_ticket([reserved], DEFAULT_POLICY, other, RecentCalls(), at(90)) is None


def test_what_is_set_aside_waits_from_then_on() -> None:
    aside = replace(ticket(1, 0), not_before=at(20))
    assert next_ticket([aside], DEFAULT_POLICY, ANY, RecentCalls(), at(19)) is None
    assert chosen([aside], now=20).reason == "A3001：等候最久 0 分钟"
    assert chosen([aside, ticket(2, 10)], now=30).ticket_id == "t2"


@given(days(), policies, st.randoms(use_true_random=False), st.integers(0, 90))
def test_the_choice_does_not_hang_on_the_order_of_the_list(
    day: DayLog, policy: QueuePolicy, shuffle: Random, now: int
) -> None:
    waiting = [visit.ticket for visit in day.visits]
    asked = policy.profile_of("1")
    first = next_ticket(waiting, policy, asked, RecentCalls(), at(now))
    shuffle.shuffle(waiting)
    assert next_ticket(waiting, policy, asked, RecentCalls(), at(now)) == first


# --- what makes no policy -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": " "}, "没有版本号"),
        ({"shares": DEFAULT_POLICY.shares + DEFAULT_POLICY.shares[:1]}, "写了两次份额"),
        ({"shares": (replace(DEFAULT_POLICY.shares[0], share=0),)}, "份额小于 1"),
        ({"cap": OvertakingCap(-1, timedelta())}, "上限小于 0"),
        ({"ageing": timedelta(minutes=-1)}, "时长小于 0"),
        ({"counters": (ANY, ANY)}, "同一窗口写了两次"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_policy_that_contradicts_itself_is_refused(change: dict[str, object], words: str) -> None:
    require_sound(DEFAULT_POLICY)
    with pytest.raises(QueuePolicyNotSound, match=f"{words}.*现行规则不变"):
        require_sound(replace(DEFAULT_POLICY, **change))  # type: ignore[arg-type]


def test_each_class_has_its_word() -> None:
    assert [klass.word for klass in TicketClass] == ["普通", "预约", "优先", "急件", "补正回访"]
