"""The dates in a case's row: what it is watched by, and when the watchdog looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock import governing
from core.watchdog import next_look

if TYPE_CHECKING:
    from core.watchdog import Watched
    from db.calendars import InForce


def columns(case: Watched, in_force: InForce) -> dict[str, object]:
    """Everything in a case's row that depends on the calendar."""
    calendar = in_force.calendar
    watched = governing(case.clocks)
    found = watched.due(calendar) if watched else None
    return {
        "watch_kind": watched.kind.value if watched else "",
        "due_on": found.due_day if found else None,
        "firmness": found.firmness.value if found else "",
        "calendar_version": calendar.version,
        "calendar_place": in_force.place,
        "look_on": next_look(case, calendar),
    }
