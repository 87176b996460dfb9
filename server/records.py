"""The server's database: accept what stations wrote, give it effect, hand it on."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Refusal
from core.journal import ChainBroken, require_chain
from core.moment import instant_text
from db import journal, projection
from db.engine import connect
from db.failpoint import reach
from db.journal import Head, Identity
from db.schema import upgrade
from db.signature import signed_by
from db.tables import hall_counter, station_key, stream
from db.trouble import told_plainly
from sync.wire import MOST_ENTRIES, signed_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from core.calendar import Calendar
    from core.journal import JournalEntry
    from sync.wire import Enrolment


class TokenRefused(Refusal):
    """A wrong enrolment or access token."""


class StationTaken(Refusal):
    """The station number is enrolled with another key."""


class SignatureRefused(Refusal):
    """A push that the station's key did not sign."""


class OtherStream(Refusal):
    """A push with entries of another hall, station or incarnation."""


class StreamForked(Refusal):
    """The push does not continue the stream; `head` says from where it must."""

    def __init__(self, message: str, head: Head) -> None:
        super().__init__(message)
        self.head = head


class Records:
    """Halls, stations and their journals over one database; one transaction per call."""

    def __init__(self, engine: Engine, calendar: Calendar) -> None:
        """Bring the schema up to date.

        Raises: Trouble.
        """
        self._engine = engine
        self._calendar = calendar
        connection = connect(engine)
        try:
            upgrade(connection)
        finally:
            connection.close()

    def enrol(self, enrolment: Enrolment, expected_token: str, at: datetime) -> str:
        """Admit a station; the same station with the same key may come again.

        Returns the access token, of which only a digest is kept.
        Raises: TokenRefused, StationTaken.
        """
        if not secrets.compare_digest(enrolment.token.encode(), expected_token.encode()):
            raise TokenRefused("登记口令不对")
        access_token = secrets.token_urlsafe(32)
        with self._transaction() as connection:
            known = connection.execute(
                select(station_key.c.public_key).where(
                    station_key.c.hall == enrolment.hall,
                    station_key.c.station == enrolment.station,
                )
            ).scalar_one_or_none()
            if known is None:
                _open_hall(connection, enrolment.hall)
                connection.execute(
                    insert(station_key),
                    {
                        "hall": enrolment.hall,
                        "station": enrolment.station,
                        "public_key": enrolment.public_key,
                        "token_hash": _digest(access_token),
                        "enrolled_at": instant_text(at),
                    },
                )
            elif known == enrolment.public_key:
                connection.execute(
                    update(station_key)
                    .where(
                        station_key.c.hall == enrolment.hall,
                        station_key.c.station == enrolment.station,
                    )
                    .values(token_hash=_digest(access_token))
                )
            else:
                raise StationTaken(f"工位号 {enrolment.station} 已由另一台设备登记")
        return access_token

    def accept(
        self,
        hall: str,
        station: str,
        access_token: str,
        entries: Sequence[JournalEntry],
        signature: str,
    ) -> Head:
        """Store the entries durably, then give each its effect or park it.

        A fact is never refused for what it says, only for not being the station's own next one.
        Raises: TokenRefused, SignatureRefused, OtherStream, StreamForked.
        """
        with self._transaction() as connection:
            public_key = _authenticated(connection, hall, station, access_token)
            identity = Identity(hall, station, entries[0].incarnation)
            _require_own(identity, entries, public_key, signature)
            connection.execute(
                select(hall_counter.c.last).where(hall_counter.c.hall == hall).with_for_update()
            )
            last = journal.head(connection, identity)
            fresh = _continuing(connection, identity, last, entries)
            for entry in fresh:
                journal.store(connection, entry)
            for entry in fresh:
                projection.apply_or_park(connection, entry, self._calendar)
            reach("server.before_commit")
            head = journal.head(connection, identity)
        reach("server.after_commit")
        return head

    def changes(
        self, hall: str, station: str, access_token: str, cursor: int
    ) -> tuple[int, tuple[JournalEntry, ...]]:
        """The hall's entries after a cursor, and the cursor after them.

        Raises: TokenRefused.
        """
        with self._transaction() as connection:
            _authenticated(connection, hall, station, access_token)
            found = journal.arrivals(connection, hall, cursor, MOST_ENTRIES)
        return (found[-1][0] if found else cursor), tuple(entry for _, entry in found)

    def ready(self) -> bool:
        """Whether the database answers."""
        with self._transaction() as connection:
            connection.execute(select(stream.c.hall).limit(1))
        return True

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with told_plainly(), self._engine.begin() as connection:
            yield connection


def _open_hall(connection: Connection, hall: str) -> None:
    try:
        with connection.begin_nested():
            connection.execute(insert(hall_counter), {"hall": hall, "last": 0})
    except IntegrityError:
        pass  # another of the hall's stations came first


def _authenticated(connection: Connection, hall: str, station: str, access_token: str) -> str:
    row = connection.execute(
        select(station_key.c.public_key, station_key.c.token_hash).where(
            station_key.c.hall == hall, station_key.c.station == station
        )
    ).one_or_none()
    if row is None or not secrets.compare_digest(row.token_hash, _digest(access_token)):
        raise TokenRefused("服务器不认识这个工位")
    return str(row.public_key)


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


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
