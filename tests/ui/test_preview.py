"""The preview shows the very bytes, before the act and after it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from core.case_states import CaseState
from printing.preview import pages_png
from tests.house import PROMISE_ITEM, until
from ui.counter.acts import Act
from ui.counter.preview_model import DPI, Looking, PreviewModel
from ui.counter.preview_panel import PreviewPanel

if TYPE_CHECKING:
    from desktop.desk import Desk
    from tests.ui.visit import Visit


def looked_at(visit: Visit) -> PreviewModel:
    """The preview once it has its pages."""
    model = visit.model.preview
    visit.hands.wait("the preview", lambda: model.preview is not None)
    return model


def panel(visit: Visit) -> PreviewPanel:
    return visit.page.findChildren(PreviewPanel)[0]


def test_without_a_paper_there_is_nothing_to_preview(visit: Visit) -> None:
    assert visit.says(Act.PREVIEW).note == "还没有文书"


def test_the_paper_is_seen_before_its_number_is_spent(visit: Visit, desk: Desk) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("A", "Ctrl+P")
    model = looked_at(visit)
    assert panel(visit).isVisible()
    assert model.looking is Looking.COMING
    assert model.preview is not None
    assert visit.state() is CaseState.RECEIVED
    announced = model.preview.number
    assert not list(desk.settings.papers.glob("*.pdf"))
    visit.press("F9")
    visit.hands.wait("the sheet itself", lambda: model.looking is Looking.SHEET)
    assert looked_at(visit).preview is not None
    assert visit.scene.newest_sheet is not None
    assert visit.scene.newest_sheet.number == announced, "a preview takes no number"


def test_what_is_shown_is_what_reached_the_printer(visit: Visit, desk: Desk) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("A", "F9")
    until(desk, lambda status: status.spool.waiting == 0)
    visit.press("Ctrl+P")
    preview = looked_at(visit).preview
    assert preview is not None
    (paper,) = desk.settings.papers.glob("*.pdf")
    assert preview.sha256 == hashlib.sha256(paper.read_bytes()).hexdigest()
    assert preview.pages == pages_png(paper.read_bytes(), DPI)


def test_the_keys_that_close_the_preview(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    for key in ("Ctrl+P", "Esc"):
        visit.press("A", "Ctrl+P")
        looked_at(visit)
        visit.press(key)
        assert not panel(visit).isVisible()
        assert visit.model.preview.looking is Looking.NOTHING
        assert visit.page.settled


def test_a_page_is_fitted_to_the_height_or_shown_in_its_own_size(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("A", "Ctrl+P")
    looked_at(visit)
    visit.hands.rest()
    fitted = sheet_width(visit)
    (full,) = [one for one in visit.page.findChildren(QPushButton) if "原大" in one.text()]
    full.click()
    assert sheet_width(visit) == round(210 / 25.4 * 96)
    full.click()
    assert sheet_width(visit) == fitted < 400


def sheet_width(visit: Visit) -> int:
    (page,) = [one for one in panel(visit).findChildren(QLabel) if not one.pixmap().isNull()]
    return page.pixmap().width()


UNDRAWABLE = "王\U000323af明"


def test_a_character_without_a_glyph_is_confirmed_by_a_second_press(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM, UNDRAWABLE)
    visit.press("A", "F9")
    assert "〓〔U+323AF〕" in visit.shell.banner.sentence
    assert visit.state() is CaseState.RECEIVED
    assert not visit.scene.snapshot.sheets
    assert visit.says(Act.RULE).note == "核对无误，再按一次照印"
    visit.press("F9")
    assert visit.state() is CaseState.ACCEPTED
    assert visit.scene.newest_sheet is not None
    assert visit.scene.newest_sheet.number.endswith("受03-000001"), "no number was spent before"


def test_the_next_case_asks_about_its_characters_anew(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM, UNDRAWABLE)
    visit.press("A", "F9", "Ctrl+I")
    visit.receive(PROMISE_ITEM, UNDRAWABLE)
    visit.press("A", "F9")
    assert visit.state() is CaseState.RECEIVED


def test_the_preview_shows_what_is_to_be_confirmed(visit: Visit) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM, UNDRAWABLE)
    visit.press("A", "Ctrl+P")
    model = looked_at(visit)
    assert model.looking is Looking.COMING
    assert "〓〔U+323AF〕" in model.refusal
    visit.press("Esc", "F9")
    assert visit.state() is CaseState.RECEIVED, "looking is not confirming"
