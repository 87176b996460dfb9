"""What of this station's record is not where it should be: unsent, set aside, or in conflict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.moment import instant
from db import parked_entries
from sync import station_journal

if TYPE_CHECKING:
    from datetime import datetime

    from db.unit_of_work import Reading


@dataclass(frozen=True)
class Unsent:
    """Entries the server has not confirmed, and for how long the first of them has waited.

    `late` counts only those that wait for a server this station has met.
    """

    count: int = 0
    late: int = 0
    age: timedelta | None = None


@dataclass(frozen=True)
class SetAside:
    """Entries that wait for a person: of one case, number or paper, or of one halted stream."""

    station: str
    about: str
    count: int
    age: timedelta
    reason: str
    action: str


_RESYNC = "请管理员退出程序后运行 yici-admin resync"


def unsent(reading: Reading) -> Unsent:
    """How much waits for the line."""
    connection, identity = reading.connection, reading.identity
    since = station_journal.unsent_since(connection, identity)
    return Unsent(
        station_journal.count_unsent(connection, identity),
        station_journal.count_late(connection, identity),
        None if since is None else _age(reading.now, since),
    )


def set_aside(reading: Reading) -> tuple[SetAside, ...]:
    """What waits for a person, conflicts with the server first, then by arrival."""
    connection, identity, now = reading.connection, reading.identity, reading.now
    conflicts = (
        SetAside(
            identity.station,
            "本机日志",
            one.count,
            _age(now, instant(one.since)),
            one.reason,
            _RESYNC,
        )
        for one in station_journal.halted_streams(connection, identity)
    )
    counted: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], parked_entries.ParkedEntry] = {}
    for one in parked_entries.listed(connection, now):
        about = (one.entity, one.entity_id)
        counted[about] = counted.get(about, 0) + 1
        first.setdefault(about, one)
    parked = (
        SetAside(
            one.station,
            one.entity_id,
            counted[about],
            _age(now, now - one.age),
            one.reason,
            one.action.value,
        )
        for about, one in first.items()
    )
    return (*conflicts, *parked)


def _age(now: datetime, since: datetime) -> timedelta:
    """Never negative: another station's clock may be ahead of ours."""
    return max(now, since) - since
