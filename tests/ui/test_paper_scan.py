"""A scanner types a paper's whole symbol, wherever the keyboard is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.case_states import CaseState
from core.notice import Notice
from db import notices
from db.paper_signature import PaperSigner, coded
from tests.house import PATIENCE, PROMISE_ITEM
from ui.counter.checklist_rows import ChecklistView
from ui.counter.scene import Stage
from ui.pages.deadlines import DeadlinesPage

if TYPE_CHECKING:
    from desktop.desk import Desk
    from tests.ui.visit import Visit


@dataclass(frozen=True)
class Told:
    """The applicant is gone, with the one notice in hand."""

    notice: Notice
    case_id: str


@pytest.fixture
def told(visit: Visit, desk: Desk) -> Told:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    visit.press("1", "2", "3", "4", "Down", "M", "Down", "M", "F10")
    visit.paper_out()
    case_id = visit.case.case_id
    (notice,) = desk.ask(lambda reading: notices.of_case(reading.connection, case_id)).result(
        PATIENCE
    )
    visit.press("F12")
    assert visit.stage() is Stage.FREE
    return Told(notice, case_id)


@pytest.mark.parametrize("what", ["symbol", "symbol in small letters", "printed code"])
def test_the_symbol_or_the_printed_code_brings_the_case_back(
    visit: Visit, told: Told, what: str
) -> None:
    scanned = {
        "symbol": told.notice.code,
        "symbol in small letters": told.notice.code.lower(),
        "printed code": told.notice.slip_code,
    }
    visit.scan(scanned[what])
    assert (visit.case.case_id, visit.case.visits) == (told.case_id, 2)
    assert visit.state() is CaseState.AWAITING_CORRECTION
    assert not visit.shell.banner.isVisible()


def test_a_symbol_typed_at_once_reaches_the_field_whole(visit: Visit, told: Told) -> None:
    visit.hands.press("Ctrl+K")
    visit.hands.write(told.notice.code)
    visit.press("Return")
    assert visit.case.case_id == told.case_id


def test_a_symbol_scanned_into_the_intake_opens_its_case(visit: Visit, told: Told) -> None:
    visit.serve()
    visit.hands.write(told.notice.code)
    visit.press("Return")
    assert visit.case.case_id == told.case_id
    assert not visit.shell.banner.isVisible()


def test_a_forged_symbol_scanned_into_the_intake_opens_nothing(visit: Visit, told: Told) -> None:
    visit.serve()
    visit.hands.write(forged(told.notice.code))
    visit.press("Return")
    assert "不是本大厅的文书" in visit.shell.banner.sentence
    assert visit.stage() is Stage.INTAKE


def forged(code: str) -> str:
    """The same code with one character of its signature misprinted."""
    return code[:-1] + str((int(code[-1]) + 1) % 5)


def test_a_symbol_scanned_over_the_board_opens_on_the_workbench(visit: Visit, told: Told) -> None:
    visit.hands.press("Ctrl+2")
    visit.hands.wait("the board", lambda: isinstance(visit.shell.page, DeadlinesPage))
    visit.scan(told.notice.code)
    assert visit.case.case_id == told.case_id


def test_a_forged_symbol_ticks_nothing_and_is_told(visit: Visit, told: Told) -> None:
    visit.serve()
    visit.receive(PROMISE_ITEM)
    assert isinstance(visit.focus, ChecklistView)
    in_hand = visit.case
    visit.scan(forged(told.notice.code))
    assert "不是本大厅的文书" in visit.shell.banner.sentence
    assert visit.case == in_hand
    assert visit.scene.draft is not None
    assert visit.scene.draft.ticks == ()


def test_a_paper_that_cannot_be_checked_yet_opens_with_a_caution(visit: Visit, told: Told) -> None:
    visit.scan(coded(told.notice, PaperSigner(Ed25519PrivateKey.generate())).code)
    assert visit.case.case_id == told.case_id
    assert visit.shell.banner.isVisible()
    assert "签名暂时不能核对" in visit.shell.banner.sentence
