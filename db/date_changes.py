"""What a new calendar does to open cases: brought up batch by batch, each change kept.

A case is brought up through every approval by itself, and before anything else happens to it: what
is written is the same whether it is reached at once, at night or by a rebuild (docs/adr/0011).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update

from db import calendars, case_dates, open_cases
from db.calendar_tables import date_change
from db.tables import case_file, clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from core.calendar import Calendar
    from core.clock import Clock
    from core.deadline import Deadline, Terms
    from db.calendars import InForce
    from db.open_cases import OpenCase

    Steps = dict[int, tuple[Calendar, Calendar]]  # by approval: the calendar before and after it

Row = dict[str, object]


def waiting(connection: Connection, hall: str, published: Calendar) -> int:
    """How many open cases of a hall are still reckoned under an earlier calendar."""
    in_force = calendars.in_force(connection, hall, published)
    return sum(
        connection.execute(
            select(func.count()).select_from(case_file).where(_open(hall), behind)
        ).scalar_one()
        for behind in _behind(in_force)
    )


def bring_up(connection: Connection, hall: str, published: Calendar, limit: int) -> tuple[str, ...]:
    """Reckon up to `limit` open cases anew, the most urgent first; their ids.

    Empty when every open case of the hall stands under the calendar in force.
    """
    in_force = calendars.in_force(connection, hall, published)
    for behind in _behind(in_force):
        found = connection.execute(
            select(case_file.c.case_id)
            .where(_open(hall), behind)
            .order_by(case_file.c.calendar_place, case_file.c.calendar_version, case_file.c.due_on)
            .limit(limit)
        )
        if ids := tuple(found.scalars()):
            _bring_up(connection, hall, published, in_force, ids)
            return ids
    return ()


def bring_up_case(
    connection: Connection, hall: str, published: Calendar, in_force: InForce, case_id: str
) -> None:
    """Reckon one case anew if it stands under an earlier calendar."""
    place = connection.execute(
        select(case_file.c.calendar_place).where(
            case_file.c.case_id == case_id, case_file.c.watch_kind != ""
        )
    ).scalar_one_or_none()
    if place is not None and place < in_force.place:
        _bring_up(connection, hall, published, in_force, (case_id,))


def _bring_up(
    connection: Connection,
    hall: str,
    published: Calendar,
    in_force: InForce,
    ids: Sequence[str],
) -> None:
    cases = open_cases.load(connection, ids)
    first = min(one.place for one in cases)
    by_place = [
        calendars.at_place(connection, hall, published, place)
        for place in range(first, in_force.place + 1)
    ]
    steps: Steps = {first + n: (by_place[n - 1], by_place[n]) for n in range(1, len(by_place))}
    reckoned = _Reckoned()
    changes = [row for one in cases for row in _changes(one, steps, reckoned)]
    if changes:
        connection.execute(insert(date_change), changes)
    connection.execute(
        update(case_file).where(case_file.c.case_id == bindparam("of_case")),
        [{"of_case": one.case_id, **case_dates.columns(one, in_force)} for one in cases],
    )
    dues = [
        {
            "of_case": one.case_id,
            "at": place,
            "due_on": reckoned.due(running, in_force.calendar).due_day,
        }
        for one in cases
        for place, running in enumerate(one.clocks)
        if running.state.is_open
    ]
    connection.execute(
        update(clock).where(
            clock.c.case_id == bindparam("of_case"), clock.c.place == bindparam("at")
        ),
        dues,
    )


class _Reckoned:
    """Deadlines of one batch; cases due about the same day share most of them."""

    def __init__(self) -> None:
        self._found: dict[tuple[Terms, int], Deadline] = {}

    def due(self, running: Clock, calendar: Calendar) -> Deadline:
        key = (running.terms, id(calendar))
        if key not in self._found:
            self._found[key] = running.due(calendar)
        return self._found[key]

    def by_itself(self, running: Clock, calendar: Calendar) -> Deadline:
        key = (running.terms, -id(calendar))
        if key not in self._found:
            self._found[key] = running.terms.reckoned(calendar)
        return self._found[key]


def _changes(one: OpenCase, steps: Steps, reckoned: _Reckoned) -> Iterator[Row]:
    for change_place, (before, after) in steps.items():
        if change_place <= one.place:
            continue
        for place, running in enumerate(one.clocks):
            if not running.state.is_open:
                continue
            was, becomes = reckoned.due(running, before), reckoned.due(running, after)
            own = reckoned.by_itself(running, after)
            if was.due == becomes.due == own.due and was.firmness is becomes.firmness:
                continue
            yield {
                "case_id": one.case_id,
                "clock_place": place,
                "change_place": change_place,
                "kind": running.kind.value,
                "was_due": was.due_day,
                "due_on": becomes.due_day,
                "reckoned_on": own.due_day,
                "was_firmness": was.firmness.value,
                "firmness": becomes.firmness.value,
            }


def _open(hall: str) -> ColumnElement[bool]:
    return (case_file.c.hall == hall) & (case_file.c.watch_kind != "")


def _behind(in_force: InForce) -> tuple[ColumnElement[bool], ...]:
    """Ranges of the index, one after another, that hold what is not up to the calendar.

    A program with a newer calendar built in changes the version and not the place.
    """
    place, version = case_file.c.calendar_place, case_file.c.calendar_version
    here = place == in_force.place
    return (
        place < in_force.place,
        here & (version < in_force.calendar.version),
        here & (version > in_force.calendar.version),
    )
