"""Numbers from the guide desk, by keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.queue_policy import DEFAULT_POLICY
from core.quota import ItemQuota
from core.staff import Clerk, Role
from core.ticket_class import TicketClass
from db import cases, tickets
from desktop.queue_room import adopt
from desktop.workbench import item_choices
from printing import spool
from tests.house import PATIENCE, PROMISE_ITEM
from ui.counter.item_search import found_items
from ui.pages.guide_desk import GuideDeskPage

if TYPE_CHECKING:
    from core.ticket import Ticket
    from desktop.desk import Desk
    from tests.ui.visit import Visit
    from ui.pages.take_number import TakeNumberCard

ADMINISTRATOR = Clerk("0001", "周敏", Role.ADMINISTRATOR)
IDENTITY = "11010519491231002X"


@pytest.fixture
def card(visit: Visit) -> TakeNumberCard:
    return guide_desk(visit).take


def guide_desk(visit: Visit) -> GuideDeskPage:
    visit.hands.rest()  # a tab has no key before it is drawn
    visit.hands.press("Ctrl+4")
    visit.hands.wait("the guide desk", lambda: isinstance(visit.shell.page, GuideDeskPage))
    front = visit.shell.page
    assert isinstance(front, GuideDeskPage)
    return front


def look_up(visit: Visit, card: TakeNumberCard, typed: str) -> None:
    """Type into the item field once the items are there."""
    card.item.setFocus()
    visit.hands.write(typed)
    visit.hands.wait("the items found", card.item.found.isVisible)


def limited(desk: Desk, **quota: int) -> None:
    policy = replace(DEFAULT_POLICY, version="2", quotas=(ItemQuota(PROMISE_ITEM, **quota),))
    desk.do(adopt, ADMINISTRATOR, policy).result(PATIENCE)


def waiting(desk: Desk) -> list[Ticket]:
    found = desk.ask(lambda reading: tickets.waiting(reading.connection, reading.today))
    return list(found.result(PATIENCE))


def slips_of(desk: Desk, ticket: Ticket) -> list[int]:
    found = desk.ask(
        lambda reading: spool.states_of(reading.connection, spool.TICKET, ticket.ticket_id)
    )
    return list(found.result(PATIENCE))


def test_an_item_found_and_entered_gives_its_number_and_slip(
    visit: Visit, card: TakeNumberCard, desk: Desk
) -> None:
    look_up(visit, card, PROMISE_ITEM.lower())
    visit.press("Return")
    assert (card.item.found.isVisible(), card.identity.hasFocus()) == (False, True)
    visit.hands.write(IDENTITY)
    visit.press("Return")
    (ticket,) = waiting(desk)
    assert (ticket.items, card.number.text()) == ((PROMISE_ITEM,), ticket.number)
    assert "小票正在打印" in card.standing.text()
    assert (card.item.text(), card.identity.text(), card.item.hasFocus()) == ("", "", True)
    visit.hands.wait("its slip in the spool", lambda: bool(slips_of(desk, ticket)))


def test_arrows_go_along_what_was_found(visit: Visit, card: TakeNumberCard, desk: Desk) -> None:
    look_up(visit, card, "QR")
    visit.press("Down", "Down", "Up", "Ctrl+N")
    (ticket,) = waiting(desk)
    choices = desk.ask(item_choices).result(PATIENCE)
    assert ticket.items == (found_items(choices, "QR")[1].code,)


def test_without_an_item_nothing_is_issued(visit: Visit, card: TakeNumberCard, desk: Desk) -> None:
    visit.press("Ctrl+N")
    assert "还没有选定事项" in card.refusal.sentence
    assert card.item.hasFocus()
    visit.hands.write("zzzz")
    visit.press("Return")
    assert "没有查到这个事项" in card.refusal.sentence
    assert not waiting(desk)


def test_beyond_the_quota_the_reason_is_asked_in_place(
    visit: Visit, card: TakeNumberCard, desk: Desk
) -> None:
    limited(desk, of_day=1)
    for _ in range(2):
        look_up(visit, card, PROMISE_ITEM)
        visit.press("Return", "Return")
    assert len(waiting(desk)) == 1
    assert "超出今天的限额" in card.refusal.sentence
    assert card.reason.hasFocus()
    visit.hands.compose("老人专程前来")
    visit.press("Return")
    assert [one.number for one in waiting(desk)][1] == card.number.text()
    assert (card.refusal.sentence, card.reason.isVisible()) == ("", False)


def test_a_person_is_known_again_however_the_number_is_written(
    visit: Visit, card: TakeNumberCard, desk: Desk
) -> None:
    limited(desk, of_person=1)
    for written in (IDENTITY, IDENTITY.lower()):
        look_up(visit, card, PROMISE_ITEM)
        visit.press("Return")
        visit.hands.write(written)
        visit.press("Return")
    assert len(waiting(desk)) == 1
    assert card.reason.hasFocus()
    card.identity.setFocus()
    visit.hands.write("1")
    assert not card.reason.isVisible(), "another document, another person"


def test_a_mistyped_document_is_told_in_place(
    visit: Visit, card: TakeNumberCard, desk: Desk
) -> None:
    look_up(visit, card, PROMISE_ITEM)
    visit.press("Return")
    visit.hands.write("110105194912310021")
    visit.press("Return")
    assert "校验位不对" in card.refusal.sentence
    assert not waiting(desk)


@pytest.mark.parametrize("where", ["the item field", "outside any field"])
def test_whoever_comes_back_with_a_slip_gets_a_number(visit: Visit, desk: Desk, where: str) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("1", "2", "3", "4", "Down", "M", "Down", "M", "F10")
    visit.paper_out()
    slip = visit.case.slip
    visit.press("F12")
    page = guide_desk(visit)
    if where == "the item field":
        page.take.item.setFocus()
    else:
        visit.hands.press("Ctrl+K")
    visit.scan(slip)
    visit.hands.wait("the number", lambda: bool(page.take.number.text()))
    (ticket,) = waiting(desk)
    assert (ticket.number, ticket.klass) == (page.take.number.text(), TicketClass.RETURN_VISIT)
    assert visit.shell.page is page, "the case is opened where the number is called"
    found = desk.ask(lambda reading: cases.of_ticket(reading.connection, ticket.ticket_id))
    assert len(found.result(PATIENCE)) == 1


def test_a_slip_nobody_knows_is_told_in_place(visit: Visit, card: TakeNumberCard) -> None:
    card.item.setFocus()
    visit.scan("0000000000000000")
    assert card.refusal.sentence
    assert not card.number.text()
