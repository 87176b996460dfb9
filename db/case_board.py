"""Open cases as the deadline board lists and counts them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, literal_column, select

from core.case_states import CaseState
from core.clock import ClockKind
from core.deadline import Firmness
from db import case_dates, open_cases
from db.tables import case_file, service_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.calendars import InForce

PAGE = 500  # lines


class BoardRow(NamedTuple):
    """One open case as the deadline board lists it; a tuple, as a page is made of hundreds."""

    case_id: str
    number: str
    item_name: str
    applicant_name: str
    state: CaseState
    watch: ClockKind
    due_on: date | None
    firmness: Firmness
    counter: str
    station: str


def most_urgent(
    connection: Connection, in_force: InForce, limit: int = PAGE
) -> tuple[BoardRow, ...]:
    """Open cases by due date, most urgent first; those whose clocks stand have none, and come last.

    Two statements: sorted together, a million cases would be sorted whole for one page. Cases a new
    calendar has not reached yet are reckoned here; they are brought up in this order, so that the
    head of the board is right from the first batch on.
    """
    rows = connection.execute(_DATED, {"most": limit}).all()
    if len(rows) < limit:
        rows = (*rows, *connection.execute(_UNDATED, {"most": limit - len(rows)}))
    found = tuple(_board_row(row) for row in rows)
    place, version = in_force.place, in_force.calendar.version
    behind = [row[0] for row in rows if row[_PLACE] != place or row[_VERSION] != version]
    return _brought_up(connection, in_force, found, behind) if behind else found


def open_until(connection: Connection, day: date) -> int:
    """How many open cases are due up to a day."""
    return connection.execute(_COUNT.where(case_file.c.due_on <= day)).scalar_one()


def open_undated(connection: Connection) -> int:
    """How many open cases have no date, because their clocks stand."""
    return connection.execute(_COUNT.where(case_file.c.due_on.is_(None))).scalar_one()


def _brought_up(
    connection: Connection, in_force: InForce, found: tuple[BoardRow, ...], behind: list[str]
) -> tuple[BoardRow, ...]:
    fresh = {
        one.case_id: case_dates.columns(one, in_force)
        for one in open_cases.load(connection, behind)
    }
    reckoned = (_reckoned(row, fresh.get(row.case_id)) for row in found)
    return tuple(
        sorted(reckoned, key=lambda row: (row.due_on is None, row.due_on or date.max, row.number))
    )


def _reckoned(row: BoardRow, dates: dict[str, object] | None) -> BoardRow:
    if dates is None:
        return row
    due_on, firmness = dates["due_on"], Firmness(dates["firmness"])
    return row._replace(due_on=due_on if isinstance(due_on, date) else None, firmness=firmness)


def _board_row(row: Sequence[Any]) -> BoardRow:
    # By place, and the words looked up once for all: a page has hundreds of rows.
    case_id, number, item, applicant, state, watch, due_on, firmness, counter, station, *_ = row
    return BoardRow(
        case_id,
        number,
        item,
        applicant,
        _STATES[state],
        _CLOCKS[watch],
        due_on,
        _FIRMNESS[firmness],
        counter,
        station,
    )


# As literals: with a parameter neither database sees that an index of open cases is enough.
_OPEN = case_file.c.watch_kind != literal_column("''")
_BOARD = (
    select(
        *(case_file.c.case_id, case_file.c.number, service_item.c.name),
        *(case_file.c.applicant_name, case_file.c.state, case_file.c.watch_kind),
        *(case_file.c.due_on, case_file.c.firmness, case_file.c.counter, case_file.c.station),
        *(case_file.c.calendar_place, case_file.c.calendar_version),
    )
    .join(
        service_item,
        (service_item.c.version == case_file.c.catalogue_version)
        & (service_item.c.code == case_file.c.item_code),
    )
    .where(_OPEN)
    .limit(bindparam("most"))
)
_PLACE, _VERSION = 10, 11  # of the calendar, among those columns
_DATED = _BOARD.where(case_file.c.due_on.is_not(None)).order_by(
    case_file.c.due_on, case_file.c.number
)
_UNDATED = _BOARD.where(case_file.c.due_on.is_(None)).order_by(case_file.c.number)
_COUNT = select(func.count()).select_from(case_file).where(_OPEN)


_STATES = {state.value: state for state in CaseState}
_CLOCKS = {kind.value: kind for kind in ClockKind}
_FIRMNESS = {firmness.value: firmness for firmness in Firmness}
