"""A checked copy of a station's database while it is in use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Refusal
from db import journal
from db.engine import Access, connect, file_engine
from db.trouble import DatabaseDamaged, told_plainly

if TYPE_CHECKING:
    from sqlalchemy import Connection


class BackupExists(Refusal):
    """The target of a backup is there already."""


@dataclass(frozen=True)
class Backup:
    """A finished backup: opened again, pages and journal checked."""

    path: Path
    entries: int


def back_up(source: Connection, target: Path, key: str) -> Backup:
    """Copy the database to `target`, encrypted with the same key, and verify the copy.

    Raises: BackupExists, Trouble, ChainBroken.
    """
    if target.exists():
        raise BackupExists(f"备份文件 {target.name} 已经存在，没有覆盖它，请换一个文件名。")
    with told_plainly():
        raw = source.connection.driver_connection
        if raw is None:
            raise DatabaseDamaged("数据库连接已断开，没有备份，请重新启动程序后再试。")
        # VACUUM cannot run inside a transaction, so it goes to the driver directly.
        raw.execute("VACUUM INTO ?", (str(target),))
        source.rollback()
    copy = connect(file_engine(target, key, Access.READ_ONLY))
    try:
        found = copy.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        if found != "ok":
            raise DatabaseDamaged(
                f"备份检查没有通过（{found}），原数据库没有改动，请换磁盘再备份。"
            )
        return Backup(target, journal.verify(copy).entries)
    finally:
        copy.close()
