"""The wait on a slip: learned from the station's own days, and silent until it knows enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from core.queue_policy import DEFAULT_POLICY
from core.wait_situations import People
from db import queue_log
from db.tables import paper
from desktop import reception, slips
from desktop.kiosk import kiosk_acts
from desktop.paper_proof import proof_of
from desktop.slips import SlipHead
from desktop.waits import DailyWaits, measured_error
from printing.devices.pdf_folder import PdfFolder
from tests.house import PROMISE_ITEM
from tests.review_hall import duty

if TYPE_CHECKING:
    from pathlib import Path

    from core.ticket import Ticket
    from tests.review_hall import Hall

HEAD = SlipHead("清河区政务服务中心", "0000-12345")


def served(hall: Hall, people: int) -> None:
    """So many people, one after another, ten minutes each."""
    for person in range(people):
        came = replace(hall, now=hall.now + person * timedelta(minutes=10))
        came.do(reception.issue_ticket, duty(), PROMISE_ITEM)
        came.do(reception.call_next, duty())
        came.do(reception.start_service, duty())
        left = replace(came, now=came.now + timedelta(minutes=10))
        left.do(reception.finish_service, duty())


def given_out(hall: Hall) -> Ticket:
    return hall.do(reception.issue_ticket, duty(), PROMISE_ITEM)


def slip_of(hall: Hall, waits: DailyWaits, tmp_path: Path) -> str:
    known = hall.ask(waits.known)
    hall.do(slips.draw, HEAD, PdfFolder(tmp_path, "文件夹"), known)
    path = tmp_path / "slip.pdf"
    with hall.connection.begin():
        path.write_bytes(hall.connection.execute(select(paper.c.content)).scalars().all()[-1])
    return proof_of(path).text


def test_a_slip_says_the_wait_that_thirty_people_taught(hall: Hall, tmp_path: Path) -> None:
    served(hall.on("09-28"), 30)
    today = hall.on("09-29")
    given_out(today)
    today.do(reception.call_next, duty())
    given_out(replace(today, now=today.now + timedelta(minutes=1)))
    last = given_out(replace(today, now=today.now + timedelta(minutes=2)))
    ahead = today.ask(lambda reading: queue_log.ahead_of(reading.connection, last, DEFAULT_POLICY))
    assert (ahead.waiting, ahead.in_service, ahead.counters) == (
        (People(PROMISE_ITEM, 1),),
        (People(PROMISE_ITEM, 1),),
        1,
    )
    now = replace(today, now=today.now + timedelta(minutes=2))
    text = slip_of(now, DailyWaits(), tmp_path)
    assert "预计等候约15分钟" in "".join(text.split())
    assert now.ask(kiosk_acts().wait, last.ticket_id) == "约 15 分钟", "as the kiosk says"


def test_with_fewer_people_it_says_nothing(hall: Hall, tmp_path: Path) -> None:
    served(hall.on("09-28"), 29)
    today = hall.on("09-29")
    given_out(today)
    assert "分钟" not in slip_of(today, DailyWaits(), tmp_path)
    assert today.ask(measured_error) is None


def test_the_day_itself_teaches_nothing_until_it_is_over(hall: Hall) -> None:
    waits = DailyWaits()
    served(hall, 30)
    assert hall.ask(waits.known) is None
    assert hall.on("09-29").ask(waits.known) is not None
    assert hall.on("11-30").ask(waits.known) is None


def test_the_error_is_that_of_the_last_day(hall: Hall) -> None:
    served(hall.on("09-28"), 30)
    served(hall.on("09-29"), 5)
    error = hall.on("09-30").ask(measured_error)
    assert error is not None
    assert (error.people, error.mape, error.coverage) == (5, 0.0, 1.0)
