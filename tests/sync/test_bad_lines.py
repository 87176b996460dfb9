"""A real station, a real server on PostgreSQL, and between them a line that fails."""

from __future__ import annotations

import contextlib
import itertools
import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes as digests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select

from core.errors import Trouble
from db import journal
from db.tables import journal as journal_table
from db.tables import parked
from db.tables import ticket as ticket_table
from server.limits import Limits
from server.service import engine_of
from server.settings import ServerSettings
from sync.backoff import Stall
from sync.exchange import Exchange
from sync.server_answer import (
    CertificateNotTrusted,
    ServerAnswerNotUnderstood,
    ServerBusy,
    ServerFailing,
    ServerUnreachable,
)
from sync.server_link import Introduction, Patience, ServerLink
from tests.house import TOKEN, live_server, new_database
from tests.sync.fault_proxy import FaultProxy, Kind, Weather, fault_proxy
from tests.sync.rig import Rig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

QUICK = Patience(connecting=5.0, step=1.5, stall=Stall(window=0.4, least=64))
HALLS = itertools.count(1)
BACKLOG = 30  # entries
AFTER_HEALING = 2  # rounds within which a healed line has brought everything


class Site(NamedTuple):
    """One server for all tests of this file; each has a hall of its own."""

    address: str
    engine: Engine


# Every test of this room enrols a station of its own, all from one address.
OF_MANY_HALLS = Limits(enrolments_per_minute=1e9)


class Station(NamedTuple):
    """A station behind a proxy, its exchange, and the server's rows of its hall."""

    rig: Rig
    proxy: FaultProxy
    exchange: Exchange
    site: Site

    def at_server(self) -> tuple[list[str], set[str], list[str]]:
        """Operations, numbers and parked entries that the server has of the hall."""
        hall = self.rig.hall
        with self.site.engine.connect() as looking:
            operations = looking.execute(
                select(journal_table.c.op_id)
                .where(journal_table.c.hall == hall)
                .order_by(journal_table.c.seq)
            )
            numbers = looking.execute(
                select(ticket_table.c.ticket_id).where(ticket_table.c.hall == hall)
            )
            refused = looking.execute(
                select(parked.c.op_id)
                .join(journal_table, journal_table.c.op_id == parked.c.op_id)
                .where(journal_table.c.hall == hall)
            )
            return (
                list(operations.scalars()),
                set(numbers.scalars()),
                list(refused.scalars()),
            )

    def all_there_once(self) -> None:
        """After healing: everything has arrived, once, in a bounded number of rounds."""
        self.proxy.weather = Weather()
        self.proxy.forecast.clear()
        for _ in range(AFTER_HEALING):
            with contextlib.suppress(Trouble):  # the pooled connection may be the broken one
                self.exchange.round()
        assert self.rig.unsent == 0, "i13: the backlog empties within a bound"
        operations, numbers, refused = self.at_server()
        assert len(operations) == len(set(operations)) == len(self.rig.tickets)
        assert numbers == self.rig.tickets
        assert refused == []


