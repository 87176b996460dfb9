"""What one request, one station or one address may cost; and what the server tells about itself."""

from __future__ import annotations

import gzip
import logging
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from db.signature import public_text, sign
from server.app import create_app
from server.authentication import microseconds
from server.limits import Limits
from server.rate import Buckets, TooManyRequests
from server.records import Records
from server.service import engine_of
from sync.signed_request import SignedRequest, digest_of
from tests.house import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx2

    from server.settings import ServerSettings

PATH = "/v1/halls/qinghe/stations/03"
SMALL = Limits(
    body=20_000,
    requests_per_second=0.001,
    burst=3,
    enrolments_per_minute=2,
    oldest_reader=1,
)
KEY = Ed25519PrivateKey.from_private_bytes(b"the key of station 03 in qinghe!")


@pytest.fixture
def records(server_settings: ServerSettings) -> Iterator[Records]:
    engine = engine_of(server_settings)
    yield Records(engine, national_calendar())
    engine.dispose()


@pytest.fixture
def client(records: Records) -> TestClient:
    return TestClient(create_app(records, TOKEN, SMALL))


def enrolled(client: TestClient) -> None:
    body = {"hall": "qinghe", "station": "03", "public_key": public_text(KEY), "code": TOKEN}
    assert client.post("/v1/enrolments", json=body).status_code == 200


def get(
    client: TestClient, what: str, moment: int | None = None, version: int = 1
) -> httpx2.Response:
    request = SignedRequest(
        "qinghe",
        "03",
        "GET",
        f"{PATH}/{what}",
        digest_of(b""),
        moment or microseconds(datetime.now(UTC)),
    )
    return client.get(
        request.target,
        headers={
            "Yici-Moment": str(request.moment),
            "Yici-Signature": sign(KEY, request.text),
            "Yici-Version": str(version),
        },
    )


def test_f10_a_body_too_large_packed_or_unpacked_is_refused(client: TestClient) -> None:
    plain = client.post("/v1/enrolments", content=b"x" * 20_001)
    bomb = gzip.compress(b"0" * 50_000_000)
    packed = client.post(
        "/v1/enrolments", content=bomb[:19_000], headers={"Content-Encoding": "gzip"}
    )
    small_bomb = client.post(
        "/v1/enrolments",
        content=gzip.compress(b"0" * 2_000_000),
        headers={"Content-Encoding": "gzip"},
    )
    assert [plain.status_code, packed.status_code, small_bomb.status_code] == [413, 413, 413]
    assert small_bomb.json()["code"] == "BodyTooLarge"


@pytest.mark.parametrize(
    ("content", "encoding", "status"),
    [
        (b"no gzip at all", "gzip", 400),
        (gzip.compress(b"{}", mtime=0)[:-4], "gzip", 400),
        (zlib.compress(b"{}"), "br", 415),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_refused(
    client: TestClient, content: bytes, encoding: str, status: int
) -> None:
    reply = client.post("/v1/enrolments", content=content, headers={"Content-Encoding": encoding})
    assert reply.status_code == status


def test_a_station_that_asks_too_often_is_told_when_to_come_back(client: TestClient) -> None:
    enrolled(client)
    assert [get(client, "streams").status_code for _ in range(3)] == [200, 200, 200]
    refused = get(client, "streams")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_codes_cannot_be_guessed_by_the_thousand(client: TestClient) -> None:
    body = {"hall": "qinghe", "station": "03", "public_key": public_text(KEY), "code": "guess"}
    found = [client.post("/v1/enrolments", json=body).status_code for _ in range(3)]
    assert found == [403, 403, 429]


def test_a_request_that_is_replayed_altered_or_unsigned_is_refused(client: TestClient) -> None:
    enrolled(client)
    moment = microseconds(datetime.now(UTC))
    assert get(client, "changes", moment).status_code == 200
    replayed = get(client, "changes", moment)
    assert replayed.status_code == 401
    assert replayed.json()["moment"] > moment
    request = SignedRequest("qinghe", "03", "GET", f"{PATH}/changes", digest_of(b""), moment + 5)
    altered = client.get(
        f"{PATH}/changes?position=0.9",
        headers={
            "Yici-Moment": str(moment + 5),
            "Yici-Signature": sign(KEY, request.text),
            "Yici-Version": "1",
        },
    )
    assert (altered.status_code, altered.json()["code"]) == (401, "RequestNotSigned")


@pytest.mark.parametrize("years", [-10, 10])
def test_i12_a_clock_years_wrong_is_told_the_servers_time(client: TestClient, years: int) -> None:
    enrolled(client)
    wrong = microseconds(datetime.now(UTC) + timedelta(days=365 * years))
    refused = get(client, "changes", wrong)
    assert refused.status_code == 401
    told = refused.json()["moment"]
    assert abs(told - microseconds(datetime.now(UTC))) < 60_000_000
    assert get(client, "changes", told).status_code == 200


def test_i15_an_old_program_may_push_and_is_told_why_it_may_not_pull(records: Records) -> None:
    client = TestClient(create_app(records, TOKEN, replace(SMALL, oldest_reader=2)))
    enrolled(client)
    refused = get(client, "changes", version=1)
    assert refused.status_code == 426
    assert "照常上传" in refused.json()["message"]
    assert get(client, "streams", version=1).status_code == 200


def test_metrics_are_counts_by_route_and_name_nobody(client: TestClient) -> None:
    enrolled(client)
    get(client, "changes")
    text = client.get("/metrics").text
    assert (
        'yici_requests_total{route="/v1/halls/{hall}/stations/{station}/changes",status="200"} 1'
        in text.splitlines()
    )
    assert 'yici_requests_total{route="/v1/enrolments",status="200"} 1' in text.splitlines()
    assert "yici_stations 1" in text.splitlines()
    assert "yici_halls 1" in text.splitlines()
    assert "qinghe" not in text
    for line in text.splitlines():
        assert line.startswith("# ") or line.rpartition(" ")[2].replace(".", "").isdigit()


def test_the_log_of_requests_has_routes_not_stations(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "server")
    enrolled(client)
    get(client, "changes")
    lines = [one.getMessage() for one in caplog.records if one.name == "server.metrics"]
    assert any("/stations/{station}/changes" in line for line in lines)
    assert not any("qinghe" in line for line in lines)


@given(st.lists(st.floats(0, 5), max_size=60), st.integers(1, 5), st.floats(0.1, 10))
def test_a_bucket_never_gives_more_than_burst_and_rate_allow(
    steps: list[float], burst: int, rate: float
) -> None:
    now = 0.0
    buckets = Buckets(rate, burst, lambda: now)
    given_out = 0
    for step in steps:
        now += step
        try:
            buckets.take("03")
        except TooManyRequests:
            continue
        given_out += 1
        assert given_out <= burst + now * rate + 1e-6
    now += burst / rate + 1
    buckets.take("03")
    buckets.take("05")
