"""The station's side of the exchange, on its own database."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from core.errors import Trouble
from core.journal import BEFORE_FIRST, JournalEntry, require_chain
from core.moment import instant, instant_text
from db import incarnation_marker, journal
from db.cable_tables import exchange
from db.failpoint import reach
from db.journal import Head, Identity
from db.tables import journal as journal_table
from db.tables import stream

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Column, Connection

    from db.unit_of_work import UnitOfWork


class CopyDiverged(Trouble):
    """Another station's stream goes on differently here and at the server."""


@dataclass(frozen=True)
class HaltedStream:
    """A stream of ours that is offered no more: why, since when, and how many wait in it."""

    reason: str
    since: str
    count: int


class Agreement(enum.Enum):
    """How the server's end of one of our streams stands to ours."""

    CONFIRMED = "confirmed"  # its last entry is ours at that number
    SERVER_AHEAD = "server ahead"  # it has numbers that we have not written: we were put back
    FORKED = "forked"  # another entry at a number that we have written too


def unsent(connection: Connection, identity: Identity, limit: int) -> tuple[JournalEntry, ...]:
    """Up to `limit` entries of a stream after the last one the server confirmed."""
    acked = connection.execute(
        select(exchange.c.acked_seq).where(exchange.c.incarnation == identity.incarnation)
    ).scalar_one()
    return journal.entries_from(connection, identity, acked, limit)


def count_unsent(connection: Connection, identity: Identity) -> int:
    """How many entries of ours, of every incarnation, the server has not confirmed."""
    return _sum_beyond(connection, identity, exchange.c.acked_seq)


def count_late(connection: Connection, identity: Identity) -> int:
    """How many entries wait for a server that this station has met."""
    met = select(exchange.c.incarnation).where(exchange.c.position != "").limit(1)
    return count_unsent(connection, identity) if connection.execute(met).first() else 0


def count_only_here(connection: Connection, identity: Identity) -> int:
    """How many entries of ours no checked backup of the server holds; none of them may go."""
    return _sum_beyond(connection, identity, exchange.c.durable_seq)


def offered(connection: Connection, identity: Identity) -> tuple[Identity, ...]:
    """Our streams that are still offered: sealed ones, then the present one."""
    rows = connection.execute(
        select(exchange.c.incarnation)
        .where(exchange.c.halted == "")
        .order_by(exchange.c.incarnation == identity.incarnation, exchange.c.incarnation)
    )
    return tuple(replace(identity, incarnation=one) for one in rows.scalars())


def halted(connection: Connection) -> str:
    """Why a stream of ours is no longer offered; empty where all are."""
    return (
        connection.execute(
            select(exchange.c.halted)
            .where(exchange.c.halted != "")
            .order_by(exchange.c.halted_at)
            .limit(1)
        ).scalar_one_or_none()
        or ""
    )


def unsent_since(connection: Connection, identity: Identity) -> datetime | None:
    """When the first unconfirmed entry was written, by this station's clock."""
    first = connection.execute(
        select(func.min(journal_table.c.occurred_at))
        .select_from(exchange)
        .join(
            journal_table,
            (journal_table.c.incarnation == exchange.c.incarnation)
            & (journal_table.c.seq == exchange.c.acked_seq + 1),
        )
        .where(journal_table.c.hall == identity.hall, journal_table.c.station == identity.station)
    ).scalar_one_or_none()
    return None if first is None else instant(first)


def halted_streams(connection: Connection, identity: Identity) -> tuple[HaltedStream, ...]:
    """Our streams that the server contradicts, the first found first."""
    rows = connection.execute(
        select(
            exchange.c.halted,
            exchange.c.halted_at,
            (stream.c.head_seq - exchange.c.acked_seq).label("waiting"),
        )
        .join(stream, stream.c.incarnation == exchange.c.incarnation)
        .where(
            exchange.c.halted != "",
            stream.c.hall == identity.hall,
            stream.c.station == identity.station,
        )
        .order_by(exchange.c.halted_at)
    )
    return tuple(HaltedStream(row.halted, row.halted_at, row.waiting) for row in rows)


def agree(work: UnitOfWork, identity: Identity, head: Head, durable: int) -> Agreement:
    """Compare the server's head with ours, and believe it only where the hashes are the same.

    A server restored from an older backup moves the mark back, and the entries go again.
    """
    connection = work.connection
    own = _own_hash(connection, identity, head.seq)
    if own is None:
        return Agreement.SERVER_AHEAD
    if own != head.hash:
        halt(work, identity, head.seq)
        return Agreement.FORKED
    connection.execute(
        update(exchange)
        .where(exchange.c.incarnation == identity.incarnation)
        .values(acked_seq=head.seq, durable_seq=min(durable, head.seq))
    )
    if identity == work.identity:
        incarnation_marker.write(connection, identity, head.seq)
    return Agreement.CONFIRMED


