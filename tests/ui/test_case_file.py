"""The case file: opened from everywhere, telling everything, every act done on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from core.case_states import CaseEvent, CaseState
from core.staff import Clerk, Role
from desktop import attendance, casework, demonstration
from desktop.case_forms import Ask
from tests.house import PATIENCE, QUICK, accepted, all_received, ready_case, signed_in, told_once
from tests.ui.visit import Visit
from ui.pages.case_file import CaseFilePage, suppositions
from ui.pages.deadlines import DeadlinesPage

if TYPE_CHECKING:
    from core.case import Case
    from desktop.case_file import CaseFile
    from desktop.desk import Desk
    from ui.shell import Shell

SUPERVISOR = Clerk("0901", "赵敏", Role.SUPERVISOR)
HEAD = Clerk("0101", "周建国", Role.AGENCY_HEAD)
PASSWORD = "jian-cha-0901"  # noqa: S105  (of the test's own staff)


class Reader:
    """Someone with a case file in front."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    @property
    def page(self) -> CaseFilePage:
        page = self.visit.shell.page
        assert isinstance(page, CaseFilePage)
        return page

    @property
    def file(self) -> CaseFile:
        file = self.page.model.file
        assert file is not None
        return file

    @property
    def case(self) -> Case:
        return self.file.case

    def wait(self, what: str, state: CaseState) -> None:
        self.visit.hands.wait(what, lambda: self.page.settled and self.case.state is state)

    def choose(self, event: CaseEvent) -> None:
        """The act's button, pressed with the keyboard."""
        button = next(one for one in self.page.acts.acts.buttons if one.text() == event.word)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    def fill(self, **given: str) -> None:
        """Type into the fields by their name in `Ask`."""
        for name, words in given.items():
            control = self.page.acts.form.fields[Ask[name.upper()]]
            if isinstance(control, QComboBox):
                control.setCurrentIndex(control.findData(words))
            else:
                assert isinstance(control, QLineEdit)
                control.setText(words)

    def confirm(self) -> None:
        """确认办理."""
        QTest.mouseClick(self.page.acts.form.do, Qt.MouseButton.LeftButton)
        self.visit.settle()

    def story(self) -> list[str]:
        lines = self.page.story.lines
        items = [lines.item(row, 1) for row in range(lines.rowCount())]
        return [item.text() for item in items if item is not None]


def opened(visit: Visit, case: Case) -> Reader:
    """The case typed by its number into the field every page has."""
    visit.hands.press("Ctrl+K")
    visit.hands.write(case.number)
    visit.hands.press("Return")
    reader = Reader(visit)
    visit.hands.wait("the file", lambda: isinstance(visit.shell.page, CaseFilePage))
    visit.hands.wait(
        "the case",
        lambda: reader.page.model.file is not None and reader.case.case_id == case.case_id,
    )
    return reader


def signed_in_as(shell: Shell, clerk: Clerk) -> Visit:
    visit = Visit(shell)
    visit.enter(clerk.badge, PASSWORD)
    visit.hands.wait("the pages", lambda: shell.page is not shell.sign_in)
    visit.settle()
    return visit


@pytest.fixture
def staff(desk: Desk) -> None:
    """A supervisor and the head of the agency."""
    for clerk in (SUPERVISOR, HEAD):
        desk.do(attendance.add_clerk, clerk, PASSWORD, QUICK).result(PATIENCE)


def test_a_number_typed_anywhere_opens_the_file_with_name_masked(visit: Visit, desk: Desk) -> None:
    case = accepted(desk, signed_in(desk)).case
    reader = opened(visit, case)
    shown = reader.page.who.text()
    assert case.number in shown
    assert "欧阳伟" not in shown
    assert reader.page.heading.text() == case.item.name
    assert reader.page.state.words == "已受理"


