"""Open cases by due date, with the colour each one has today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from core.applicant import masked_name
from core.deadline import Urgency, working_days_left
from core.urgency import countdown
from db import calendars, case_board, rule_packs

if TYPE_CHECKING:
    from datetime import date

    from core.calendar import Calendar
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
        return countdown(self.urgency, self.left)

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
    """The most urgent open cases this database holds, of all stations, and how many there are."""
    return DeadlineBoard(first_page(reading), counts(reading))


def first_page(reading: Reading) -> tuple[BoardLine, ...]:
    """The most urgent open cases, those with nothing to count down to at the end."""
    rules = rule_packs.in_force(reading.connection, reading.identity.hall)
    in_force = calendars.in_force(reading.connection, reading.identity.hall, reading.published)
    rows = case_board.most_urgent(reading.connection, in_force)
    # Many cases are due on the same day.
    nearness = {
        day: _nearness(in_force.calendar, reading.today, rules, day)
        for day in {row.due_on for row in rows}
    }
    return tuple(BoardLine(row, *nearness[row.due_on]) for row in rows)


def counts(reading: Reading) -> dict[Urgency, int]:
    """How many open cases are how near."""
    rules = rule_packs.in_force(reading.connection, reading.identity.hall)
    found = {Urgency.PAUSED: case_board.open_undated(reading.connection)}
    before = 0
    for urgency, day in rules.last_days(reading.calendar, reading.today).items():
        so_far = case_board.open_until(reading.connection, day)
        found[urgency] = so_far - before
        before = so_far
    return found


def _nearness(
    calendar: Calendar, today: date, rules: RulePack, due_on: date | None
) -> tuple[Urgency, int]:
    found = rules.urgency(calendar, today, due_on)
    left = working_days_left(calendar, today, due_on) if due_on else 0
    return found, left
