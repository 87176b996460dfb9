"""Whatever is asked, the answer is one of those the OpenAPI document names, and never a defect.

Requests are made from the document's own list of operations, most of them signed as they should
be: an unsigned one never comes further than its signature.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import national_calendar
from db.signature import public_text, sign
from server.app import create_app
from server.authentication import microseconds
from server.limits import Limits
from server.records import Records
from server.service import engine_of
from server.settings import ServerSettings
from sync.signed_request import SignedRequest, digest_of
from sync.wire import Page, WireEntry, signed_text
from tests.house import TOKEN, new_database
from tests.sync.rig import Rig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx2

    from core.journal import JournalEntry

HALL, OTHER_HALL = "qinghe", "other-hall"
OPEN = {"/healthz", "/readyz", "/metrics", "/v1/enrolments"}
KEY = Ed25519PrivateKey.from_private_bytes(b"03".rjust(32, b"k"))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"the key of station 03 elsewhere!")
NEVER_SLOW = Limits(requests_per_second=1e9, burst=10**9, enrolments_per_minute=1e9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


# What fits the form of a field and not its meaning.
EDGES = (
    2**31,
    2**63,
    2**70,
    0,
    -1,
    "2026-13-41T25:61:61.000000Z",
    "0000-01-01T00:00:00.000000Z",
    "\x00",
    "\ud800",
    "a" * 41,
    "",
)


class Api:
    """The application, and a station that signs whatever is asked in its name."""

    def __init__(self, client: TestClient, entries: tuple[JournalEntry, ...]) -> None:
        self.client = client
        self.entries = entries
        self.document: dict[str, Any] = client.get("/openapi.json").json()
        self._moment = 0

    def operations(self) -> list[tuple[str, str]]:
        """Every method and path of the document."""
        return [
            (method.upper(), path)
            for path, item in self.document["paths"].items()
            for method in item
        ]

    def documented(self, method: str, path: str) -> set[int]:
        """The statuses that the document gives an operation."""
        return {int(one) for one in self.document["paths"][path][method.lower()]["responses"]}

    def ask(
        self,
        method: str,
        target: str,
        content: bytes = b"",
        key: Ed25519PrivateKey = KEY,
        hall: str = HALL,
    ) -> httpx2.Response:
        """A signed request."""
        self._moment = max(self._moment + 1, microseconds(datetime.now(UTC)))
        request = SignedRequest(hall, "03", method, target, digest_of(content), self._moment)
        return self.client.request(
            method,
            target,
            content=content,
            headers={
                "Yici-Moment": str(request.moment),
                "Yici-Signature": sign(key, request.text),
                "Yici-Version": "1",
                "Content-Type": "application/json",
            },
        )


def path_of(what: str, hall: str = HALL) -> str:
    return f"/v1/halls/{hall}/stations/03/{what}"


def push_of(entries: tuple[JournalEntry, ...], key: Ed25519PrivateKey, hall: str) -> dict[str, Any]:
    last = entries[-1]
    return {
        "incarnation": last.incarnation,
        "entries": [
            json.loads(WireEntry.of(one).model_dump_json(by_alias=True)) for one in entries
        ],
        "signature": sign(key, signed_text(hall, "03", last.incarnation, last.hash)),
    }


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    folder = tmp_path_factory.mktemp("api")
    with opened(folder, ServerSettings(port=0, data_folder=folder, enrolment_token=TOKEN)) as one:
        yield one


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def either_api(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Api]:
    folder = tmp_path_factory.mktemp("either")
    url = ""
    if request.param == "postgres":
        url = new_database(request.getfixturevalue("postgres"))
    settings = ServerSettings(port=0, database_url=url, data_folder=folder, enrolment_token=TOKEN)
    with opened(folder, settings) as one:
        yield one


@contextmanager
def opened(folder: Path, settings: ServerSettings) -> Iterator[Api]:
    """The application over a database of its own, with a station of each of two halls."""
    engine = engine_of(settings)
    rig = Rig(folder / "03")
    rig.write(4)
    entries = tuple(rig.commit(lambda work: unsent(work.connection, work.identity)))
    rig.connection.close()
    client = TestClient(
        create_app(Records(engine, national_calendar()), TOKEN, NEVER_SLOW),
        raise_server_exceptions=False,
    )
    for hall, key in ((HALL, KEY), (OTHER_HALL, OTHER_KEY)):
        body = {"hall": hall, "station": "03", "public_key": public_text(key), "code": TOKEN}
        assert client.post("/v1/enrolments", json=body).status_code == 200
    yield Api(client, entries)
    engine.dispose()


def unsent(connection: Any, identity: Any) -> tuple[JournalEntry, ...]:  # noqa: ANN401  (as the journal's)
    from db import journal  # noqa: PLC0415  (one name of many here)

    return journal.entries_from(connection, identity, 0, 100)


def test_the_document_lists_every_operation_and_all_but_four_need_a_signature(api: Api) -> None:
    assert len(api.operations()) >= 7
    for method, path in api.operations():
        target = path.format(hall=HALL, station="03")
        if path in OPEN:
            continue
        bare = api.client.request(method, target, content=b"{}")
        forged = api.ask(method, target, b"{}", OTHER_KEY)
        unknown = api.ask(method, path.format(hall="nowhere", station="03"), b"{}", KEY, "nowhere")
        assert bare.status_code == 422, "without signature headers it is no request at all"
        for refused in (forged, unknown):
            # A body that does not fit may be told first; nothing else may.
            assert refused.status_code in (401, 422)
            assert set(refused.json()) == {"code", "message", "head", "moment"}


@pytest.mark.parametrize(
    ("method", "target", "content", "status"),
    [
        ("POST", path_of("journal"), b"v\xff", 400),
        ("DELETE", path_of("journal"), b"", 405),
        ("GET", "/v1/nothing", b"", 404),
    ],
)
def test_what_cannot_even_be_read_is_answered_in_the_same_form(
    api: Api, method: str, target: str, content: bytes, status: int
) -> None:
    reply = api.ask(method, target, content)
    assert reply.status_code == status
    assert set(reply.json()) == {"code", "message", "head", "moment"}


@settings(max_examples=60)
@given(data=st.data())
def test_no_request_finds_a_defect_or_an_answer_that_is_not_in_the_document(
    api: Api, data: st.DataObject
) -> None:
    method, path = data.draw(st.sampled_from(api.operations()))
    whole = push_of(api.entries, KEY, HALL)
    body = data.draw(st.sampled_from([None, "junk", "bent", "whole"]))
    target = path.format(hall=HALL, station="03")
    if path.endswith("changes"):
        position = data.draw(st.text("0123456789abcdef-.%?&=é", max_size=30))
        target += f"?position={position.encode('utf-8').hex() if 'é' in position else position}"
    content = b""
    if body == "junk":
        content = json.dumps(data.draw(JSON)).encode()
    elif body == "bent":
        bent = json.loads(json.dumps(whole))
        entry = bent["entries"][data.draw(st.integers(0, 3))]
        entry[data.draw(st.sampled_from(sorted(entry)))] = data.draw(JSON | st.sampled_from(EDGES))
        content = json.dumps(bent).encode()
    elif body == "whole":
        content = json.dumps(whole).encode()
    reply = api.ask(method, target, content)
    assert reply.status_code < 500
    assert reply.status_code in api.documented(method, path)
    if reply.status_code >= 400:
        assert set(reply.json()) == {"code", "message", "head", "moment"}


def test_a_station_neither_reads_nor_writes_another_hall(api: Api) -> None:
    ours = push_of(api.entries, KEY, HALL)
    assert api.ask("POST", path_of("journal"), json.dumps(ours).encode()).status_code == 200
    # Its own key opens no other hall's door.
    for what in ("changes", "streams"):
        refused = api.ask("GET", path_of(what), b"", OTHER_KEY, OTHER_HALL)
        assert refused.status_code == 401
        assert api.ask("GET", path_of(what), b"", OTHER_KEY, HALL).status_code == 401
    # Entries of the other hall behind its own door, signed for either.
    for hall in (HALL, OTHER_HALL):
        smuggled = json.dumps(push_of(api.entries, OTHER_KEY, hall)).encode()
        refused = api.ask("POST", path_of("journal", OTHER_HALL), smuggled, OTHER_KEY, OTHER_HALL)
        assert (refused.status_code, refused.json()["code"]) == (403, "OtherStream")
    renamed = tuple(replace(one, hall=OTHER_HALL) for one in api.entries)
    broken = json.dumps(push_of(renamed, OTHER_KEY, OTHER_HALL)).encode()
    refused = api.ask("POST", path_of("journal", OTHER_HALL), broken, OTHER_KEY, OTHER_HALL)
    assert refused.status_code == 409, "the hall is part of what is chained"
    seen = api.ask("GET", path_of("changes", OTHER_HALL), b"", OTHER_KEY, OTHER_HALL).json()
    assert seen["entries"] == []


def test_messages_of_a_newer_program_beside_the_entries_are_passed_over(api: Api) -> None:
    newer = push_of(api.entries, KEY, HALL) | {"claims": [{"right": "T-1", "kind": "acked"}]}
    assert api.ask("POST", path_of("journal"), json.dumps(newer).encode()).status_code == 200
    page = api.ask("GET", path_of("changes")).json()
    assert Page.model_validate(page | {"claims": []}).position == page["position"]


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("field", sorted(WireEntry.model_fields))
def test_no_edge_of_a_field_is_a_defect(api: Api, field: str, edge: object) -> None:
    bent = push_of(api.entries, KEY, HALL)
    bent["entries"][-1]["schema" if field == "schema_" else field] = edge
    if bent["entries"][-1] == push_of(api.entries, KEY, HALL)["entries"][-1]:
        return  # no edge of this field
    reply = api.ask("POST", path_of("journal"), json.dumps(bent).encode())
    assert reply.status_code in (403, 409, 422)


@pytest.mark.parametrize("edge", ["\x00", "", "a\x00b", "2" * 20])
@pytest.mark.parametrize("field", ["kind", "entity", "entity_id", "actor", "op_id", "payload"])
def test_an_entry_of_a_defective_program_is_kept_or_refused_but_breaks_nothing(
    either_api: Api, field: str, edge: str
) -> None:
    changed: dict[str, Any] = {field: edge, "incarnation": f"{field}-{edge!r}"[:36]}
    plain = either_api.entries[0]
    first = replace(plain, **changed).sealed()
    body = push_of((plain,), KEY, HALL) | {
        "incarnation": first.incarnation,
        "signature": sign(KEY, signed_text(HALL, "03", first.incarnation, first.hash)),
    }
    body["entries"][0] |= changed | {"hash": first.hash}
    reply = either_api.ask("POST", path_of("journal"), json.dumps(body).encode())
    assert reply.status_code == (422 if "\x00" in edge else 200)
