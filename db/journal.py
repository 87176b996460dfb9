"""The journal on disk: append our own, store what others wrote, read, verify."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, func, literal_column, select, update

from core.journal import (
    BEFORE_FIRST,
    SCHEMA_VERSION,
    ChainBroken,
    JournalEntry,
    require_chain,
)
from core.moment import instant
from db.journal_rows import OF_STREAM, keep, keep_all, next_arrival
from db.payload import text_of
from db.prepared import Prepared
from db.tables import hall_counter, journal, stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.engine import RowMapping

    from core.facts import Fact  # noqa: TC004  (a draft is never read back, and facts load late)


# Built once: putting a statement together costs more than running it.
_HEAD = select(stream.c.head_seq, stream.c.head_hash).where(OF_STREAM)
# An arrival number and the end of our own stream in one go: every act begins with both.
_NEXT_PLACE = Prepared(
    update(hall_counter)
    .where(hall_counter.c.hall == bindparam("of_hall"))
    .values(last=hall_counter.c.last + literal_column("1"))
    .returning(
        hall_counter.c.last,
        select(stream.c.head_seq).where(OF_STREAM).scalar_subquery().label("head_seq"),
        select(stream.c.head_hash).where(OF_STREAM).scalar_subquery().label("head_hash"),
    )
)


# A sealed journal offered again repeats operations in another stream; each happened once.
_EARLIER = journal.alias("earlier")
FIRST_TOLD = ~exists().where(
    _EARLIER.c.op_id == journal.c.op_id,
    _EARLIER.c.hall == journal.c.hall,
    _EARLIER.c.arrival < journal.c.arrival,
)


@dataclass(frozen=True)
class Identity:
    """Which journal this database writes: a restored or copied file gets a new incarnation."""

    hall: str
    station: str
    incarnation: str


@dataclass(frozen=True)
class Head:
    """The last entry of a stream."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Verified:
    """What a full check of the journal found intact."""

    streams: int
    entries: int


@dataclass(frozen=True)
class Draft:
    """What a new entry says, before it gets its place in the chain."""

    op_id: str
    fact: Fact
    base_version: int
    actor: str
    occurred_at: datetime


def append(connection: Connection, identity: Identity, draft: Draft) -> JournalEntry:
    """Write our own next entry: numbered, chained, in the caller's transaction."""
    arrival, last = _next_place(connection, identity)
    entry = JournalEntry(
        hall=identity.hall,
        station=identity.station,
        incarnation=identity.incarnation,
        seq=last.seq + 1,
        op_id=draft.op_id,
        kind=draft.fact.kind,
        schema=SCHEMA_VERSION,
        entity=draft.fact.entity.value,
        entity_id=draft.fact.entity_id,
        base_version=draft.base_version,
        actor=draft.actor,
        occurred_at=draft.occurred_at,
        payload=text_of(draft.fact),
        prev_hash=last.hash,
    ).sealed()
    keep(connection, entry, arrival)
    return entry


def store(connection: Connection, entry: JournalEntry) -> None:
    """Keep an entry whose place in its chain is already checked."""
    keep(connection, entry, next_arrival(connection, entry.hall))


def store_all(connection: Connection, entries: Sequence[JournalEntry]) -> None:
    """Keep entries of one hall, each of whose chains is already checked."""
    if not entries:
        return
    keep_all(connection, entries)


def offer_again(connection: Connection, identity: Identity, sealed: JournalEntry) -> JournalEntry:
    """Write an entry of a sealed journal as our next one; operation, content and time stay."""
    last = head(connection, identity)
    entry = replace(
        sealed, incarnation=identity.incarnation, seq=last.seq + 1, prev_hash=last.hash
    ).sealed()
    store(connection, entry)
    return entry


def head(connection: Connection, identity: Identity) -> Head:
    """The end of a stream; number 0 before its first entry."""
    row = connection.execute(
        _HEAD,
        {
            "of_hall": identity.hall,
            "of_station": identity.station,
            "of_incarnation": identity.incarnation,
        },
    ).one_or_none()
    return Head(0, BEFORE_FIRST) if row is None else Head(row.head_seq, row.head_hash)


def entries_from(
    connection: Connection, identity: Identity, after: int, limit: int
) -> tuple[JournalEntry, ...]:
    """Up to `limit` entries of one stream after number `after`, in order."""
    rows = connection.execute(
        select(journal)
        .where(
            journal.c.hall == identity.hall,
            journal.c.station == identity.station,
            journal.c.incarnation == identity.incarnation,
            journal.c.seq > after,
        )
        .order_by(journal.c.seq)
        .limit(limit)
    )
    return tuple(entry_of(row) for row in rows.mappings())


