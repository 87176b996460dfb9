"""Requests under an identifier: one effect, one answer, however often they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from core.ticket import CounterOccupied, NobodyWaiting, Ticket
from db import requests
from db.requests import Asked, RequestNotTheSame
from desktop import reception
from desktop.day_end import sweep
from tests.review_hall import duty

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork
    from tests.review_hall import Hall


def call_next(work: UnitOfWork, request_id: str, act: str = "call_next/3") -> Ticket:
    calling = partial(reception.call_next, work, duty())
    return requests.once(work, Asked(request_id, act), Ticket, calling)


def later(hall: Hall, by: timedelta) -> Hall:
    return replace(hall, now=hall.now + by)


def test_the_same_request_twice_calls_once_and_answers_alike(either_hall: Hall) -> None:
    for _ in range(2):
        either_hall.do(reception.issue_ticket, duty())
    first = either_hall.do(call_next, "r1")
    entries = either_hall.entries()
    assert later(either_hall, timedelta(minutes=9)).do(call_next, "r1") == first
    assert either_hall.entries() == entries
    with pytest.raises(CounterOccupied):
        either_hall.do(call_next, "r2")


def test_a_refused_request_may_be_tried_again(hall: Hall) -> None:
    with pytest.raises(NobodyWaiting):
        hall.do(call_next, "r1")
    hall.do(reception.issue_ticket, duty())
    assert hall.do(call_next, "r1").number == "A3001"


def test_an_identifier_is_good_for_one_request_only(hall: Hall) -> None:
    hall.do(reception.issue_ticket, duty())
    hall.do(call_next, "r1")
    with pytest.raises(RequestNotTheSame, match="没有执行"):
        hall.do(call_next, "r1", "call_next/4")


def test_a_request_cut_before_its_commit_left_nothing(hall: Hall) -> None:
    def cut(work: UnitOfWork) -> None:
        call_next(work, "r1")
        raise RuntimeError

    hall.do(reception.issue_ticket, duty())
    with pytest.raises(RuntimeError):
        hall.do(cut)
    assert hall.do(call_next, "r1").calls == 1


def test_old_answers_are_forgotten_and_young_ones_kept(either_hall: Hall) -> None:
    def ask(work: UnitOfWork) -> str:
        return requests.once(work, Asked("r1", "test"), str, work.now.isoformat)

    first = either_hall.do(ask)
    over_a_night = later(either_hall, timedelta(days=2))
    over_a_night.do(sweep)
    assert over_a_night.do(ask) == first
    past = later(over_a_night, timedelta(seconds=1))
    past.do(sweep)
    assert past.do(ask) != first
