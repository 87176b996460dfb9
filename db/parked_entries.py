"""Entries that were kept but could not be given their effect."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from core.moment import instant
from db.payload import known_kinds
from db.tables import journal, parked

if TYPE_CHECKING:
    from sqlalchemy import Connection


class ParkedAction(enum.Enum):
    """What somebody can do about a parked entry."""

    WAIT = "先处理同一事物排在前面的那一条"
    UPGRADE = "安装新版程序后运行 yici-admin rebuild"
    COMPARE = "请监察或管理员核对两份记录，处理后运行 yici-admin rebuild"


@dataclass(frozen=True)
class ParkedEntry:
    """An entry set aside: what it is about, since when, why, and what to do."""

    op_id: str
    kind: str
    entity: str
    entity_id: str
    station: str
    reason: str
    age: timedelta
    action: ParkedAction


def count(connection: Connection) -> int:
    """How many wait for someone to look at them."""
    return connection.execute(select(func.count()).select_from(parked)).scalar_one()


def listed(connection: Connection, now: datetime, limit: int = 200) -> tuple[ParkedEntry, ...]:
    """The parked entries in the order they arrived; the first of an entity holds its others."""
    rows = connection.execute(
        select(parked, journal.c.kind, journal.c.station, journal.c.arrival)
        .join(journal, journal.c.op_id == parked.c.op_id)
        .order_by(journal.c.arrival)
        .limit(limit)
    )
    found: list[ParkedEntry] = []
    held: set[tuple[str, str]] = set()
    met: set[str] = set()
    for row in rows.mappings():
        if row["op_id"] in met:  # offered again in a later journal: one entry all the same
            continue
        met.add(row["op_id"])
        about = (row["entity"], row["entity_id"])
        found.append(
            ParkedEntry(
                op_id=row["op_id"],
                kind=row["kind"],
                entity=row["entity"],
                entity_id=row["entity_id"],
                station=row["station"],
                reason=row["reason"],
                age=now - instant(row["since"]),
                action=_action(row["kind"], behind=about in held),
            )
        )
        held.add(about)
    return tuple(found)


def _action(kind: str, *, behind: bool) -> ParkedAction:
    if behind:
        return ParkedAction.WAIT
    return ParkedAction.COMPARE if kind in known_kinds() else ParkedAction.UPGRADE
