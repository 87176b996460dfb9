"""Numbers: a letter for each item group, round and round, split, joined, back with a slip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.item_group import ItemGroup
from core.number_range import NumberRange, RangeExhausted
from core.queue_policy import DEFAULT_POLICY, QueuePolicyNotSound
from core.quota import ItemQuota, QuotaReached, ReasonMissing
from core.staff import Role
from core.ticket import TicketNotCallable, TicketState
from core.ticket_class import Entitlement, TicketClass
from core.ticket_move import NothingToSplit
from db import cases
from db import guide_desk as rows
from db.tickets import TicketNotFound
from desktop import guide_desk, queue_room, quota_room, reception, return_visit, ticket_moves
from tests.core.sample_review import REVIEWED
from tests.house import IMMEDIATE_ITEM, PROMISE_ITEM
from tests.queue.counter_life import (
    THREE,
    at,
    called,
    finished,
    issued,
    same_after_rebuilding,
    seen,
    serving,
    waiting,
)
from tests.review_hall import STAFF

if TYPE_CHECKING:
    from core.queue_policy import QueuePolicy
    from tests.review_hall import Hall

BUSINESS = ItemGroup("B", (PROMISE_ITEM,), NumberRange(101, 103))
ROUND = replace(DEFAULT_POLICY, version="groups", groups=(BUSINESS,))


def adopt(hall: Hall, policy: QueuePolicy) -> None:
    hall.do(queue_room.adopt, STAFF[Role.ADMINISTRATOR], policy)


def test_a_number_carries_the_letter_of_its_item(either_hall: Hall) -> None:
    adopt(either_hall, ROUND)
    assert issued(either_hall, PROMISE_ITEM).number == "B3101"
    assert issued(either_hall, IMMEDIATE_ITEM).number == "A3001"


def test_s15_after_the_last_number_comes_the_first_and_a_new_day_begins_there(
    either_hall: Hall,
) -> None:
    hall = either_hall
    adopt(hall, ROUND)
    first, second, third = (issued(hall, PROMISE_ITEM) for _ in range(3))
    assert third.number == "B3103"
    with pytest.raises(RangeExhausted, match="101 至 103 号都还在"):
        issued(hall, PROMISE_ITEM)
    assert serving(hall).number == first.number
    finished(hall)
    again = issued(at(hall, 1), PROMISE_ITEM)
    assert (again.number, again.ticket_id != first.ticket_id) == (first.number, True)
    # Whoever missed the call may still be revived, and keeps the number.
    assert called(at(hall, 1)).number == second.number
    hall.do(reception.no_show, THREE)
    with pytest.raises(RangeExhausted):
        issued(at(hall, 2), PROMISE_ITEM)
    assert issued(hall.on("09-29"), PROMISE_ITEM).number == "B3101"
    assert same_after_rebuilding(hall)


def test_of_two_who_had_a_number_today_the_guide_desk_means_the_later(either_hall: Hall) -> None:
    hall = either_hall
    adopt(hall, replace(ROUND, groups=(replace(BUSINESS, numbers=NumberRange(101, 101)),)))
    first = issued(hall, PROMISE_ITEM)
    serving(hall)
    finished(hall)
    later = issued(at(hall, 1), PROMISE_ITEM)
    assert later.number == first.number
    assert hall.do(guide_desk.reprint_slip, THREE, later.number, "小票撕坏") == 2
    copied = hall.ask(lambda reading: rows.last_copy(reading.connection, later.ticket_id))
    assert copied == 2
    assert same_after_rebuilding(hall)


def test_s15_the_kiosk_refuses_beyond_a_quota_and_the_desk_says_why(hall: Hall) -> None:
    adopt(hall, replace(ROUND, quotas=(ItemQuota(PROMISE_ITEM, of_day=1),)))
    hall.do(quota_room.issue_at_kiosk, THREE, PROMISE_ITEM)
    with pytest.raises(QuotaReached, match="没有发新号"):
        hall.do(quota_room.issue_at_kiosk, THREE, PROMISE_ITEM)
    with pytest.raises(ReasonMissing):
        hall.do(quota_room.issue_at_desk, THREE, PROMISE_ITEM)
    beyond = hall.do(quota_room.issue_at_desk, THREE, PROMISE_ITEM, reason="外地来人")
    assert waiting(hall) == ["B3101", beyond.number]


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ((ItemGroup("Y", ("X",)),), "预约专用"),
        ((ItemGroup("b", ("X",)),), "A 至 Z"),
        ((ItemGroup("B", ("X",)), ItemGroup("B", ("Z",))), "B 写了两次"),
        ((ItemGroup("B", ("X",)), ItemGroup("C", ("X",))), "已在别的字头下"),
        ((ItemGroup("B", ("X",), NumberRange(5, 4)),), "1 至 999"),
    ],
)
def test_groups_that_contradict_themselves_are_not_adopted(
    hall: Hall, groups: tuple[ItemGroup, ...], words: str
) -> None:
    with pytest.raises(QueuePolicyNotSound, match=words):
        adopt(hall, replace(ROUND, groups=groups))


def test_two_people_with_one_number_become_two_at_the_same_place(either_hall: Hall) -> None:
    hall = either_hall
    one = issued(hall, IMMEDIATE_ITEM)
    issued(at(hall, 1))
    hall.do(ticket_moves.edit, THREE, one.ticket_id, (IMMEDIATE_ITEM, PROMISE_ITEM), "父子二人")
    new = at(hall, 5).do(ticket_moves.split, THREE, one.ticket_id, (PROMISE_ITEM,))
    assert waiting(hall) == [one.number, new.number, "A3002"]
    assert (seen(hall, one).items, new.items) == ((IMMEDIATE_ITEM,), (PROMISE_ITEM,))
    assert new.note == "父子二人"
    assert same_after_rebuilding(hall)


def test_a_split_leaves_something_to_both(hall: Hall) -> None:
    one = issued(hall, IMMEDIATE_ITEM)
    for items in ((), (IMMEDIATE_ITEM,), (PROMISE_ITEM,)):
        with pytest.raises(NothingToSplit, match="至少给原号留下一个事项"):
            hall.do(ticket_moves.split, THREE, one.ticket_id, items)


def test_one_person_with_two_numbers_is_served_under_one(either_hall: Hall) -> None:
    hall = either_hall
    one = issued(hall, IMMEDIATE_ITEM)
    other = issued(at(hall, 1), PROMISE_ITEM)
    there = hall.do(ticket_moves.join, THREE, one.ticket_id, f" {other.number.lower()}")
    assert there.items == (IMMEDIATE_ITEM, PROMISE_ITEM)
    assert (waiting(hall), seen(hall, other).state) == ([one.number], TicketState.JOINED)
    assert same_after_rebuilding(hall)


def test_a_number_is_not_joined_with_itself(hall: Hall) -> None:
    one = issued(hall)
    with pytest.raises(TicketNotCallable, match="两个号都没有变动"):
        hall.do(ticket_moves.join, THREE, one.ticket_id, one.number)
    with pytest.raises(TicketNotFound, match="没有还在等候的 A3999 号"):
        hall.do(ticket_moves.join, THREE, one.ticket_id, "A3999")


def test_whoever_comes_back_with_the_slip_waits_in_their_own_class_and_opens_the_case(
    hall: Hall,
) -> None:
    case = hall.told_once(REVIEWED)
    issued(hall)
    back = at(hall, 30).do(return_visit.rejoin, THREE, case.slip)
    ticket = back.ticket
    assert (ticket.klass, ticket.items) == (TicketClass.RETURN_VISIT, (REVIEWED.code,))
    assert at(hall, 31).do(return_visit.rejoin, THREE, case.slip).ticket == ticket
    found = hall.ask(lambda reading: cases.of_ticket(reading.connection, ticket.ticket_id))
    assert [one.case_id for one in found] == [case.case_id]
    # Twice the share of an ordinary number: who was told once does not begin again at the end.
    assert called(at(hall, 32)).number == ticket.number
    hall.do(reception.start_service, THREE)
    finished(hall)
    assert at(hall, 60).do(return_visit.rejoin, THREE, case.slip).ticket != ticket


def test_a_number_given_with_a_preference_keeps_it_when_split(hall: Hall) -> None:
    entitled = Entitlement(TicketClass.PRIORITY, "残疾人证")
    one = hall.do(reception.issue_ticket, THREE, IMMEDIATE_ITEM, entitled=entitled)
    both = (IMMEDIATE_ITEM, PROMISE_ITEM)
    hall.do(ticket_moves.edit, THREE, one.ticket_id, both, "")
    new = hall.do(ticket_moves.split, THREE, one.ticket_id, (PROMISE_ITEM,))
    assert new.klass is TicketClass.PRIORITY
