"""什么时候办好: the dates a clerk can tell the person across the glass."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.case_states import CaseState
from core.clock import ClockState

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.clock import Clock
    from core.deadline import Deadline
    from core.what_if import WhatIf
    from desktop.workbench import Workbench

translate = QCoreApplication.translate
_WEEKEND = "周末"


class Sureness(enum.Enum):
    """How far a date may be relied on."""

    FIRM = "firm"
    EXPECTED = "expected"  # rests on something the applicant has yet to do
    PROVISIONAL = "provisional"  # reaches beyond the published calendar

    @property
    def word(self) -> str:
        """The reservation in one word."""
        match self:
            case Sureness.FIRM:
                return translate("dates", "确定")
            case Sureness.EXPECTED:
                return translate("dates", "预计")
            case Sureness.PROVISIONAL:
                return translate("dates", "暂定")


@dataclass(frozen=True)
class DateLine:
    """One date with what it rests on; without a day it is done on the spot."""

    name: str
    detail: str
    day: date | None
    sureness: Sureness


def date_lines(snapshot: Workbench) -> tuple[DateLine, ...]:
    """The running clocks of the case in hand, before acceptance also when it would be done."""
    case = snapshot.case
    if case is None:
        return ()
    clocks = tuple(
        _clock_line(clock, snapshot.calendar)
        for clock in case.clocks
        if clock.state is ClockState.RUNNING
    )
    if case.state not in (CaseState.RECEIVED, CaseState.AWAITING_CORRECTION):
        return clocks
    today, *later = snapshot.what_if
    expected = (_what_if_line(one, Sureness.EXPECTED) for one in later)
    return (_what_if_line(today, Sureness.FIRM), *expected, *clocks)


def _what_if_line(one: WhatIf, sureness: Sureness) -> DateLine:
    if one.line is None:
        detail = translate("dates", "即办件，材料齐全当场办结")
        return DateLine(one.name, detail, None, sureness)
    if one.line.provisional_note:
        return DateLine(one.name, one.line.provisional_note, one.line.due, Sureness.PROVISIONAL)
    return DateLine(one.name, one.line.limit, one.line.due, sureness)


def _clock_line(clock: Clock, calendar: Calendar) -> DateLine:
    found = clock.due(calendar)
    day = found.due_day
    if reservation := found.provisional_note():
        return DateLine(clock.kind.word, reservation, day, Sureness.PROVISIONAL)
    return DateLine(clock.kind.word, _reckoning(found, day, calendar), day, Sureness.FIRM)


def _reckoning(found: Deadline, last_day: date | None, calendar: Calendar) -> str:
    holidays = dict.fromkeys(
        skipped.reason for skipped in found.skipped if skipped.reason != _WEEKEND
    )
    parts = [found.limit.words()]
    if holidays:
        parts.append(translate("dates", "已跳过{holidays}").format(holidays="、".join(holidays)))
    if last_day is not None and (kind := calendar.name(last_day)):
        parts.append(kind)  # 国庆节调休上班: a Saturday that counts needs its reason
    return "，".join(parts)
