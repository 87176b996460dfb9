"""A station and a server in one process: the real engine, the real records, a line that fails.

No thread, no socket: a request is a call, and what may go wrong with it is chosen by the test.
"""

from __future__ import annotations

import contextlib
import enum
import shutil
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel
from sqlalchemy import select

from core.calendar import national_calendar
from core.errors import Refusal, Trouble
from core.facts import TicketIssued
from core.journal import SCHEMA_VERSION, JournalEntry
from core.numbering import SeriesNumber, ticket_series
from db import identity as identities
from db import journal as db_journal
from db.engine import connect, file_engine
from db.schema import upgrade
from db.signature import public_text, sign
from db.tables import journal, ticket
from db.unit_of_work import new_id, transact
from server.authentication import MomentRefused, microseconds
from server.epochs import PositionExpired
from server.records import Records, StreamForked
from sync import server_answer, station_journal
from sync.exchange import Exchange
from sync.signed_request import SignedRequest
from sync.wire import Enrolment, Head, Page, Streams, WireEntry, signed_text
from tests.house import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from db.journal import Identity
    from db.unit_of_work import UnitOfWork

T = TypeVar("T")
W = TypeVar("W", bound=BaseModel)
KEY = "5a" * 32
NOW = datetime(2026, 9, 28, 2, 36, tzinfo=UTC)
DAY = NOW.date()
CALENDAR = national_calendar()


class Fault(enum.Enum):
    """What happens to one request."""

    NONE = "none"
    REQUEST_LOST = "request lost"
    REPLY_LOST = "reply lost"
    TWICE = "asked twice"  # as a program does whose first answer was lost
    REPLAYED = "delivered twice"  # the same signed request, as a network does
    LATE = "delivered after the next request"
    ANSWER_CUT = "the answer cut short"


class LineDown(Trouble):
    """The request did not get its answer."""


