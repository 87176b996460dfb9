"""Entries that were kept but could not be given their effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.tables import parked

if TYPE_CHECKING:
    from sqlalchemy import Connection


def count(connection: Connection) -> int:
    """How many wait for someone to look at them."""
    return connection.execute(select(func.count()).select_from(parked)).scalar_one()
