"""Durable commit of "issue ticket" against the same statements on a bare SQLCipher connection.

The bare side replays the very rows our side wrote, into a copy of the same database, in one
transaction per ticket with the same pragmas.
"""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from benchmarks.result import Result
from db.engine import Access, pragmas
from desktop import attendance, demonstration, reception
from desktop.desk import Desk
from desktop.settings import KeystoreChoice, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 400
WARM_UP = 40
Statements = list[tuple[str, object]]


def measure(folder: Path) -> Result:
    """Time both sides in turn, ticket by ticket."""
    settings = Settings(data_folder=folder / "ours", keystore=KeystoreChoice.FILE)
    desk = Desk(settings)
    demonstration.furnish(desk)
    desk.close()
    shutil.copytree(folder / "ours", folder / "bare")

    desk = Desk(settings)
    bare = _bare_connection(folder / "bare" / "station.db", desk.room.key)
    ours, theirs = [], []
    try:
        with _recorded() as written:
            duty = desk.do(
                attendance.sign_in, demonstration.CLERK.badge, demonstration.PASSWORD, "3"
            ).result()
            _replay(bare, written)
            for number in range(ROUNDS + WARM_UP):
                # A prefix per hundred: a day's series of one prefix ends at 999.
                prefix = chr(ord("A") + number // 100)
                written.clear()
                began = time.perf_counter()
                desk.do(reception.issue_ticket, duty, prefix=prefix).result()
                middle = time.perf_counter()
                _replay(bare, written)
                ended = time.perf_counter()
                ours.append((middle - began) * 1000)
                theirs.append((ended - middle) * 1000)
    finally:
        bare.close()
        desk.close()
    return Result(
        "issue ticket, durable commit", tuple(ours[WARM_UP:]), tuple(theirs[WARM_UP:]), 2.0
    )


@contextmanager
def _recorded() -> Iterator[Statements]:
    """Every writing statement our side sends, in order."""
    written: Statements = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: object, *_: object
    ) -> None:
        if not statement.startswith(("SELECT", "PRAGMA", "BEGIN")):
            written.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield written
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _bare_connection(path: Path, key: str) -> dbapi2.Connection:
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in pragmas(Access.READ_WRITE):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _replay(connection: dbapi2.Connection, written: Statements) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, parameters in written:
        connection.execute(statement, parameters).fetchall()
    connection.execute("COMMIT")
