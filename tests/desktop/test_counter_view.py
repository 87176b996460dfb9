"""What a counter sees of the queue: the person called, the parked, the missed; no name early."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.applicant import applicant
from core.appointment import Slot, SlotShare
from core.checklist import RowState, Tick
from core.paper_kind import NoticeKind
from core.queue_policy import RecallRule
from core.staff import OnDuty, Role
from core.ticket import CounterOccupied, TicketState
from core.ticket_class import Entitlement, TicketClass
from db import notices
from desktop import appointments, casework, chosen_call, counter_room, reception, ticket_moves
from desktop.chosen_call import ChoiceNotAllowed
from desktop.counter_options import CounterOptions
from desktop.workbench import Workbench, workbench
from tests.house import PROMISE_ITEM, person
from tests.queue.counter_life import (
    FOUR,
    THREE,
    adopt_recall,
    at,
    called,
    finished,
    issued,
    minutes,
    seen,
    serving,
)
from tests.review_hall import OFFICE, STAFF

if TYPE_CHECKING:
    from core.ticket import Ticket
    from tests.review_hall import Hall

IN_ORDER = CounterOptions(choose_ticket=False)
WITH_NAMES = CounterOptions(names_before_call=True)


def bench(hall: Hall, options: CounterOptions | None = None) -> Workbench:
    return hall.ask(workbench, "3", *([options] if options else []))


def checked_in(hall: Hall) -> Ticket:
    begins = at(hall, 10).now
    slot = Slot("s-1", PROMISE_ITEM, begins, begins + minutes(30), (SlotShare("03", 1),))
    hall.do(appointments.open_slot, OnDuty(STAFF[Role.ADMINISTRATOR], "3"), slot)
    who = applicant("欧阳伟", "11010519491231002X")
    booked = at(hall, 0).do(appointments.book, THREE, slot.slot_id, who)
    return at(hall, 5).do(appointments.check_in, THREE, booked.appointment_id).ticket


def test_s16_ground_note_and_time_since_the_call_are_there(hall: Hall) -> None:
    entitled = Entitlement(TicketClass.PRIORITY, "残疾人证")
    one = hall.do(reception.issue_ticket, THREE, PROMISE_ITEM, entitled=entitled)
    hall.do(ticket_moves.edit, THREE, one.ticket_id, (PROMISE_ITEM,), "听力不便")
    called(at(hall, 4))
    shown = bench(at(hall, 7))
    assert shown.present is not None
    assert shown.visitor is not None
    assert (shown.present.klass, shown.present.note) == (TicketClass.PRIORITY, "听力不便")
    assert (shown.visitor.ground, shown.visitor.minutes_since_call) == ("残疾人证", 3)
    assert shown.visitor.name == ""
    assert shown.visitor.earlier_calls == ()


def test_s16_earlier_calls_are_told_and_one_taken_back_is_none(hall: Hall) -> None:
    adopt_recall(hall, RecallRule(3, minutes(1)))
    one = issued(hall)
    called(at(hall, 1), FOUR)
    at(hall, 2).do(reception.no_show, FOUR)
    called(at(hall, 4))
    at(hall, 4).do(ticket_moves.undo, THREE, one.ticket_id)
    called(at(hall, 6))
    shown = bench(at(hall, 6)).visitor
    assert shown is not None
    assert [(call.counter, call.at) for call in shown.earlier_calls] == [("4", at(hall, 1).now)]


def test_s16_an_appointment_gives_the_name_after_the_call_and_masked(hall: Hall) -> None:
    ticket = checked_in(hall)
    assert [one.name for one in bench(at(hall, 6)).waiting] == [""]
    at(hall, 9).do(reception.call, THREE, ticket.ticket_id)
    shown = bench(at(hall, 9)).visitor
    assert shown is not None
    assert shown.name == "欧*"


def test_a_name_stands_in_the_queue_only_where_the_hall_wants_it(hall: Hall) -> None:
    checked_in(hall)
    issued(at(hall, 6))
    assert [one.name for one in bench(at(hall, 6), WITH_NAMES).waiting] == ["欧*", ""]


def test_a_chosen_number_is_called_and_its_reason_is_the_clerks_own(hall: Hall) -> None:
    issued(hall)
    second = issued(hall)
    there = hall.do(chosen_call.call_chosen, THREE, CounterOptions(), second.ticket_id)
    assert (there.state, there.counter, there.reason) == (TicketState.CALLED, "3", "")


def test_the_next_one_chosen_is_called_with_the_orders_reason(hall: Hall) -> None:
    first = issued(hall)
    there = at(hall, 4).do(chosen_call.call_chosen, THREE, IN_ORDER, first.ticket_id)
    assert there.reason == f"{first.number}：等候最久 4 分钟"


def test_a_hall_that_calls_in_order_lets_nobody_choose(hall: Hall) -> None:
    issued(hall)
    second = issued(hall)
    with pytest.raises(ChoiceNotAllowed, match=f"按顺序叫号，没有叫 {second.number}"):
        hall.do(chosen_call.call_chosen, THREE, IN_ORDER, second.ticket_id)
    assert seen(hall, second).state is TicketState.WAITING


def test_s13_leaving_gives_the_receipt_and_calls_the_chosen_one_or_neither(hall: Hall) -> None:
    issued(hall)
    issued(hall)
    third = issued(hall)
    first = serving(at(hall, 1))
    case = at(hall, 2).do(casework.receive, THREE, PROMISE_ITEM, person())
    at(hall, 2).do(casework.check_materials, THREE, case.case_id, (Tick(1, RowState.RECEIVED),))
    act = chosen_call.leave_and_call
    with pytest.raises(ChoiceNotAllowed):
        at(hall, 3).do(act, THREE, OFFICE, frozenset(), IN_ORDER, third.ticket_id)
    assert seen(hall, first).state is TicketState.SERVING
    there = at(hall, 3).do(act, THREE, OFFICE, frozenset(), CounterOptions(), third.ticket_id)
    assert (there.ticket_id, there.state) == (third.ticket_id, TicketState.CALLED)
    assert seen(hall, first).state is TicketState.FINISHED
    papers = hall.ask(lambda reading: notices.of_case(reading.connection, case.case_id))
    assert [paper.kind for paper in papers] == [NoticeKind.RECEIPT]


def test_the_parked_are_listed_own_counter_first_and_the_long_absent_stand_out(hall: Hall) -> None:
    for minute, on_duty in ((0, FOUR), (1, THREE), (10, THREE)):
        at(hall, minute).do(reception.serve_now, on_duty)
        at(hall, minute).do(ticket_moves.park, on_duty, f"第 {minute} 分")
    shown = bench(at(hall, 16)).parked
    assert [(one.ticket.parked_reason, one.minutes, one.here) for one in shown] == [
        ("第 1 分", 15, True),
        ("第 10 分", 6, True),
        ("第 0 分", 16, False),
    ]
    assert [one.overlong for one in shown] == [False, False, True]
    soon = CounterOptions(remind_after=timedelta(minutes=5))
    assert all(one.overlong for one in bench(at(hall, 16), soon).parked)


def test_missed_numbers_of_today_are_listed_and_leave_the_list_revived(hall: Hall) -> None:
    for minute in (0, 1):
        issued(at(hall, minute))
        called(at(hall, minute))
        at(hall, minute).do(reception.no_show, THREE)
    shown = bench(at(hall, 2)).missed
    assert [one.number for one in shown] == ["A3002", "A3001"]
    at(hall, 3).do(ticket_moves.revive, THREE, shown[0].ticket_id)
    assert [one.number for one in bench(at(hall, 3)).missed] == ["A3001"]


def test_a_closed_counter_has_no_next_and_counts_what_is_open(hall: Hall) -> None:
    issued(hall)
    issued(hall)
    finished_one = serving(hall)
    finished(hall)
    assert bench(hall).next_up is not None
    hall.do(counter_room.pause, THREE, "用餐")
    shown = bench(hall)
    assert (shown.next_up, shown.standing.reason, shown.still_open) == (None, "用餐", 1)
    assert [one.ticket.ticket_id for one in shown.others] != [finished_one.ticket_id]
    assert len(shown.others) == 1


def test_a_parked_person_is_not_taken_over_by_a_counter_with_somebody(hall: Hall) -> None:
    parked = hall.do(reception.serve_now, FOUR)
    hall.do(ticket_moves.park, FOUR, "缴费")
    hall.do(reception.serve_now, THREE)
    with pytest.raises(CounterOccupied):
        hall.do(ticket_moves.resume, THREE, parked.ticket_id)