@pytest.fixture(scope="module")
def site(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    settings = ServerSettings(
        port=0,
        database_url=new_database(postgres),
        data_folder=tmp_path_factory.mktemp("server"),
        enrolment_token=TOKEN,
    )
    engine = engine_of(settings)
    with live_server(settings, OF_MANY_HALLS) as address:
        yield Site(address, engine)
    engine.dispose()


@contextmanager
def opened(site: Site, folder: Path, patience: Patience) -> Iterator[Station]:
    """A station of a new hall that has met the server and keeps its connection."""
    rig = Rig(folder, hall=f"hall-{next(HALLS)}")
    with (
        fault_proxy(site.address) as proxy,
        ServerLink(proxy.address, Introduction(rig.identity, TOKEN, rig.key), patience) as link,
    ):
        exchange = Exchange(link, rig)
        exchange.round()
        yield Station(rig, proxy, exchange, site)
    rig.connection.close()


@pytest.fixture
def station(site: Site, tmp_path: Path) -> Iterator[Station]:
    """One that gives a silent line up at once."""
    with opened(site, tmp_path / "03", QUICK) as one:
        yield one


@pytest.fixture
def patient(site: Site, tmp_path: Path) -> Iterator[Station]:
    """One with the patience of the product."""
    with opened(site, tmp_path / "03", Patience()) as one:
        yield one


BAD = [
    pytest.param(Kind.CUT_UP, 0, id="f01_request_lost"),
    pytest.param(Kind.CUT_DOWN, 0, id="f02_reply_lost_after_commit"),
    pytest.param(Kind.CUT_UP, 900, id="f05_reset_within_the_request"),
    pytest.param(Kind.CUT_DOWN, 60, id="f05_reset_within_the_answer"),
    pytest.param(Kind.HALF_CLOSE, 60, id="f05_the_answer_ends_early"),
    pytest.param(Kind.DRIP, 0, id="f06_a_byte_at_a_time"),
    pytest.param(Kind.HOLE, 0, id="f07_black_hole"),
    pytest.param(Kind.CUT_DOWN, 0, id="f14_a_proxy_cuts_at_its_time_limit"),
]


@pytest.mark.parametrize(("kind", "after"), BAD)
def test_i13_a_fault_is_told_and_after_it_everything_arrives_once(
    station: Station, kind: Kind, after: int
) -> None:
    station.rig.write(BACKLOG)
    station.proxy.weather = Weather(kind, after, pace=0.01 if kind is Kind.DRIP else 0.0)
    with pytest.raises(ServerUnreachable, match="可继续办理"):
        station.exchange.round()
    assert station.rig.unsent == BACKLOG, "nothing is confirmed without an answer"
    assert len(station.rig.tickets) == BACKLOG, "the work stays"
    station.all_there_once()


def test_f03_a_batch_that_comes_twice_takes_effect_once(station: Station) -> None:
    station.rig.write(3)
    station.proxy.weather = Weather(Kind.CUT_DOWN)
    for _ in range(2):  # it arrives each time, its answer never
        with pytest.raises(ServerUnreachable):
            station.exchange.round()
    assert len(station.at_server()[0]) == 3
    station.all_there_once()


def test_f04_an_answer_that_comes_late_is_not_taken_for_a_later_ones(station: Station) -> None:
    station.rig.write(2)
    station.proxy.weather = Weather(Kind.HELD_DOWN)
    with pytest.raises(ServerUnreachable):
        station.exchange.round()
    station.rig.write(3)
    station.all_there_once()  # the held answer is let go now, to a connection nobody reads


def test_f08_a_connection_dead_since_the_night_is_replaced(station: Station) -> None:
    before = station.proxy.connections
    station.rig.write(2)
    station.proxy.weather = Weather(Kind.HOLE)  # the pooled one; nobody sent a reset
    with pytest.raises(ServerUnreachable):
        station.exchange.round()
    station.all_there_once()
    assert station.proxy.connections > before


def test_a_slow_line_that_moves_is_left_alone(patient: Station) -> None:
    patient.rig.write(BACKLOG)
    patient.proxy.weather = Weather(Kind.SLOW, pace=0.1)
    patient.exchange.round()
    assert patient.rig.unsent == 0


@pytest.mark.parametrize("seed", range(3))
def test_s25_through_a_flapping_line_each_number_arrives_once_and_unchanged(
    station: Station, seed: int
) -> None:
    kinds = (Kind.CUT_UP, Kind.CUT_DOWN, Kind.HALF_CLOSE, Kind.CLEAR)
    for turn in range(8):
        station.rig.write(5)
        station.proxy.forecast.append(
            Weather(kinds[(turn + seed) % len(kinds)], after=(seed + 1) * 350 * turn)
        )
        with contextlib.suppress(Trouble):
            station.exchange.round()
    before = station.rig.tickets
    station.all_there_once()
    assert station.rig.tickets == before
    assert len(before) == 40


def test_f12_a_port_where_nobody_listens_is_told(site: Site, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    told = trouble_of(tmp_path, f"http://127.0.0.1:{port}")
    assert isinstance(told, ServerUnreachable)
    assert "请检查网线" in str(told)
    assert site.address


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
            ServerAnswerNotUnderstood,
            id="f09_captive_portal",
        ),
        pytest.param(
            b"HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n",
            ServerBusy,
            id="f13_too_many_requests",
        ),
        pytest.param(
            b"HTTP/1.1 503 Down\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n",
            ServerFailing,
            id="f13_service_unavailable",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + b"0" * 40_000_000,
            ServerUnreachable,
            id="f10_an_answer_without_end",
        ),
        pytest.param(b"\x16\x03\x01 not http at all", ServerUnreachable, id="f09_no_http"),
    ],
)
def test_whatever_answers_is_told_and_nothing_is_confirmed(
    tmp_path: Path, answer: bytes, kind: type[Trouble]
) -> None:
    with speaking(lambda line: line.sendall(answer)) as address:
        told = trouble_of(tmp_path, address)
    assert isinstance(told, kind)
    assert "可继续办理" in str(told)
    if isinstance(told, ServerFailing):
        assert told.wait in (7.0, 9.0)


@pytest.mark.parametrize(
    ("name", "lasts"),
    [
        pytest.param("elsewhere.example", timedelta(days=1), id="another_name"),
        pytest.param("127.0.0.1", timedelta(days=-1), id="expired"),
    ],
)
def test_f11_a_certificate_that_does_not_fit_is_told_as_such(
    tmp_path: Path, name: str, lasts: timedelta
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path, name, lasts))

    def shake_hands(line: socket.socket) -> None:
        with context.wrap_socket(line, server_side=True):
            pass

    with speaking(shake_hands) as address:
        told = trouble_of(tmp_path, address.replace("http:", "https:"))
    assert isinstance(told, CertificateNotTrusted)
    assert "证书" in str(told)


def test_i13_a_day_of_backlog_goes_in_one_round_with_as_few_requests_as_fit(
    patient: Station,
) -> None:
    patient.rig.write(250)
    patient.exchange.round()
    assert patient.rig.unsent == 0
    assert len(patient.at_server()[0]) == 250
    patient.rig.connection.rollback()
    journal.verify(patient.rig.connection)


def trouble_of(tmp_path: Path, address: str) -> Trouble:
    """How a round with what is at the address fails; what was written is still unsent."""
    rig = Rig(tmp_path / "03")
    rig.write(1)
    try:
        with ServerLink(address, Introduction(rig.identity, TOKEN, rig.key), QUICK) as link:
            with pytest.raises(Trouble) as told:
                Exchange(link, rig).round()
            assert rig.unsent == 1
    finally:
        rig.connection.close()
    return told.value


@contextmanager
def speaking(act: Callable[[socket.socket], None]) -> Iterator[str]:
    """Something on a port that does so with each connection."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            try:
                with line:
                    line.recv(65536, socket.MSG_PEEK)
                    act(line)
            except OSError:
                continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def certificate(folder: Path, name: str, lasts: timedelta) -> Path:
    """A key and a certificate of nobody's authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + lasts)
        .sign(key, digests.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
