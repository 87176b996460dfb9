"""Never red retroactively: which due date holds when the calendar has changed under a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.moment import hall_day

if TYPE_CHECKING:
    from datetime import date

    from core.calendar import Calendar
    from core.deadline import Deadline, Terms


def stands(was: date, becomes: date, changed_on: date) -> bool:
    """Whether the date told before a change of the calendar holds against an earlier one after it.

    It holds where the new date had passed already on the day of the change: until then applicant
    and office could know only the old one, and nobody is late by a day made a deadline afterwards
    (行政许可法 art. 8: what the office told is relied on).
    """
    return becomes < was and hall_day(becomes) < changed_on


def due_under(terms: Terms, calendar: Calendar) -> Deadline:
    """The deadline a clock is held to: the calendar's in force, or an earlier one's that stands.

    One that stands is the earlier calendar's whole reckoning, which it names and explains.
    Raises: as `core.deadline.deadline`.
    """
    found = terms.reckoned(calendar)
    replaced = calendar.replaced
    if replaced is None or found.due is None or hall_day(found.due) >= replaced.on:
        return found
    before = due_under(terms, replaced.calendar)
    if before.due is not None and stands(before.due, found.due, replaced.on):
        return before
    return found
