"""The station's side of the exchange, on its own database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from core.errors import Trouble
from core.journal import BEFORE_FIRST, JournalEntry, Touched, require_chain
from db import journal
from db.journal import Head, Identity
from db.tables import exchange
from db.tables import journal as journal_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.unit_of_work import UnitOfWork


class HistoriesDiffer(Trouble):
    """The server has another entry at a number this station has written too."""


def unsent(connection: Connection, identity: Identity, limit: int) -> tuple[JournalEntry, ...]:
    """Up to `limit` entries after the last one the server confirmed."""
    return journal.entries_from(connection, identity, _acked(connection, identity), limit)


def count_unsent(connection: Connection, identity: Identity) -> int:
    """How many entries the server has not confirmed."""
    return journal.head(connection, identity).seq - _acked(connection, identity)


def acknowledge(connection: Connection, identity: Identity, head: Head) -> None:
    """Believe the server's head only where its hash is ours at that number.

    A server restored from an older backup moves the mark back, and the entries go again.
    Raises: HistoriesDiffer.
    """
    if head.hash != _own_hash(connection, identity, head.seq):
        raise HistoriesDiffer(
            f"服务器第 {head.seq} 条日志与本机不同，已停止上传；本机记录完整保留，可继续办理，"
            "请联系管理员核对本机是否用旧备份恢复过。"
        )
    connection.execute(
        update(exchange)
        .where(exchange.c.incarnation == identity.incarnation)
        .values(acked_seq=head.seq)
    )


def cursor(connection: Connection, identity: Identity) -> int:
    """The last arrival number taken in from the server."""
    return int(
        connection.execute(
            select(exchange.c.cursor).where(exchange.c.incarnation == identity.incarnation)
        ).scalar_one()
    )


def take_in(work: UnitOfWork, entries: Sequence[JournalEntry], new_cursor: int) -> None:
    """Store a page of others' entries, give them effect, and move the cursor, all in one.

    Raises: ChainBroken when a stream does not continue where we have it.
    """
    # Counting what is unsent, which a desk does at its start, needs none of the rules.
    from db import projection  # noqa: PLC0415  (see above)

    connection = work.connection
    known = journal.known(connection, [entry.op_id for entry in entries])
    for entry in entries:
        if entry.op_id in known:
            continue
        stream = Identity(entry.hall, entry.station, entry.incarnation)
        last = journal.head(connection, stream)
        require_chain((entry,), last.seq, last.hash)
        journal.store(connection, entry)
        touched = projection.apply_or_park(connection, entry, work.published)
        if isinstance(touched, Touched):
            work.touched.add(touched)
    connection.execute(
        update(exchange)
        .where(exchange.c.incarnation == work.identity.incarnation)
        .values(cursor=new_cursor)
    )


def _acked(connection: Connection, identity: Identity) -> int:
    return int(
        connection.execute(
            select(exchange.c.acked_seq).where(exchange.c.incarnation == identity.incarnation)
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
