"""Durable commit of "issue ticket" against the same statements on a bare SQLCipher connection.

Both run on the writer thread, in turn. Ours is the whole use case: number, rules, canonical JSON,
hash chain, journal, projection, commit. The bare side replays the very rows ours wrote, into a copy
of the same database, in one transaction with the same pragmas.
"""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import patch

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from benchmarks.result import Result
from core.calendar import national_calendar
from db.engine import Access, pragmas
from db.prepared import Prepared
from db.unit_of_work import transact
from desktop import attendance, demonstration, reception
from desktop.database_room import wall_clock
from desktop.desk import Desk
from desktop.settings import KeystoreChoice, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from core.staff import OnDuty

ROUNDS = 400
WARM_UP = 40
Statements = list[tuple[str, object]]


def measure(folder: Path) -> Result:
    """Time both sides in turn, ticket by ticket."""
    desk = station(folder / "furnished")
    demonstration.furnish(desk)
    duty = desk.do(
        attendance.sign_in, demonstration.CLERK.badge, demonstration.PASSWORD, "3"
    ).result()
    desk.close()
    for copy in ("recorded", "ours", "bare"):
        shutil.copytree(folder / "furnished", folder / copy)
    recording = station(folder / "recorded")
    written = recording.room.maintain(partial(_rows_of_every_ticket, recording, duty)).result()
    recording.close()
    desk = station(folder / "ours")
    try:
        act = partial(_in_turn, desk, duty, folder / "bare", written)
        return desk.room.maintain(act).result()
    finally:
        desk.close()


def station(folder: Path) -> Desk:
    """A desk over everything in a folder."""
    return Desk(Settings(data_folder=folder, keystore=KeystoreChoice.FILE))


def _rows_of_every_ticket(
    desk: Desk, duty: OnDuty, connection: Connection
) -> tuple[Statements, ...]:
    """What our side writes for each ticket, recorded apart so that listening costs it nothing."""
    found = []
    for number in range(ROUNDS + WARM_UP):
        with recorded() as written:
            _issue(desk, duty, connection, number)
        found.append(written)
    return tuple(found)


def _in_turn(
    desk: Desk,
    duty: OnDuty,
    folder: Path,
    written: tuple[Statements, ...],
    connection: Connection,
) -> Result:
    bare = bare_connection(folder / "station.db", desk.room.key)
    ours, theirs = [], []
    for number, statements in enumerate(written):
        began = time.perf_counter()
        _issue(desk, duty, connection, number)
        middle = time.perf_counter()
        replay(bare, statements)
        ended = time.perf_counter()
        ours.append((middle - began) * 1000)
        theirs.append((ended - middle) * 1000)
    bare.close()
    return Result(
        "issue ticket, durable commit", tuple(ours[WARM_UP:]), tuple(theirs[WARM_UP:]), 2.0
    )


def _issue(desk: Desk, duty: OnDuty, connection: Connection, number: int) -> None:
    # A prefix per hundred: a day's series of one prefix ends at 999.
    act = partial(reception.issue_ticket, duty=duty, prefix=chr(ord("A") + number // 100))
    transact(connection, desk.room.identity, national_calendar(), wall_clock(), act)


@contextmanager
def recorded() -> Iterator[Statements]:
    """Every writing statement our side sends, in order."""
    written: Statements = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: object, *_: object
    ) -> None:
        if not statement.startswith(("SELECT", "PRAGMA", "BEGIN")):
            written.append((statement, parameters))

    def run(self: Prepared, connection: Connection, parameters: dict[str, str | int]) -> object:
        written.append(self.written(connection, parameters))
        return straight(self, connection, parameters)

    straight = Prepared.run
    event.listen(Engine, "before_cursor_execute", note)
    try:
        with patch.object(Prepared, "run", run):
            yield written
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def bare_connection(path: Path, key: str) -> dbapi2.Connection:
    """The driver's own connection with our settings."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in pragmas(Access.READ_WRITE):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def replay(connection: dbapi2.Connection, written: Statements) -> None:
    """Run them in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for statement, parameters in written:
        connection.execute(statement, parameters).fetchall()
    connection.execute("COMMIT")