def arrivals(
    connection: Connection, hall: str, after: int, limit: int
) -> tuple[tuple[int, JournalEntry], ...]:
    """Up to `limit` (arrival number, entry) of a hall after arrival `after`, in order."""
    rows = connection.execute(
        select(journal)
        .where(journal.c.hall == hall, journal.c.arrival > after)
        .order_by(journal.c.arrival)
        .limit(limit)
    )
    return tuple((row["arrival"], entry_of(row)) for row in rows.mappings())


def hashes_from(connection: Connection, identity: Identity, seq: int, limit: int) -> dict[int, str]:
    """The hashes of up to `limit` entries of a stream from a number on, by number."""
    rows = connection.execute(
        select(journal.c.seq, journal.c.hash)
        .where(
            journal.c.hall == identity.hall,
            journal.c.station == identity.station,
            journal.c.incarnation == identity.incarnation,
            journal.c.seq >= seq,
        )
        .order_by(journal.c.seq)
        .limit(limit)
    )
    return {row.seq: row.hash for row in rows}


def known(connection: Connection, op_ids: Sequence[str]) -> frozenset[str]:
    """Those of the operations that are in the journal already."""
    rows = connection.execute(select(journal.c.op_id).where(journal.c.op_id.in_(op_ids)))
    return frozenset(rows.scalars())


def repeated(connection: Connection) -> frozenset[str]:
    """Operations that stand in more than one stream: a sealed journal was offered again."""
    rows = connection.execute(
        select(journal.c.op_id).group_by(journal.c.op_id).having(func.count() > 1)
    )
    return frozenset(rows.scalars())


def everything(connection: Connection, *, page: int = 1_000) -> Iterator[JournalEntry]:
    """Every entry of every hall, in order of arrival."""
    for hall in connection.execute(select(hall_counter.c.hall)).scalars().all():
        after = 0
        while found := arrivals(connection, hall, after, page):
            yield from (entry for _, entry in found)
            after = found[-1][0]


def verify(connection: Connection, *, page: int = 1_000) -> Verified:
    """Check every chain from its first entry to the recorded head.

    Raises: ChainBroken.
    """
    total = 0
    streams = connection.execute(select(stream)).mappings().all()
    for row in streams:
        identity = Identity(row["hall"], row["station"], row["incarnation"])
        last = Head(0, BEFORE_FIRST)
        while found := entries_from(connection, identity, last.seq, page):
            last = Head(found[-1].seq, require_chain(found, last.seq, last.hash))
        _require_head(row, last)
        total += last.seq
    return Verified(len(streams), total)


def count(connection: Connection) -> int:
    """Entries in the journal, of all stations."""
    return connection.execute(select(func.count()).select_from(journal)).scalar_one()


def entry_of(columns: RowMapping) -> JournalEntry:
    """The entry in a row of the journal table."""
    return JournalEntry(
        hall=columns["hall"],
        station=columns["station"],
        incarnation=columns["incarnation"],
        seq=columns["seq"],
        op_id=columns["op_id"],
        kind=columns["kind"],
        schema=columns["schema"],
        entity=columns["entity"],
        entity_id=columns["entity_id"],
        base_version=columns["base_version"],
        actor=columns["actor"],
        occurred_at=instant(columns["occurred_at"]),
        payload=columns["payload"],
        prev_hash=columns["prev_hash"],
        hash=columns["hash"],
    )


def _next_place(connection: Connection, identity: Identity) -> tuple[int, Head]:
    row = _NEXT_PLACE.run(
        connection,
        {
            "of_hall": identity.hall,
            "of_station": identity.station,
            "of_incarnation": identity.incarnation,
        },
    ).fetchone()
    if row is None:
        return next_arrival(connection, identity.hall), head(connection, identity)
    arrival, seq, digest = row
    return arrival, Head(0, BEFORE_FIRST) if seq is None else Head(seq, digest)


def _require_head(columns: RowMapping, last: Head) -> None:
    if (columns["head_seq"], columns["head_hash"]) != (last.seq, last.hash):
        raise ChainBroken(
            f"工位 {columns['station']} 的日志应有 {columns['head_seq']} 条，"
            f"只找到接得上的 {last.seq} 条，请保留数据库并用备份恢复。"
        )
