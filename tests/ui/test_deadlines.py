"""The deadline board."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from core.case_states import CaseState
from core.clock import ClockKind
from core.deadline import Firmness, Urgency
from db.case_board import BoardRow
from desktop.deadline_board import BoardLine
from tests.house import PATIENCE, accepted, furnished, ready_case, signed_in, station_settings
from ui.bridge import Bridge
from ui.pages.deadline_table import Column, DeadlineModel, DeadlineTable
from ui.pages.deadlines import DeadlinesPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from tests.ui.visit import Visit
    from ui.theme import Theme

MS = round(PATIENCE * 1000)


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 9, 14, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def line(
    left: int, urgency: Urgency, due: date | None, firmness: Firmness = Firmness.FIRM
) -> BoardLine:
    row = BoardRow(
        case_id=f"case-{left}",
        number="20260928-03-0001",
        item_name="食品经营许可（餐饮服务，新办）",
        applicant_name="欧阳伟",
        state=CaseState.ACCEPTED,
        watch=ClockKind.PROMISE,
        due_on=due,
        firmness=firmness,
        counter="3",
        station="03",
    )
    return BoardLine(row, urgency, left)


LINES = (
    line(-2, Urgency.OVERDUE, date(2026, 9, 24)),
    line(0, Urgency.DUE1, date(2026, 9, 28)),
    line(2, Urgency.DUE2, date(2026, 9, 30)),
    line(30, Urgency.NORMAL, date(2027, 1, 4), Firmness.PROVISIONAL),
    line(0, Urgency.PAUSED, None),
)


@pytest.fixture
def model() -> DeadlineModel:
    shown = DeadlineModel()
    shown.show_lines(LINES)
    return shown


def cell(model: DeadlineModel, row: int, column: Column) -> object:
    return model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)


def test_the_model_keeps_qts_rules(model: DeadlineModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped
    model.show_lines(LINES[1:])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped


def test_the_cells_in_words(model: DeadlineModel) -> None:
    words = [cell(model, 0, column) for column in Column]
    assert words == [
        "超期 2 个工作日",
        "9月24日 周四",
        "20260928-03-0001",
        "食品经营许可（餐饮服务，新办）",
        LINES[0].applicant,
        "已受理 · 承诺时限",
        "3号窗口",
    ]
    assert cell(model, 1, Column.LEFT) == "今天到期"
    assert cell(model, 3, Column.DUE) == "1月4日 周一（暂定）"
    assert cell(model, 4, Column.DUE) == "恢复后再定"


def test_the_full_name_is_nowhere_on_the_board(model: DeadlineModel) -> None:
    shown = [
        model.data(model.index(row, column), role)
        for row in range(model.rowCount())
        for column in Column
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
    ]
    assert not any("欧阳伟" in str(words) for words in shown)


def test_the_case_in_hand_stays_in_hand(model: DeadlineModel, theme: Theme, qtbot: QtBot) -> None:
    table = DeadlineTable(theme, model)
    qtbot.addWidget(table)
    table.selectRow(2)
    model.show_lines(LINES[1:])
    assert table.currentIndex().row() == 1
    model.show_lines(LINES[3:])
    assert not table.currentIndex().isValid()


def test_most_urgent_first_counted_and_refreshed(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    clock = Clock()
    with (
        furnished(station_settings(tmp_path / "station"), now=clock) as desk,
        closing(Bridge(desk)) as bridge,
    ):
        duty = signed_in(desk)
        accepted(desk, duty)
        clock.at = datetime(2026, 9, 25, 2, tzinfo=UTC)
        page = DeadlinesPage(theme, bridge)
        qtbot.addWidget(page)
        urgent: list[int] = []
        page.urgent.connect(urgent.append)
        qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=MS)
        ready_case(desk, duty)
        qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=MS)
        lefts = [cell(page.model, row, Column.LEFT) for row in range(2)]
        assert lefts == ["剩 1 个工作日", "剩 5 个工作日"]
        assert page.counts[Urgency.DUE1].count == 1
        assert page.counts[Urgency.NORMAL].count == 1
        assert urgent[-1] == 1


def test_an_empty_board_says_what_to_do_next(visit: Visit) -> None:
    visit.press("Ctrl+2")
    page = visit.shell.page
    assert isinstance(page, DeadlinesPage)
    assert page.empty.isVisible()
    assert "按 F2 叫号" in page.empty.text()


def test_a_slip_scanned_over_the_board_opens_on_the_workbench(visit: Visit) -> None:
    visit.serve()
    visit.receive("XK-0001")
    slip = visit.case.slip
    visit.press("F12")
    visit.hands.press("Ctrl+2")
    visit.hands.wait("the board", lambda: isinstance(visit.shell.page, DeadlinesPage))
    visit.scan(slip)
    visit.settle()
    assert visit.case.slip == slip
