"""A one-time code admits one station once, within its hours; or moves it to a new machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.calendar import national_calendar
from db.signature import public_text
from server.enrolments import CodeRefused, StationTaken
from server.records import Records
from server.service import engine_of
from sync.wire import Enrolment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.settings import ServerSettings

HOUR = timedelta(hours=1)


class Clock:
    """A server's clock that a test may turn."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(server_settings: ServerSettings, clock: Clock) -> Iterator[Records]:
    engine = engine_of(server_settings)
    yield Records(engine, national_calendar(), clock)
    engine.dispose()


def introduction(code: str, key: str, station: str = "03") -> Enrolment:
    return Enrolment(hall="qinghe", station=station, public_key=key, code=code)


def new_key() -> str:
    return public_text(Ed25519PrivateKey.generate())


def test_a_code_admits_one_station_once(records: Records) -> None:
    code = records.issue_code("qinghe", "03", HOUR)
    first = new_key()
    with pytest.raises(CodeRefused):
        records.enrol(introduction(code, first, "05"), "")
    records.enrol(introduction(code.lower(), first), "")
    records.enrol(introduction(code, first), "")  # the first answer was lost
    with pytest.raises(CodeRefused):
        records.enrol(introduction(code, new_key()), "")


def test_a_code_ends_with_its_hours_and_with_the_next_code(records: Records, clock: Clock) -> None:
    replaced = records.issue_code("qinghe", "03", HOUR)
    late = records.issue_code("qinghe", "03", HOUR)
    with pytest.raises(CodeRefused):
        records.enrol(introduction(replaced, new_key()), "")
    clock.now += HOUR
    with pytest.raises(CodeRefused):
        records.enrol(introduction(late, new_key()), "")


def test_a_new_code_moves_the_number_to_a_new_machine_and_the_old_one_cannot_take_it_back(
    records: Records,
) -> None:
    old, new = new_key(), new_key()
    first = records.issue_code("qinghe", "03", HOUR)
    records.enrol(introduction(first, old), "")
    records.enrol(introduction(records.issue_code("qinghe", "03", HOUR), new), "")
    with pytest.raises(StationTaken):
        records.enrol(introduction(first, old), "")
