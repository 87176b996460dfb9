"""The threads that may touch the station's database: one writer, two readers."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from core.calendar import national_calendar
from db import identity as identities
from db.engine import Access, connect, file_engine
from db.keystore import database_key
from db.schema import upgrade
from db.trouble import DiskReadOnly, told_plainly
from db.unit_of_work import Committed, Reading, UnitOfWork, rehearse, transact

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

    from db.journal import Identity
    from db.keystore import Keystore

T = TypeVar("T")
KEY_NAME = "database"
_READERS = 2


def wall_clock() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


class DatabaseRoom:
    """Runs writes one after another on the only read-write connection, reads beside them.

    SQLAlchemy objects never leave these threads; callers get frozen values through futures.
    """

    def __init__(
        self,
        database: Path,
        keystore: Keystore,
        station: tuple[str, str],
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        """`station` is (hall, station number).

        Raises: Trouble when the database cannot be opened; nothing is left running then.
        """
        self._database = database
        self._keystore = keystore
        self._now = now
        self._calendar = national_calendar()
        self._local = threading.local()
        self._reader_connections: list[Connection] = []
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="yici-writer")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="yici-reader")
        try:
            self.identity: Identity = self._writer.submit(self._open, *station).result()
        except BaseException:
            self._writer.shutdown()
            self._readers.shutdown()
            raise

    @property
    def key(self) -> str:
        """The raw database key, for backups encrypted alike."""
        return self._key

    def now(self) -> datetime:
        """The instant by the clock this room works with."""
        return self._now()

    def write(self, act: Callable[[UnitOfWork], T]) -> Future[Committed[T]]:
        """Run `act` in one durable transaction on the writer thread."""
        return self._writer.submit(self._write, act)

    def rehearse(self, act: Callable[[UnitOfWork], T]) -> Future[T]:
        """Run `act` on the writer thread as `write` would, and take everything back."""
        return self._writer.submit(self._rehearse, act)

    def read(self, query: Callable[[Reading], T]) -> Future[T]:
        """Run `query` on a snapshot in a reader thread."""
        return self._readers.submit(self._read, query)

    def maintain(self, act: Callable[[Connection], T]) -> Future[T]:
        """Run work that manages its own transactions (backup, verify) on the writer thread."""
        return self._writer.submit(self._maintain, act)

    def close(self) -> None:
        """Finish what is queued and let go of the file."""
        self._readers.shutdown()
        for connection in self._reader_connections:
            connection.close()
        self._writer.submit(self._connection.close).result()
        self._writer.shutdown()

    def _open(self, hall: str, station: str) -> Identity:
        try:
            self._database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._key = database_key(self._keystore, KEY_NAME, self._database)
        except OSError as error:
            raise DiskReadOnly(
                "数据目录不能写入，程序没有启动，已有数据没有改动，"
                "请检查磁盘是否已满、目录是否可写。"
            ) from error
        self._connection = connect(file_engine(self._database, self._key))
        try:
            upgrade(self._connection)
            return identities.station_of(self._connection, hall, station)
        except BaseException:
            self._connection.close()
            raise

    def _write(self, act: Callable[[UnitOfWork], T]) -> Committed[T]:
        return transact(self._connection, self.identity, self._calendar, self._now(), act)

    def _rehearse(self, act: Callable[[UnitOfWork], T]) -> T:
        return rehearse(self._connection, self.identity, self._calendar, self._now(), act)

    def _maintain(self, act: Callable[[Connection], T]) -> T:
        with told_plainly():
            try:
                return act(self._connection)
            finally:
                self._connection.rollback()

    def _read(self, query: Callable[[Reading], T]) -> T:
        connection = self._reader()
        with told_plainly():
            try:
                return query(Reading(connection, self.identity, self._calendar, self._now()))
            finally:
                connection.rollback()

    def _reader(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(file_engine(self._database, self._key, Access.READ_ONLY))
            self._local.connection = connection
            self._reader_connections.append(connection)
        return connection
