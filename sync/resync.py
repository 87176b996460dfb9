"""A station's database made anew beside the old one: the server's log, then what only we have.

For a station whose history and the server's differ. The old file is sealed, never changed and never
deleted; its entries that the server lacks are written once more into a new incarnation, under their
own operation ids, so that none takes effect twice.
"""

from __future__ import annotations

import os
import shutil
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Table, func, insert, select

from core.calendar import Calendar
from core.errors import Refusal
from db import incarnation_marker, journal, projection
from db.cable_tables import exchange
from db.engine import connect, file_engine
from db.journal import Identity
from db.schema import upgrade
from db.tables import STATION_TABLES, case_file, station_identity, ticket
from db.trouble import told_plainly
from db.unit_of_work import UnitOfWork
from sync import station_journal

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.journal import JournalEntry
    from sync.exchange import Line

_KEPT_TABLES = tuple(one for one in STATION_TABLES if one not in (station_identity, exchange))
_LEAST_KEPT = 0.8  # of the rows a clerk sees


class TooMuchWouldGo(Refusal):
    """The new database would show far less than the old one; somebody has to look first."""


@dataclass(frozen=True)
class Remade:
    """A database ready to take the old one's place."""

    path: Path
    identity: Identity
    taken_in: int  # entries from the server
    offered_again: int  # our own entries that the server lacked
    kept_beside: int  # others' entries that fit on no chain of the server; in the sealed file


@dataclass(frozen=True)
class Remaking:
    """Where the new database is made, when, and by which calendar."""

    folder: Path
    now: datetime
    calendar: Calendar


def remake(live: Connection, old: Identity, key: str, line: Line, making: Remaking) -> Remade:
    """Build the new database beside the old one, which is only read.

    Raises: Trouble of the line, TooMuchWouldGo; nothing is changed then.
    """
    path = making.folder / "resync.db"
    _remove(path)
    identity = replace(old, incarnation=str(uuid.uuid4()))
    fresh = connect(file_engine(path, key))
    try:
        with told_plainly():
            upgrade(fresh)
            _begin(live, fresh, identity)
            taken_in = _take_in_everything(fresh, identity, line, making)
            offered, beside = _bring_over(live, fresh, identity, making)
            _require_enough(live, fresh)
            journal.verify(fresh)
    except BaseException:
        fresh.close()
        _remove(path)
        raise
    fresh.close()
    return Remade(path, identity, taken_in, offered, beside)


def swap_in(remade: Remade, live: Path, old: Identity, key: str) -> Path:
    """Put the new database in the old one's place, nobody having either open.

    Returns the sealed file. At no instant is there no database: the old one gets a second name
    first.
    """
    sealed = live.with_name(f"sealed-{old.incarnation}.db")
    if not sealed.exists():
        _second_name(live, sealed)
    remade.path.replace(live)
    opened = connect(file_engine(live, key))
    try:
        incarnation_marker.write(opened, remade.identity, 0)
    finally:
        opened.close()
    return sealed


def _begin(live: Connection, fresh: Connection, identity: Identity) -> None:
    with fresh.begin():
        fresh.execute(
            insert(station_identity),
            {
                "hall": identity.hall,
                "station": identity.station,
                "incarnation": identity.incarnation,
            },
        )
        fresh.execute(insert(exchange), {"incarnation": identity.incarnation, "acked_seq": 0})
        for table in _KEPT_TABLES:
            rows = [dict(row) for row in live.execute(select(table)).mappings()]
            if rows:
                fresh.execute(insert(table), rows)


def _take_in_everything(fresh: Connection, identity: Identity, line: Line, making: Remaking) -> int:
    position, taken_in = "", 0
    while True:
        page = line.changes(position)
        with fresh.begin():
            work = UnitOfWork(fresh, identity, making.calendar, making.now)
            station_journal.take_in(
                work, tuple(entry.entry() for entry in page.entries), page.position
            )
        if not page.entries:
            return taken_in
        position = page.position
        taken_in += len(page.entries)


def _bring_over(
    live: Connection, fresh: Connection, identity: Identity, making: Remaking
) -> tuple[int, int]:
    offered = beside = 0
    with fresh.begin():
        for entry in journal.everything(live):
            if journal.known(fresh, [entry.op_id]):
                continue
            if (entry.hall, entry.station) == (identity.hall, identity.station):
                journal.offer_again(fresh, identity, entry)
                offered += 1
            elif _follows(fresh, entry):
                journal.store(fresh, entry)
            else:
                beside += 1
                continue
            projection.apply_or_park(fresh, entry, making.calendar)
    return offered, beside


def _follows(fresh: Connection, entry: JournalEntry) -> bool:
    last = journal.head(fresh, Identity(entry.hall, entry.station, entry.incarnation))
    return (entry.seq, entry.prev_hash) == (last.seq + 1, last.hash)


def _require_enough(live: Connection, fresh: Connection) -> None:
    for table in (ticket, case_file):
        before, after = _count(live, table), _count(fresh, table)
        if after < before * _LEAST_KEPT:
            raise TooMuchWouldGo(
                f"重新同步后“{table.name}”会从 {before} 行变成 {after} 行，没有换上新库，"
                "原数据库没有改动，请联系管理员核对服务器上的记录。"
            )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _second_name(live: Path, sealed: Path) -> None:
    try:
        os.link(live, sealed)
    except OSError:  # a file system without second names
        shutil.copy2(live, sealed)
    if os.name == "posix":
        sealed.chmod(0o400)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
