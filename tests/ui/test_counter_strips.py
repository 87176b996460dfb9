"""The clerk's queue on the screen, by keyboard: closed, missed, issued in a class, chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.counter import CounterState
from core.staff import OnDuty
from core.ticket import TicketState
from core.ticket_class import TicketClass
from core.ticket_facts import Place
from db import tickets
from desktop import demonstration, reception
from tests.house import PATIENCE, PROMISE_ITEM
from ui.controls.command_state import Standing
from ui.counter.acts import Act
from ui.counter.scene import Stage
from ui.pages.sign_in import SignInPage

if TYPE_CHECKING:
    from core.ticket import Ticket
    from desktop.desk import Desk
    from tests.ui.visit import Visit

FOUR = OnDuty(demonstration.CLERK, "4")


def row(desk: Desk, ticket_id: str) -> Ticket:
    return desk.ask(lambda reading: tickets.load(reading.connection, ticket_id)).result(PATIENCE)


# --- the counter itself ---------------------------------------------------------------------------


def test_a_paused_counter_says_so_and_why_nobody_is_called(visit: Visit) -> None:
    visit.press("Ctrl+N", "Shift+F5", "1")
    assert visit.scene.snapshot.standing.state is CounterState.PAUSED
    assert "用餐" in visit.words
    assert visit.says(Act.PAUSE).standing is Standing.NEXT
    visit.press("F2")
    assert "暂停办理（用餐），没有叫号" in visit.shell.banner.sentence
    visit.press("Shift+F5", "F2")
    assert visit.stage() is Stage.CALLED


def test_a_counter_with_somebody_is_not_paused_but_stops_at_once(visit: Visit, desk: Desk) -> None:
    visit.serve()
    one = visit.present
    visit.press("Shift+F5", "2")
    assert "正在本窗口办理，没有暂停" in visit.page.strips.strip.refusal
    visit.press("Escape", "Shift+F5", "6", "Return")
    assert visit.scene.snapshot.standing.state is CounterState.STOPPED
    assert row(desk, one.ticket_id).parked_reason == "紧急停止：紧急情况"


def test_the_day_is_closed_after_asking_with_the_number(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "Ctrl+N")
    numbers = [one.ticket.ticket_id for one in visit.scene.snapshot.waiting]
    visit.press("Shift+F12")
    assert "还有 2 个号没了结" in visit.words
    visit.press("1")
    assert len(visit.waiting) == 2
    visit.press("Shift+F12", "2")
    assert {row(desk, one).state for one in numbers} == {TicketState.LEFT}
    assert visit.says(Act.CLOSE_DAY).standing is Standing.WAITS


def test_signing_out_asks_what_becomes_of_open_numbers(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N")
    number = visit.scene.snapshot.waiting[0].ticket.ticket_id
    visit.press("Ctrl+2", "Ctrl+L")
    assert "还有 1 个号没了结" in visit.words
    visit.press("3")
    assert not visit.asked
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
    there = visit.waiting
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
    assert "急件号：明日开标" in visit.words


def test_s13_another_is_chosen_while_somebody_is_served(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+N", "F2", "F5")
    first = visit.present
    visit.press("Ctrl+J", "Return")
    strip = visit.page.strips.strip
    assert strip.title == f"{first.number} 还在本窗口"
    visit.press("1")
    assert visit.present == first
    visit.press("Ctrl+J", "Return")
    chosen = visit.offered[1].removeprefix("办结并叫 ")
    visit.press("2")
    assert (visit.present.number, visit.present.state) == (chosen, TicketState.CALLED)
    assert row(desk, first.ticket_id).state is TicketState.FINISHED
    assert not visit.asked


def test_s13_a_called_person_is_not_sent_away_for_another(visit: Visit) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+N", "F2")
    first = visit.present
    visit.press("Ctrl+J", "Return")
    assert f"{first.number} 还在本窗口（已叫号）" in visit.shell.banner.sentence
    assert visit.present == first


def test_s16_what_the_clerk_sees_straight_after_the_call(visit: Visit) -> None:
    visit.press("Ctrl+T", "2", "F2")
    shown = visit.words
    one = visit.present
    assert one.number in shown
    assert "优先号：老年人" in shown
    assert "等了 0 分钟" in shown
    assert "叫号后 0 分钟" in shown
    assert "待录入姓名" in shown, "nobody has given a name"


def test_s20_a_double_key_and_a_double_click_have_one_effect(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+N", "Ctrl+N", "Ctrl+N", "F2", "F5", "F6")
    first = visit.present
    visit.hands.press("1")
    visit.hands.press("1")
    visit.settle()
    assert len(visit.scene.snapshot.parked) == 1
    assert not visit.shell.banner.isVisible()
    assert row(desk, first.ticket_id).state is TicketState.PARKED
    queue = visit.page.queue.waiting
    chosen = queue.lines[0].ticket
    place = queue.visualRect(queue.model().index(0, 0)).center()
    for click in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseDClick):
        click(queue.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    visit.settle()
    assert (visit.present.ticket_id, visit.present.calls) == (chosen.ticket_id, 1)
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
    visit.hands.wait("the other number", lambda: len(visit.waiting) == 4)
    assert visit.page.queue.in_hand == held
    assert visit.focus is visit.page.queue.waiting
    visit.press("F7", "1")
    visit.model.refresh()
    visit.hands.rest()
    assert visit.focus.accessibleName() == "事项，几项用空格分开"


def test_a_new_next_person_takes_nobody_out_of_a_strip(visit: Visit, desk: Desk) -> None:
    visit.press("Ctrl+T")
    before = visit.focus
    desk.do(reception.issue_ticket, FOUR).result(PATIENCE)
    visit.hands.wait("the number", lambda: visit.says(Act.CALL_NEXT).standing is Standing.NEXT)
    assert visit.focus is before


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
    assert not visit.asked


def test_the_fullest_column_and_an_open_strip_fit_a_counter_display(visit: Visit) -> None:
    for _ in range(3):
        visit.serve()
        visit.press("F6", "1")
    visit.press("Ctrl+N", "F2", "F4", "Ctrl+N", "Ctrl+N", "Ctrl+T", "3", "F2", "F5")
    visit.receive(PROMISE_ITEM)
    visit.press("F7", "1", "Return", "Return", "Return")
    assert visit.page.strips.strip.refusal
    least = visit.shell.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768 - 28, "a title bar stands above it"