def test_an_unknown_number_is_told_and_nothing_opens(visit: Visit) -> None:
    visit.hands.press("Ctrl+K")
    visit.hands.write("20200101-03-9999")
    visit.hands.press("Return")
    visit.hands.wait("the refusal", visit.shell.banner.isVisible)
    assert "没有编号为 20200101-03-9999 的办件" in visit.shell.banner.sentence


def test_enter_on_the_deadline_board_opens_the_file(visit: Visit, desk: Desk) -> None:
    case = accepted(desk, signed_in(desk)).case
    visit.press("Ctrl+2")
    board = visit.shell.page
    assert isinstance(board, DeadlinesPage)
    visit.hands.wait("the board", lambda: board.model.rowCount() == 1)
    visit.hands.press("Ctrl+2")
    visit.hands.press("Return")
    reader = Reader(visit)
    visit.hands.wait("the file", lambda: isinstance(visit.shell.page, CaseFilePage))
    reader.wait("the case", CaseState.ACCEPTED)
    assert reader.case.case_id == case.case_id


def test_the_case_in_hand_at_the_workbench_is_the_one_the_tab_shows(visit: Visit) -> None:
    visit.serve()
    visit.receive("XK-0001")
    case = visit.case
    visit.hands.press("Ctrl+3")
    reader = Reader(visit)
    reader.wait("the case", CaseState.RECEIVED)
    assert reader.case.case_id == case.case_id


def test_a_slip_scanned_over_the_file_opens_its_own_file(visit: Visit, desk: Desk) -> None:
    duty = signed_in(desk)
    first, second = accepted(desk, duty).case, told_once(desk, duty).case
    reader = opened(visit, first)
    visit.scan(second.slip)
    reader.wait("the other case", CaseState.AWAITING_CORRECTION)
    assert reader.case.case_id == second.case_id


def test_exactly_what_the_table_allows_this_role_is_offered(visit: Visit, desk: Desk) -> None:
    reader = opened(visit, accepted(desk, signed_in(desk)).case)
    offered = reader.page.acts.offered
    assert "申请特别程序" in offered
    assert "作出准予决定" in offered
    for not_here in ("批准延期", "作废", "送达", "出具一次性告知"):
        assert not_here not in offered


def test_the_story_the_clocks_and_the_explanation_are_told(visit: Visit, desk: Desk) -> None:
    reader = opened(visit, accepted(desk, signed_in(desk)).case)
    assert reader.story() == ["受理", "核对材料", "收件"]
    page = reader.page
    assert "承诺时限" in page.clocks.bar.accessibleDescription()
    assert "次日起算" in page.clocks.why.words


def test_a_pause_from_its_request_to_its_end(desk: Desk, shell: Shell, staff: None) -> None:
    del staff
    case = accepted(desk, signed_in(desk)).case
    visit = Visit(shell)
    visit.sign_in()
    reader = opened(visit, case)
    reader.choose(CaseEvent.REQUEST_PROCEDURE)
    reader.fill(ground="expert_review", days="10", reason="需要专家论证")
    reader.confirm()
    reader.wait("the request", CaseState.AWAITING_PROCEDURE)
    reader.choose(CaseEvent.APPROVE_PROCEDURE)
    reader.confirm()
    visit.hands.wait(
        "the paper",
        lambda: any(s.to_confirm and "特别" in s.title for s in reader.file.sheets),
    )
    reader.choose(CaseEvent.BEGIN_PROCEDURE)
    reader.fill(proof="欧阳伟签收")
    reader.confirm()
    assert "还没有编号打印并确认出纸" in reader.page.acts.refusal.sentence
    paper = next(s for s in reader.file.sheets if "特别" in s.title)
    reader.page.papers.confirmed.emit(paper)
    visit.settle()
    reader.confirm()
    reader.wait("the pause", CaseState.PAUSED)
    assert reader.file.clocks[0].countdown.startswith("暂停")
    assert reader.story()[0] == "暂停计时"


