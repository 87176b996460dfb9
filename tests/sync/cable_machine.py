"""Two stations and a server as a state machine: real engine, real records, a line that fails.

What is demanded after every step and after healing is named by the invariant's number.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from core.errors import Trouble
from core.facts import TicketIssued
from core.journal import SCHEMA_VERSION, JournalEntry
from core.numbering import SeriesNumber, ticket_series
from db import journal, projection, schema
from db.cable_tables import exchange as exchange_table
from db.engine import connect, file_engine
from db.payload import text_of
from db.tables import journal as journal_table
from db.tables import parked
from db.unit_of_work import new_id
from server import backup, records
from server.records import Records
from sync import resync, station_journal
from sync.resync import Remaking, remake, swap_in
from tests.sync import rig as rigs
from tests.sync.rig import CALENDAR, DAY, KEY, NOW, Fault, Rig, hashes, tickets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Engine

    from db.journal import Identity
    from db.unit_of_work import UnitOfWork
    from sync.exchange import Exchange

STATIONS = ("03", "05")
ROUNDS = 6  # within which a healed line has brought everything everywhere
MEMORY = Path("/dev/shm")  # noqa: S108  (nothing here has to outlive a power cut)
FAULTS = st.lists(st.sampled_from(Fault), max_size=5)
WHO = st.sampled_from(STATIONS)


class Disk(NamedTuple):
    """A copy of a station's folder, and what it had written by then."""

    folder: Path
    written: frozenset[str]


class Backup(NamedTuple):
    """A checked copy of the server, and the era it was made in."""

    path: Path
    era: int


