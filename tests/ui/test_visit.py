"""A visit by keyboard alone, on a real desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from core.case_states import CaseState
from core.checklist import RowState
from core.paper_kind import NoticeKind
from core.ticket import TicketState
from core.ticket_class import Entitlement, TicketClass
from desktop import reception
from desktop.deadline_board import deadline_board
from desktop.workbench import sheets_of_case
from tests.house import IMMEDIATE_ITEM, PATIENCE, PROMISE_ITEM, signed_in
from ui.controls.command_state import Standing
from ui.counter.acts import Act
from ui.counter.checklist_rows import ChecklistView
from ui.counter.scene import Stage

if TYPE_CHECKING:
    from desktop.desk import Desk
    from tests.ui.visit import Visit


def test_everything_is_there_and_the_case_is_accepted(visit: Visit, desk: Desk) -> None:
    visit.serve()
    visit.receive("spjyxk")
    assert visit.case.item.code == PROMISE_ITEM
    visit.press("A")
    assert visit.says(Act.RULE).standing is Standing.NEXT
    assert visit.says(Act.TELL_ONCE).standing is Standing.WAITS
    assert visit.says(Act.TELL_ONCE).note == "材料齐全，不用告知"
    visit.press("F9")
    assert visit.state() is CaseState.ACCEPTED
    visit.paper_out()
    sheets = desk.ask(sheets_of_case, visit.case.case_id).result(PATIENCE)
    assert [(sheet.kind, sheet.out) for sheet in sheets] == [(NoticeKind.ACCEPTANCE, True)]
    visit.press("F12")
    assert visit.stage() is Stage.FREE


def test_told_once_then_back_with_the_slip_and_accepted(visit: Visit, desk: Desk) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("1", "2", "3", "4", "Down", "M", "Down", "M")
    assert visit.says(Act.RULE).note == "还缺 2 项"
    visit.press("F10")
    assert visit.state() is CaseState.AWAITING_CORRECTION
    slip, case_id = visit.case.slip, visit.case.case_id
    visit.paper_out()
    visit.press("F12")
    visit.scan(slip)
    assert (visit.case.case_id, visit.case.visits) == (case_id, 2)
    visit.press("1")
    assert visit.scene.draft is not None
    assert visit.scene.draft.state_of(1) is RowState.RECEIVED, "only the listed rows are open"
    assert not visit.shell.banner.isVisible()
    assert visit.says(Act.TELL_ONCE).note == "已告知，只此一次"
    visit.press("5", "6", "F9")
    assert visit.state() is CaseState.ACCEPTED
    visit.paper_out()
    kinds = [sheet.kind for sheet in desk.ask(sheets_of_case, case_id).result(PATIENCE)]
    assert kinds == [
        NoticeKind.ONE_TIME,
        NoticeKind.CORRECTION_RECEIPT,
        NoticeKind.ACCEPTANCE,
    ]


def test_an_immediate_item_is_decided_and_delivered(visit: Visit) -> None:
    visit.serve()
    visit.receive(IMMEDIATE_ITEM)
    visit.press("A")
    assert visit.says(Act.RULE).title == "当场决定"
    visit.press("F9")
    assert visit.state() is CaseState.DECIDED
    visit.paper_out()
    assert visit.says(Act.RULE).title == "送达"
    visit.press("F9")
    assert visit.state() is CaseState.DELIVERED
    visit.paper_out()
    assert visit.says(Act.FINISH).standing is Standing.NEXT


@pytest.mark.parametrize(
    ("name", "identity", "sentence"),
    [
        ("欧阳伟", "110105194912310021", "校验位不对"),
        ("欧阳伟", "1101051949", "身份证号应为 18 位"),
        (" ", "11010519491231002X", "申请人姓名是空的"),
    ],
)
def test_what_cannot_be_right_is_refused_in_place_and_not_saved(
    visit: Visit, desk: Desk, name: str, identity: str, sentence: str
) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM, name, identity)
    assert sentence in visit.page.intake.refusal
    assert isinstance(visit.focus, QLineEdit)
    assert visit.focus.property("refused") is True
    assert desk.ask(deadline_board).result(PATIENCE).lines == ()
    visit.page.intake.clear()
    visit.page.resume()
    visit.receive(PROMISE_ITEM)
    assert visit.page.intake.refusal == ""
    assert visit.state() is CaseState.RECEIVED


def test_enter_without_an_item_says_so(visit: Visit) -> None:
    visit.serve()
    visit.enter("没有这个事项")
    visit.hands.press("Tab")
    visit.enter("欧阳伟", "11010519491231002X")
    assert "还没有选定事项" in visit.page.intake.refusal
    assert visit.stage() is Stage.INTAKE


def test_a_key_pressed_twice_acts_once(visit: Visit, desk: Desk) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("A")
    visit.hands.press("F9")
    visit.hands.press("F9")
    visit.settle()
    assert visit.state() is CaseState.ACCEPTED
    sheets = desk.ask(sheets_of_case, visit.case.case_id).result(PATIENCE)
    assert len(sheets) == 1
    assert not visit.shell.banner.isVisible()


def test_nothing_can_be_ruled_while_a_row_is_open(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    required = sum(material.required for material in visit.case.item.materials)
    visit.press("1")
    for act in (Act.RULE, Act.TELL_ONCE):
        assert visit.says(act).standing is Standing.WAITS
        assert visit.says(act).note == f"还有 {required - 1} 项没核对"
    visit.press("F10", "F9")
    assert visit.state() is CaseState.RECEIVED


def test_a_required_row_cannot_be_set_aside(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("N")
    assert "必交材料" in visit.shell.banner.sentence
    assert visit.scene.draft is not None
    assert visit.scene.draft.ticks == ()


def test_findings_outlast_a_visit_that_ends_early(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("1", "2")
    slip = visit.case.slip
    visit.press("F12")
    assert visit.stage() is Stage.FREE
    visit.scan(slip)
    received = [material.row for material in visit.case.checklist.rows(RowState.RECEIVED)]
    assert received == [1, 2]


def test_one_button_is_filled_from_the_call_to_the_end(visit: Visit) -> None:
    filled = []
    for keys in (["Ctrl+N"], ["F2"], ["F5"]):
        visit.press(*keys)
        filled.append(next_acts(visit))
    visit.receive(PROMISE_ITEM)
    filled.append(next_acts(visit))
    visit.press("A")
    filled.append(next_acts(visit))
    visit.press("F9")
    visit.paper_out()
    filled.append(next_acts(visit))
    visit.press("F12")
    filled.append(next_acts(visit))
    assert filled == [
        [Act.CALL_NEXT],
        [Act.START],
        [Act.RECEIVE],
        [],  # the checklist itself
        [Act.RULE],
        [Act.FINISH],
        [Act.TAKE_NUMBER],
    ]


def next_acts(visit: Visit) -> list[Act]:
    states = visit.model.states()
    return [act for act, state in states.items() if state.standing is Standing.NEXT]


def test_every_command_that_waits_says_why(visit: Visit) -> None:
    for keys in ((), ("Ctrl+N",), ("F2",), ("F5",)):
        visit.press(*keys)
        silent = [
            act
            for act, state in visit.model.states().items()
            if state.standing is Standing.WAITS and not state.note
        ]
        assert not silent


def test_call_again_and_no_show(visit: Visit) -> None:
    visit.press("Ctrl+N", "F2", "F3")
    present = visit.scene.snapshot.present
    assert present is not None
    assert (present.state, present.calls) == (TicketState.CALLED, 2)
    visit.press("F4")
    assert visit.scene.snapshot.present is None
    assert visit.says(Act.CALL_NEXT).note == "没有人等候"


def test_two_cases_under_one_number(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    first = visit.case.case_id
    visit.press("A", "F9", "Ctrl+I")
    assert visit.stage() is Stage.INTAKE
    visit.receive(IMMEDIATE_ITEM)
    assert visit.case.case_id != first
    assert visit.case.item.code == IMMEDIATE_ITEM
    assert visit.stage() is Stage.CASE


def test_a_further_copy_asks_its_reason_in_place(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("A", "F9")
    visit.paper_out()
    visit.press("Shift+F11", "Return")
    assert "原因" in visit.shell.banner.sentence
    first = visit.scene.newest_sheet
    assert first is not None
    visit.enter("原件卡纸损坏")
    visit.settle()
    visit.paper_out()
    copies = [(sheet.notice_id, sheet.copy_no) for sheet in visit.scene.snapshot.sheets]
    assert copies == [
        (first.notice_id, first.copy_no),
        (first.notice_id, first.copy_no + 1),
    ]


def test_a_slip_is_read_wherever_the_focus_is(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    assert isinstance(visit.focus, ChecklistView)
    visit.scan("YCNAM23456789ABX")
    assert "编码读错了一位" in visit.shell.banner.sentence
    assert visit.scene.draft is not None
    assert visit.scene.draft.ticks == (), "its letters tick nothing"
    visit.press("Escape")
    assert not visit.shell.banner.isVisible()
    assert isinstance(visit.focus, ChecklistView)


def test_a_slip_scanned_into_the_intake_opens_its_case(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    slip, case_id = visit.case.slip, visit.case.case_id
    visit.press("F12")
    visit.serve()
    visit.hands.write(slip)
    visit.press("Return")
    assert visit.case.case_id == case_id


def test_f8_goes_to_the_checklist_and_back(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("A", "F9")
    visit.paper_out()
    before = visit.focus
    visit.press("F8")
    visit.model.refresh()
    visit.hands.rest()
    assert isinstance(visit.focus, ChecklistView), "no refresh takes the keyboard away"
    visit.press("F8")
    assert visit.focus is before


def test_the_fullest_page_fits_a_counter_display(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("1", "2", "3", "4", "5", "Down", "M", "F10")
    slip = visit.case.slip
    visit.paper_out()
    visit.press("F12")
    visit.scan(slip)
    visit.press("A", "Shift+F11")
    least = visit.shell.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 768 - 28, "a title bar stands above it"


def test_the_column_says_who_is_next_and_why_and_the_call_follows_it(
    visit: Visit, desk: Desk
) -> None:
    visit.press("Ctrl+N")
    duty = signed_in(desk)
    entitled = Entitlement(TicketClass.PRIORITY, "七十岁以上")
    preferred = desk.do(reception.issue_ticket, duty, "", entitled=entitled)
    number = preferred.result(PATIENCE).number
    visit.hands.wait("the other number", lambda: len(visit.scene.snapshot.waiting) == 2)
    shown = [one.text() for one in visit.page.findChildren(QLabel) if one.isVisible()]
    assert number in shown
    assert "因为 优先，本轮普通、优先 1:2，等候 0 分钟" in shown
    visit.press("F2")
    present = visit.scene.snapshot.present
    assert present is not None
    assert present.number == number
