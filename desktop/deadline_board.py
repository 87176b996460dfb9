"""Open cases by due date, with the colour each one has today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.applicant import masked_name
from core.deadline import Urgency, working_days_left
from db import calendars, cases, rule_packs
from db.cases import BoardRow

if TYPE_CHECKING:
    from datetime import date

    from core.calendar import Calendar
    from core.rule_pack import RulePack
    from db.unit_of_work import Reading


@dataclass(frozen=True)
class BoardLine:
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
    """The whole page."""

    lines: tuple[BoardLine, ...]
    counts: dict[Urgency, int]


def deadline_board(reading: Reading) -> DeadlineBoard:
    """Every open case this database holds, of all stations, most urgent first."""
    rules = rule_packs.in_force(reading.connection, reading.identity.hall)
    in_force = calendars.in_force(reading.connection, reading.identity.hall, reading.published)
    rows = cases.board(reading.connection, in_force)
    lines = tuple(_line(in_force.calendar, reading.today, rules, row) for row in rows)
    return DeadlineBoard(lines, dict(Counter(line.urgency for line in lines)))


def _line(calendar: Calendar, today: date, rules: RulePack, row: BoardRow) -> BoardLine:
    found = rules.urgency(calendar, today, row.due_on)
    left = working_days_left(calendar, today, row.due_on) if row.due_on else 0
    return BoardLine(row, found, left)
