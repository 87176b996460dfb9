"""What a queue ticket says, and that it says nothing about the person."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from core.moment import CHINA
from core.queue_slip import REMINDERS, Queue, QueueSlip, queue_slip
from core.ticket import Ticket, TicketState
from tests.core.sample_case import MONDAY

AT = datetime(2026, 9, 28, 9, 12, tzinfo=CHINA)
TICKET = Ticket(
    ticket_id="t-1",
    number="A3012",
    day=MONDAY,
    home="03",
    state=TicketState.WAITING,
    issued_at=AT,
    queued_at=AT,
    since=AT,
    items=("XK-0001",),
)


def test_a_slip_is_made_of_the_ticket_the_queue_and_the_hall() -> None:
    slip = queue_slip(
        TICKET,
        Queue(7, "1 至 6 号窗口", "10 至 15 分钟"),
        "清河区政务服务中心",
        "0000-5500317",
        "食品经营许可",
        "YC7Q2MKD4T6HZXB3",
    )
    assert slip == QueueSlip(
        hall="清河区政务服务中心",
        number="A3012",
        subject="食品经营许可",
        people_ahead=7,
        counters="1 至 6 号窗口",
        wait="10 至 15 分钟",
        issued_at=TICKET.issued_at,
        reminders=REMINDERS,
        code="YC7Q2MKD4T6HZXB3",
        enquiry_phone="0000-5500317",
    )


def test_a_hall_that_knows_little_still_gets_a_slip() -> None:
    slip = queue_slip(TICKET, Queue(0, ""), "清河区政务服务中心", "")
    assert (slip.subject, slip.counters, slip.wait, slip.code) == ("", "", "", "")
    assert slip.people_ahead == 0


def test_a_slip_has_no_place_for_a_person() -> None:
    assert {field.name for field in dataclasses.fields(QueueSlip)} == {
        *("hall", "number", "subject", "people_ahead", "counters", "wait"),
        *("issued_at", "reminders", "code", "enquiry_phone"),
    }


def test_the_reminders_say_what_the_queue_does() -> None:
    assert any("过号请到导办台恢复排队" in reminder for reminder in REMINDERS)
    assert any("当日有效" in reminder for reminder in REMINDERS)
