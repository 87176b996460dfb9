"""预约 from slot to ticket: no place given twice, and everybody told how they join the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from core.applicant import applicant
from core.appointment import (
    AlreadyBooked,
    Appointment,
    AppointmentNotToday,
    AppointmentState,
    AppointmentStepNotAllowed,
    CancelledWithoutReason,
    Slot,
    SlotFull,
    SlotNotSound,
    SlotOver,
    SlotShare,
    free_place,
)
from core.appointment_facts import AppointmentBooked
from core.moment import CHINA
from core.staff import Role
from core.ticket_class import TicketClass
from db.appointment_tables import appointment as appointment_table
from db.appointments import AppointmentNotFound, SlotNotFound, of_ticket
from db.tables import parked
from desktop import appointments
from desktop.appointments import SlotNotForYou
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM
from tests.review_hall import duty

if TYPE_CHECKING:
    from core.applicant import Applicant
    from tests.review_hall import Hall

ADMINISTRATOR = duty(Role.ADMINISTRATOR)
TEN = datetime(2026, 9, 28, 10, 20, tzinfo=CHINA)
SLOT = Slot(
    "slot-1",
    PROMISE_ITEM,
    TEN,
    TEN + timedelta(minutes=30),
    (SlotShare("03", 2), SlotShare("04", 1)),
)
PEOPLE = tuple(
    applicant("欧阳伟", number, "13800000000")
    for number in ("11010519491231002X", "E12345678", "E12345679", "E12345680")
)


def opened(hall: Hall, slot: Slot = SLOT) -> Hall:
    hall.do(appointments.open_slot, ADMINISTRATOR, slot)
    return hall


def booked(hall: Hall, person: Applicant = PEOPLE[0], slot: Slot = SLOT) -> Appointment:
    return hall.do(appointments.book, duty(), slot.slot_id, person)


def at(hall: Hall, hour: int, minute: int) -> Hall:
    return replace(hall, now=TEN.replace(hour=hour, minute=minute))


# --- booking --------------------------------------------------------------------------------------


def test_a_station_books_its_own_share_and_not_a_place_more(either_hall: Hall) -> None:
    hall = opened(either_hall)
    assert [booked(hall, one).place for one in PEOPLE[:2]] == [1, 2]
    assert hall.ask(appointments.slots_on, SLOT.day) == ((SLOT, 0),)
    with pytest.raises(SlotFull, match=r"09 月 28 日 10:20 本工位的 2 个名额已约满，没有预约"):
        booked(hall, PEOPLE[2])
    rows = hall.rows()
    assert hall.rebuilt() == rows


def test_a_station_without_a_share_books_nothing(hall: Hall) -> None:
    other = replace(SLOT, shares=(SlotShare("04", 5),))
    with pytest.raises(SlotFull, match=r"本工位的 0 个名额"):
        booked(opened(hall, other))


def test_a_cancelled_place_is_free_again(hall: Hall) -> None:
    first = booked(opened(hall))
    booked(hall, PEOPLE[1])
    gone = hall.do(appointments.cancel, duty(), first.appointment_id, "改天再来")
    assert (gone.state, gone.reason) == (AppointmentState.CANCELLED, "改天再来")
    assert booked(hall, PEOPLE[0]).place == 1


def test_a_place_is_not_given_back_without_a_word_why(hall: Hall) -> None:
    held = booked(opened(hall))
    with pytest.raises(CancelledWithoutReason, match=r"没有写明取消的原因，没有取消"):
        hall.do(appointments.cancel, duty(), held.appointment_id, " ")
    assert hall.ask(appointments.of_person, PEOPLE[0].identity_number) == (held,)


def test_what_can_be_booked_is_offered_by_day(hall: Hall) -> None:
    opened(hall)
    later = replace(
        SLOT, slot_id="slot-2", begins_at=TEN + timedelta(2), ends_at=TEN + timedelta(2.01)
    )
    beyond = replace(
        SLOT, slot_id="slot-3", begins_at=TEN + timedelta(14), ends_at=TEN + timedelta(14.01)
    )
    others = replace(SLOT, slot_id="slot-4", shares=(SlotShare("04", 5),))
    for one in (later, beyond, others):
        hall.do(appointments.open_slot, ADMINISTRATOR, one)
    booked(hall)
    early = at(hall, 9, 0)
    first, second = early.ask(appointments.offered, PROMISE_ITEM)
    assert (first.day, first.slots, first.free) == (SLOT.day, ((SLOT, 1),), 1)
    assert (second.slots, second.free) == (((later, 2),), 2)
    assert early.ask(appointments.offered, IMMEDIATE_ITEM) == ()
    assert at(hall, 10, 20).ask(appointments.offered, PROMISE_ITEM) == (second,)
    booked(hall, PEOPLE[1])
    assert early.ask(appointments.offered, PROMISE_ITEM) == (second,), "nothing left on the day"


def test_the_database_itself_gives_no_place_twice_nor_one_too_many(either_hall: Hall) -> None:
    hall = opened(either_hall)
    held = booked(hall)
    row = {
        "slot_id": SLOT.slot_id,
        "station": "03",
        "places": 2,
        "place": held.place,
        **dict.fromkeys(("name", "identity_digest", "phone", "ticket_id", "reason"), ""),
        "state": "booked",
        "appointment_id": "another",
    }
    for wrong in ({}, {"place": 3}, {"place": 0}, {"place": 3, "places": 3}, {"station": "05"}):
        with pytest.raises(IntegrityError), hall.connection.begin():
            hall.connection.execute(insert(appointment_table), row | wrong)
    with hall.connection.begin():
        hall.connection.execute(insert(appointment_table), row | {"place": 2})


def test_a_place_another_entry_holds_is_parked_and_not_lost(hall: Hall) -> None:
    held = booked(opened(hall))
    second = booked(hall, PEOPLE[1])
    fact = AppointmentBooked(
        "again", SLOT.slot_id, "03", second.place, "张三", "0" * 64, "13900000000"
    )
    # As another station's entry would come in: recorded whatever it says.
    with hall.connection.begin():
        hall.connection.execute(
            delete(appointment_table).where(appointment_table.c.place == second.place)
        )
    hall.do(lambda work: work.record(fact, "0317"))
    assert [row[0] for row in hall.rebuilt()["appointment"]].count("again") == 0
    kept = hall.connection.execute(select(parked.c.entity_id)).scalars().all()
    hall.connection.rollback()
    assert (kept, held.place) == (["again"], 1)


@given(st.sets(st.integers(1, 8)), st.integers(0, 8))
def test_a_place_given_is_free_and_within_the_share(taken: set[int], share: int) -> None:
    slot = replace(SLOT, shares=(SlotShare("03", share),))
    before = TEN - timedelta(days=1)
    if len(taken & set(range(1, share + 1))) == share:
        with pytest.raises(SlotFull):
            free_place(slot, "03", taken, before)
        return
    place = free_place(slot, "03", taken, before)
    assert 1 <= place <= share
    assert place not in taken


def test_a_slot_that_has_begun_takes_nobody(hall: Hall) -> None:
    opened(hall)
    booked(at(hall, 10, 19))
    with pytest.raises(SlotOver, match=r"已经开始，没有预约"):
        booked(at(hall, 10, 20), PEOPLE[1])


def test_one_person_holds_one_appointment_for_an_item_and_day(hall: Hall) -> None:
    booked(opened(hall))
    later = replace(SLOT, slot_id="slot-2", begins_at=SLOT.ends_at, ends_at=TEN.replace(hour=12))
    opened(hall, later)
    with pytest.raises(AlreadyBooked, match=r"已预约 09 月 28 日 10:20.*先取消"):
        booked(hall, PEOPLE[0], later)
    other = replace(later, slot_id="slot-3", item_code="QR-0017")
    booked(opened(hall, other), PEOPLE[0], other)


def test_no_slot_no_appointment(hall: Hall) -> None:
    with pytest.raises(SlotNotFound):
        booked(hall)
    with pytest.raises(AppointmentNotFound):
        hall.do(appointments.check_in, duty(), "none")


@pytest.mark.parametrize(
    "change",
    [
        {"ends_at": TEN},
        {"ends_at": TEN + timedelta(days=1)},
        {"shares": ()},
        {"shares": (SlotShare("03", 0),)},
        {"shares": (SlotShare("03", 1), SlotShare("03", 1))},
    ],
    ids=["no length", "two days", "nobody", "no place", "twice"],
)
def test_a_slot_nobody_could_use_is_not_opened(hall: Hall, change: dict[str, object]) -> None:
    with pytest.raises(SlotNotSound, match=r"没有开放"):
        opened(hall, replace(SLOT, **change))  # type: ignore[arg-type]


def test_slots_are_the_administrators_to_open(hall: Hall) -> None:
    with pytest.raises(SlotNotForYou, match=r"须由管理员开放"):
        hall.do(appointments.open_slot, duty(), SLOT)


# --- the day --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "klass", "words"),
    [
        (9, 30, TicketClass.APPOINTMENT, "来得早，10:10 以前按普通号排队，之后按预约排队。"),
        (10, 10, TicketClass.APPOINTMENT, "预约 10:20，按预约排队。"),
        (10, 20, TicketClass.APPOINTMENT, "预约 10:20，按预约排队。"),
        (10, 35, TicketClass.APPOINTMENT, "迟到 15 分钟，未超过宽限 15 分钟，仍按预约排队。"),
        (10, 36, TicketClass.ORDINARY, "迟到 16 分钟，超过宽限 15 分钟，改按普通号排队。"),
    ],
)
def test_check_in_tells_how_the_person_joins_the_queue(
    hall: Hall, hour: int, minute: int, klass: TicketClass, words: str
) -> None:
    held = booked(opened(hall))
    came = at(hall, hour, minute).do(appointments.check_in, duty(), held.appointment_id)
    assert (came.arrival.klass, came.arrival.due_at) == (klass, TEN)
    assert came.arrival.words.endswith(words)
    assert (came.ticket.number, came.ticket.item_code) == ("Y3001", PROMISE_ITEM)
    (now_held,) = hall.ask(appointments.of_person, PEOPLE[0].identity_number)
    assert now_held.state is AppointmentState.CHECKED_IN
    assert hall.ask(lambda r: of_ticket(r.connection, came.ticket.ticket_id)) == now_held
    rows = hall.rows()
    assert hall.rebuilt() == rows


@pytest.mark.parametrize("day", ["09-27", "09-29"])
def test_another_days_appointment_is_refused_and_takes_no_number(hall: Hall, day: str) -> None:
    other = replace(SLOT, begins_at=TEN + timedelta(days=7), ends_at=TEN + timedelta(days=7.01))
    held = booked(opened(hall, other), PEOPLE[0], other)
    before = hall.entries()
    with pytest.raises(AppointmentNotToday, match=r"10 月 05 日 的预约，不是今天的.*没有变动"):
        hall.on(day).do(appointments.check_in, duty(), held.appointment_id)
    assert hall.entries() == before


def test_what_is_over_stays_over(hall: Hall) -> None:
    held = booked(opened(hall))
    hall.do(appointments.check_in, duty(), held.appointment_id)
    for act in (
        lambda: hall.do(appointments.check_in, duty(), held.appointment_id),
        lambda: hall.do(appointments.cancel, duty(), held.appointment_id, "误点"),
    ):
        with pytest.raises(AppointmentStepNotAllowed, match=r"已取号，不能.*没有变动"):
            act()


def test_who_did_not_come_is_on_record_once_the_slot_is_over(hall: Hall) -> None:
    opened(hall)
    came, absent = booked(hall), booked(hall, PEOPLE[1])
    hall.do(appointments.check_in, duty(), came.appointment_id)
    assert at(hall, 10, 50).do(appointments.record_missed, duty(), SLOT.day) == ()
    over = at(hall, 10, 51)
    (missed,) = over.do(appointments.record_missed, duty(), SLOT.day)
    assert missed.appointment_id == absent.appointment_id
    assert over.do(appointments.record_missed, duty(), SLOT.day) == ()
    with pytest.raises(AppointmentStepNotAllowed, match=r"爽约，不能取号"):
        over.do(appointments.check_in, duty(), absent.appointment_id)
    rows = hall.rows()
    assert hall.rebuilt() == rows


def test_a_document_finds_todays_appointments_of_its_holder_only(hall: Hall) -> None:
    held = booked(opened(hall))
    booked(hall, PEOPLE[1])
    assert hall.ask(appointments.of_person, PEOPLE[0].identity_number) == (held,)
    assert hall.on("09-29").ask(appointments.of_person, PEOPLE[0].identity_number) == ()
    assert PEOPLE[0].identity_number not in repr(hall.rows())
