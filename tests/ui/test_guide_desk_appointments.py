"""Appointments at the guide desk: booked, checked in and given back, by keyboard alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.appointment import AppointmentState, Slot, SlotShare
from core.moment import CHINA
from core.staff import Clerk, OnDuty, Role
from core.ticket_class import TicketClass
from db import tickets
from desktop import appointments
from desktop.database_room import wall_clock
from desktop.desk import Desk
from tests.house import PATIENCE, PROMISE_ITEM, person, station_settings
from ui.pages.guide_desk import GuideDeskPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.appointment import Appointment
    from tests.ui.visit import Visit

ADMINISTRATOR = OnDuty(Clerk("0001", "周敏", Role.ADMINISTRATOR), "")
IDENTITY = "11010519491231002X"


@pytest.fixture
def page(visit: Visit) -> GuideDeskPage:
    visit.hands.rest()  # a tab has no key before it is drawn
    visit.hands.press("Ctrl+4")
    visit.hands.wait("the guide desk", lambda: isinstance(visit.shell.page, GuideDeskPage))
    front = visit.shell.page
    assert isinstance(front, GuideDeskPage)
    return front


@pytest.fixture
def desk(station_folder: Path) -> Iterator[Desk]:
    """A desk at nine in the morning of tomorrow, whenever the test runs."""
    nine = (wall_clock() + timedelta(days=1)).astimezone(CHINA).replace(hour=9, minute=0)
    opened = Desk(station_settings(station_folder), now=lambda: nine)
    try:
        yield opened
    finally:
        opened.close()


def slot_in(desk: Desk, ahead: timedelta) -> Slot:
    """Opened at station 03, to begin that much from now."""
    begins = desk.ask(lambda reading: reading.now).result(PATIENCE) + ahead
    ends = begins + timedelta(minutes=30)
    slot = Slot("s-1", PROMISE_ITEM, begins, ends, (SlotShare("03", 2),))
    desk.do(appointments.open_slot, ADMINISTRATOR, slot).result(PATIENCE)
    return slot


def choose_item(visit: Visit, page: GuideDeskPage) -> None:
    page.take.item.setFocus()
    visit.hands.write(PROMISE_ITEM)
    visit.hands.wait("the items found", page.take.item.found.isVisible)


def held_in(desk: Desk, slot: Slot) -> list[int]:
    found = desk.ask(appointments.slots_on, slot.day).result(PATIENCE)
    return [free for _, free in found]


def test_a_place_is_booked_by_day_slot_and_person(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    slot = slot_in(desk, timedelta(days=1))
    choose_item(visit, page)
    visit.press("Ctrl+B")
    strip = page.appointments
    assert (strip.title, len(strip.buttons)) == ("预约哪一天", 1)
    visit.press("1")
    assert strip.buttons[0].text().endswith("余 2")
    visit.press("1")
    visit.enter("欧阳伟", "110105194912310021", "13800000000")
    visit.settle()
    assert "校验位不对" in strip.refusal
    strip.fields[1].setText(IDENTITY)
    strip.fields[2].setFocus()
    visit.press("Return")
    assert (held_in(desk, slot), strip.isVisible()) == ([1], False)
    assert said[-1].startswith("已预约 ")
    assert (page.take.item.text(), page.take.item.hasFocus()) == ("", True)


def test_without_an_item_or_a_slot_it_is_told_in_place(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    visit.press("Ctrl+B")
    assert "还没有选定事项" in page.take.refusal.sentence
    choose_item(visit, page)
    visit.press("Ctrl+B")
    assert "两周内没有可约的时段" in page.take.refusal.sentence
    assert not page.appointments.isVisible()
    del desk


def test_esc_puts_the_question_away_and_nothing_else(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    slot = slot_in(desk, timedelta(days=1))
    choose_item(visit, page)
    visit.press("Ctrl+B")
    assert (page.appointments.isVisible(), page.answer.isVisible()) == (True, False)
    visit.press("Escape")
    assert page.answer.isVisible()
    assert (page.appointments.isVisible(), page.take.item.hasFocus()) == (False, True)
    assert page.take.item.chosen is not None
    assert held_in(desk, slot) == [2]


def test_asked_again_it_begins_again_and_a_number_given_out_ends_it(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    slot_in(desk, timedelta(days=1))
    choose_item(visit, page)
    visit.press("Ctrl+B", "1", "Ctrl+B")
    assert (page.appointments.title, page.appointments.buttons[0].hasFocus()) == (
        "预约哪一天",
        True,
    )
    visit.press("Ctrl+N")
    assert page.take.number.text()
    assert not page.appointments.isVisible()


@pytest.fixture
def held(page: GuideDeskPage, desk: Desk) -> Appointment:
    """The person's appointment in five minutes."""
    del page
    slot = slot_in(desk, timedelta(minutes=5))
    return desk.do(appointments.book, ADMINISTRATOR, slot.slot_id, person()).result(PATIENCE)


def show_document(visit: Visit, page: GuideDeskPage) -> None:
    page.take.identity.setFocus()
    visit.hands.write(IDENTITY)
    visit.press("Ctrl+D")


def state_of(desk: Desk) -> AppointmentState:
    (one,) = desk.ask(appointments.of_person, IDENTITY).result(PATIENCE)
    return one.state


def test_whoever_has_an_appointment_is_checked_in(
    visit: Visit, page: GuideDeskPage, desk: Desk, held: Appointment
) -> None:
    show_document(visit, page)
    first, second = (button.text() for button in page.appointments.buttons)
    assert (first[3:5], second[3:5]) == ("取号", "取消")
    visit.press("1")
    waiting = desk.ask(lambda reading: tickets.waiting(reading.connection, reading.today))
    (ticket,) = waiting.result(PATIENCE)
    assert (ticket.number, ticket.klass) == (page.take.number.text(), TicketClass.APPOINTMENT)
    assert "预约" in page.take.standing.text()
    assert (state_of(desk), page.appointments.isVisible()) == (AppointmentState.CHECKED_IN, False)
    show_document(visit, page)
    assert "已取号" in page.take.refusal.sentence
    assert held.state is AppointmentState.BOOKED


@pytest.mark.usefixtures("held")
def test_an_appointment_is_given_back_with_a_reason(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    show_document(visit, page)
    visit.press("2", "Return")
    assert "没有写明取消的原因" in page.appointments.refusal
    assert state_of(desk) is AppointmentState.BOOKED
    visit.hands.compose("改天再来")
    visit.press("Return")
    assert state_of(desk) is AppointmentState.CANCELLED
    assert not page.appointments.isVisible()


def test_a_document_without_appointments_is_told_in_place(
    visit: Visit, page: GuideDeskPage
) -> None:
    show_document(visit, page)
    assert "此人今天没有预约" in page.take.refusal.sentence
    page.take.identity.clear()
    visit.press("Ctrl+D")
    assert "证件号码是空的" in page.take.refusal.sentence
