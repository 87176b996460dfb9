"""Number series as rows: the last serial each has given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from core.numbering import Series, SeriesNumber, following
from db.prepared import Prepared
from db.tables import number_series

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Built once: putting a statement together costs more than running it.
_WHICH = (number_series.c.hall == bindparam("of_hall")) & (
    number_series.c.series == bindparam("of_series")
)
_LAST = select(number_series.c.last).where(_WHICH)
_ADVANCE = Prepared(
    update(number_series)
    .where(_WHICH, number_series.c.last < bindparam("serial"))
    .values(last=bindparam("serial"))
)


def next_number(connection: Connection, hall: str, series: Series) -> SeriesNumber:
    """The number after the last one taken."""
    return following(series, _last(connection, hall, series) or 0)


def take(connection: Connection, hall: str, number: SeriesNumber) -> None:
    """Record a number as taken.

    A gap in another station's series (an entry of it parked) must not hold up what follows.
    """
    which = {"of_hall": hall, "of_series": number.series.key}
    if _ADVANCE.run(connection, which | {"serial": number.serial}).rowcount:
        return
    if _last(connection, hall, number.series) is None:
        connection.execute(
            insert(number_series),
            {"hall": hall, "series": number.series.key, "last": number.serial},
        )


def _last(connection: Connection, hall: str, series: Series) -> int | None:
    last: int | None = connection.execute(
        _LAST, {"of_hall": hall, "of_series": series.key}
    ).scalar_one_or_none()
    return last