class Line:
    """The link of a station, straight into the records."""

    def __init__(self, records: Records, key: Ed25519PrivateKey, me: Identity) -> None:
        self.records = records
        self.faults: deque[Fault] = deque()
        self.asked: list[str] = []
        self._key = key
        self._me = me
        self._late: Callable[[], object] | None = None
        self._moment = microseconds(datetime.now(UTC))
        records.enrol(
            Enrolment(hall=me.hall, station=me.station, public_key=public_text(key), code=TOKEN),
            TOKEN,
        )

    def push(self, identity: Identity, entries: Sequence[JournalEntry]) -> Head:
        text = signed_text(identity.hall, identity.station, identity.incarnation, entries[-1].hash)

        def ask(request: SignedRequest) -> Head:
            try:
                done = self.records.accept(request, entries, sign(self._key, text))
            except StreamForked as refused:
                raise server_answer.StreamDoesNotContinue(
                    str(refused), Head(seq=refused.head.seq, hash=refused.head.hash)
                ) from refused
            return Head(seq=done.head.seq, hash=done.head.hash, durable=done.durable)

        return self._over_the_line("push", ask)

    def changes(self, position: str) -> Page:
        def ask(request: SignedRequest) -> Page:
            try:
                found = self.records.changes(request, position)
            except PositionExpired as refused:
                raise server_answer.PositionExpired(str(refused)) from refused
            return Page(
                position=found.position,
                epoch=found.epoch,
                entries=tuple(WireEntry.of(entry) for entry in found.entries),
            )

        return self._over_the_line("changes", ask)

    def streams(self) -> Streams:
        return self._over_the_line("streams", self.records.streams)

    def _request(self) -> SignedRequest:
        self._moment = max(self._moment + 1, microseconds(datetime.now(UTC)))
        plain = SignedRequest(self._me.hall, self._me.station, "POST", "/", "", self._moment)
        return replace(plain, signature=sign(self._key, plain.text))

    def _over_the_line(self, what: str, ask: Callable[[SignedRequest], W]) -> W:
        self.asked.append(what)
        fault = self.faults.popleft() if self.faults else Fault.NONE
        request = self._request()
        late, self._late = self._late, None
        if fault is Fault.REQUEST_LOST:
            raise LineDown(what)
        if fault is Fault.LATE:
            self._late = partial(ask, request)
            raise LineDown(what)
        answer = ask(request)
        if late is not None:
            with contextlib.suppress(Refusal):
                late()
        if fault is Fault.TWICE:
            answer = ask(self._request())
        if fault is Fault.REPLAYED:
            try:
                ask(request)
            except MomentRefused:
                pass
            else:
                raise AssertionError("a request passes once")
        if fault is Fault.REPLY_LOST:
            raise LineDown(what)
        if fault is Fault.ANSWER_CUT:
            whole = answer.model_dump_json().encode()
            cut = server_answer.Reply(200, {}, whole[: len(whole) // 2])
            return server_answer.understood(type(answer), cut)
        return answer


class Rig:
    """One station's database, writing numbers into its own series."""

    def __init__(self, folder: Path, number: str = "03", hall: str = "qinghe") -> None:
        self.folder = folder
        self.hall, self.number = hall, number
        self.key = Ed25519PrivateKey.from_private_bytes(number.encode().rjust(32, b"k"))
        self.connection = self._open()

    def _open(self) -> Connection:
        self.folder.mkdir(parents=True, exist_ok=True)
        opened = connect(file_engine(self.folder / "yici.db", KEY))
        upgrade(opened)
        self.identity = identities.station_of(opened, self.hall, self.number)
        return opened

    def reopen(self) -> None:
        """Close the program and start it again."""
        self.connection.close()
        self.connection = self._open()

    def image(self, at: Path) -> None:
        """Copy the whole folder, as a disk image does."""
        self.connection.close()
        shutil.copytree(self.folder, at)
        self.connection = self._open()

    def put_back(self, image: Path) -> None:
        """Put such a copy back."""
        self.connection.close()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        self.connection = self._open()

    def join(self, records: Records) -> Exchange:
        """The program's exchange with a server, as after its start."""
        self.line = Line(records, self.key, self.identity)
        return Exchange(self.line, self)

    def commit(self, act: Callable[[UnitOfWork], T], /) -> T:
        return transact(self.connection, self.identity, CALENDAR, NOW, act).value

    def renew(self) -> None:
        def adopt(work: UnitOfWork) -> None:
            self.identity = identities.renewed(work.connection, work.identity)

        self.commit(adopt)

    def write(self, count: int = 1, letter: str = "A") -> list[str]:
        """So many numbers given to people; returns their ids."""
        return [self.commit(partial(self._issue, letter)) for _ in range(count)]

    def _issue(self, letter: str, work: UnitOfWork) -> str:
        number: SeriesNumber = work.next_number(ticket_series(self.number, letter, DAY))
        fact = TicketIssued(new_id(), number, DAY, "")
        work.record(fact, "0317")
        return fact.ticket_id

    def foreign(self, kind: str, entity_id: str, payload: str) -> str:
        """An entry as a newer or a defective program would write it; returns its operation."""

        def act(work: UnitOfWork) -> str:
            last = db_journal.head(work.connection, work.identity)
            entry = JournalEntry(
                hall=self.hall,
                station=self.number,
                incarnation=work.identity.incarnation,
                seq=last.seq + 1,
                op_id=new_id(),
                kind=kind,
                schema=SCHEMA_VERSION,
                entity="ticket",
                entity_id=entity_id,
                base_version=0,
                actor="0317",
                occurred_at=NOW,
                payload=payload,
                prev_hash=last.hash,
            ).sealed()
            db_journal.store(work.connection, entry)
            return entry.op_id

        return self.commit(act)

    @property
    def unsent(self) -> int:
        return self.commit(
            lambda work: station_journal.count_unsent(work.connection, work.identity)
        )

    @property
    def tickets(self) -> set[str]:
        return tickets(self.connection)


def tickets(connection: Connection) -> set[str]:
    """The tickets a database knows, of every station."""
    found = set(connection.execute(select(ticket.c.ticket_id)).scalars())
    connection.rollback()
    return found


def hashes(connection: Connection) -> list[str]:
    """Every entry of a database's journal."""
    found = sorted(connection.execute(select(journal.c.hash)).scalars())
    connection.rollback()
    return found


def settle(*exchanges: Exchange, rounds: int = 12) -> None:
    """Let everybody exchange over healed lines."""
    for _ in range(rounds):
        for one in exchanges:
            one.round()
