"""Signing in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop import demonstration
from tests.ui.visit import Visit
from ui.pages.workbench import WorkbenchPage

if TYPE_CHECKING:
    from ui.shell import Shell

BADGE, PASSWORD = demonstration.CLERK.badge, demonstration.PASSWORD


@pytest.mark.parametrize(("badge", "password"), [(BADGE, "wrong"), ("9999", PASSWORD)])
def test_a_wrong_badge_or_password_is_refused_in_place(
    shell: Shell, badge: str, password: str
) -> None:
    visit = Visit(shell)
    visit.enter(badge, password)
    visit.settle()
    assert shell.page is shell.sign_in
    assert "工号或密码不对" in shell.sign_in.refusal
    field = visit.focus
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert field.text() == ""
    assert not shell.banner.isVisible(), "it stands in place, not on the error surface"


def test_a_second_try_succeeds(shell: Shell) -> None:
    visit = Visit(shell)
    visit.enter(BADGE, "wrong")
    visit.settle()
    visit.enter(PASSWORD)
    visit.hands.wait("the workbench", lambda: isinstance(shell.page, WorkbenchPage))
    assert shell.sign_in.refusal == ""


def test_without_a_badge_nobody_is_asked(shell: Shell) -> None:
    visit = Visit(shell)
    visit.enter("", PASSWORD)
    assert "还没有输入工号" in shell.sign_in.refusal


def test_the_counter_is_set_and_may_be_changed(shell: Shell) -> None:
    visit = Visit(shell)
    visit.hands.write(BADGE)
    for _ in range(2):
        visit.hands.press("Tab")
    field = visit.focus
    assert isinstance(field, QLineEdit)
    assert field.text() == "3"
    field.clear()
    visit.enter("")
    assert "还没有输入窗口号" in shell.sign_in.refusal
    visit.hands.write("8")
    visit.hands.press("Shift+Tab")
    visit.enter(PASSWORD)
    visit.hands.wait("the workbench", lambda: isinstance(shell.page, WorkbenchPage))
    visit.settle()
    visit.press("Ctrl+N", "F2")
    present = visit.scene.snapshot.present
    assert present is not None
    assert present.counter == "8"


def test_signing_out_takes_the_pages_down(visit: Visit) -> None:
    gone: list[str] = []
    page = visit.page
    page.destroyed.connect(lambda: gone.append("workbench"))
    visit.hands.press("Ctrl+L")
    visit.hands.wait("sign-in", lambda: visit.shell.page is visit.shell.sign_in)
    visit.hands.wait("the page gone", lambda: gone == ["workbench"])
    visit.sign_in()
    assert visit.page is not page


def test_findings_are_recorded_when_the_clerk_signs_out(visit: Visit) -> None:
    visit.serve()
    visit.receive("XK-0001")
    visit.press("1", "2")
    visit.hands.press("Ctrl+L")
    visit.hands.press("1")  # the number stays open
    visit.hands.wait("sign-in", lambda: visit.shell.page is visit.shell.sign_in)
    visit.sign_in()
    draft = visit.scene.draft
    assert draft is not None
    assert draft.ticks == ()
    assert draft.found.told == 2


def test_before_signing_in_no_slip_is_taken(shell: Shell) -> None:
    visit = Visit(shell)
    visit.hands.press("Ctrl+K")
    visit.hands.write("Y")
    field = visit.focus
    assert isinstance(field, QLineEdit)
    assert field.text() == "Y", "the key went into the badge field"
    assert shell.page is shell.sign_in


def test_the_title_of_the_window_begins_with_the_page(visit: Visit) -> None:
    assert visit.shell.windowTitle().startswith("工作台")
    visit.hands.press("Ctrl+L")
    visit.hands.wait("sign-in", lambda: visit.shell.windowTitle().startswith("登录"))
    visit.sign_in()
