"""Open cases as the deadline board lists and counts them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import String, bindparam, cast, func, literal_column, select

from core.case_states import CaseState
from core.clock import ClockKind
from core.deadline import Firmness
from db.prepared import Prepared
from db.tables import case_file, service_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

PAGE = 500  # lines of the deadline board that are fetched; more nobody scrolls through


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


def most_urgent(connection: Connection, limit: int = PAGE) -> tuple[BoardRow, ...]:
    """Open cases by due date, most urgent first; paused ones, which have no date, last.

    Two statements, so that the first page comes straight out of the index however many are open.
    """
    dated = _DATED.run(connection, {"most": limit}).fetchall()
    rest = limit - len(dated)
    paused = _PAUSED.run(connection, {"most": rest}).fetchall() if rest else ()
    return tuple(_board_row(row) for row in (*dated, *paused))


def open_by_due_date(connection: Connection) -> tuple[tuple[date | None, int], ...]:
    """How many cases are open for each due date; None counts the paused ones."""
    dated = connection.execute(
        select(case_file.c.due_on, func.count())
        .where(case_file.c.due_on.is_not(None))  # only an open case has one: the index says it all
        .group_by(case_file.c.due_on)
    )
    found: list[tuple[date | None, int]] = [(due_on, count) for due_on, count in dated]
    paused = connection.execute(
        select(func.count()).where(case_file.c.due_on.is_(None), case_file.c.watch_kind != "")
    ).scalar_one()
    return (*found, (None, paused))


def _board_row(row: Sequence[Any]) -> BoardRow:
    case_id, number, item, applicant, state, watch, due_on, firmness, counter, station = row
    return BoardRow(
        case_id,
        number,
        item,
        applicant,
        _STATES[state],
        _CLOCKS[watch],
        _day(due_on),
        _FIRMNESS[firmness],
        counter,
        station,
    )


@lru_cache(maxsize=1000)
def _day(text: str | None) -> date | None:
    """Hundreds of cases fall due on one day."""
    return None if text is None else date.fromisoformat(text)


# Only what the board shows: a row of 500 is wide otherwise.
_BOARD = (
    select(
        case_file.c.case_id,
        case_file.c.number,
        service_item.c.name,
        case_file.c.applicant_name,
        case_file.c.state,
        case_file.c.watch_kind,
        cast(case_file.c.due_on, String(10)),  # a text: the driver hands it on as it is
        case_file.c.firmness,
        case_file.c.counter,
        case_file.c.station,
    )
    .join(
        service_item,
        (service_item.c.version == case_file.c.catalogue_version)
        & (service_item.c.code == case_file.c.item_code),
    )
    .where(case_file.c.watch_kind != literal_column("''"))
    .limit(bindparam("most"))
    .offset(literal_column("0"))
)
_DATED = Prepared(
    _BOARD.where(case_file.c.due_on.is_not(None)).order_by(case_file.c.due_on, case_file.c.number)
)
_PAUSED = Prepared(_BOARD.where(case_file.c.due_on.is_(None)).order_by(case_file.c.number))
# Looking a value up costs a tenth of calling the enum, three times a row.
_STATES: Final = {state.value: state for state in CaseState}
_CLOCKS: Final = {kind.value: kind for kind in ClockKind}
_FIRMNESS: Final = {firmness.value: firmness for firmness in Firmness}
