"""A clock as a line of a paper: its limit in words, its day, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock import Clock, ClockKind, open_clock
from core.notice_lines import DueLine

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.case_record import Case


def clock_line(case: Case, clock: Clock, calendar: Calendar) -> DueLine | None:
    """The clock's due date as printed; None while it stands, when there is no date to print."""
    found = clock.due(calendar)
    if found.due is None:
        return None
    limit = clock.limit.words()
    if clock.extension is not None:
        limit = f"{limit}，延长 {clock.extension.words()}"
    return DueLine(
        name=_NAMES.get(clock.kind, clock.kind.word),
        limit=limit,
        due=found.due,
        provisional_note=found.provisional_note(),
        basis=_basis(case, clock.kind),
    )


def office_lines(case: Case, calendar: Calendar) -> tuple[DueLine, ...]:
    """The promise and the statute as they bind the office now; those that stand are left out."""
    return tuple(
        line
        for kind in (ClockKind.PROMISE, ClockKind.STATUTORY)
        if (clock := open_clock(case.clocks, kind))
        and (line := clock_line(case, clock, calendar)) is not None
    )


def line_of(case: Case, kind: ClockKind, calendar: Calendar) -> DueLine:
    """The line of the newest clock of a kind, which has one and does not stand."""
    clock = [one for one in case.clocks if one.kind is kind][-1]
    line = clock_line(case, clock, calendar)
    if line is None:
        raise AssertionError("a clock without an open pause has a due date")
    return line


def _basis(case: Case, kind: ClockKind) -> str:
    if kind is ClockKind.STATUTORY and case.item.statutory is not None:
        return case.item.statutory.source
    return _BASES.get(kind, "")


_ACT = "《中华人民共和国行政许可法》"
_NAMES = {
    ClockKind.ACCEPTANCE: "告知期限",
    ClockKind.PROMISE: "承诺办结",
    ClockKind.STATUTORY: "法定办结",
    ClockKind.CORRECTION: "补正期限",
    ClockKind.ASSIST: "协办答复",
    ClockKind.FOLLOW_UP: "补发正式结果",
}
# Which clocks a paper's line tells the applicant about; an assisting department is none of theirs.
APPLICANTS_LINES = {name: kind for kind, name in _NAMES.items() if kind is not ClockKind.ASSIST}
_BASES = {
    ClockKind.ACCEPTANCE: f"{_ACT}第三十二条第一款第（四）项",
    ClockKind.PROMISE: "本大厅公布的服务承诺",
    ClockKind.CORRECTION: "本大厅补正期限规定",
    ClockKind.SPECIAL_PROCEDURE: f"{_ACT}第四十五条",
    ClockKind.ASSIST: "国发〔1999〕9号",
}
