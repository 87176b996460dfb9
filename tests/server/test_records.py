"""The server accepts what a station wrote, in order, once, and only its own."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from core.calendar import national_calendar
from core.facts import TicketIssued
from core.journal import BEFORE_FIRST, SCHEMA_VERSION, JournalEntry
from core.numbering import SeriesNumber, ticket_series
from db.payload import text_of
from db.signature import public_text, sign
from db.tables import journal, parked, ticket
from db.unit_of_work import new_id
from server.authentication import (
    MomentRefused,
    RequestNotSigned,
    StationUnknown,
    microseconds,
)
from server.enrolments import CodeRefused, StationTaken
from server.records import Changes, OtherStream, Records, SignatureRefused, StreamForked
from server.service import engine_of
from sync.signed_request import SignedRequest
from sync.wire import Enrolment, signed_text
from tests.house import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from db.journal import Head
    from server.settings import ServerSettings

NOW = datetime(2026, 9, 28, 2, 36, tzinfo=UTC)


class Station:
    """A station that writes tickets and pushes them straight into the records."""

    def __init__(self, records: Records, number: str, hall: str = "qinghe") -> None:
        self.records = records
        self.hall = hall
        self.number = number
        self.incarnation = new_id()
        self.key = Ed25519PrivateKey.generate()
        self.journal: list[JournalEntry] = []
        self.moment = microseconds(datetime.now(UTC))
        records.enrol(self.introduction(), TOKEN)

    def introduction(self, code: str = TOKEN) -> Enrolment:
        return Enrolment(
            hall=self.hall, station=self.number, public_key=public_text(self.key), code=code
        )

    def request(self, key: Ed25519PrivateKey | None = None) -> SignedRequest:
        """A request with a moment of its own; what it asks is told to the records apart."""
        self.moment += 1
        plain = SignedRequest(self.hall, self.number, "POST", "/", "", self.moment)
        return replace(plain, signature=sign(key or self.key, plain.text))

    def write(self, count: int = 1) -> None:
        for _ in range(count):
            seq = len(self.journal) + 1
            number = SeriesNumber(ticket_series(self.number, "A", NOW.date()), seq)
            fact = TicketIssued(new_id(), number, NOW.date(), "")
            self.journal.append(
                JournalEntry(
                    hall=self.hall,
                    station=self.number,
                    incarnation=self.incarnation,
                    seq=seq,
                    op_id=new_id(),
                    kind=fact.kind,
                    schema=SCHEMA_VERSION,
                    entity=fact.entity.value,
                    entity_id=fact.entity_id,
                    base_version=0,
                    actor="0317",
                    occurred_at=NOW,
                    payload=text_of(fact),
                    prev_hash=self.journal[-1].hash if self.journal else BEFORE_FIRST,
                ).sealed()
            )

    def push(self, first: int = 1, last: int | None = None) -> Head:
        return self.offer(self.journal[first - 1 : last])

    def offer(self, entries: list[JournalEntry]) -> Head:
        text = signed_text(self.hall, self.number, entries[0].incarnation, entries[-1].hash)
        return self.records.accept(self.request(), entries, sign(self.key, text)).head

    def changes(self, position: str = "") -> Changes:
        return self.records.changes(self.request(), position)


@pytest.fixture
def engine(server_settings: ServerSettings) -> Iterator[Engine]:
    opened = engine_of(server_settings)
    yield opened
    opened.dispose()


@pytest.fixture
def records(engine: Engine) -> Records:
    return Records(engine, national_calendar())


def count(engine: Engine, table: object = journal) -> int:
    with engine.connect() as connection:
        return connection.execute(
            select(func.count()).select_from(table)  # type: ignore[arg-type]  # any table
        ).scalar_one()


def test_entries_are_accepted_once_however_often_they_come(
    records: Records, engine: Engine
) -> None:
    station = Station(records, "03")
    station.write(5)
    first = station.push(last=3)
    assert (first.seq, first.hash) == (3, station.journal[2].hash)
    assert station.push(last=3) == first
    assert station.push(first=2).seq == 5
    assert station.push().seq == 5
    assert count(engine) == 5
    assert count(engine, ticket) == 5


def test_a_gap_is_answered_with_the_head(records: Records, engine: Engine) -> None:
    station = Station(records, "03")
    station.write(4)
    station.push(last=1)
    with pytest.raises(StreamForked) as told:
        station.push(first=3)
    assert told.value.head.seq == 1
    assert count(engine) == 1


def test_another_history_at_the_same_numbers_is_refused(records: Records, engine: Engine) -> None:
    station = Station(records, "03")
    station.write(3)
    station.push()
    kept = station.journal[:2]
    station.journal = kept.copy()
    station.write(2)
    with pytest.raises(StreamForked) as told:
        station.push(first=2)
    assert told.value.head.seq == 3
    assert count(engine) == 3


def test_a_broken_chain_is_refused(records: Records, engine: Engine) -> None:
    station = Station(records, "03")
    station.write(3)
    station.journal[1] = replace(station.journal[1], actor="0000")
    with pytest.raises(StreamForked):
        station.push()
    assert count(engine) == 0


def test_only_the_stations_own_key_opens_its_stream(records: Records) -> None:
    station, other = Station(records, "03"), Station(records, "05")
    station.write()
    other.write()
    entries = station.journal
    text = signed_text("qinghe", "03", station.incarnation, entries[-1].hash)
    with pytest.raises(SignatureRefused):
        records.accept(station.request(), entries, sign(other.key, text))
    with pytest.raises(RequestNotSigned):
        records.accept(station.request(other.key), entries, sign(station.key, text))
    with pytest.raises(OtherStream):
        station.offer(other.journal)
    with pytest.raises(RequestNotSigned):
        records.changes(station.request(other.key), "")
    with pytest.raises(StationUnknown):
        records.changes(replace(station.request(), station="44"), "")


def test_a_request_passes_once(records: Records) -> None:
    station = Station(records, "03")
    request = station.request()
    records.changes(request, "")
    with pytest.raises(MomentRefused) as told:
        records.changes(request, "")
    assert told.value.moment > request.moment


def test_a_standing_token_admits_a_key_and_replaces_none(records: Records) -> None:
    station = Station(records, "03")
    with pytest.raises(CodeRefused):
        records.enrol(station.introduction("guessed-it"), TOKEN)
    with pytest.raises(CodeRefused):
        records.enrol(station.introduction(""), "")
    records.enrol(station.introduction(), TOKEN)
    with pytest.raises(StationTaken):
        Station(records, "03")
    Station(records, "03", hall="other-hall")


def test_a_fact_without_effect_is_parked_and_the_stream_goes_on(
    records: Records, engine: Engine
) -> None:
    station = Station(records, "03")
    station.write(2)
    poison = replace(
        station.journal[1], kind="ticket.called", payload='{"ticket_id":"nobody"}'
    ).sealed()
    station.journal[1] = poison
    station.write()
    station.push()
    assert count(engine) == 3
    assert count(engine, parked) == 1


def test_stations_of_one_hall_see_each_other_and_no_other_hall(records: Records) -> None:
    ours, theirs = Station(records, "03"), Station(records, "03", hall="other-hall")
    ours.write(3)
    theirs.write(2)
    ours.push()
    theirs.push()
    found = ours.changes()
    assert [entry.op_id for entry in found.entries] == [entry.op_id for entry in ours.journal]
    assert ours.changes(found.position) == replace(found, entries=())


def test_arrival_numbers_have_no_gap_under_many_writers(records: Records, engine: Engine) -> None:
    stations = [Station(records, f"{number:02d}") for number in range(1, 7)]
    with pushing(stations):
        pass
    with engine.connect() as connection:
        arrivals = connection.execute(select(journal.c.arrival).order_by(journal.c.arrival))
        assert list(arrivals.scalars()) == list(range(1, 6 * 12 + 1))


@contextmanager
def pushing(stations: list[Station]) -> Iterator[None]:
    """All stations push twelve entries each, three at a time, at once."""
    failures: list[BaseException] = []

    def run(station: Station) -> None:
        try:
            for first in (1, 4, 7, 10):
                station.push(first=first, last=first + 2)
        except BaseException as error:  # noqa: BLE001  (shown by the main thread)
            failures.append(error)

    for station in stations:
        station.write(12)
    threads = [threading.Thread(target=run, args=(station,)) for station in stations]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()
    assert not failures
