"""Open cases as much as their dates depend on, read many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select, true

from core.calendar_impact import OpenClock
from core.case_parts import SpecialProcedure
from core.case_states import CaseState
from core.catalogue import ServiceItem
from core.clock import Clock, ClockState
from core.special_procedure import pauses
from db import catalogues
from db.case_parts import clock_of
from db.course_tables import special_procedure
from db.payload import value_of
from db.tables import case_file, clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from core.limit import Pause


@dataclass(frozen=True)
class OpenCase:
    """As much of an open case as its dates depend on."""

    case_id: str
    item: ServiceItem
    state: CaseState
    accepted_on: date | None
    clocks: tuple[Clock, ...]
    place: int  # how many approvals it has been brought up through


def load(connection: Connection, ids: Sequence[str]) -> list[OpenCase]:
    """The open cases with those ids, read together."""
    if not ids:
        return []
    files = connection.execute(
        select(
            case_file.c.case_id,
            case_file.c.catalogue_version,
            case_file.c.item_code,
            case_file.c.state,
            case_file.c.accepted_on,
            case_file.c.calendar_place,
        ).where(case_file.c.case_id.in_(ids))
    ).all()
    stand = _pauses(connection, special_procedure.c.case_id.in_(ids))
    running: dict[str, list[Clock]] = {}
    for row in connection.execute(
        select(clock).where(clock.c.case_id.in_(ids)).order_by(clock.c.case_id, clock.c.place)
    ):
        running.setdefault(row.case_id, []).append(clock_of(row, stand.get(row.case_id, ())))
    items: dict[tuple[str, str], ServiceItem] = {}
    for row in files:
        key = (row.catalogue_version, row.item_code)
        if key not in items:
            items[key] = catalogues.item(connection, *key)
    return [
        OpenCase(
            row.case_id,
            items[row.catalogue_version, row.item_code],
            CaseState(row.state),
            row.accepted_on,
            tuple(running.get(row.case_id, ())),
            row.calendar_place,
        )
        for row in files
    ]


def every_clock(connection: Connection, hall: str) -> Iterator[OpenClock]:
    """Every open clock of a hall, by case number."""
    stand = _pauses(connection, true())
    rows = connection.execute(
        select(clock, case_file.c.number)
        .join(case_file, case_file.c.case_id == clock.c.case_id)
        .where(case_file.c.hall == hall, clock.c.state.in_(_OPEN), case_file.c.watch_kind != "")
        .order_by(case_file.c.number, clock.c.place)
    )
    for row in rows:
        found = clock_of(row, stand.get(row.case_id, ()))
        yield OpenClock(row.number, found.kind.word, found.terms)


def _pauses(connection: Connection, which: ColumnElement[bool]) -> dict[str, tuple[Pause, ...]]:
    found: dict[str, list[SpecialProcedure]] = {}
    for row in connection.execute(
        select(special_procedure.c.case_id, special_procedure.c.content)
        .where(which)
        .order_by(special_procedure.c.case_id, special_procedure.c.number)
    ):
        found.setdefault(row.case_id, []).append(value_of(SpecialProcedure, row.content))
    return {case_id: pauses(tuple(procedures)) for case_id, procedures in found.items()}


_OPEN = [state.value for state in ClockState if state.is_open]
