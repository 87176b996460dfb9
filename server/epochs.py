"""Server epochs: a restored server says so, and knows which positions are still good.

A position is "epoch.arrival". Arrivals up to an epoch's floor are the same before and after the
restoration that began it, so an older epoch's position is good up to there.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from core.errors import Refusal
from core.moment import instant_text
from db.cable_tables import epoch_floor, server_epoch
from db.tables import hall_counter

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

BEGINNING = ""


class PositionExpired(Refusal):
    """A position this server never gave, or of a log it does not have any more."""


@dataclass(frozen=True)
class Epoch:
    """One life of the server's records."""

    place: int
    name: str

    def position(self, arrival: int) -> str:
        """The position after an arrival."""
        return f"{self.name}.{arrival}"


def begin(connection: Connection, now: datetime) -> Epoch:
    """Start an epoch: at the first opening, and after each restoration."""
    last = connection.execute(select(func.max(server_epoch.c.place))).scalar_one()
    new = Epoch(0 if last is None else last + 1, str(uuid.uuid4()))
    connection.execute(
        insert(server_epoch),
        {"place": new.place, "epoch": new.name, "began_at": instant_text(now)},
    )
    floors = connection.execute(select(hall_counter)).all()
    if floors:
        connection.execute(
            insert(epoch_floor),
            [{"place": new.place, "hall": row.hall, "arrival": row.last} for row in floors],
        )
    return new


def current(connection: Connection) -> Epoch | None:
    """The epoch of now; none before the first."""
    row = connection.execute(
        select(server_epoch).order_by(server_epoch.c.place.desc()).limit(1)
    ).one_or_none()
    return None if row is None else Epoch(row.place, row.epoch)


def arrival_of(connection: Connection, hall: str, position: str) -> int:
    """The arrival a position stands for in the present epoch.

    Raises: PositionExpired.
    """
    if position == BEGINNING:
        return 0
    name, _, digits = position.partition(".")
    place = connection.execute(
        select(server_epoch.c.place).where(server_epoch.c.epoch == name)
    ).scalar_one_or_none()
    last = connection.execute(
        select(hall_counter.c.last).where(hall_counter.c.hall == hall)
    ).scalar_one_or_none()
    if place is None or not (digits.isascii() and digits.isdecimal()) or len(digits) > _DIGITS:
        raise PositionExpired("服务器没有这个读取位置的记录，请从头重新接收")
    later = select(epoch_floor.c.arrival).where(
        epoch_floor.c.hall == hall, epoch_floor.c.place > place
    )
    floors = list(connection.execute(later).scalars())
    epochs_since = connection.execute(
        select(func.count()).select_from(server_epoch).where(server_epoch.c.place > place)
    ).scalar_one()
    if epochs_since > len(floors):  # the hall was not in one of the backups at all
        return 0
    arrival: int = min([int(digits), *floors])
    if arrival > (last or 0):
        raise PositionExpired("读取位置在服务器的记录之后，请从头重新接收")
    return arrival


_DIGITS = 18