class CableMachine(RuleBasedStateMachine):
    """Anything that may happen to a hall in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self._quick = [
            mock.patch.object(module, "upgrade", _schema)
            for module in (rigs, records, backup, resync)
        ]
        for one in self._quick:
            one.start()
        self.copies = 0
        self.era = 0  # raised by what makes older copies of the other side unfair together
        self.poison = 0
        self.letters = iter("BCDEFGHJKLMNPQRSTUVWXYZ" * 9)
        self.letter = dict.fromkeys(STATIONS, "A")
        self.written: dict[str, set[str]] = {one: set() for one in STATIONS}
        self.images: dict[str, Disk] = {}
        self.backup: Backup | None = None
        self.ever_at_server: set[str] = set()
        self.engine, self.records, self.looking = self._open_server("server-0.db")
        self.rigs = {one: Rig(self.folder / one, one) for one in STATIONS}
        self.exchanges = {one: self._join(one) for one in STATIONS}

    @initialize(counts=st.tuples(st.integers(0, 3), st.integers(0, 3)))
    def begin(self, counts: tuple[int, int]) -> None:
        for who, count in zip(STATIONS, counts, strict=True):
            self.write(who, count)

    @rule(who=WHO, count=st.integers(1, 3))
    def write(self, who: str, count: int) -> None:
        self.written[who] |= set(self.rigs[who].write(count, self.letter[who]))

    @rule(who=WHO, count=st.integers(1, 2))
    def write_what_has_no_effect(self, who: str, count: int) -> None:
        """An entry of a newer program, and numbers given behind it: all are parked everywhere."""
        self.poison += 1
        for place in range(count):
            self.rigs[who].commit(partial(_strange, poison=self.poison, place=place))

    @rule(who=WHO, faults=FAULTS)
    def exchange(self, who: str, faults: list[Fault]) -> None:
        self.rigs[who].line.faults.extend(faults)
        try:
            self.exchanges[who].round()
        except Trouble:
            pass
        finally:
            self.rigs[who].line.faults.clear()

    @rule(who=WHO)
    def restart(self, who: str) -> None:
        self.rigs[who].reopen()
        self.exchanges[who] = self._join(who)

    @rule(who=WHO)
    def move_to_another_machine(self, who: str) -> None:
        """The folder is copied: the note in it is another machine's, the journal is sealed."""
        before = self.rigs[who].identity
        (self.rigs[who].folder / "incarnation.mark").write_text(f"{'0' * 64} 0\n", encoding="ascii")
        self.restart(who)
        assert self.rigs[who].identity != before

    @rule(who=WHO)
    def take_image(self, who: str) -> None:
        folder = self._copy_name()
        self.rigs[who].image(folder)
        self.exchanges[who] = self._join(who)
        self.images[who] = Disk(folder, frozenset(self.written[who]))

    @precondition(lambda self: self.images)
    @rule(who=WHO)
    def put_back(self, who: str) -> None:
        """The disk of a station is replaced by its image; a hall gives out other letters then."""
        if who not in self.images:
            return
        image = self.images[who]
        self.rigs[who].put_back(image.folder)
        self.written[who] = set(image.written)
        self.letter[who] = next(self.letters)
        self.exchanges[who] = self._join(who)
        self.era += 1

    @rule(who=WHO, sent=st.integers(1, 3), unsent=st.integers(0, 3))
    def fork(self, who: str, sent: int, unsent: int) -> None:
        """An image put back after more was sent; then as many or fewer or more written anew."""
        self.take_image(who)
        self.write(who, sent)
        self.exchange(who, [])
        self.put_back(who)
        self.write(who, unsent)

    @rule(who=WHO, since=st.integers(0, 3))
    def lose_the_servers_disk(self, who: str, since: int) -> None:
        """A backup, so many entries more at the server, and then only the backup."""
        self.back_up()
        self.write(who, since)
        for each in STATIONS:
            self.exchange(each, [])
        self.restore_server()

    @rule()
    def back_up(self) -> None:
        path = self._copy_name()
        self.looking.rollback()
        backup.back_up(self.engine, path, KEY)
        self.backup = Backup(path, self.era)

    @precondition(lambda self: self.backup is not None and self.backup.era == self.era)
    @rule()
    def restore_server(self) -> None:
        """The server's disk is lost; with a station's older image what only both had would be."""
        assert self.backup is not None
        self._note_server()
        self._close_server()
        name = self._copy_name().name
        engine = file_engine(self.folder / name, KEY)
        backup.restore(engine, self.backup.path, KEY, CALENDAR, NOW)
        engine.dispose()
        self.engine, self.records, self.looking = self._open_server(name)
        self.images.clear()
        for who in STATIONS:
            self.rigs[who].line.records = self.records

    @rule()
    def heal(self) -> None:
        """Everybody exchanges over good lines, whoever is in conflict is made anew: all is well."""
        surviving = self._operations(self.looking)
        for who, rig in self.rigs.items():
            surviving |= self._operations(rig.connection, who)
        for who in STATIONS:
            self._settle(who)
        for _ in range(2):
            for who in STATIONS:
                halted = self.exchanges[who].round()
                assert not halted, "after being made anew nobody is in conflict"
        self._note_server()
        self._all_is_well(surviving)

    def _settle(self, who: str) -> None:
        for _ in range(ROUNDS):
            try:
                halted = self.exchanges[who].round()
            except station_journal.CopyDiverged:
                halted = "a copy diverged"
            if halted:
                self._make_anew(who)
            elif self.rigs[who].unsent == 0:
                return
        raise AssertionError(f"i13: {who} still has {self.rigs[who].unsent} entries unsent")

    def _all_is_well(self, surviving: set[str]) -> None:
        server = self._operations(self.looking)
        assert surviving <= server, "i02, i17: what survived anywhere is at the server"
        at_server = hashes(self.looking)
        strange = _strange_operations(self.looking)
        assert _parked(self.looking) == strange, "i01: no operation took effect twice"
        for rig in self.rigs.values():
            assert hashes(rig.connection) == at_server, "i07: all journals are the same"
            assert rig.tickets == tickets(self.looking), "i07: all rows are the same"
            assert _parked(rig.connection) == strange, "i09: parked is what has no effect only"
            assert rig.unsent == 0, "i13: nothing waits any more"
            journal.verify(rig.connection)
            rig.connection.rollback()
        journal.verify(self.looking)  # i04
        self.looking.rollback()

    @invariant()
    def own_entries_are_seen(self) -> None:
        for who, rig in self.rigs.items():
            assert self.written[who] <= rig.tickets, "i08: a station sees what it wrote"

    @invariant()
    def what_is_confirmed_was_at_the_server(self) -> None:
        self._note_server()
        for rig in self.rigs.values():
            for digest in _confirmed(rig.connection, rig.identity):
                assert digest in self.ever_at_server, "i05: confirmed is what the server has"

    @invariant()
    def the_position_is_never_ahead(self) -> None:
        for rig in self.rigs.values():
            if rig.commit(lambda work: station_journal.halted(work.connection)):
                continue
            position = rig.commit(_position)
            epoch, _, arrival = position.partition(".")
            if epoch == self.records.epoch:
                passed = _arrived(self.looking, int(arrival))
                assert passed <= set(hashes(rig.connection)), "i06: a position hides nothing"

    def teardown(self) -> None:
        try:
            if hasattr(self, "exchanges"):
                self.heal()
        finally:
            self._close_server()
            for rig in self.rigs.values():
                rig.connection.close()
            for one in self._quick:
                one.stop()
            shutil.rmtree(self.folder)

    def _open_server(self, name: str) -> tuple[Engine, Records, Connection]:
        engine = file_engine(self.folder / name, KEY)
        return engine, Records(engine, CALENDAR), connect(engine)

    def _close_server(self) -> None:
        self.looking.close()
        self.engine.dispose()

    def _join(self, who: str) -> Exchange:
        return self.rigs[who].join(self.records)

    def _make_anew(self, who: str) -> None:
        rig = self.rigs[who]
        rig.connection.rollback()
        old = rig.identity
        making = Remaking(rig.folder, NOW, CALENDAR)
        remade = remake(rig.connection, old, KEY, rig.line, making)
        rig.connection.rollback()
        rig.connection.close()
        swap_in(remade, rig.folder / "yici.db", old, KEY)
        rig.reopen()
        self.exchanges[who] = self._join(who)

    def _copy_name(self) -> Path:
        self.copies += 1
        return self.folder / f"copy-{self.copies}"

    def _note_server(self) -> None:
        self.ever_at_server |= set(hashes(self.looking))

    @staticmethod
    def _operations(connection: Connection, station: str | None = None) -> set[str]:
        found = {
            entry.op_id
            for entry in journal.everything(connection)
            if station in (None, entry.station)
        }
        connection.rollback()
        return found


