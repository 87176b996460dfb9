"""What would follow, told before anything is printed: handed in later, or with a procedure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.case import office_limits
from core.clock import ClockKind
from core.deadline import Deadline, Terms, deadline
from core.limit import Limit, Pause
from core.notice_lines import DueLine
from core.papers import due_line

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.catalogue import ServiceItem


@dataclass(frozen=True)
class WhatIf:
    """One date the applicant may ask about before anything is printed."""

    name: str
    line: DueLine | None  # None: done on the spot


@dataclass(frozen=True)
class Supposition:
    """A deadline as it would be, under the name of what is supposed."""

    name: str
    deadline: Deadline


def of_item(item: ServiceItem, on: date, calendar: Calendar) -> tuple[WhatIf, ...]:
    """When it will be done if handed in complete today, or on the next working day."""
    promise = office_limits(item).get(ClockKind.PROMISE)
    days = (("今天交齐受理", on), ("下一个工作日交齐", calendar.working_days_after(on, 1)))
    return tuple(
        WhatIf(
            name,
            due_line(name, day, promise, calendar, "本大厅公布的服务承诺") if promise else None,
        )
        for name, day in days
    )


def handed_in(terms: Terms, calendar: Calendar) -> tuple[Supposition, ...]:
    """The deadline if it starts as the terms say, on the next working day, or next week.

    Next week is its first working day; when that is the next working day it is told once. A
    moment keeps its time of day. Pauses stay where they are.

    Raises: as `deadline`.
    """
    today = terms.trigger.date() if isinstance(terms.trigger, datetime) else terms.trigger
    following = calendar.working_days_after(today, 1)
    sunday = today + timedelta(days=6 - today.weekday())
    next_week = calendar.working_days_after(sunday, 1)
    days = {today: "今天", following: _named(today, following)}
    days.setdefault(next_week, f"下周（{next_week.month}月{next_week.day}日）")
    return tuple(
        Supposition(
            f"{name}交齐", replace(terms, trigger=_moved(terms.trigger, day)).reckoned(calendar)
        )
        for day, name in days.items()
    )


def with_procedure(
    terms: Terms, name: str, begins: date, lasts: Limit, calendar: Calendar
) -> Supposition:
    """The deadline if a special procedure stops the clock from a day on, as long as it lasts.

    Raises: as `deadline`; HoursNotPausable when the terms are in hours.
    """
    result = deadline(calendar, begins, lasts).due
    pause = Pause(begins, result, name)
    supposed = replace(terms, pauses=(*terms.pauses, pause)).reckoned(calendar)
    return Supposition(f"{begins.month}月{begins.day}日起{name}{lasts.words()}", supposed)


def _named(today: date, following: date) -> str:
    if following - today == timedelta(days=1):
        return "明天"
    return f"下一个工作日（{following.month}月{following.day}日）"


def _moved(trigger: date, day: date) -> date:
    return datetime.combine(day, trigger.timetz()) if isinstance(trigger, datetime) else day
