"""People with an appointment at the kiosk: known by their telephone, given one number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.applicant import applicant
from core.appointment import AppointmentState, Slot, SlotShare
from core.kiosk import AppointmentNotRecognised, NumberRequest, SeveralAppointments
from core.moment import CHINA
from core.staff import Role
from core.ticket_class import TicketClass
from db import appointments as rows
from db import tickets
from desktop import appointments
from desktop.kiosk import kiosk_acts, offer
from tests.house import PROMISE_ITEM
from tests.review_hall import duty

if TYPE_CHECKING:
    from core.appointment import Appointment
    from core.kiosk import Taken
    from tests.review_hall import Hall

ACTS = kiosk_acts()
TEN = datetime(2026, 9, 28, 10, 0, tzinfo=CHINA)
SLOT = Slot("slot-1", PROMISE_ITEM, TEN, TEN + timedelta(hours=1), (SlotShare("03", 5),))
AFTERNOON = TEN.replace(hour=14)
LATER = replace(
    SLOT,
    slot_id="slot-2",
    item_code="XK-OLD",
    begins_at=AFTERNOON,
    ends_at=AFTERNOON.replace(hour=15),
)
HIS = "138 0000-4417"
IDENTITY = "11010519491231002X"


def booked(
    hall: Hall, phone: str = HIS, identity: str = IDENTITY, slot: Slot = SLOT
) -> Appointment:
    person = applicant("欧阳伟", identity, phone)
    return hall.do(appointments.book, duty(), slot.slot_id, person)


@pytest.fixture
def opened(hall: Hall) -> Hall:
    for slot in (SLOT, LATER):
        hall.do(appointments.open_slot, duty(Role.ADMINISTRATOR), slot)
    return hall


def at(hall: Hall, hour: int, minute: int) -> Hall:
    return replace(hall, now=TEN.replace(hour=hour, minute=minute))


def checked_in(hall: Hall, digits: str, request: str = "request-1") -> Taken:
    return hall.do(ACTS.check_in, request, digits)


def test_the_last_digits_of_the_telephone_give_a_number_of_the_appointments(opened: Hall) -> None:
    appointment = booked(opened)
    taken = checked_in(at(opened, 9, 50), "4417")
    assert taken.number == "Y3001"
    assert taken.arrival == "预约 10:00，按预约排队。"
    ticket = opened.ask(lambda reading: tickets.load(reading.connection, taken.ticket_id))
    assert (ticket.klass, ticket.item_code) == (TicketClass.APPOINTMENT, PROMISE_ITEM)
    held = opened.ask(lambda reading: rows.load(reading.connection, appointment.appointment_id))
    assert (held.state, held.ticket_id) == (AppointmentState.CHECKED_IN, ticket.ticket_id)


def test_s20_the_same_check_in_twice_is_one_number_and_one_answer(opened: Hall) -> None:
    booked(opened)
    hall = at(opened, 10, 40)
    first = checked_in(hall, "4417")
    assert "改按普通号排队" in first.arrival
    before = hall.entries()
    assert checked_in(at(opened, 10, 41), "4417") == first
    assert hall.entries() == before


def test_who_is_late_reads_so(opened: Hall) -> None:
    booked(opened)
    assert "迟到 5 分钟" in checked_in(at(opened, 10, 5), "4417").arrival


@pytest.mark.parametrize("digits", ["4418", "417", ""])
def test_digits_of_nobody_give_no_number(digits: str, opened: Hall) -> None:
    booked(opened)
    before = opened.entries()
    with pytest.raises(AppointmentNotRecognised, match="没有取号，预约没有变动"):
        checked_in(opened, digits)
    assert opened.entries() == before


def test_who_has_checked_in_is_not_expected_any_more(opened: Hall) -> None:
    booked(opened)
    checked_in(opened, "4417")
    with pytest.raises(AppointmentNotRecognised, match="还没签到"):
        checked_in(opened, "4417", "request-2")


def test_two_with_the_same_last_digits_type_the_whole_number(opened: Hall) -> None:
    booked(opened)
    booked(opened, "13900004417", "E12345678")
    with pytest.raises(SeveralAppointments, match="请输入完整的手机号"):
        checked_in(opened, "4417")
    assert checked_in(opened, "13900004417").number == "Y3001"


def test_of_several_appointments_the_one_nearest_to_now_is_meant(opened: Hall) -> None:
    booked(opened)
    booked(opened, slot=LATER)
    taken = checked_in(at(opened, 13, 50), "4417")
    ticket = opened.ask(lambda reading: tickets.load(reading.connection, taken.ticket_id))
    assert ticket.item_code == LATER.item_code
    assert taken.subject == "", "the item has left the catalogue since, the number stands"


def test_check_in_is_offered_while_somebody_is_expected(opened: Hall) -> None:
    assert not opened.ask(offer).appointments
    booked(opened)
    assert opened.ask(offer).appointments
    assert not opened.on("09-29").ask(offer).appointments
    checked_in(opened, "4417")
    assert not opened.ask(offer).appointments


def test_nothing_is_said_of_the_wait_before_the_hall_has_learned(opened: Hall) -> None:
    taken = opened.do(ACTS.take, NumberRequest("request-9", PROMISE_ITEM))
    assert opened.ask(ACTS.wait, taken.ticket_id) == ""
    assert taken.arrival == ""
