"""Further copies of queue slips as rows: what the print room asks, without the desk's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from db import tickets
from db.guide_desk_tables import slip_copy
from db.tables import print_job, ticket

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection


def to_draw(connection: Connection, station: str, day: date) -> tuple[tuple[str, int, str], ...]:
    """(ticket_id, copy_no, reason) of slip copies ordered here that are not in the spool.

    Only of the day's numbers: nobody waits any more for the slip of another day's.
    """
    in_spool = exists().where(
        print_job.c.document == tickets.SLIP,
        print_job.c.subject_id == slip_copy.c.ticket_id,
        print_job.c.copy_no == slip_copy.c.copy_no,
    )
    rows = connection.execute(
        select(slip_copy)
        .join(ticket, ticket.c.ticket_id == slip_copy.c.ticket_id)
        .where(slip_copy.c.station == station, ticket.c.day == day, ~in_spool)
        .order_by(slip_copy.c.ticket_id, slip_copy.c.copy_no)
    )
    return tuple((row.ticket_id, row.copy_no, row.reason) for row in rows)
