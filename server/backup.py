"""A checked copy of the server's record while it works, and a new server from such a copy.

The copy holds the journal, the stations' keys and the epochs; everything else is derived from the
journal. It is one SQLCipher file whichever database the server stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, insert, select

from core.errors import Refusal
from db import journal, projection
from db.backup import BackupExists
from db.cable_tables import epoch_floor, server_epoch, station_key, stream_backup
from db.engine import Access, connect, file_engine
from db.schema import upgrade
from db.tables import JOURNAL_TABLES, stream
from db.trouble import DatabaseDamaged, told_plainly
from server import epochs

if TYPE_CHECKING:
    from datetime import datetime

    from core.calendar import Calendar

_RECORD = (*JOURNAL_TABLES, station_key, server_epoch, epoch_floor)
_CHUNK = 1_000  # rows


class ServerNotEmpty(Refusal):
    """A restoration into a database that holds something already."""


class NoBackupThere(Refusal):
    """The backup to restore from is not there."""


@dataclass(frozen=True)
class ServerBackup:
    """A finished backup: opened again, pages and every chain checked."""

    path: Path
    streams: int
    entries: int


def back_up(engine: Engine, target: Path, key: str) -> ServerBackup:
    """Copy the record to `target`, check the copy, then tell stations what is in it.

    Raises: BackupExists, Trouble, ChainBroken; stations are told nothing then.
    """
    if target.exists():
        raise BackupExists(f"备份文件 {target.name} 已经存在，没有覆盖它，请换一个文件名。")
    with told_plainly():
        _copy_to(engine, target, key)
        copy = connect(file_engine(target, key, Access.READ_ONLY))
        try:
            found = copy.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            if found != "ok":
                raise DatabaseDamaged(
                    f"备份检查没有通过（{found}），原数据库没有改动，请换磁盘再备份。"
                )
            verified = journal.verify(copy)
            with engine.begin() as live:
                _note_backed_up(copy, live)
        finally:
            copy.close()
    return ServerBackup(target, verified.streams, verified.entries)


def restore(
    engine: Engine, source: Path, key: str, calendar: Calendar, now: datetime
) -> ServerBackup:
    """Fill an empty database from a backup and begin a new epoch.

    Stations notice the epoch and offer what came after the backup once more.
    Raises: NoBackupThere, ServerNotEmpty, Trouble, ChainBroken; nothing is changed then.
    """
    if not source.exists():
        raise NoBackupThere(f"找不到备份文件 {source.name}，没有做任何操作，请检查路径。")
    with told_plainly():
        copy = connect(file_engine(source, key, Access.READ_ONLY))
        opened = connect(engine)
        try:
            verified = journal.verify(copy)
            upgrade(opened)
            with opened.begin():
                _require_empty(opened)
                opened.execute(delete(server_epoch))
                _copy_rows(copy, opened)
                projection.rebuild(opened, calendar)
                epochs.begin(opened, now)
                _note_backed_up(copy, opened)
        finally:
            opened.close()
            copy.close()
    return ServerBackup(source, verified.streams, verified.entries)


def _copy_to(engine: Engine, target: Path, key: str) -> None:
    copy = connect(file_engine(target, key))
    try:
        upgrade(copy)
        snapshot = engine.execution_options(
            **({"isolation_level": "REPEATABLE READ"} if engine.dialect.name != "sqlite" else {})
        )
        with snapshot.begin() as live, copy.begin():
            _copy_rows(live, copy)
    finally:
        copy.close()


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in _RECORD:
        rows = source.execution_options(yield_per=_CHUNK).execute(
            select(table).order_by(*table.primary_key.columns)
        )
        for part in rows.mappings().partitions(_CHUNK):
            target.execute(insert(table), [dict(row) for row in part])


def _note_backed_up(copy: Connection, live: Connection) -> None:
    heads = copy.execute(select(stream)).all()
    live.execute(delete(stream_backup))
    if heads:
        live.execute(
            insert(stream_backup),
            [
                {
                    "hall": row.hall,
                    "station": row.station,
                    "incarnation": row.incarnation,
                    "seq": row.head_seq,
                }
                for row in heads
            ],
        )


def _require_empty(connection: Connection) -> None:
    for table in (*JOURNAL_TABLES, station_key):
        if connection.execute(select(table).limit(1)).first() is not None:
            raise ServerNotEmpty("目标数据库里已有记录，没有恢复任何内容，请换一个空数据库再恢复。")
