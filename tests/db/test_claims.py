"""Claims on tickets: one at a time, fenced by their epoch, on either database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from core.live_claim import LAPSE, ClaimLost, ClaimState, RequestNotTheSame
from core.staff import OnDuty, Role
from core.ticket import CounterOccupied, NobodyWaiting, Ticket, TicketState
from db import claims, requests
from db.claim_tables import ticket_claim
from db.requests import Asked
from db.tables import PROJECTIONS
from db.unit_of_work import new_id
from desktop import calling, reception
from tests.review_hall import STAFF, duty

if TYPE_CHECKING:
    from core.live_claim import LiveClaim
    from db.unit_of_work import UnitOfWork
    from tests.review_hall import Hall

FOUR = OnDuty(STAFF[Role.CLERK], "4")


def opened(hall: Hall) -> LiveClaim:
    waiting = hall.do(reception.issue_ticket, duty())
    claim = hall.do(lambda work: claims.opened(work.connection, waiting.ticket_id))
    assert claim is not None
    return claim


def taken(hall: Hall, claim: LiveClaim, counter: str) -> LiveClaim | None:
    return hall.do(lambda work: claims.take(work.connection, claim, "03", counter, work.now))


def later(hall: Hall, by: timedelta) -> Hall:
    return replace(hall, now=hall.now + by)


def test_the_second_counter_to_claim_gets_nothing(either_hall: Hall) -> None:
    claim = opened(either_hall)
    assert taken(either_hall, claim, "3") is not None
    assert taken(either_hall, claim, "4") is None


def test_a_claim_that_ran_out_waits_in_a_new_epoch_and_fences_off_the_old(
    either_hall: Hall,
) -> None:
    old = taken(either_hall, opened(either_hall), "3")
    assert old is not None
    lapse = later(either_hall, LAPSE)
    assert either_hall.do(lambda w: claims.lapse(w.connection, "qinghe", w.now)) == ()
    (again,) = lapse.do(lambda work: claims.lapse(work.connection, "qinghe", work.now))
    assert (again.epoch, again.state) == (2, ClaimState.WAITING)
    assert taken(lapse, replace(old, state=ClaimState.WAITING), "3") is None
    with pytest.raises(ClaimLost, match="请叫下一位"):
        lapse.do(lambda work: claims.go_on(work.connection, old, ClaimState.SERVING))
    assert taken(lapse, again, "4") is not None


def test_who_is_being_served_is_not_taken_away(either_hall: Hall) -> None:
    claim = taken(either_hall, opened(either_hall), "3")
    assert claim is not None
    either_hall.do(lambda work: claims.go_on(work.connection, claim, ClaimState.SERVING))
    much_later = later(either_hall, timedelta(hours=3))
    assert much_later.do(lambda work: claims.lapse(work.connection, "qinghe", work.now)) == ()


@pytest.mark.parametrize(
    ("same_ticket", "counter"), [("yes", "4"), ("no", "3")], ids=["one ticket", "one counter"]
)
def test_the_database_itself_keeps_one_live_claim_per_ticket_and_counter(
    either_hall: Hall, same_ticket: str, counter: str
) -> None:
    first = taken(either_hall, opened(either_hall), "3")
    assert first is not None
    second = {
        "ticket_id": first.ticket_id if same_ticket == "yes" else "another",
        "epoch": 9,
        "hall": "qinghe",
        "state": "held",
        "station": "04",
        "counter": counter,
    }
    with pytest.raises(IntegrityError):
        either_hall.do(lambda work: work.connection.execute(insert(ticket_claim), second))


def test_no_claim_is_opened_on_a_ticket_that_was_served(either_hall: Hall) -> None:
    either_hall.do(reception.issue_ticket, duty())
    served = either_hall.do(calling.call_next, duty(), new_id())
    either_hall.do(calling.start_service, duty())
    either_hall.do(reception.finish_service, duty())
    either_hall.do(lambda work: claims.leave(work.connection, "qinghe", "3"))
    found = either_hall.do(lambda work: claims.opened(work.connection, served.ticket_id))
    assert found is None


def test_claims_are_no_projection() -> None:
    assert ticket_claim not in PROJECTIONS


# --- requests ------------------------------------------------------------------------------------


def test_the_same_request_twice_calls_once_and_answers_alike(either_hall: Hall) -> None:
    for _ in range(2):
        either_hall.do(reception.issue_ticket, duty())
    request = new_id()
    first = either_hall.do(calling.call_next, duty(), request)
    entries = either_hall.entries()
    assert later(either_hall, LAPSE).do(calling.call_next, duty(), request) == first
    assert either_hall.entries() == entries
    with pytest.raises(CounterOccupied):
        either_hall.do(calling.call_next, duty(), new_id())


def test_a_refused_request_may_be_tried_again(hall: Hall) -> None:
    request = new_id()
    with pytest.raises(NobodyWaiting):
        hall.do(calling.call_next, duty(), request)
    hall.do(reception.issue_ticket, duty())
    assert hall.do(calling.call_next, duty(), request).number == "A3001"


def test_an_identifier_is_good_for_one_request_only(hall: Hall) -> None:
    for _ in range(2):
        hall.do(reception.issue_ticket, duty())
    request = new_id()
    hall.do(calling.call_next, duty(), request)
    with pytest.raises(RequestNotTheSame, match="没有执行"):
        hall.do(calling.call_next, FOUR, request)


def test_old_answers_are_forgotten_and_young_ones_kept(either_hall: Hall) -> None:
    def ask(work: UnitOfWork) -> str:
        return requests.once(work, Asked("r1", "test"), str, work.now.isoformat)

    def prune(work: UnitOfWork) -> int:
        return requests.prune(work.connection, work.now)

    first = either_hall.do(ask)
    kept = later(either_hall, requests.KEPT)
    assert (kept.do(prune), kept.do(ask)) == (0, first)
    past = later(kept, timedelta(seconds=1))
    assert past.do(prune) == 1
    assert past.do(ask) != first


# --- a counter that falls silent -----------------------------------------------------------------


def test_the_ticket_of_a_counter_that_fell_silent_is_called_first_elsewhere(hall: Hall) -> None:
    for _ in range(2):
        hall.do(reception.issue_ticket, duty())
    lost = hall.do(calling.call_next, duty(), new_id())
    soon = later(hall, LAPSE - timedelta(seconds=1))
    assert soon.do(calling.call_next, FOUR, new_id()).number == "A3002"
    soon.do(reception.no_show, FOUR)
    found = later(hall, LAPSE).do(calling.call_next, FOUR, new_id())
    assert (found.ticket_id, found.counter) == (lost.ticket_id, "4")
    with pytest.raises(NobodyWaiting):
        later(hall, LAPSE).do(calling.start_service, duty())
    started = later(hall, LAPSE).do(calling.start_service, FOUR)
    assert started.state is TicketState.SERVING


def test_whoever_comes_late_is_served_where_called_if_nobody_else_took_over(hall: Hall) -> None:
    hall.do(reception.issue_ticket, duty())
    hall.do(calling.call_next, duty(), new_id())
    late = later(hall, LAPSE)
    late.do(lambda work: claims.lapse(work.connection, "qinghe", work.now))
    assert late.do(calling.start_service, duty()).state is TicketState.SERVING
    much_later = later(late, LAPSE)
    with pytest.raises(NobodyWaiting):
        much_later.do(calling.call_next, FOUR, new_id())


def test_a_counter_that_crashes_before_the_commit_holds_nothing(hall: Hall) -> None:
    class Crash(Exception): ...

    def crash(work: UnitOfWork) -> Ticket:
        calling.call_next(work, duty(), "r1")
        raise Crash

    hall.do(reception.issue_ticket, duty())
    with pytest.raises(Crash):
        hall.do(crash)
    assert hall.do(calling.call_next, FOUR, "r1").number == "A3001"


def test_a_finished_counter_claims_the_next(hall: Hall) -> None:
    numbers = []
    for _ in range(3):
        hall.do(reception.issue_ticket, duty())
    for _ in range(3):
        numbers.append(hall.do(calling.call_next, duty(), new_id()).number)
        hall.do(calling.start_service, duty())
        hall.do(reception.finish_service, duty())
    assert numbers == ["A3001", "A3002", "A3003"]
