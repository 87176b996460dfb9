"""Which station and incarnation a database belongs to."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from core.errors import Trouble
from db.journal import Identity
from db.tables import exchange, station_identity

if TYPE_CHECKING:
    from sqlalchemy import Connection


class DatabaseOfAnotherStation(Trouble):
    """The settings name one station, the database belongs to another."""


def station_of(connection: Connection, hall: str, station: str) -> Identity:
    """This database's identity; given to it when it is new.

    Raises: DatabaseOfAnotherStation, since two stations writing one series would repeat numbers.
    """
    with connection.begin():
        row = connection.execute(select(station_identity)).one_or_none()
        if row is not None:
            if (row.hall, row.station) != (hall, station):
                raise DatabaseOfAnotherStation(
                    f"这个数据库属于 {row.hall} 的工位 {row.station}，设置写的是 {hall} 的工位 "
                    f"{station}；没有改动任何内容，请改回设置或换一个数据目录。"
                )
            return Identity(row.hall, row.station, row.incarnation)
        new = Identity(hall, station, str(uuid.uuid4()))
        connection.execute(
            insert(station_identity),
            {"hall": hall, "station": station, "incarnation": new.incarnation},
        )
        connection.execute(
            insert(exchange), {"incarnation": new.incarnation, "acked_seq": 0, "cursor": 0}
        )
        return new