_STRANGE = "strange-"


def _strange(work: UnitOfWork, poison: int, place: int) -> None:
    entity_id = f"{_STRANGE}{poison}"
    day = DAY + timedelta(poison)
    number = SeriesNumber(ticket_series(work.identity.station, "Y", day), 1)
    fact = TicketIssued(entity_id, number, day, "")
    last = journal.head(work.connection, work.identity)
    entry = JournalEntry(
        hall=work.identity.hall,
        station=work.identity.station,
        incarnation=work.identity.incarnation,
        seq=last.seq + 1,
        op_id=new_id(),
        kind=fact.kind if place else "ticket.of_the_future",
        schema=SCHEMA_VERSION,
        entity="ticket",
        entity_id=entity_id,
        base_version=0,
        actor="0317",
        occurred_at=NOW,
        payload=text_of(fact),
        prev_hash=last.hash,
    ).sealed()
    journal.store(work.connection, entry)
    projection.apply_or_park(work.connection, entry, work.published)


def _strange_operations(connection: Connection) -> set[str]:
    found = connection.execute(
        select(journal_table.c.op_id).where(journal_table.c.entity_id.startswith(_STRANGE))
    )
    operations = set(found.scalars())
    connection.rollback()
    return operations


def _position(work: UnitOfWork) -> str:
    return station_journal.position(work.connection, work.identity)


def _parked(connection: Connection) -> set[str]:
    found = set(connection.execute(select(parked.c.op_id)).scalars())
    connection.rollback()
    return found


def _confirmed(connection: Connection, identity: Identity) -> Iterable[str]:
    """The hash of the last confirmed entry of each of our streams."""
    rows = connection.execute(
        select(journal_table.c.hash)
        .join(
            exchange_table,
            (exchange_table.c.incarnation == journal_table.c.incarnation)
            & (exchange_table.c.acked_seq == journal_table.c.seq),
        )
        .where(journal_table.c.hall == identity.hall, journal_table.c.station == identity.station)
    )
    found = list(rows.scalars())
    connection.rollback()
    return found


def _arrived(connection: Connection, arrival: int) -> set[str]:
    found = connection.execute(
        select(journal_table.c.hash).where(journal_table.c.arrival <= arrival)
    )
    passed = set(found.scalars())
    connection.rollback()
    return passed


@cache
def _statements() -> tuple[str, ...]:
    """The schema as the migrations make it; running them for every example takes all the time."""
    with tempfile.TemporaryDirectory() as folder:
        made = connect(file_engine(Path(folder) / "made.db", KEY))
        schema.upgrade(made)
        found = made.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END"
        )
        statements = tuple(found.scalars())
        made.rollback()
        made.close()
    return (*statements, f"INSERT INTO alembic_version VALUES ('{schema.HEAD}')")  # noqa: S608


def _schema(connection: Connection) -> None:
    empty = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    connection.rollback()
    if not empty:
        schema.upgrade(connection)
        return
    with connection.begin():
        for statement in _statements():
            connection.exec_driver_sql(statement)
