"""The hall's public keys: published once, drawn from the journal, nobody's but the station's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from core.calendar import national_calendar
from core.facts import StationKeyPublished
from core.paper_key import SAMPLE_PUBLIC_KEY
from db import journal, paper_keys, projection
from db.journal import Draft, Identity
from db.keystore import FileKeystore
from db.paper_signature import PaperSigner
from db.signature import public_text, station_key
from db.tables import journal as journal_table
from db.tables import parked
from db.unit_of_work import new_id
from desktop.desk import Desk
from desktop.paper_keys import hall_keys
from tests.house import PATIENCE, station_settings

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from db.unit_of_work import UnitOfWork


def published_keys(folder: Path) -> list[str]:
    """The keys the station has told its hall, each time it did."""
    desk = Desk(station_settings(folder))
    try:
        return desk.room.maintain(_publications).result(PATIENCE)
    finally:
        desk.close()


def _publications(connection: Connection) -> list[str]:
    kind = journal_table.c.kind == StationKeyPublished.kind
    found = connection.execute(
        select(journal_table.c.entity_id).where(kind).order_by(journal_table.c.arrival)
    )
    return list(found.scalars())


def test_a_station_tells_its_key_once_and_again_when_it_has_another(tmp_path: Path) -> None:
    folder = tmp_path / "station"
    first = published_keys(folder)
    assert first == [public_text(station_key(FileKeystore(folder)))]
    assert published_keys(folder) == first
    (folder / "station-signature.key").unlink()
    second = published_keys(folder)
    assert second == [*first, public_text(station_key(FileKeystore(folder)))]
    assert len(set(second)) == 2
    assert published_keys(folder) == second


def test_the_keys_are_drawn_from_the_journal_again(desk: Desk) -> None:
    before = desk.ask(hall_keys).result(PATIENCE)
    (key,) = before
    assert (key.hall, key.station) == ("demo-hall", "03")
    assert key.key_id == desk.office.signer.key_id

    def rebuilt(connection: Connection) -> None:
        with connection.begin():
            projection.rebuild(connection, national_calendar())

    desk.room.maintain(rebuilt).result(PATIENCE)
    assert desk.ask(hall_keys).result(PATIENCE) == before


def test_a_key_published_twice_keeps_its_first_day(desk: Desk) -> None:
    (before,) = desk.ask(hall_keys).result(PATIENCE)

    def again(work: UnitOfWork) -> None:
        work.record(StationKeyPublished("03", before.public_key), "station")

    desk.do(again).result(PATIENCE)
    assert desk.ask(hall_keys).result(PATIENCE) == (before,)


@pytest.mark.parametrize(
    ("station", "public_key"), [("03", "5a" * 32), ("05", SAMPLE_PUBLIC_KEY), ("05", "no key")]
)
def test_a_key_in_anothers_name_is_parked_and_the_stream_goes_on(
    desk: Desk, station: str, public_key: str
) -> None:
    before = desk.ask(hall_keys).result(PATIENCE)
    good = "6b" * 32

    def arrive(work: UnitOfWork) -> None:
        stranger = Identity(work.identity.hall, "05", "incarnation-5")
        for fact in (StationKeyPublished(station, public_key), StationKeyPublished("05", good)):
            entry = journal.append(
                work.connection, stranger, Draft(new_id(), fact, 0, "station", work.now)
            )
            projection.apply_or_park(work.connection, entry, work.calendar)

    desk.do(arrive).result(PATIENCE)
    known = desk.ask(hall_keys).result(PATIENCE)
    assert [(key.station, key.public_key) for key in known] == [
        (key.station, key.public_key) for key in before
    ] + [("05", good)]
    count = desk.room.maintain(
        lambda connection: connection.execute(select(func.count()).select_from(parked)).scalar_one()
    )
    assert count.result(PATIENCE) == 1


def test_a_hall_knows_its_own_keys_only(desk: Desk) -> None:
    (ours,) = desk.ask(hall_keys).result(PATIENCE)

    def elsewhere(work: UnitOfWork) -> None:
        paper_keys.add(work.connection, replace(ours, hall="other-hall", public_key="5a" * 32))

    desk.do(elsewhere).result(PATIENCE)
    assert desk.ask(hall_keys).result(PATIENCE) == (ours,)

    def meant(connection: Connection) -> list[int]:
        halls = ("demo-hall", "other-hall")
        return [len(paper_keys.with_id(connection, hall, ours.key_id)) for hall in halls]

    assert desk.room.maintain(meant).result(PATIENCE) == [1, 0]


def test_a_signer_does_not_show_its_key() -> None:
    key = Ed25519PrivateKey.generate()
    assert key.private_bytes_raw().hex() not in repr(vars(PaperSigner(key)))
    assert key.private_bytes_raw().hex() not in repr(PaperSigner(key))
