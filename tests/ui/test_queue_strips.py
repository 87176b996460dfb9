"""The clerk's queue on the screen, by keyboard: taken back, set aside, sent on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.checklist import RowState
from core.staff import OnDuty
from core.ticket import TicketState
from core.ticket_undo import UNDO_WITHIN
from db import tickets
from desktop import demonstration, reception, ticket_moves
from tests.house import IMMEDIATE_ITEM, PATIENCE, PROMISE_ITEM, signed_in
from ui.controls.command_state import Standing
from ui.counter.acts import Act
from ui.counter.checklist_rows import ChecklistView
from ui.counter.scene import Stage

if TYPE_CHECKING:
    from core.ticket import Ticket
    from desktop.desk import Desk
    from tests.ui.visit import Visit

FOUR = OnDuty(demonstration.CLERK, "4")


def row(desk: Desk, ticket_id: str) -> Ticket:
    return desk.ask(lambda reading: tickets.load(reading.connection, ticket_id)).result(PATIENCE)


# --- taken back -----------------------------------------------------------------------------------


def test_a_call_is_taken_back_by_key(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "F2")
    called = visit.present
    toast = visit.page.person.undo
    assert toast.isVisible()
    assert toast.words == f"已叫 {called.number}\n10 秒内可撤销"
    visit.press("Ctrl+Z")
    assert not toast.isVisible()
    assert (row(desk, called.ticket_id).state, row(desk, called.ticket_id).calls) == (
        TicketState.WAITING,
        0,
    )


def test_a_no_show_and_a_finish_are_taken_back(visit: Visit) -> None:
    visit.press("Ctrl+N", "F2", "F4")
    assert visit.stage() is Stage.FREE
    visit.press("Ctrl+Z")
    assert visit.stage() is Stage.CALLED
    visit.press("F5", "F12")
    assert visit.stage() is Stage.FREE
    visit.press("Ctrl+Z")
    assert visit.stage() is Stage.INTAKE


def test_the_offer_goes_with_the_tenth_second_and_with_the_next_act(visit: Visit) -> None:
    visit.press("Ctrl+N", "F2")
    toast = visit.page.person.undo
    for _ in range(UNDO_WITHIN.seconds - 1):
        toast.count_down()
    assert toast.words.endswith("1 秒内可撤销")
    toast.count_down()
    assert not toast.isVisible()
    visit.press("F3")
    assert toast.isVisible()
    visit.press("F5")
    assert not toast.isVisible()


def test_what_can_no_longer_be_taken_back_is_said_in_words(visit: Visit, desk: Desk) -> None:
    visit.serve()
    visit.press("Ctrl+Z")  # the field of the item takes it for itself
    assert not visit.shell.banner.isVisible()
    visit.press("F12", "Ctrl+N")
    finished = visit.scene.last_step
    desk.do(reception.call_next, signed_in(desk)).result(PATIENCE)
    visit.hands.wait("the other call", lambda: visit.stage() is Stage.CALLED)
    visit.press("Ctrl+Z")
    assert "还在本窗口" in visit.shell.banner.sentence
    assert row(desk, finished).state is TicketState.FINISHED


def test_nothing_to_take_back_is_no_command(visit: Visit) -> None:
    assert visit.says(Act.UNDO).standing is Standing.WAITS


# --- set aside ------------------------------------------------------------------------------------


def test_two_are_parked_with_their_reasons_and_one_is_taken_up_again(
    visit: Visit, desk: Desk
) -> None:
    visit.serve()
    first = visit.present
    visit.press("F6")
    assert visit.offered == [
        "取材料",
        "缴费",
        "拍照复印",
        "等待核实",
        "其他……",
    ]
    visit.press("3")
    assert row(desk, first.ticket_id).parked_reason == "拍照复印"
    assert not visit.asked
    visit.serve()
    visit.press("F6", "5")
    visit.hands.compose("等孩子")
    visit.press("Return")
    lines = visit.page.queue.parked.lines
    assert [line.words for line in lines] == ["拍照复印", "等孩子"]
    visit.press("Ctrl+G", "Down", "Return")
    assert visit.present.ticket_id == lines[1].ticket.ticket_id
    assert visit.present.state is TicketState.SERVING


def test_a_reason_of_ones_own_must_be_written(visit: Visit) -> None:
    visit.serve()
    visit.press("F6", "5", "Return")
    assert "没有写明挂起的原因" in visit.page.strips.strip.refusal
    visit.press("Escape")
    assert not visit.asked
    assert visit.present.state is TicketState.SERVING


def test_what_was_found_outlasts_being_parked(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("1", "2", "F6", "1")
    assert visit.stage() is Stage.FREE
    visit.press("Ctrl+G", "Return")
    received = [material.row for material in visit.case.checklist.rows(RowState.RECEIVED)]
    assert received == [1, 2]
    assert isinstance(visit.focus, ChecklistView)


def test_another_counters_parked_person_is_taken_over_only_by_a_free_counter(
    visit: Visit, desk: Desk
) -> None:
    parked = desk.do(reception.serve_now, FOUR).result(PATIENCE)
    desk.do(ticket_moves.park, FOUR, "缴费").result(PATIENCE)
    visit.serve()
    assert [line.words for line in visit.page.queue.parked.lines] == ["4 号窗口 缴费"]
    visit.press("Ctrl+G", "Return")
    assert "还在本窗口" in visit.shell.banner.sentence
    visit.press("Escape", "F12", "Ctrl+G", "Return")
    assert (visit.present.ticket_id, visit.present.counter) == (parked.ticket_id, "3")


# --- sent on, given back, gone --------------------------------------------------------------------


def test_s12_a_transfer_to_a_counter_with_a_note(visit: Visit, desk: Desk) -> None:
    visit.serve()
    one = visit.present
    visit.press("F7", "1")
    visit.enter("4", "jhdj")
    visit.enter("只差盖章")
    visit.settle()
    moved = row(desk, one.ticket_id)
    assert (moved.state, moved.reserved_for, moved.note, moved.item_code) == (
        TicketState.WAITING,
        "4",
        "只差盖章",
        IMMEDIATE_ITEM,
    )
    assert visit.stage() is Stage.FREE


def test_a_transfer_to_nowhere_or_for_an_unknown_item_is_refused_in_place(visit: Visit) -> None:
    visit.serve()
    visit.press("F7", "1", "Return", "Return", "Return")
    assert "没有转到别的窗口或事项" in visit.page.strips.strip.refusal
    visit.press("Shift+Tab")
    visit.hands.compose("没有这个")
    assert "没有查到" in visit.words
    visit.press("Return", "Return")
    assert "没有查到事项“没有这个”" in visit.page.strips.strip.refusal
    assert visit.present.state is TicketState.SERVING


@pytest.mark.parametrize(("key", "first"), [("2", 0), ("3", 1)], ids=["old_place", "end"])
def test_back_in_the_queue(visit: Visit, key: str, first: int) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "F2")
    one = visit.present
    visit.press("F7", key)
    assert visit.waiting.index(one.number) == first


def test_items_and_note_are_changed(visit: Visit) -> None:
    visit.serve()
    visit.press("F7", "4")
    visit.hands.write("spjyxk jhdj")
    visit.press("Return")
    visit.enter("听力不便")
    visit.settle()
    assert visit.present.items == (PROMISE_ITEM, IMMEDIATE_ITEM)
    assert "备注：听力不便" in visit.words


def test_one_number_is_split_in_two_and_joined_again(visit: Visit) -> None:
    visit.serve()
    visit.press("F7", "4")
    visit.hands.write("spjyxk jhdj")
    visit.press("Return")
    visit.enter("")
    visit.settle()
    here = visit.present
    visit.press("F7", "7", "Return")
    visit.settle()
    assert list(visit.present.items) == [PROMISE_ITEM]
    (split_off,) = visit.waiting
    visit.press("F7", "6")
    visit.enter(split_off)
    visit.settle()
    assert visit.present.number == here.number
    assert list(visit.present.items) == [PROMISE_ITEM, IMMEDIATE_ITEM]
    assert visit.waiting == []


def test_who_leaves_is_gone(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "F2")
    one = visit.present
    visit.press("F7", "5", "Return")
    assert row(desk, one.ticket_id).state is TicketState.LEFT


def test_a_parked_person_who_went_home_is_gone(visit: Visit, desk: Desk) -> None:
    visit.serve()
    one = visit.present
    visit.press("F6", "1", "Ctrl+G", "F7")
    assert visit.offered == ["改事项……", "离开……", "并号……"]
    visit.press("2")
    visit.enter("不等了")
    visit.settle()
    assert row(desk, one.ticket_id).state is TicketState.LEFT
    assert visit.scene.snapshot.parked == ()


def test_a_number_handed_out_by_mistake_is_made_void_from_the_list(
    visit: Visit, desk: Desk
) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+J")
    chosen = visit.page.queue.in_hand
    assert chosen is not None
    visit.press("F7")
    assert visit.offered == ["改事项……", "离开……", "作废……", "并号……"]
    visit.press("3", "Return")
    assert "没有写明作废的原因" in visit.page.strips.strip.refusal
    visit.enter("取错了")
    visit.settle()
    assert row(desk, chosen.ticket_id).state is TicketState.VOID
    assert chosen.number not in visit.waiting
