"""The clerk's queue on the screen, by keyboard: taken back, set aside, sent on, closed, chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from core.checklist import RowState
from core.counter import CounterState
from core.staff import OnDuty
from core.ticket import TicketState
from core.ticket_class import TicketClass
from core.ticket_facts import Place
from core.ticket_undo import UNDO_WITHIN
from db import tickets
from desktop import demonstration, reception, ticket_moves
from tests.house import IMMEDIATE_ITEM, PATIENCE, PROMISE_ITEM, signed_in
from ui.controls.command_state import Standing
from ui.counter.acts import Act
from ui.counter.checklist_rows import ChecklistView
from ui.counter.scene import Stage
from ui.pages.sign_in import SignInPage

if TYPE_CHECKING:
    from core.ticket import Ticket
    from desktop.desk import Desk
    from tests.ui.visit import Visit

FOUR = OnDuty(demonstration.CLERK, "4")


def row(desk: Desk, ticket_id: str) -> Ticket:
    return desk.ask(lambda reading: tickets.load(reading.connection, ticket_id)).result(PATIENCE)


def present(visit: Visit) -> Ticket:
    ticket = visit.scene.snapshot.present
    assert ticket is not None
    return ticket


def waiting(visit: Visit) -> list[str]:
    return [one.ticket.number for one in visit.scene.snapshot.waiting]


def words(visit: Visit) -> str:
    return "\n".join(one.text() for one in visit.page.findChildren(QLabel) if one.isVisible())


def offered(visit: Visit) -> list[str]:
    return [button.text() for button in visit.page.strips.strip.buttons]


def asked(visit: Visit) -> bool:
    return visit.page.strips.strip.isVisible()


# --- taken back -----------------------------------------------------------------------------------


def test_a_call_is_taken_back_by_key(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "F2")
    called = present(visit)
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
    first = present(visit)
    visit.press("F6")
    assert [choice[3:] for choice in offered(visit)] == [
        "取材料",
        "缴费",
        "拍照复印",
        "等待核实",
        "其他……",
    ]
    visit.press("3")
    assert row(desk, first.ticket_id).parked_reason == "拍照复印"
    assert not asked(visit)
    visit.serve()
    visit.press("F6", "5")
    visit.hands.compose("等孩子")
    visit.press("Return")
    lines = visit.page.queue.parked.lines
    assert [line.words for line in lines] == ["拍照复印", "等孩子"]
    visit.press("Ctrl+G", "Down", "Return")
    assert present(visit).ticket_id == lines[1].ticket.ticket_id
    assert present(visit).state is TicketState.SERVING


def test_a_reason_of_ones_own_must_be_written(visit: Visit) -> None:
    visit.serve()
    visit.press("F6", "5", "Return")
    assert "没有写明挂起的原因" in visit.page.strips.strip.refusal
    assert asked(visit)
    visit.press("Escape")
    assert not asked(visit)
    assert present(visit).state is TicketState.SERVING


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
    assert (present(visit).ticket_id, present(visit).counter) == (parked.ticket_id, "3")


# --- sent on, given back, gone --------------------------------------------------------------------


def test_s12_a_transfer_to_a_counter_with_a_note(visit: Visit, desk: Desk) -> None:
    visit.serve()
    one = present(visit)
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
    assert "没有查到" in words(visit)
    visit.press("Return", "Return")
    assert "没有查到事项“没有这个”" in visit.page.strips.strip.refusal
    assert present(visit).state is TicketState.SERVING


@pytest.mark.parametrize(("key", "first"), [("2", 0), ("3", 1)], ids=["old_place", "end"])
def test_back_in_the_queue(visit: Visit, key: str, first: int) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "F2")
    one = present(visit)
    visit.press("F7", key)
    assert waiting(visit).index(one.number) == first


def test_items_and_note_are_changed(visit: Visit) -> None:
    visit.serve()
    visit.press("F7", "4")
    visit.hands.write("spjyxk jhdj")
    visit.press("Return")
    visit.enter("听力不便")
    visit.settle()
    assert present(visit).items == (PROMISE_ITEM, IMMEDIATE_ITEM)
    assert "备注：听力不便" in words(visit)


def test_who_leaves_is_gone(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "F2")
    one = present(visit)
    visit.press("F7", "5", "Return")
    assert row(desk, one.ticket_id).state is TicketState.LEFT


def test_a_number_handed_out_by_mistake_is_made_void_from_the_list(
    visit: Visit, desk: Desk
) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+J")
    chosen = visit.page.queue.in_hand
    assert chosen is not None
    visit.press("F7")
    assert [choice[3:] for choice in offered(visit)] == ["改事项……", "离开……", "作废……"]
    visit.press("3", "Return")
    assert "没有写明作废的原因" in visit.page.strips.strip.refusal
    visit.enter("取错了")
    visit.settle()
    assert row(desk, chosen.ticket_id).state is TicketState.VOID
    assert chosen.number not in waiting(visit)


# --- the counter itself ---------------------------------------------------------------------------


def test_a_paused_counter_says_so_and_why_nobody_is_called(visit: Visit) -> None:
    visit.press("Ctrl+N", "Shift+F5", "1")
    assert visit.scene.snapshot.standing.state is CounterState.PAUSED
    assert "用餐" in words(visit)
    assert visit.says(Act.PAUSE).standing is Standing.NEXT
    visit.press("F2")
    assert "暂停办理（用餐），没有叫号" in visit.shell.banner.sentence
    visit.press("Shift+F5", "F2")
    assert visit.stage() is Stage.CALLED


def test_a_counter_with_somebody_is_not_paused_but_stops_at_once(visit: Visit, desk: Desk) -> None:
    visit.serve()
    one = present(visit)
    visit.press("Shift+F5", "2")
    assert "正在本窗口办理，没有暂停" in visit.page.strips.strip.refusal
    visit.press("Escape", "Shift+F5", "6", "Return")
    assert visit.scene.snapshot.standing.state is CounterState.STOPPED
    assert row(desk, one.ticket_id).parked_reason == "紧急停止：紧急情况"


def test_the_day_is_closed_after_asking_with_the_number(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "Ctrl+N")
    numbers = [one.ticket.ticket_id for one in visit.scene.snapshot.waiting]
    visit.press("Shift+F12")
    assert "还有 2 个号没了结" in words(visit)
    visit.press("1")
    assert len(waiting(visit)) == 2
    visit.press("Shift+F12", "2")
    assert {row(desk, one).state for one in numbers} == {TicketState.LEFT}
    assert visit.says(Act.CLOSE_DAY).standing is Standing.WAITS


def test_signing_out_asks_what_becomes_of_open_numbers(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N")
    number = visit.scene.snapshot.waiting[0].ticket.ticket_id
    visit.press("Ctrl+2", "Ctrl+L")
    assert "还有 1 个号没了结" in words(visit)
    visit.press("3")
    assert not asked(visit)
    visit.hands.press("Ctrl+L")
    visit.hands.press("2")
    visit.hands.wait("the sign-in page", lambda: isinstance(visit.shell.page, SignInPage))
    assert row(desk, number).state is TicketState.LEFT


def test_signing_out_may_leave_the_numbers_to_the_next_clerk(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N")
    number = visit.scene.snapshot.waiting[0].ticket.ticket_id
    visit.hands.press("Ctrl+L")
    visit.hands.press("1")
    visit.hands.wait("the sign-in page", lambda: isinstance(visit.shell.page, SignInPage))
    assert row(desk, number).state is TicketState.WAITING


# --- missed, issued, chosen -----------------------------------------------------------------------


@pytest.mark.parametrize(("key", "place"), [("1", Place.END), ("2", Place.KEPT)])
def test_a_missed_number_waits_again(visit: Visit, key: str, place: Place) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "F2", "F4")
    missed = visit.scene.snapshot.missed
    assert len(missed) == 1
    visit.press("Ctrl+R", "Return", key)
    there = waiting(visit)
    assert there.index(missed[0].number) == (1 if place is Place.END else 0)
    assert visit.scene.snapshot.missed == ()


def test_a_preferred_number_has_its_ground(visit: Visit) -> None:
    visit.press("Ctrl+T", "3")
    visit.press("Ctrl+T", "7", "Return")
    assert "急件号要写明依据，没有取号" in visit.page.strips.strip.refusal
    visit.enter("明日开标")
    visit.settle()
    shown = [(one.ticket.klass, one.name) for one in visit.scene.snapshot.waiting]
    assert shown == [(TicketClass.PRIORITY, ""), (TicketClass.URGENT, "")]
    visit.press("F2")
    assert "急件号：明日开标" in words(visit)


def test_s13_another_is_chosen_while_somebody_is_served(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+N", "F2", "F5")
    first = present(visit)
    visit.press("Ctrl+J", "Return")
    strip = visit.page.strips.strip
    assert strip.title == f"{first.number} 还在本窗口"
    visit.press("1")
    assert present(visit) == first
    visit.press("Ctrl+J", "Return")
    chosen = offered(visit)[1].removeprefix("2  办结并叫 ")
    visit.press("2")
    assert (present(visit).number, present(visit).state) == (chosen, TicketState.CALLED)
    assert row(desk, first.ticket_id).state is TicketState.FINISHED
    assert not asked(visit)


def test_s13_a_called_person_is_not_sent_away_for_another(visit: Visit) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+N", "F2")
    first = present(visit)
    visit.press("Ctrl+J", "Return")
    assert f"{first.number} 还在本窗口（已叫号）" in visit.shell.banner.sentence
    assert present(visit) == first


def test_s16_what_the_clerk_sees_straight_after_the_call(visit: Visit) -> None:
    visit.press("Ctrl+T", "2", "F2")
    shown = words(visit)
    one = present(visit)
    assert one.number in shown
    assert "优先号：老年人" in shown
    assert "等了 0 分钟" in shown
    assert "叫号后 0 分钟" in shown
    assert "待录入姓名" in shown, "nobody has given a name"


def test_s20_a_double_key_and_a_double_click_have_one_effect(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+N", "F2", "F5", "F6")
    first = present(visit)
    visit.hands.press("1")
    visit.hands.press("1")
    visit.settle()
    assert len(visit.scene.snapshot.parked) == 1
    assert row(desk, first.ticket_id).state is TicketState.PARKED
    queue = visit.page.queue.waiting
    chosen = queue.lines[0].ticket
    place = queue.visualRect(queue.model().index(0, 0)).center()
    for click in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseClick):
        click(queue.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    visit.settle()
    assert (present(visit).ticket_id, present(visit).calls) == (chosen.ticket_id, 1)
    assert not visit.shell.banner.isVisible()


def test_a_single_click_calls_nobody(visit: Visit) -> None:
    visit.press("Ctrl+N", "Ctrl+N")
    queue = visit.page.queue.waiting
    place = queue.visualRect(queue.model().index(0, 0)).center()
    QTest.mouseClick(
        queue.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    visit.settle()
    assert visit.stage() is Stage.FREE
    assert visit.page.queue.in_hand == queue.lines[0].ticket


# --- the keyboard ---------------------------------------------------------------------------------


def test_no_refresh_takes_the_keyboard_out_of_a_strip_or_a_list(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+N", "Ctrl+J", "Down")
    held = visit.page.queue.in_hand
    desk.do(reception.issue_ticket, FOUR).result(PATIENCE)
    visit.hands.wait("the other number", lambda: len(waiting(visit)) == 4)
    assert visit.page.queue.in_hand == held
    assert visit.focus is visit.page.queue.waiting
    visit.press("F7", "1")
    visit.model.refresh()
    visit.hands.rest()
    assert visit.focus in visit.page.strips.strip.fields


def test_arrows_and_enter_choose_in_a_strip(visit: Visit) -> None:
    visit.serve()
    visit.press("F6", "Right", "Left", "Down", "Return")
    assert [one.ticket.parked_reason for one in visit.scene.snapshot.parked] == ["缴费"]


def test_a_slip_scanned_over_a_strip_is_read(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    slip, case_id = visit.case.slip, visit.case.case_id
    visit.press("1", "F12", "Ctrl+N", "Ctrl+T")
    visit.scan(slip)
    assert visit.case.case_id == case_id
    assert not asked(visit)