def halt(work: UnitOfWork, identity: Identity, seq: int) -> None:
    """Offer a stream no more: the server has another entry at that number."""
    work.connection.execute(
        update(exchange)
        .where(exchange.c.incarnation == identity.incarnation, exchange.c.halted == "")
        .values(
            halted=f"服务器第 {seq} 条日志与本机不同，这一段已停止上传；本机记录完整保留，"
            "可继续办理，请管理员退出程序后运行 yici-admin resync。",
            halted_at=instant_text(work.now),
        )
    )


def position(connection: Connection, identity: Identity) -> str:
    """Up to where the hall's entries are taken in, in the server's words."""
    return str(
        connection.execute(
            select(exchange.c.position).where(exchange.c.incarnation == identity.incarnation)
        ).scalar_one()
    )


def take_in(work: UnitOfWork, entries: Sequence[JournalEntry], new_position: str) -> None:
    """Store a page of the hall's entries, give them effect, and move the position, all in one.

    Raises: CopyDiverged, ChainBroken when a stream does not continue where we have it.
    """
    # Counting what is unsent, which a desk does at its start, needs none of the rules.
    from db import projection  # noqa: PLC0415  (see above)

    connection = work.connection
    fresh = _fresh(work, entries)
    seen = journal.known(connection, [entry.op_id for entry in fresh])
    journal.store_all(connection, fresh)
    # A sealed journal offered again is kept, without a second effect.
    new = {entry.op_id: entry for entry in reversed(fresh) if entry.op_id not in seen}
    applied = projection.apply_all(connection, tuple(reversed(new.values())), work.published)
    work.touched.update(touched for touched in applied if touched is not None)
    reach("pull.stored")
    connection.execute(
        update(exchange)
        .where(exchange.c.incarnation == work.identity.incarnation)
        .values(position=new_position)
    )


def _fresh(work: UnitOfWork, entries: Sequence[JournalEntry]) -> tuple[JournalEntry, ...]:
    """Those of a page that are not here; those that are have to be the same."""
    connection = work.connection
    forked = _forked(connection, work.identity)
    heads: dict[Identity, Head] = {}
    ours: dict[Identity, dict[int, str]] = {}
    fresh: list[JournalEntry] = []
    for entry in entries:
        of = Identity(entry.hall, entry.station, entry.incarnation)
        if of in forked:  # two histories do not fit into one chain: a resync takes the server's
            continue
        if of not in heads:
            heads[of] = journal.head(connection, of)
            ours[of] = journal.hashes_from(connection, of, entry.seq, len(entries))
        last = heads[of]
        if entry.seq <= last.seq:
            if ours[of].get(entry.seq) != entry.hash:
                _require_own(work, of, entry)
                halt(work, of, entry.seq)
                forked |= {of}
            continue
        require_chain((entry,), last.seq, last.hash)
        heads[of] = Head(entry.seq, entry.hash)
        fresh.append(entry)
    return tuple(fresh)


def _forked(connection: Connection, identity: Identity) -> frozenset[Identity]:
    rows = connection.execute(select(exchange.c.incarnation).where(exchange.c.halted != ""))
    return frozenset(replace(identity, incarnation=one) for one in rows.scalars())


def _require_own(work: UnitOfWork, of: Identity, entry: JournalEntry) -> None:
    if (of.hall, of.station) == (work.identity.hall, work.identity.station):
        return
    raise CopyDiverged(
        f"工位 {of.station} 的第 {entry.seq} 条日志与本机收到过的不同，已停止接收；本机记录"
        "完整保留，可继续办理并上传，请管理员退出程序后运行 yici-admin resync。"
    )


def _sum_beyond(connection: Connection, identity: Identity, mark: Column[int]) -> int:
    return int(
        connection.execute(
            select(func.coalesce(func.sum(stream.c.head_seq - mark), 0))
            .select_from(exchange)
            .join(stream, stream.c.incarnation == exchange.c.incarnation)
            .where(
                stream.c.hall == identity.hall,
                stream.c.station == identity.station,
                stream.c.head_seq > mark,
            )
        ).scalar_one()
    )


def _own_hash(connection: Connection, identity: Identity, seq: int) -> str | None:
    if seq == 0:
        return BEFORE_FIRST
    return connection.execute(
        select(journal_table.c.hash).where(
            journal_table.c.hall == identity.hall,
            journal_table.c.station == identity.station,
            journal_table.c.incarnation == identity.incarnation,
            journal_table.c.seq == seq,
        )
    ).scalar_one_or_none()
