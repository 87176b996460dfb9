"""The kiosk's use cases: one touch, one number; a number without a slip is a number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.kiosk import NumberRequest, PriorityGround
from core.queue_policy import DEFAULT_POLICY
from core.quota import ItemQuota, QuotaReached
from core.staff import Role, SignInRefused
from core.ticket import TicketState
from core.ticket_class import TicketClass
from core.ticket_facts import TicketIssued
from db import journal, tickets
from db.payload import fact_of
from db.unit_of_work import new_id
from desktop import demonstration, kiosk, queue_room, reception
from desktop.kiosk import kiosk_acts, offer
from tests.house import IMMEDIATE_ITEM, PATIENCE, PROMISE_ITEM, error_of, told_once
from tests.review_hall import STAFF

if TYPE_CHECKING:
    from core.kiosk import Taken
    from core.staff import OnDuty
    from core.ticket import Ticket
    from desktop.desk import Desk

ACTS = kiosk_acts()


def taken(desk: Desk, request: NumberRequest) -> Taken:
    return desk.do(ACTS.take, request).result(PATIENCE)


def fresh(item: str = PROMISE_ITEM, ground: PriorityGround | None = None) -> NumberRequest:
    return NumberRequest(new_id(), item, ground)


def seen(desk: Desk, ticket_id: str) -> Ticket:
    return desk.ask(lambda reading: tickets.load(reading.connection, ticket_id)).result(PATIENCE)


def issued(desk: Desk) -> list[str]:
    entries = desk.ask(lambda reading: tuple(journal.everything(reading.connection)))
    return [entry.actor for entry in entries.result(PATIENCE) if entry.kind == TicketIssued.kind]


def test_s20_a_double_touch_gives_one_number(desk: Desk) -> None:
    request = fresh()
    answers = [desk.do(ACTS.take, request) for _ in range(3)]
    first, *others = [answer.result(PATIENCE) for answer in answers]
    assert others == [first, first]
    assert issued(desk) == ["kiosk"]
    assert taken(desk, fresh()).number != first.number


def test_the_person_is_told_number_item_and_who_is_before(desk: Desk) -> None:
    taken(desk, fresh())
    told = taken(desk, fresh())
    assert (told.number, told.people_ahead) == ("A3002", 1)
    assert "食品经营许可" in told.subject


def test_priority_is_a_class_with_its_ground_in_the_series_of_all(desk: Desk) -> None:
    first = taken(desk, fresh(ground=PriorityGround.ELDERLY))
    assert first.number == "A3001"
    assert taken(desk, fresh()).number == "A3002"
    assert seen(desk, first.ticket_id).klass is TicketClass.PRIORITY
    entries = desk.ask(lambda reading: tuple(journal.everything(reading.connection)))
    (issue, _) = [one for one in entries.result(PATIENCE) if one.kind == TicketIssued.kind]
    fact = fact_of(issue)
    assert isinstance(fact, TicketIssued)
    assert fact.ground == PriorityGround.ELDERLY.word


def test_s15_when_the_numbers_are_out_the_kiosk_says_so(desk: Desk) -> None:
    quota = ItemQuota(PROMISE_ITEM, of_day=1)
    policy = replace(DEFAULT_POLICY, version="quota", quotas=(quota,))
    desk.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], policy).result(PATIENCE)
    request = fresh()
    first = taken(desk, request)
    error = error_of(desk.do(ACTS.take, fresh()))
    assert isinstance(error, QuotaReached)
    assert "已发的号不受影响" in str(error)
    assert taken(desk, request) == first, "a repeated touch asks for nothing more"
    assert taken(desk, fresh(IMMEDIATE_ITEM)).number == "A3002"


def test_items_stand_under_their_departments(desk: Desk) -> None:
    groups = desk.ask(offer).result(PATIENCE).groups
    codes = [item.code for group in groups for item in group.items]
    assert {PROMISE_ITEM, IMMEDIATE_ITEM} <= set(codes)
    assert len({group.name for group in groups}) == len(groups)


def test_a_slip_brings_its_case_back_to_the_queue(desk: Desk, duty: OnDuty) -> None:
    case = told_once(desk, duty).case
    request = new_id()
    told = desk.do(ACTS.return_visit, request, case.slip).result(PATIENCE)
    assert told.subject == case.item.name
    again = desk.do(ACTS.return_visit, request, case.slip).result(PATIENCE)
    assert again.number == told.number
    ticket = seen(desk, request)
    assert (ticket.state, ticket.item_code) == (TicketState.WAITING, case.item.code)
    assert ticket.klass is TicketClass.RETURN_VISIT, "he brings what he was told to bring"


def test_only_a_badge_with_its_password_unlocks(desk: Desk) -> None:
    badge, password = demonstration.CLERK.badge, demonstration.PASSWORD
    assert desk.do(kiosk.unlock, badge, password).result(PATIENCE) == demonstration.CLERK
    assert isinstance(error_of(desk.do(kiosk.unlock, badge, "wrong")), SignInRefused)


def test_a_kiosks_number_is_called_like_any_other(desk: Desk, duty: OnDuty) -> None:
    told = taken(desk, fresh())
    called = desk.do(reception.call_next, duty).result(PATIENCE)
    assert called.number == told.number
