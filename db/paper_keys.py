"""The hall's public keys as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from core.moment import instant, instant_text
from core.paper_key import PaperKey
from db.tables import paper_key

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import RowMapping


def add(connection: Connection, new: PaperKey) -> None:
    """Write a published key; one that is known keeps its first day."""
    if not known(connection, new.hall, new.station, new.public_key):
        connection.execute(
            insert(paper_key),
            {
                "hall": new.hall,
                "station": new.station,
                "public_key": new.public_key,
                "key_id": new.key_id.hex(),
                "since": instant_text(new.since),
            },
        )


def known(connection: Connection, hall: str, station: str, public_key: str) -> bool:
    """Whether a station has published a key."""
    found = connection.execute(
        select(paper_key.c.key_id).where(
            paper_key.c.hall == hall,
            paper_key.c.station == station,
            paper_key.c.public_key == public_key,
        )
    )
    return found.one_or_none() is not None


def of_hall(connection: Connection, hall: str) -> tuple[PaperKey, ...]:
    """Every key of a hall, by station and day."""
    rows = connection.execute(
        select(paper_key)
        .where(paper_key.c.hall == hall)
        .order_by(paper_key.c.station, paper_key.c.since)
    )
    return tuple(_key(row) for row in rows.mappings())


def with_id(connection: Connection, hall: str, key_id: bytes) -> tuple[PaperKey, ...]:
    """The hall's keys that a code may mean."""
    rows = connection.execute(
        select(paper_key).where(paper_key.c.hall == hall, paper_key.c.key_id == key_id.hex())
    )
    return tuple(_key(row) for row in rows.mappings())


def _key(columns: RowMapping) -> PaperKey:
    return PaperKey(
        hall=columns["hall"],
        station=columns["station"],
        public_key=columns["public_key"],
        since=instant(columns["since"]),
    )
