"""S1–S7, S9–S13, S16 and S28: one person from the number to the door, through the use cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.queue_policy import CounterProfile, RecallRule
from core.ticket import CounterOccupied, NobodyWaiting, TicketState
from core.ticket_facts import Place
from core.ticket_move import MoveReasonMissing, TargetMissing
from desktop import queue_room, reception, ticket_moves
from desktop.chosen_call import leave_and_call
from desktop.counter_options import USUAL_OPTIONS
from desktop.set_aside import parked_people
from desktop.workbench import workbench
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM
from tests.queue.counter_life import (
    FOUR,
    THREE,
    adopt_counters,
    adopt_recall,
    at,
    called,
    finished,
    issued,
    minutes,
    open_periods,
    periods,
    same_after_rebuilding,
    seen,
    serving,
    time_of,
    waiting,
)
from tests.review_hall import OFFICE

if TYPE_CHECKING:
    from tests.review_hall import Hall


def test_s1_one_person_with_two_items_from_queue_to_end(either_hall: Hall) -> None:
    hall = either_hall
    one = issued(hall)
    hall.do(ticket_moves.edit, THREE, one.ticket_id, (), "带着孩子")
    hall.do(ticket_moves.edit, THREE, one.ticket_id, (PROMISE_ITEM,), "带着孩子")
    assert open_periods(hall, one) == 1
    at(hall, 5).do(reception.call, THREE, one.ticket_id)
    at(hall, 6).do(reception.start_service, THREE)
    both = (IMMEDIATE_ITEM, PROMISE_ITEM)
    at(hall, 10).do(ticket_moves.edit, THREE, one.ticket_id, both, "带着孩子")
    at(hall, 12).do(ticket_moves.edit, THREE, one.ticket_id, both[::-1], "带着孩子")
    assert open_periods(hall, one) == 1
    assert finished(at(hall, 15)).note == "带着孩子"
    assert open_periods(hall, one) == 0
    served = [p for p in periods(hall, one) if p.state is TicketState.SERVING]
    assert [p.items for p in served] == [(PROMISE_ITEM,), both, both[::-1]]
    assert time_of(hall, one).service == minutes(9)
    assert same_after_rebuilding(hall)


def test_s2_parked_and_taken_up_again(hall: Hall) -> None:
    one = hall.do(reception.serve_now, THREE)
    at(hall, 2).do(ticket_moves.park, THREE, "去复印")
    assert open_periods(hall, one) == 1
    back = at(hall, 8).do(ticket_moves.resume, THREE, one.ticket_id)
    assert (back.state, back.parked_reason) == (TicketState.SERVING, "")
    assert open_periods(hall, one) == 1
    finished(at(hall, 9))
    assert open_periods(hall, one) == 0
    assert same_after_rebuilding(hall)


def test_a_person_is_not_set_aside_without_a_reason(hall: Hall) -> None:
    hall.do(reception.serve_now, THREE)
    with pytest.raises(MoveReasonMissing, match="没有写明挂起的原因"):
        hall.do(ticket_moves.park, THREE, " ")


@pytest.mark.parametrize("item", ["", PROMISE_ITEM], ids=["s3_no_item_yet", "s4_after_waiting"])
def test_s3_s4_whoever_leaves_is_neither_waiting_nor_missed(hall: Hall, item: str) -> None:
    one = issued(hall, item)
    gone = at(hall, 7).do(ticket_moves.leave, THREE, one.ticket_id, "不等了")
    assert (gone.state, gone.ended_at) == (TicketState.LEFT, at(hall, 7).now)
    assert waiting(hall) == []
    assert open_periods(hall, one) == 0
    assert time_of(at(hall, 60), one).waiting == minutes(7)
    assert same_after_rebuilding(hall)


def test_s5_an_item_changed_in_service_stays_in_the_history(hall: Hall) -> None:
    one = issued(hall, PROMISE_ITEM)
    serving(at(hall, 1))
    at(hall, 3).do(ticket_moves.edit, THREE, one.ticket_id, (IMMEDIATE_ITEM,), "五份")
    finished(at(hall, 8))
    served = [p for p in periods(hall, one) if p.state is TicketState.SERVING]
    assert [(p.items, p.began_at, p.ended_at) for p in served] == [
        ((PROMISE_ITEM,), at(hall, 1).now, at(hall, 3).now),
        ((IMMEDIATE_ITEM,), at(hall, 3).now, at(hall, 8).now),
    ]


@pytest.mark.parametrize(
    ("own", "other", "order"),
    [
        (IMMEDIATE_ITEM, PROMISE_ITEM, ["A3002", "A3001"]),
        (PROMISE_ITEM, IMMEDIATE_ITEM, ["A3001", "A3002"]),
    ],
    ids=["s6_quick_counter", "s7_other_counter"],
)
def test_s6_s7_a_counter_calls_its_own_work_first(
    hall: Hall, own: str, other: str, order: list[str]
) -> None:
    adopt_counters(hall, CounterProfile("3", (own,), (other,)))
    issued(hall, PROMISE_ITEM)
    issued(at(hall, 1), IMMEDIATE_ITEM)
    found = []
    for minute in (2, 3):
        found.append(serving(at(hall, minute)).number)
        finished(at(hall, minute))
    assert found == order


def test_s9_nobody_waiting_is_said_as_often_as_asked(hall: Hall) -> None:
    for _ in range(2):
        with pytest.raises(NobodyWaiting, match="没有人在等候"):
            called(hall)
    issued(hall)
    serving(hall)
    finished(hall)
    with pytest.raises(NobodyWaiting, match="没有人在等候"):
        called(hall)


def test_s10_without_repeats_a_number_nobody_answers_to_is_missed_at_once(hall: Hall) -> None:
    one = issued(hall)
    called(hall)
    gone = hall.do(reception.no_show, THREE)
    assert (gone.state, waiting(hall)) == (TicketState.NO_SHOW, [])
    back = at(hall, 9).do(ticket_moves.revive, THREE, one.ticket_id)
    assert (back.state, back.queued_at, back.number) == (
        TicketState.WAITING,
        at(hall, 9).now,
        one.number,
    )
    assert called(at(hall, 10)).ticket_id == one.ticket_id
    assert same_after_rebuilding(hall)


def test_s10_a_number_waits_again_until_its_calls_are_used_up(either_hall: Hall) -> None:
    hall = either_hall
    adopt_recall(hall, RecallRule(2, minutes(5)))
    one = issued(hall)
    for start in (0, 6):
        called(at(hall, start))
        assert at(hall, start).do(reception.no_show, THREE).state is TicketState.WAITING
        with pytest.raises(NobodyWaiting):
            called(at(hall, start + 4.9))
    assert called(at(hall, 12)).calls == 3
    assert at(hall, 12).do(reception.no_show, THREE).state is TicketState.NO_SHOW
    assert seen(hall, one).queued_at == one.issued_at
    assert same_after_rebuilding(hall)


def test_s11_parking_counts_neither_as_waiting_nor_as_service(hall: Hall) -> None:
    first, second = issued(hall), issued(hall)
    serving(at(hall, 1))
    at(hall, 3).do(ticket_moves.park, THREE, "去复印")
    called(at(hall, 3))
    at(hall, 4).do(reception.start_service, THREE)
    finished(at(hall, 9))
    at(hall, 10).do(ticket_moves.resume, THREE, first.ticket_id)
    finished(at(hall, 12))
    late = at(hall, 99)
    spent = [time_of(late, one) for one in (first, second)]
    assert [one.waiting for one in spent] == [minutes(1), minutes(3)]
    assert [one.way for one in spent] == [minutes(0), minutes(1)]
    assert [one.service for one in spent] == [minutes(4), minutes(5)]
    assert [one.parked for one in spent] == [minutes(7), minutes(0)]


def test_several_are_parked_at_one_counter_and_the_longest_is_told(hall: Hall) -> None:
    parked = []
    for minute in (0, 10, 20):
        parked.append(at(hall, minute).do(reception.serve_now, THREE))
        at(hall, minute).do(ticket_moves.park, THREE, f"第 {minute} 分")
    reminded = replace(USUAL_OPTIONS, remind_after=minutes(10))
    seen_there = at(hall, 21).ask(parked_people, "3", reminded)
    assert [one.ticket.number for one in seen_there] == [one.number for one in parked]
    longer = [one.ticket.parked_reason for one in seen_there if one.overlong]
    assert longer == ["第 0 分", "第 10 分"]
    taken_over = at(hall, 22).do(ticket_moves.resume, FOUR, parked[0].ticket_id)
    assert taken_over.counter == "4"
    with pytest.raises(CounterOccupied):
        at(hall, 22).do(ticket_moves.resume, FOUR, parked[1].ticket_id)


def test_s12_s28_a_transfer_keeps_number_and_note_and_waits_there(hall: Hall) -> None:
    one = issued(hall)
    serving(at(hall, 3))
    moved = at(hall, 5).do(ticket_moves.transfer, THREE, "只差盖章", "4", PROMISE_ITEM)
    assert (moved.number, moved.note, moved.items) == (one.number, "只差盖章", (PROMISE_ITEM,))
    assert waiting(hall) == [one.number]
    seen_to = periods(hall, one)[-2]
    assert (seen_to.state, seen_to.counter, seen_to.ended_at) == (
        TicketState.SERVING,
        "3",
        at(hall, 5).now,
    )
    assert at(hall, 6).ask(queue_room.who_is_next, "3") is None
    there = called(at(hall, 6), FOUR)
    assert (there.number, there.counter) == (one.number, "4")
    assert there.reason == f"{one.number}：指定到4号窗口，等候 6 分钟"
    assert same_after_rebuilding(hall)


@pytest.mark.parametrize("counter", ["", "3"])
def test_a_transfer_leads_somewhere_else(hall: Hall, counter: str) -> None:
    hall.do(reception.serve_now, THREE)
    with pytest.raises(TargetMissing, match="没有转到别的窗口或事项"):
        hall.do(ticket_moves.transfer, THREE, "", counter)


@pytest.mark.parametrize(("place", "next_one"), [(Place.KEPT, "A3001"), (Place.END, "A3002")])
def test_back_in_the_queue_at_the_old_place_or_the_end(
    hall: Hall, place: Place, next_one: str
) -> None:
    issued(hall)
    issued(at(hall, 1))
    called(at(hall, 2))
    at(hall, 3).do(ticket_moves.return_to_queue, THREE, place)
    assert called(at(hall, 4)).number == next_one


def test_s13_a_counter_with_a_person_calls_nobody_else(hall: Hall) -> None:
    issued(hall)
    second = issued(hall)
    first = serving(at(hall, 1))
    with pytest.raises(CounterOccupied, match=f"{first.number} 还在本窗口（正在办理）"):
        at(hall, 4).do(reception.call, THREE, second.ticket_id)
    assert seen(hall, first) == first
    there = at(hall, 5).do(
        leave_and_call, THREE, OFFICE, frozenset(), USUAL_OPTIONS, second.ticket_id
    )
    assert (there.number, seen(hall, first).state) == (second.number, TicketState.FINISHED)


def test_s16_what_the_clerk_sees_straight_after_the_call(hall: Hall) -> None:
    one = issued(hall, PROMISE_ITEM)
    hall.do(ticket_moves.edit, THREE, one.ticket_id, (PROMISE_ITEM,), "听力不便")
    bench = at(hall, 4).ask(workbench, "3")
    assert bench.next_up is not None
    assert bench.choice is not None
    assert bench.choice.words == "等候最久 4 分钟"
    called(at(hall, 4))
    present = at(hall, 6).ask(workbench, "3").present
    assert present is not None
    assert (present.number, present.item_code, present.note) == (
        one.number,
        PROMISE_ITEM,
        "听力不便",
    )
    assert present.reason == f"{one.number}：等候最久 4 分钟"
    assert at(hall, 6).ask(workbench, "3").minutes_present == 2
