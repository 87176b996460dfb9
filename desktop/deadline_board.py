"""Open cases by due date, with the colour each one has today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from core.applicant import masked_name
from core.deadline import Urgency, working_days_left
from db import case_board, rule_packs

if TYPE_CHECKING:
    from datetime import date

    from core.rule_pack import RulePack
    from db.case_board import BoardRow
    from db.unit_of_work import Reading


class BoardLine(NamedTuple):
    """One open case today; `left` in working days, negative when overdue."""

    row: BoardRow
    urgency: Urgency
    left: int

    @property
    def words(self) -> str:
        """The state in words: 剩 3 个工作日, 今天到期, 超期 2 个工作日, 暂停计时."""
        if self.urgency is Urgency.PAUSED:
            return "暂停计时"
        if self.urgency is Urgency.OVERDUE:
            return f"超期 {-self.left} 个工作日"
        if self.left == 0:
            return "今天到期"
        return f"剩 {self.left} 个工作日"

    @property
    def applicant(self) -> str:
        """The applicant as screens show it."""
        return masked_name(self.row.applicant_name)


@dataclass(frozen=True)
class DeadlineBoard:
    """The first page, and how many cases are open in all."""

    lines: tuple[BoardLine, ...]
    counts: dict[Urgency, int]


def deadline_board(reading: Reading) -> DeadlineBoard:
    """The most urgent open cases of all stations this database holds, and all of them counted."""
    return DeadlineBoard(first_page(reading), counts(reading))


def first_page(reading: Reading) -> tuple[BoardLine, ...]:
    """The open cases of all stations, most urgent first, as many as a page holds."""
    rules = rule_packs.in_force(reading.connection, reading.identity.hall)
    rows = case_board.most_urgent(reading.connection)
    standing = {
        due_on: _standing(reading, rules, due_on) for due_on in {row.due_on for row in rows}
    }
    return tuple(BoardLine(row, *standing[row.due_on]) for row in rows)


def counts(reading: Reading) -> dict[Urgency, int]:
    """How many open cases stand how; of every one of them, not of the first page."""
    rules = rule_packs.in_force(reading.connection, reading.identity.hall)
    found: Counter[Urgency] = Counter()
    for due_on, count in case_board.open_by_due_date(reading.connection):
        if count:
            found[rules.urgency(reading.calendar, reading.today, due_on)] += count
    return dict(found)


def _standing(reading: Reading, rules: RulePack, due_on: date | None) -> tuple[Urgency, int]:
    left = working_days_left(reading.calendar, reading.today, due_on) if due_on else 0
    return rules.urgency(reading.calendar, reading.today, due_on), left
