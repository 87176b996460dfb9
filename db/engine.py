"""Engines: SQLCipher files with durable settings, and PostgreSQL for the server."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

from db.trouble import DatabaseUnreachable, told_plainly

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry


class Access(enum.Enum):
    """What a connection may do."""

    READ_WRITE = "BEGIN IMMEDIATE"  # the write lock first: a later upgrade may find it taken
    READ_ONLY = "BEGIN"


BUSY_TIMEOUT = 5_000  # ms; only a backup or a second program ever holds the lock


def file_engine(path: Path, key: str, access: Access = Access.READ_WRITE) -> Engine:
    """An engine over one SQLCipher file; `key` is 64 hex digits.

    Connections are not pooled: each worker thread keeps the one it opened.
    """
    url = URL.create("sqlite+pysqlcipher", password=f"x'{key}'", database=str(path))
    engine = create_engine(
        url,
        poolclass=NullPool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,  # error texts would carry names and identity numbers into logs
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own transaction handling would begin late and deferred.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas(access):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: DBAPIConnection) -> None:
        connection.cursor().execute(access.value)

    # Overridden rather than listened to: a listener would slow every statement by a tenth.
    engine.dialect.do_begin = begin  # type: ignore[method-assign, assignment]  # see above
    return engine


def url_engine(url: str) -> Engine:
    """An engine over PostgreSQL.

    Raises: DatabaseUnreachable for an address that is not one.
    """
    try:
        parsed = make_url(url)
    except Exception as error:  # every parser failure means the same to the operator
        raise DatabaseUnreachable(
            "数据库地址写法不对，服务没有启动，请按 postgresql://用户@主机/库名 填写。"
        ) from error
    if parsed.get_backend_name() != "postgresql":
        raise DatabaseUnreachable(
            f"不支持 {parsed.get_backend_name()} 数据库，服务没有启动，请使用 PostgreSQL。"
        )
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
    )


def pragmas(access: Access) -> tuple[str, ...]:
    """The settings of every connection of a kind."""
    common = (
        "cipher_log_level = NONE",  # a wrong key is told by our own sentence, not on stderr
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT}",
        "temp_store = MEMORY",  # sort spills would lie on disk in the clear
    )
    if access is Access.READ_ONLY:
        return (*common, "query_only = ON")
    return (*common, "journal_mode = WAL", "synchronous = FULL")


def connect(engine: Engine) -> Connection:
    """An open connection.

    Raises: Trouble of the kind that kept it shut.
    """
    with told_plainly():
        connection = engine.connect()
        try:
            # SQLCipher checks the key at the first page it reads, not on opening.
            connection.exec_driver_sql("SELECT 1")
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        except BaseException:
            connection.close()
            raise
        connection.rollback()
    return connection
