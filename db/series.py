"""Number series as rows: the last serial each has given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from core.numbering import Series, SeriesNumber, following, require_following
from db.tables import number_series

if TYPE_CHECKING:
    from sqlalchemy import Connection


def next_number(connection: Connection, hall: str, series: Series) -> SeriesNumber:
    """The number after the last one taken; it is taken when its fact is recorded.

    Raises: SeriesExhausted.
    """
    return following(series, _last(connection, hall, series))


def require_next(connection: Connection, hall: str, number: SeriesNumber) -> None:
    """Refuse to give a number that would repeat or skip one.

    Raises: NumberOutOfSeries.
    """
    require_following(number, _last(connection, hall, number.series))


def take(connection: Connection, hall: str, number: SeriesNumber) -> None:
    """Record a number as taken.

    A gap in another station's series (an entry of it parked) must not hold up what follows.
    """
    last = _last(connection, hall, number.series)
    if not last:
        connection.execute(
            insert(number_series),
            {"hall": hall, "series": number.series.key, "last": number.serial},
        )
    elif number.serial > last:
        connection.execute(
            update(number_series)
            .where(number_series.c.hall == hall, number_series.c.series == number.series.key)
            .values(last=number.serial)
        )


def _last(connection: Connection, hall: str, series: Series) -> int:
    last = connection.execute(
        select(number_series.c.last).where(
            number_series.c.hall == hall, number_series.c.series == series.key
        )
    ).scalar_one_or_none()
    return last or 0
