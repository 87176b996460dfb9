"""The last moment a station could be sure of, as a row of its own database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from core.clock_guard import TrustedTime
from core.moment import instant, instant_text
from db.clock_tables import trusted_time

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.journal import Identity

_MICROSECOND = timedelta(microseconds=1)


def keep(connection: Connection, identity: Identity, trusted: TrustedTime) -> None:
    """Remember a moment in place of the one before."""
    own = trusted_time.c.incarnation == identity.incarnation
    connection.execute(delete(trusted_time).where(own))
    connection.execute(
        insert(trusted_time),
        {
            "incarnation": identity.incarnation,
            "at": instant_text(trusted.at),
            "monotonic_us": trusted.monotonic // _MICROSECOND,
            "running": trusted.running,
        },
    )


def newest(connection: Connection, identity: Identity) -> TrustedTime | None:
    """The moment remembered last; None before any."""
    row = connection.execute(
        select(trusted_time).where(trusted_time.c.incarnation == identity.incarnation)
    ).one_or_none()
    if row is None:
        return None
    return TrustedTime(instant(row.at), row.monotonic_us * _MICROSECOND, row.running)
