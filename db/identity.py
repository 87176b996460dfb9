"""Which station and incarnation a database belongs to."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from core.errors import Trouble
from db import incarnation_marker, journal
from db.cable_tables import exchange
from db.journal import Identity
from db.log import logger
from db.tables import station_identity

if TYPE_CHECKING:
    from sqlalchemy import Connection

_log = logger(__name__)


class DatabaseOfAnotherStation(Trouble):
    """The settings name one station, the database belongs to another."""


def station_of(connection: Connection, hall: str, station: str) -> Identity:
    """This database's identity; given to it when it is new, renewed when it was put back or copied.

    Raises: DatabaseOfAnotherStation, since two stations writing one series would repeat numbers.
    """
    with connection.begin():
        row = connection.execute(select(station_identity)).one_or_none()
        if row is None:
            new = Identity(hall, station, _new_incarnation())
            connection.execute(
                insert(station_identity),
                {"hall": hall, "station": station, "incarnation": new.incarnation},
            )
            connection.execute(insert(exchange), {"incarnation": new.incarnation, "acked_seq": 0})
            incarnation_marker.write(connection, new, 0)
            return new
        if (row.hall, row.station) != (hall, station):
            raise DatabaseOfAnotherStation(
                f"这个数据库属于 {row.hall} 的工位 {row.station}，设置写的是 {hall} 的工位 "
                f"{station}；没有改动任何内容，请改回设置或换一个数据目录。"
            )
        found = Identity(row.hall, row.station, row.incarnation)
        return renewed(connection, found) if _put_back_or_copied(connection, found) else found


def renewed(connection: Connection, sealed: Identity) -> Identity:
    """The station's next incarnation; the sealed journal stays and is still offered."""
    new = replace(sealed, incarnation=_new_incarnation())
    position = connection.execute(
        select(exchange.c.position).where(exchange.c.incarnation == sealed.incarnation)
    ).scalar_one()
    connection.execute(
        insert(exchange),
        {"incarnation": new.incarnation, "acked_seq": 0, "position": position},
    )
    connection.execute(update(station_identity).values(incarnation=new.incarnation))
    incarnation_marker.write(connection, new, 0)
    _log.info("incarnation_renewed", sealed=sealed.incarnation, new=new.incarnation)
    return new


def _put_back_or_copied(connection: Connection, found: Identity) -> bool:
    mark = incarnation_marker.read(connection)
    if mark is None:  # a database from before there were notes
        incarnation_marker.write(connection, found, 0)
        return False
    if mark.owner != incarnation_marker.owner_of(found):
        return True
    return journal.head(connection, found).seq < mark.confirmed


def _new_incarnation() -> str:
    return str(uuid.uuid4())
