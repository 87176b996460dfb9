"""Rows of the journal as they are written: the entry, its place, the head of its stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, update

from core.moment import instant_text
from db.prepared import Prepared
from db.tables import hall_counter, journal, stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from core.journal import JournalEntry

# Built once: putting a statement together costs more than running it.
OF_STREAM = (
    (stream.c.hall == bindparam("of_hall"))
    & (stream.c.station == bindparam("of_station"))
    & (stream.c.incarnation == bindparam("of_incarnation"))
)
_MOVE_HEAD = Prepared(
    update(stream).where(OF_STREAM).values(head_seq=bindparam("seq"), head_hash=bindparam("digest"))
)
_KEEP = Prepared(insert(journal))
_NEXT_ARRIVAL = (
    update(hall_counter)
    .where(hall_counter.c.hall == bindparam("of_hall"))
    .values(last=hall_counter.c.last + 1)
    .returning(hall_counter.c.last)
)
_NEXT_ARRIVALS = Prepared(
    update(hall_counter)
    .where(hall_counter.c.hall == bindparam("of_hall"))
    .values(last=hall_counter.c.last + bindparam("many"))
    .returning(hall_counter.c.last)
)


def keep(connection: Connection, entry: JournalEntry, arrival: int) -> None:
    """Write an entry at an arrival number, and move the head of its stream."""
    _KEEP.run(connection, _row(entry, arrival))
    _move_head(connection, entry)


def keep_all(connection: Connection, entries: Sequence[JournalEntry]) -> None:
    """Write entries of one hall at its next arrival numbers, and move the heads."""
    first = _next_arrivals(connection, entries[0].hall, len(entries))
    _KEEP.run_many(connection, [_row(one, first + place) for place, one in enumerate(entries)])
    ends = {(one.station, one.incarnation): one for one in entries}
    for one in ends.values():
        _move_head(connection, one)


def next_arrival(connection: Connection, hall: str) -> int:
    """The next arrival number of a hall."""
    arrival = connection.execute(_NEXT_ARRIVAL, {"of_hall": hall}).scalar_one_or_none()
    if arrival is None:
        connection.execute(insert(hall_counter), {"hall": hall, "last": 1})
        return 1
    return int(arrival)


def _row(entry: JournalEntry, arrival: int) -> dict[str, str | int]:
    return {
        "hall": entry.hall,
        "arrival": arrival,
        "station": entry.station,
        "incarnation": entry.incarnation,
        "seq": entry.seq,
        "op_id": entry.op_id,
        "kind": entry.kind,
        "schema": entry.schema,
        "entity": entry.entity,
        "entity_id": entry.entity_id,
        "base_version": entry.base_version,
        "actor": entry.actor,
        "occurred_at": instant_text(entry.occurred_at),
        "payload": entry.payload,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
    }


def _move_head(connection: Connection, entry: JournalEntry) -> None:
    moved = _MOVE_HEAD.run(
        connection,
        {
            "of_hall": entry.hall,
            "of_station": entry.station,
            "of_incarnation": entry.incarnation,
            "seq": entry.seq,
            "digest": entry.hash,
        },
    )
    if not moved.rowcount:
        connection.execute(
            insert(stream),
            {
                "hall": entry.hall,
                "station": entry.station,
                "incarnation": entry.incarnation,
                "head_seq": entry.seq,
                "head_hash": entry.hash,
            },
        )


def _next_arrivals(connection: Connection, hall: str, many: int) -> int:
    """The first of so many arrival numbers."""
    last = _NEXT_ARRIVALS.run(connection, {"of_hall": hall, "many": many}).fetchall()
    if not last:
        connection.execute(insert(hall_counter), {"hall": hall, "last": many})
        return 1
    return int(last[0][0]) - many + 1
