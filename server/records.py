"""The server's database: accept what stations wrote, give it effect, hand it on."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Table, func, select

from core.errors import Refusal
from core.journal import ChainBroken, JournalEntry, require_chain
from db import journal, projection
from db.cable_tables import station_key, stream_backup
from db.engine import connect
from db.failpoint import reach
from db.journal import Head, Identity
from db.schema import upgrade
from db.signature import signed_by
from db.tables import hall_counter, stream
from db.tables import parked as parked_table
from db.trouble import told_plainly
from server import enrolments, epochs
from server.authentication import authenticated
from sync.wire import MOST_ENTRIES, StreamHead, Streams, signed_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from core.calendar import Calendar
    from sync.signed_request import SignedRequest
    from sync.wire import Enrolment


def wall_clock() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


class SignatureRefused(Refusal):
    """A stream's head that the station's key did not sign."""


class OtherStream(Refusal):
    """A push with entries of another hall, station or incarnation."""


class StreamForked(Refusal):
    """The push does not continue the stream; `head` says from where it must."""

    def __init__(self, message: str, head: Head) -> None:
        super().__init__(message)
        self.head = head


@dataclass(frozen=True)
class Counted:
    """Sizes of the records."""

    halls: int
    stations: int
    parked: int
    arrivals: int


@dataclass(frozen=True)
class Accepted:
    """How far a stream is here and in the last checked backup, and what a push brought."""

    head: Head
    durable: int
    fresh: int
    parked: int


@dataclass(frozen=True)
class Changes:
    """Entries of a hall, the position after them, and the server's epoch."""

    position: str
    epoch: str
    entries: tuple[JournalEntry, ...]


