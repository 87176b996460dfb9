"""Admitting stations: a one-time code for one station, good for some hours."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Refusal
from core.moment import instant_text
from db.cable_tables import enrolment_code, station_key
from db.tables import hall_counter

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from sync.wire import Enrolment

_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"  # nothing that is misread from paper or misheard
_GROUPS, _GROUP = 4, 4  # 75 bits


class CodeRefused(Refusal):
    """A code that was never issued, is used up, too old, or another station's."""


class StationTaken(Refusal):
    """The station number is enrolled with another key, and the code does not replace it."""


def issue_code(connection: Connection, hall: str, station: str, until: datetime) -> str:
    """A new code, of which only a digest is kept; earlier unused codes of the station end."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    code = "-".join(groups)
    connection.execute(
        enrolment_code.delete().where(
            enrolment_code.c.hall == hall,
            enrolment_code.c.station == station,
            enrolment_code.c.used_by == "",
        )
    )
    connection.execute(
        insert(enrolment_code),
        {
            "digest": _digest(code),
            "hall": hall,
            "station": station,
            "expires_at": instant_text(until),
        },
    )
    return code


def enrol(connection: Connection, enrolment: Enrolment, standing: str, now: datetime) -> None:
    """Admit a station; the same key may come again, for its first answer may have been lost.

    A one-time code was issued for a machine that takes the number over, so it replaces the key; the
    `standing` token of a demonstration never does.
    Raises: CodeRefused, StationTaken.
    """
    stands = bool(standing) and secrets.compare_digest(enrolment.code.encode(), standing.encode())
    replaces = not stands and _first_use(connection, enrolment, now)
    known = connection.execute(
        select(station_key.c.public_key)
        .where(station_key.c.hall == enrolment.hall, station_key.c.station == enrolment.station)
        .with_for_update()
    ).scalar_one_or_none()
    if known is None:
        _open_hall(connection, enrolment.hall)
        connection.execute(
            insert(station_key),
            {
                "hall": enrolment.hall,
                "station": enrolment.station,
                "public_key": enrolment.public_key,
                "enrolled_at": instant_text(now),
            },
        )
    elif known != enrolment.public_key:
        if not replaces:
            raise StationTaken(f"工位号 {enrolment.station} 已由另一台设备登记")
        connection.execute(
            update(station_key)
            .where(station_key.c.hall == enrolment.hall, station_key.c.station == enrolment.station)
            .values(public_key=enrolment.public_key, enrolled_at=instant_text(now))
        )


def _first_use(connection: Connection, enrolment: Enrolment, now: datetime) -> bool:
    """Whether the code is used for the first time; again by the same key is no second use."""
    fitting = (
        (enrolment_code.c.digest == _digest(enrolment.code.strip().upper()))
        & (enrolment_code.c.hall == enrolment.hall)
        & (enrolment_code.c.station == enrolment.station)
        & (enrolment_code.c.expires_at > instant_text(now))
    )
    used = connection.execute(
        update(enrolment_code)
        .where(fitting, enrolment_code.c.used_by == "")
        .values(used_by=enrolment.public_key)
    )
    if used.rowcount:
        return True
    by = connection.execute(select(enrolment_code.c.used_by).where(fitting)).scalar_one_or_none()
    if by != enrolment.public_key:
        raise CodeRefused("登记码不对、已用过或已过期，请向服务器管理员要一个新的")
    return False


def _open_hall(connection: Connection, hall: str) -> None:
    try:
        with connection.begin_nested():
            connection.execute(insert(hall_counter), {"hall": hall, "last": 0})
    except IntegrityError:
        pass  # another of the hall's stations came first


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
