"""A due date explained: what each day is to it, as a list and as the runs of a drawn bar."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from core.calendar import DayKind
from core.counting import HOURS, Cause
from core.moment import hall_day

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.counting import SkippedDay
    from core.deadline import Deadline


class MarkKind(enum.Enum):
    """What a day is to a deadline."""

    START = "start"
    COUNTED = "counted"
    MAKE_UP = "make_up"
    EXTENSION = "extension"
    REST_DAY = "rest_day"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """The kind as a legend names it."""
        return _WORDS[self]

    @property
    def counts(self) -> bool:
        """Whether such a day is one of the limit's or the extension's."""
        return self in _COUNTING


@dataclass(frozen=True)
class DayMark:
    """One day of a reckoning; `number` is which day of the limit it is, in hours none."""

    day: date
    kind: MarkKind
    word: str  # 周末, 国庆节, 国庆节调休上班, 专家评审; may be empty
    number: int | None = None


@dataclass(frozen=True)
class BarRun:
    """Neighbouring days of one kind and word, as one stretch of the bar."""

    kind: MarkKind
    word: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How long the stretch is."""
        return (self.last - self.first).days + 1


def day_marks(calendar: Calendar, found: Deadline) -> tuple[DayMark, ...]:
    """Every day from the start to the due date, or back to it, in the order of the calendar.

    `calendar` is the one the deadline was reckoned under.
    """
    marks = [_skipped(calendar, skipped) for skipped in found.skipped]
    in_hours = found.limit.unit in HOURS
    for number, day in enumerate(found.counted, start=1):
        kind = _own_kind(calendar, day) if number <= found.own else MarkKind.EXTENSION
        marks.append(DayMark(day, kind, calendar.name(day), None if in_hours else number))
    start = hall_day(found.starts_on)
    if all(mark.day != start for mark in marks):
        marks.append(DayMark(start, MarkKind.START, calendar.name(start)))
    return tuple(sorted(marks, key=lambda mark: mark.day))


def bar(marks: tuple[DayMark, ...]) -> tuple[BarRun, ...]:
    """The marks as runs of days alike; an ordinary day's word does not cut a run."""
    runs = []
    for (kind, word), alike in groupby(marks, key=_look):
        days = [mark.day for mark in alike]
        runs.append(BarRun(kind, word, days[0], days[-1]))
    return tuple(runs)


def make_up_days(calendar: Calendar, found: Deadline) -> tuple[date, ...]:
    """The counted days that are weekend days worked in exchange."""
    return tuple(day for day in found.counted if calendar.kind(day) is DayKind.MAKE_UP)


def paused_days(found: Deadline) -> tuple[date, ...]:
    """The days that did not count because a special procedure stopped the clock."""
    return tuple(skipped.day for skipped in found.skipped if skipped.cause is Cause.PAUSE)


def extension_days(found: Deadline) -> tuple[date, ...]:
    """The counted days that the extension added."""
    return found.counted[found.own :]


def _own_kind(calendar: Calendar, day: date) -> MarkKind:
    return MarkKind.MAKE_UP if calendar.kind(day) is DayKind.MAKE_UP else MarkKind.COUNTED


def _skipped(calendar: Calendar, skipped: SkippedDay) -> DayMark:
    kind = _SKIPPED[skipped.cause]
    if kind is MarkKind.REST_DAY and calendar.kind(skipped.day) is DayKind.HOLIDAY:
        kind = MarkKind.HOLIDAY
    return DayMark(skipped.day, kind, skipped.reason)


def _look(mark: DayMark) -> tuple[MarkKind, str]:
    return mark.kind, "" if mark.kind in _PLAIN else mark.word


_COUNTING: Final = frozenset({MarkKind.COUNTED, MarkKind.MAKE_UP, MarkKind.EXTENSION})
_PLAIN: Final = frozenset({MarkKind.COUNTED, MarkKind.EXTENSION})
_SKIPPED: Final = {
    Cause.REST: MarkKind.REST_DAY,
    Cause.PAUSE: MarkKind.PAUSED,
    Cause.CLOSED: MarkKind.CLOSED,
}
_WORDS: Final = {
    MarkKind.START: "起算日",
    MarkKind.COUNTED: "计入",
    MarkKind.MAKE_UP: "调休上班，计入",
    MarkKind.EXTENSION: "延长",
    MarkKind.REST_DAY: "周末",
    MarkKind.HOLIDAY: "节假日",
    MarkKind.PAUSED: "暂停",
    MarkKind.CLOSED: "大厅不开放",
}
