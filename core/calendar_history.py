"""The calendars of a hall one after another: what was approved, and what each took the place of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from core.calendar import Calendar, NoticesIncomplete
from core.holiday_notice import HolidayNotice
from core.replaced_calendar import Replaced

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class ApprovedNotice:
    """A notice that two persons put in force, and the hall's day on which they did."""

    notice: HolidayNotice
    on: date


def succeeded(base: Calendar, approved: Sequence[ApprovedNotice]) -> Calendar:
    """The calendar after notices approved one after another over what the program has built in.

    A notice that is built in by now counts as approved all the same: a new version of the program
    must not forget what was promised before the notice was known.
    Raises: NoticesIncomplete; WorkOnNationalHoliday.
    """
    return _after(_without(base, {one.notice.number for one in approved}), tuple(approved))


def succeeding(before: Calendar, notice: HolidayNotice, on: date) -> Calendar:
    """The calendar one further notice would make, if it came into force on a day.

    Raises: NoticesIncomplete; WorkOnNationalHoliday.
    """
    return replace(before, notices=(*before.notices, notice), replaced=Replaced(on, lambda: before))


def _after(base: Calendar, approved: tuple[ApprovedNotice, ...]) -> Calendar:
    if not approved:
        return base
    notices = tuple(one.notice for one in approved)
    before = Replaced(approved[-1].on, partial(_after, base, approved[:-1]))
    return replace(base, notices=(*base.notices, *notices), replaced=before)


def _without(base: Calendar, numbers: set[str]) -> Calendar:
    kept = tuple(one for one in base.notices if one.number not in numbers)
    if len(kept) == len(base.notices):
        return base
    try:
        return replace(base, notices=kept)
    except NoticesIncomplete:  # a later year is built in too: then nothing is known of before
        return base
