"""The guide desk under one clerk's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.guide_desk import HandOverState
from core.guide_facts import Destination
from core.staff import Clerk, OnDuty, Role
from core.ticket import TicketState
from db import tickets
from desktop import guide_desk, reception
from desktop.guide_desk import Question
from tests.house import PATIENCE, signed_in
from ui.controls.command_state import Standing
from ui.pages.guide_desk import GuideDeskPage
from ui.pages.hand_over_list import LINE, Line

if TYPE_CHECKING:
    from desktop.desk import Desk
    from tests.ui.visit import Visit

OTHER = OnDuty(Clerk("0312", "李强", Role.CLERK), "12")
ASKED = Question("新生儿落户到哪里办", Destination("清河公安分局"))


@pytest.fixture
def page(visit: Visit) -> GuideDeskPage:
    visit.hands.rest()  # a tab has no key before it is drawn
    visit.hands.press("Ctrl+4")
    visit.hands.wait("the guide desk", lambda: isinstance(visit.shell.page, GuideDeskPage))
    front = visit.shell.page
    assert isinstance(front, GuideDeskPage)
    return front


def lines(page: GuideDeskPage) -> list[Line]:
    model = page.model
    return [model.data(model.index(row), LINE) for row in range(model.rowCount())]  # type: ignore[misc]


def test_a_question_is_written_down_and_handed_over_by_keyboard(
    visit: Visit, page: GuideDeskPage
) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    for words in ("新生儿落户到哪里办", "", "清河公安分局", "二楼 12 号窗口"):
        visit.hands.compose(words)
        visit.hands.press("Tab")
    visit.press("F9")
    visit.hands.wait("the line", lambda: len(lines(page)) == 1)
    (line,) = lines(page)
    assert (line.own, line.hand_over.destination.place) == (True, "二楼 12 号窗口")
    assert "指引单正在打印" in said[0]
    assert page.question.words.text() == ""
    assert page.sign_off.state.standing is Standing.WAITS, "nobody signs off his own"


def test_what_lacks_a_department_is_refused_in_place(visit: Visit, page: GuideDeskPage) -> None:
    visit.hands.compose("新生儿落户到哪里办")
    visit.press("F9")
    assert "还没有写办理部门" in page.question.refusal.sentence
    assert page.question.words.text(), "what was typed stays"


def test_the_receiver_signs_off_with_an_outcome(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    desk.do(guide_desk.hand_over, OTHER, desk.office, ASKED).result(PATIENCE)
    visit.hands.wait("the line", lambda: len(lines(page)) == 1)
    page.answer.setFocus()
    visit.press("F10")
    assert "还没有写办理结果" in page.question.refusal.sentence
    visit.hands.compose("已当场办结")
    visit.press("F10")
    visit.hands.wait("an empty list", lambda: not lines(page))


def test_what_came_back_is_counted_on_the_tab_and_passed_on(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    urgent: list[int] = []
    page.urgent.connect(urgent.append)
    duty = signed_in(desk)
    one = desk.do(guide_desk.hand_over, duty, desk.office, ASKED).result(PATIENCE)
    desk.do(guide_desk.give_back, OTHER, one.hand_over_id, "归民政").result(PATIENCE)
    visit.hands.wait("the count", lambda: urgent[-1:] == [1])
    page.question.department.setText("清河区民政局")
    visit.hands.give("F7")
    visit.hands.wait(
        "handed over",
        lambda: [line.hand_over.state for line in lines(page)] == [HandOverState.HANDED_OVER],
    )
    assert lines(page)[0].hand_over.destination.department == "清河区民政局"


def test_a_receiver_gives_back_what_is_not_his(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    desk.do(guide_desk.hand_over, OTHER, desk.office, ASKED).result(PATIENCE)
    visit.hands.wait("the line", lambda: len(lines(page)) == 1)
    page.answer.setText("归民政")
    visit.hands.give("F8")
    visit.hands.wait(
        "given back",
        lambda: [line.hand_over.state for line in lines(page)] == [HandOverState.GIVEN_BACK],
    )


def test_a_slip_is_printed_again_from_here(visit: Visit, page: GuideDeskPage, desk: Desk) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    ticket = desk.do(reception.issue_ticket, OTHER).result(PATIENCE)
    page.number.number.setText(ticket.number)
    visit.press("Ctrl+P")
    visit.hands.wait("the refusal", lambda: "原因" in page.number.refusal.sentence)
    page.number.reason.setText("小票撕坏")

    def tried() -> bool:  # while the first one is still in the queue it is refused
        visit.press("Ctrl+P")
        return bool(said)

    visit.hands.wait("the slip", tried)
    assert said == [f"{ticket.number} 的小票正在补打，第 2 份"]


def test_a_missed_number_joins_the_queue_again_from_here(
    visit: Visit, page: GuideDeskPage, desk: Desk
) -> None:
    ticket = desk.do(reception.issue_ticket, OTHER).result(PATIENCE)
    page.number.number.setText(ticket.number)
    visit.press("Ctrl+R")
    visit.hands.wait("the refusal", lambda: "不能恢复排队" in page.number.refusal.sentence)
    missed(desk)
    said: list[str] = []
    page.told.connect(said.append)
    visit.press("Ctrl+R")
    visit.hands.wait("the number", lambda: said == [f"{ticket.number} 已恢复排队"])
    waiting = desk.ask(lambda reading: tickets.waiting(reading.connection, reading.today))
    assert [one.number for one in waiting.result(PATIENCE)] == [ticket.number]


def missed(desk: Desk) -> None:
    """The number that waits is called until no further call is due."""
    while True:
        waiting = desk.ask(lambda reading: tickets.waiting(reading.connection, reading.today))
        for one in waiting.result(PATIENCE):
            desk.do(reception.call, OTHER, one.ticket_id).result(PATIENCE)
            if desk.do(reception.no_show, OTHER).result(PATIENCE).state is TicketState.NO_SHOW:
                return


def test_every_field_has_a_name(page: GuideDeskPage) -> None:
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or widget.property("text"))
    ]
    assert not nameless