class Records:
    """Halls, stations and their journals over one database; one transaction per call."""

    def __init__(
        self, engine: Engine, calendar: Calendar, now: Callable[[], datetime] = wall_clock
    ) -> None:
        """Bring the schema up to date.

        Raises: Trouble.
        """
        self._engine = engine
        self._calendar = calendar
        self._now = now
        connection = connect(engine)
        try:
            upgrade(connection)
        finally:
            connection.close()
        with self._transaction() as connection:
            self._epoch = epochs.current(connection) or epochs.begin(connection, now())

    @property
    def epoch(self) -> str:
        """This life of the records; another after a restoration."""
        return self._epoch.name

    def enrol(self, enrolment: Enrolment, standing: str) -> None:
        """Admit a station by its one-time code, or by a demonstration's standing token.

        Raises: CodeRefused, StationTaken.
        """
        with self._transaction() as connection:
            enrolments.enrol(connection, enrolment, standing, self._now())

    def issue_code(self, hall: str, station: str, good_for: timedelta) -> str:
        """A code that admits one station once."""
        with self._transaction() as connection:
            return enrolments.issue_code(connection, hall, station, self._now() + good_for)

    def accept(
        self, request: SignedRequest, entries: Sequence[JournalEntry], signature: str
    ) -> Accepted:
        """Store the entries durably, then give each its effect or park it.

        A fact is never refused for what it says, only for not being the station's own next one. An
        operation that came before in another stream (a sealed journal offered again) is kept but
        has no second effect.
        Raises: refusals of `authenticated`, OtherStream, StreamForked.
        """
        with self._transaction() as connection:
            public_key = authenticated(connection, request, self._now())
            identity = Identity(request.hall, request.station, entries[0].incarnation)
            _require_own(identity, entries, public_key, signature)
            connection.execute(
                select(hall_counter.c.last)
                .where(hall_counter.c.hall == identity.hall)
                .with_for_update()
            )
            last = journal.head(connection, identity)
            fresh = _continuing(connection, identity, last, entries)
            seen = set(journal.known(connection, [entry.op_id for entry in fresh]))
            journal.store_all(connection, fresh)
            reach("server.stored")
            new = {entry.op_id: entry for entry in reversed(fresh) if entry.op_id not in seen}
            touched = projection.apply_all(
                connection, tuple(reversed(new.values())), self._calendar
            )
            parked = touched.count(None)
            reach("server.before_commit")
            head = journal.head(connection, identity)
            durable = _durable(connection, identity)
        reach("server.after_commit")
        return Accepted(head, durable, len(fresh), parked)

    def changes(self, request: SignedRequest, position: str) -> Changes:
        """The hall's entries after a position, and the position after them.

        Raises: refusals of `authenticated`, PositionExpired.
        """
        with self._transaction() as connection:
            authenticated(connection, request, self._now())
            after = epochs.arrival_of(connection, request.hall, position)
            found = journal.arrivals(connection, request.hall, after, MOST_ENTRIES)
        last = found[-1][0] if found else after
        entries = tuple(entry for _, entry in found)
        return Changes(self._epoch.position(last), self._epoch.name, entries)

    def streams(self, request: SignedRequest) -> Streams:
        """Every stream there is of the station.

        Raises: refusals of `authenticated`.
        """
        with self._transaction() as connection:
            authenticated(connection, request, self._now())
            rows = connection.execute(
                select(
                    stream.c.incarnation,
                    stream.c.head_seq,
                    stream.c.head_hash,
                    func.coalesce(stream_backup.c.seq, 0).label("durable"),
                )
                .outerjoin(
                    stream_backup,
                    (stream_backup.c.hall == stream.c.hall)
                    & (stream_backup.c.station == stream.c.station)
                    & (stream_backup.c.incarnation == stream.c.incarnation),
                )
                .where(stream.c.hall == request.hall, stream.c.station == request.station)
            ).all()
        return Streams(
            epoch=self._epoch.name,
            streams=tuple(
                StreamHead(
                    incarnation=row.incarnation,
                    seq=row.head_seq,
                    hash=row.head_hash,
                    durable=row.durable,
                )
                for row in rows
            ),
        )

    def counted(self) -> Counted:
        """Sizes for whoever watches the server."""
        with self._transaction() as connection:
            return Counted(
                halls=_count(connection, hall_counter),
                stations=_count(connection, station_key),
                parked=_count(connection, parked_table),
                arrivals=int(
                    connection.execute(
                        select(func.coalesce(func.sum(hall_counter.c.last), 0))
                    ).scalar_one()
                ),
            )

    def ready(self) -> bool:
        """Whether the database answers."""
        with self._transaction() as connection:
            connection.execute(select(stream.c.hall).limit(1))
        return True

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with told_plainly(), self._engine.begin() as connection:
            yield connection


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _durable(connection: Connection, identity: Identity) -> int:
    found = connection.execute(
        select(stream_backup.c.seq).where(
            stream_backup.c.hall == identity.hall,
            stream_backup.c.station == identity.station,
            stream_backup.c.incarnation == identity.incarnation,
        )
    ).scalar_one_or_none()
    return found or 0


def _require_own(
    identity: Identity, entries: Sequence[JournalEntry], public_key: str, signature: str
) -> None:
    for entry in entries:
        if Identity(entry.hall, entry.station, entry.incarnation) != identity:
            raise OtherStream("提交的日志里夹有其他工位的条目")
    text = signed_text(identity.hall, identity.station, identity.incarnation, entries[-1].hash)
    if not signed_by(public_key, text, signature):
        raise SignatureRefused("日志签名与登记的工位密钥不符")


def _continuing(
    connection: Connection, identity: Identity, last: Head, entries: Sequence[JournalEntry]
) -> tuple[JournalEntry, ...]:
    """The entries beyond `last`; those we have must be the same to the byte."""
    first = entries[0].seq
    if first > last.seq + 1:
        raise StreamForked("日志中间缺了条目", last)
    overlap = tuple(entry for entry in entries if entry.seq <= last.seq)
    ours = journal.entries_from(connection, identity, first - 1, len(overlap)) if overlap else ()
    if ours != overlap:
        raise StreamForked("日志与服务器已有的不同", last)
    fresh = tuple(entries[len(overlap) :])
    try:
        require_chain(fresh, last.seq, last.hash)
    except ChainBroken as error:
        raise StreamForked(str(error), last) from error
    return fresh