def test_an_empty_reason_is_refused_in_place_and_nothing_changes(visit: Visit, desk: Desk) -> None:
    case = accepted(desk, signed_in(desk)).case
    reader = opened(visit, case)
    reader.choose(CaseEvent.REQUEST_EXTENSION)
    reader.fill(days="5")
    reader.confirm()
    assert "没有写明理由" in reader.page.acts.refusal.sentence
    assert not visit.shell.banner.isVisible()
    reader.fill(reason="案情复杂", days="许多")
    reader.confirm()
    assert "不是工作日数" in reader.page.acts.refusal.sentence
    assert reader.case.extension is None


def test_voiding_takes_a_second_person_who_signs_on_the_page(
    desk: Desk, shell: Shell, staff: None
) -> None:
    del staff
    case = accepted(desk, signed_in(desk)).case
    reader = opened(signed_in_as(shell, SUPERVISOR), case)
    assert reader.page.acts.offered == ("更正录入", "作废")
    reader.choose(CaseEvent.VOID)
    reader.fill(reason="重复收件", second_badge=SUPERVISOR.badge, second_password=PASSWORD)
    reader.confirm()
    assert "须由另一名" in reader.page.acts.refusal.sentence
    reader.fill(second_badge=demonstration.CLERK.badge, second_password=PASSWORD)
    reader.confirm()
    assert "工号或密码不对" in reader.page.acts.refusal.sentence
    reader.fill(second_password=demonstration.PASSWORD)
    reader.confirm()
    reader.wait("void", CaseState.VOIDED)
    assert not reader.page.acts.form.fields
    assert reader.page.clocks.bar.isHidden()


def test_materials_brought_later_are_ticked_and_the_case_is_accepted(
    visit: Visit, desk: Desk
) -> None:
    case = told_once(desk, signed_in(desk)).case
    reader = opened(visit, case)
    reader.choose(CaseEvent.ACCEPT)
    for box in reader.page.acts.form.rows.values():
        box.setChecked(True)
    reader.confirm()
    reader.wait("accepted", CaseState.ACCEPTED)


def test_the_paper_of_an_act_is_looked_at_before_it_is_done(visit: Visit, desk: Desk) -> None:
    case = accepted(desk, signed_in(desk)).case
    reader = opened(visit, case)
    reader.choose(CaseEvent.GRANT)
    reader.page.acts.form.looked_at.emit(reader.page.acts.form.answers())
    visit.hands.wait("the preview", lambda: reader.page.model.preview.preview is not None)
    assert reader.page.preview.isVisible()
    assert reader.case.state is CaseState.ACCEPTED
    visit.hands.press("Esc")
    assert not reader.page.preview.isVisible()
    reader.confirm()
    reader.wait("granted", CaseState.DECIDED)


def test_what_if_dates_stand_on_the_page_before_acceptance(visit: Visit, desk: Desk) -> None:
    duty = signed_in(desk)
    case = ready_case(desk, duty)
    reader = opened(visit, case)
    words = suppositions(reader.page, reader.file)
    assert "今天交齐：预计" in words
    assert "专家评审" in words


def test_a_case_moved_on_elsewhere_takes_its_form_away(visit: Visit, desk: Desk) -> None:
    duty = signed_in(desk)
    case = ready_case(desk, duty)
    reader = opened(visit, case)
    reader.choose(CaseEvent.REFUSE)
    desk.do(casework.accept, duty, desk.office, case.case_id, all_received(case)).result(PATIENCE)
    reader.wait("accepted", CaseState.ACCEPTED)
    assert reader.page.model.act is None
    assert "不予受理" not in reader.page.acts.offered


def test_a_day_of_the_bar_says_what_it_is(visit: Visit, desk: Desk) -> None:
    reader = opened(visit, accepted(desk, signed_in(desk)).case)
    bar = reader.page.clocks.bar
    rest = next(m for m in reader.file.clocks[0].marks if m.word == "周末")
    assert "周末" in bar.day_words(0, rest.day)
    assert "今天" in bar.day_words(0, reader.file.today)
