"""Counters as rows: which are closed, since when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from core.counter import CounterStanding, CounterState
from core.moment import instant, instant_text
from db.prepared import Prepared
from db.ticket_tables import counter_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from core.counter_facts import CounterFact
    from core.journal import JournalEntry

_WHAT = (
    counter_state.c.counter,
    counter_state.c.state,
    counter_state.c.reason,
    counter_state.c.since,
)
# On the driver itself: it stands in every call.
_STANDING = Prepared(
    select(*_WHAT).where(
        counter_state.c.hall == bindparam("of_hall"),
        counter_state.c.counter == bindparam("of_counter"),
    )
)


def apply(connection: Connection, entry: JournalEntry, fact: CounterFact) -> None:
    """Write how the counter stands from here on."""
    connection.execute(
        delete(counter_state).where(
            counter_state.c.hall == entry.hall, counter_state.c.counter == fact.counter
        )
    )
    connection.execute(
        insert(counter_state),
        {
            "hall": entry.hall,
            "counter": fact.counter,
            "state": fact.state.value,
            "reason": fact.reason,
            "since": instant_text(entry.occurred_at),
            "station": entry.station,
            "badge": entry.actor,
        },
    )


def standing(connection: Connection, hall: str, counter: str) -> CounterStanding:
    """How the counter stands; open where nothing was ever recorded of it."""
    for row in _STANDING.rows(connection, {"of_hall": hall, "of_counter": counter}):
        return _standing(row)
    return CounterStanding(counter)


def closed(connection: Connection, hall: str) -> tuple[CounterStanding, ...]:
    """The counters of a hall that call nobody."""
    rows = connection.execute(
        select(*_WHAT)
        .where(counter_state.c.hall == hall, counter_state.c.state != CounterState.OPEN.value)
        .order_by(counter_state.c.counter)
    )
    return tuple(_standing(row) for row in rows)


def _standing(row: Sequence[Any]) -> CounterStanding:
    counter, state, reason, since = row
    return CounterStanding(counter, CounterState(state), reason, instant(since))
