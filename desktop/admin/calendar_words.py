"""The calendar's administration in words for a terminal, and in fields for programs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from core.calendar import DayKind
from core.moment import CHINA, instant
from core.month_grid import changed_days, month_grid
from core.notice_import.checks import Severity, calendar_with, findings
from desktop.admin.moment_words import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.calendar import Calendar
    from core.calendar_change import Proposal
    from core.calendar_impact import Impact, Move
    from core.month_grid import GridDay, GridMonth
    from core.notice_import.parsed_notice import ParsedNotice
    from db.calendars import Version
    from db.told_dates import ToBeTold

Fields = dict[str, object]


def reading_lines(notice: ParsedNotice, in_force: Calendar) -> Iterator[str]:
    """A notice as read: the months it changes as grids, every change in words, the checks."""
    after = calendar_with(notice, in_force)
    yield f"{notice.number or '没有文号'}　{notice.issued or '没有成文日期'}　{notice.year}年"
    yield f"现行日历 {in_force.version}，采用后 {after.version}"
    changed = list(changed_days(in_force, after))
    if changed:
        yield "月历中 + 为改成上班，- 为改成放假或休息"
    for year, _ in groupby(changed, key=lambda one: one.day.year):
        for month in month_grid(in_force, after, year):
            if month.changes:
                yield from _grid(year, month)
    for one in changed:
        yield f"  {written(one.day)}　{_word(one.was, one.was_name)} → {_becomes(one)}"
    yield f"共 {len(changed)} 天有变" if changed else "与现行日历没有差别"
    found = findings(notice, in_force)
    for finding in found:
        mark = "不能采用" if finding.severity is Severity.REFUSE else "注意"
        yield f"{mark}　{finding.words}"
    if not found:
        yield "检查全部通过"


def reading_fields(notice: ParsedNotice, in_force: Calendar) -> Fields:
    """The same for programs."""
    after = calendar_with(notice, in_force)
    return {
        "year": notice.year,
        "number": notice.number,
        "issued": notice.issued.isoformat() if notice.issued else None,
        "scope": notice.scope.value,
        "source": notice.source.value,
        "against": in_force.version,
        "makes": after.version,
        "changes": [
            {
                "date": one.day.isoformat(),
                "was": one.was.value,
                "was_name": one.was_name,
                "becomes": one.becomes.value,
                "becomes_name": one.becomes_name,
            }
            for one in changed_days(in_force, after)
        ],
        "findings": [
            {"check": one.check.value, "severity": one.severity.value, "words": one.words}
            for one in findings(notice, in_force)
        ],
    }


def impact_lines(found: Impact) -> Iterator[str]:
    """Every clock that moves, and how many of each kind."""
    for move in found.moves:
        yield move.words()
    yield (
        f"提前 {len(found.earlier)} 项，推后 {len(found.later)} 项，"
        f"由暂定转为确定 {len(found.firm)} 项，不受影响 {found.untouched} 项"
    )


def impact_fields(found: Impact) -> Fields:
    """The same for programs."""
    return {
        "earlier": len(found.earlier),
        "later": len(found.later),
        "firm": len(found.firm),
        "untouched": found.untouched,
        "moves": [_move_fields(move) for move in found.moves],
    }


def list_lines(versions: Sequence[Version], proposals: Sequence[Proposal]) -> Iterator[str]:
    """Every version of the calendar, and every proposal with its state."""
    for one in versions:
        mark = "　现行" if one is versions[-1] else ""
        yield f"{one.calendar.version}　{_brought(one)}{mark}"
    for waits in proposals:
        stated = waits.proposed
        because = f"（{waits.reason}）" if waits.reason else ""
        yield (
            f"{stated.proposal_id}　{stated.notice.number}　{waits.state.word}{because}"
            f"　提交人 {stated.by.badge} {stated.by.name}"
        )


def list_fields(versions: Sequence[Version], proposals: Sequence[Proposal]) -> Fields:
    """The same for programs."""
    return {
        "versions": [
            {
                "version": one.calendar.version,
                "number": one.notice.number if one.notice else "",
                "approved_by": one.approved_by,
                "approved_at": one.approved_at,
                "in_force": one is versions[-1],
            }
            for one in versions
        ],
        "proposals": [
            {
                "id": one.proposed.proposal_id,
                "number": one.notice.number,
                "year": one.notice.year,
                "makes": one.proposed.makes,
                "warnings": list(one.proposed.warnings),
                "proposed_by": one.proposed.by.badge,
                "state": one.state.value,
                "decided_by": one.decided_by,
                "reason": one.reason,
            }
            for one in proposals
        ],
    }


def owed_fields(one: ToBeTold) -> Fields:
    """Whom a changed date is to be told."""
    return {
        "case": one.number,
        "case_id": one.case_id,
        "applicant": one.applicant_name,
        "phone": one.phone,
        "clock": one.clock.value,
        "told": one.told.isoformat(),
        "due": one.due_on.isoformat(),
    }


def _grid(year: int, month: GridMonth) -> Iterator[str]:
    name = f"{year}年{month.number}月"
    indent = " " * (_INDENT - len(name) - 2)  # 年 and 月 are two columns wide
    yield f"{name}{indent}" + "".join(f" {day} " for day in "一二三四五六日")
    for week in month.weeks:
        yield " " * _INDENT + "".join(_cell(one) for one in week)


def _cell(one: GridDay | None) -> str:
    if one is None:
        return "    "
    mark = _MARKS[one.becomes]
    return f"{one.day.day:3d}{mark}" if one.changes else f"{one.day.day:3d} "


def _move_fields(move: Move) -> Fields:
    return {
        "case": move.clock.case,
        "clock": move.clock.name,
        "was": move.was.due.isoformat() if move.was.due else None,
        "becomes": move.becomes.due.isoformat() if move.becomes.due else None,
        "shift": move.shift.value,
        "becomes_firm": move.becomes_firm,
    }


def _brought(one: Version) -> str:
    if one.notice is None:
        return "程序自带"
    day = instant(one.approved_at).astimezone(CHINA)
    return f"{one.notice.number}　{day:%Y-%m-%d} 由工号 {one.approved_by} 批准"


def _becomes(one: GridDay) -> str:
    return _word(one.becomes, one.becomes_name)


def _word(kind: DayKind, name: str) -> str:
    word = _WORDS[kind]
    return f"{word}（{name}）" if name and name != word else word


_WORDS = {
    DayKind.WORKDAY: "上班",
    DayKind.REST_DAY: "周末",
    DayKind.HOLIDAY: "放假",
    DayKind.MAKE_UP: "上班",
}
_INDENT = 12  # columns
_MARKS = {
    DayKind.WORKDAY: "+",
    DayKind.REST_DAY: "-",
    DayKind.HOLIDAY: "-",
    DayKind.MAKE_UP: "+",
}
