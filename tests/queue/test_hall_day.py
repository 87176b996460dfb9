"""S14–S16, S20, S22, S24, S26 and S29: what a hall's day does to its numbers."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from core.counter import CounterClosed, CounterState, PauseReasonMissing
from core.ticket import CounterOccupied, NobodyWaiting, TicketNotCallable, TicketState
from core.ticket_class import Entitlement, GroundMissing, TicketClass
from core.ticket_undo import UndoNotPossible, UndoTooLate
from db import tickets
from desktop import appointments, counter_room, day_end, queue_room, reception, ticket_moves
from desktop.desk import Desk
from desktop.workbench import workbench
from tests.house import PATIENCE, signed_in, station_settings
from tests.queue.counter_life import (
    FOUR,
    THREE,
    at,
    booked,
    called,
    finished,
    issued,
    open_periods,
    periods,
    same_after_rebuilding,
    seen,
    serving,
    waiting,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review_hall import Hall

SECOND = 1 / 60


# --- whom a call may reach ------------------------------------------------------------------------


def test_s14_neither_another_days_number_nor_a_mere_appointment_is_called(hall: Hall) -> None:
    booked(hall, 20)
    with pytest.raises(NobodyWaiting):
        called(at(hall, 20))
    one = issued(hall)
    for day in ("09-27", "09-29"):
        with pytest.raises(TicketNotCallable, match="不是今天的号"):
            hall.on(day).do(reception.call, THREE, one.ticket_id)
        with pytest.raises(NobodyWaiting):
            called(hall.on(day))
    with pytest.raises(TicketNotCallable, match="恢复排队"):
        hall.on("09-29").do(ticket_moves.revive, THREE, one.ticket_id)


def test_s15_a_new_day_begins_at_the_first_number(hall: Hall) -> None:
    assert [issued(hall).number, issued(hall).number] == ["A3001", "A3002"]
    assert issued(hall.on("09-29")).number == "A3001"


def test_an_appointment_that_is_due_is_called_before_who_came_earlier(hall: Hall) -> None:
    appointment = booked(hall, 20)
    issued(hall)
    ticket = at(hall, 15).do(appointments.check_in, THREE, appointment.appointment_id).ticket
    assert (ticket.klass, ticket.due_at) == (TicketClass.APPOINTMENT, at(hall, 20).now)
    there = called(at(hall, 20))
    assert (there.number, there.reason) == ("Y3001", "Y3001：预约 09:20 到点，等候 5 分钟")
    assert same_after_rebuilding(hall)


def test_s16_whoever_booked_is_known_by_name_and_phone_once_called(hall: Hall) -> None:
    appointment = booked(hall, 20)
    issued(hall)
    at(hall, 15).do(appointments.check_in, THREE, appointment.appointment_id)
    assert at(hall, 16).ask(workbench, "3").visitor is None
    called(at(hall, 20))
    there = at(hall, 20).ask(workbench, "3").visitor
    assert there is not None
    assert (there.name, there.phone) == ("欧*", "0000-55501")
    called(at(hall, 20), FOUR)
    walked_in = at(hall, 20).ask(workbench, "4").visitor
    assert walked_in is not None
    assert (walked_in.name, walked_in.phone) == ("", "")


def test_a_preference_is_given_with_its_ground_and_is_worth_its_share(hall: Hall) -> None:
    issued(hall)
    elderly = Entitlement(TicketClass.PRIORITY, "七十岁以上")
    at(hall, 1).do(reception.issue_ticket, THREE, "", "A", elderly)
    assert called(at(hall, 2)).number == "A3002"
    with pytest.raises(GroundMissing, match="要写明依据"):
        hall.do(reception.issue_ticket, THREE, "", "A", Entitlement(TicketClass.PRIORITY))
    assert waiting(hall) == ["A3001"]


# --- the same thing twice, and by another way -----------------------------------------------------


def test_s20_a_press_repeated_has_one_effect(hall: Hall) -> None:
    issued(hall)
    issued(hall)
    first = called(hall)
    with pytest.raises(CounterOccupied):
        called(hall)
    hall.do(reception.start_service, THREE)
    finished(hall)
    entries = hall.entries()
    with pytest.raises(NobodyWaiting):
        finished(hall)
    assert hall.entries() == entries
    assert (seen(hall, first).calls, len(waiting(hall))) == (1, 1)


def test_s22_the_next_and_the_chosen_call_leave_the_same_rows(hall: Hall) -> None:
    first, second = issued(hall), issued(hall)
    by_order = called(at(hall, 1))
    chosen = at(hall, 1).do(reception.call, FOUR, second.ticket_id)
    assert [(p.state, p.ended_at) for p in periods(hall, first)] == [
        (p.state, p.ended_at) for p in periods(hall, second)
    ]
    assert (by_order.called_at, by_order.calls) == (chosen.called_at, chosen.calls)
    assert (by_order.reason != "", chosen.reason) == (True, "")


# --- taken back -----------------------------------------------------------------------------------


def test_a_call_a_no_show_and_a_finish_are_taken_back_in_time(either_hall: Hall) -> None:
    hall = either_hall
    before = issued(hall)
    called(at(hall, 1))
    undone = at(hall, 1 + 10 * SECOND).do(ticket_moves.undo, THREE, before.ticket_id)
    assert undone == before
    assert (waiting(hall), len(periods(hall, before))) == ([before.number], 1)
    there = called(at(hall, 2))
    at(hall, 3).do(reception.no_show, THREE)
    assert at(hall, 3).do(ticket_moves.undo, THREE, before.ticket_id) == there
    served = at(hall, 4).do(reception.start_service, THREE)
    finished(at(hall, 5))
    assert at(hall, 5).do(ticket_moves.undo, THREE, before.ticket_id) == served
    assert open_periods(hall, before) == 1
    assert same_after_rebuilding(hall)


def test_what_is_too_late_or_somebody_elses_is_not_taken_back(hall: Hall) -> None:
    one = issued(hall)
    called(at(hall, 1))
    with pytest.raises(UndoNotPossible, match="不是本窗口做的"):
        at(hall, 1).do(ticket_moves.undo, FOUR, one.ticket_id)
    with pytest.raises(UndoTooLate, match="已过 10 秒"):
        at(hall, 1 + 11 * SECOND).do(ticket_moves.undo, THREE, one.ticket_id)
    at(hall, 1).do(ticket_moves.undo, THREE, one.ticket_id)
    with pytest.raises(UndoNotPossible, match="上一步不能撤销"):
        at(hall, 1).do(ticket_moves.undo, THREE, one.ticket_id)


def test_a_finish_is_not_taken_back_over_the_next_person(hall: Hall) -> None:
    issued(hall)
    issued(hall)
    first = serving(hall)
    finished(hall)
    called(hall)
    with pytest.raises(CounterOccupied):
        hall.do(ticket_moves.undo, THREE, first.ticket_id)
    assert seen(hall, first).state is TicketState.FINISHED


# --- a counter that closes ------------------------------------------------------------------------


def test_whoever_was_called_to_a_counter_that_pauses_keeps_the_place(hall: Hall) -> None:
    first = issued(hall)
    issued(at(hall, 1))
    called(at(hall, 2))
    paused = at(hall, 3).do(counter_room.pause, THREE, "系统故障")
    assert (paused.state, paused.reason) == (CounterState.PAUSED, "系统故障")
    with pytest.raises(CounterClosed, match="3 号窗口暂停办理（系统故障）"):
        called(at(hall, 4))
    assert called(at(hall, 4), FOUR).number == first.number
    assert at(hall, 5).do(counter_room.reopen, THREE).state is CounterState.OPEN
    assert called(at(hall, 5)).number == "A3002"
    assert same_after_rebuilding(hall)


def test_a_counter_is_not_closed_without_a_reason_nor_over_a_person(hall: Hall) -> None:
    hall.do(reception.serve_now, THREE)
    with pytest.raises(PauseReasonMissing, match="没有写明暂停的原因"):
        hall.do(counter_room.pause, THREE, " ")
    with pytest.raises(CounterOccupied, match="没有暂停"):
        hall.do(counter_room.pause, THREE, "午休")
    assert hall.ask(counter_room.standing, "3").state is CounterState.OPEN


def test_an_emergency_stop_loses_nobody(hall: Hall) -> None:
    one = hall.do(reception.serve_now, THREE)
    stopped = at(hall, 1).do(counter_room.stop, THREE, "火警")
    assert stopped.state is CounterState.STOPPED
    parked = seen(hall, one)
    assert (parked.state, parked.parked_reason) == (TicketState.PARKED, "紧急停止：火警")
    assert at(hall, 9).do(ticket_moves.resume, FOUR, one.ticket_id).state is TicketState.SERVING
    assert same_after_rebuilding(hall)


# --- the end of the day ---------------------------------------------------------------------------


def test_s26_the_day_is_closed_with_every_open_number_on_record(either_hall: Hall) -> None:
    hall = either_hall
    parked = hall.do(reception.serve_now, THREE)
    hall.do(ticket_moves.park, THREE, "去复印")
    served = hall.do(reception.serve_now, THREE)
    called_one = issued(hall)
    hall.do(reception.call, FOUR, called_one.ticket_id)
    left = issued(hall)
    closed = at(hall, 480).do(day_end.close_day, THREE)
    assert {one.ticket_id: one.state for one in closed} == {
        parked.ticket_id: TicketState.LEFT,
        served.ticket_id: TicketState.FINISHED,
        called_one.ticket_id: TicketState.LEFT,
        left.ticket_id: TicketState.LEFT,
    }
    assert [one.ended_at for one in closed] == [None] * 4
    assert at(hall, 481).do(day_end.close_day, THREE) == ()
    assert same_after_rebuilding(hall)


def test_s29_a_number_survives_a_crash_and_blocks_no_counter_the_next_day(
    station_folder: Path, hall: Hall
) -> None:
    settings = station_settings(station_folder)
    with closing(Desk(settings, now=lambda: hall.now)) as desk:
        on_duty = signed_in(desk)
        one = desk.do(reception.issue_ticket, on_duty).result(PATIENCE)
        desk.do(reception.call_next, on_duty).result(PATIENCE)
    with closing(Desk(settings, now=lambda: at(hall, 9).now)) as desk:
        again = desk.do(reception.call_again, on_duty).result(PATIENCE)
        assert (again.number, again.calls) == (one.number, 2)
    with closing(Desk(settings, now=lambda: hall.on("09-29").now)) as desk:
        there = desk.ask(lambda reading: tickets.load(reading.connection, one.ticket_id))
        assert there.result(PATIENCE).state is TicketState.LEFT
        desk.do(reception.issue_ticket, on_duty).result(PATIENCE)
        assert desk.do(reception.call_next, on_duty).result(PATIENCE).number == "A3001"


def test_s24_nothing_of_a_call_is_kept_that_was_not_committed(hall: Hall) -> None:
    one = issued(hall)
    rows = hall.rows()

    def cut_short(work: object) -> None:
        reception.call_next(work, THREE)  # type: ignore[arg-type]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        hall.do(cut_short)
    assert hall.rows() == rows
    assert hall.ask(queue_room.who_is_next, "3") is not None
    assert seen(hall, one).state is TicketState.WAITING
