"""Which dates applicants were told, and whom a change of the calendar owes a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import exists, insert, select

from core.clock import ClockKind
from core.moment import instant_text
from db.calendar_tables import date_change, told_date
from db.tables import case_file, clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection


@dataclass(frozen=True)
class ToBeTold:
    """One clock of a case whose date is no longer the one the applicant was told."""

    case_id: str
    number: str
    applicant_name: str
    phone: str
    clock: ClockKind
    told: date
    due_on: date


def add(
    connection: Connection,
    case_id: str,
    dates: Iterable[tuple[ClockKind, date]],
    at: datetime,
    how: str,
) -> None:
    """Write that an applicant was told dates; those told before stay as they were."""
    rows = connection.execute(select(told_date).where(told_date.c.case_id == case_id))
    before = {(row.kind, row.due_on) for row in rows}
    for kind, due_on in sorted(dates, key=lambda one: (one[0].value, one[1])):
        if (kind.value, due_on) not in before:
            connection.execute(
                insert(told_date),
                {
                    "case_id": case_id,
                    "kind": kind.value,
                    "due_on": due_on,
                    "told_at": instant_text(at),
                    "how": how,
                },
            )


def to_be_told(connection: Connection, hall: str) -> tuple[ToBeTold, ...]:
    """Running clocks whose date the calendar moved away from what was told, soonest first."""
    newer = told_date.alias()
    told_new = exists().where(
        newer.c.case_id == clock.c.case_id,
        newer.c.kind == clock.c.kind,
        newer.c.due_on == clock.c.due_on,
    )
    rows = connection.execute(
        select(
            case_file.c.case_id,
            case_file.c.number,
            case_file.c.applicant_name,
            case_file.c.phone,
            clock.c.kind,
            clock.c.due_on,
            told_date.c.due_on.label("told"),
        )
        .join(clock, clock.c.case_id == case_file.c.case_id)
        .join(
            date_change,
            (date_change.c.case_id == clock.c.case_id)
            & (date_change.c.clock_place == clock.c.place),
        )
        .join(
            told_date,
            (told_date.c.case_id == clock.c.case_id)
            & (told_date.c.kind == clock.c.kind)
            & (told_date.c.due_on == date_change.c.was_due),
        )
        .where(case_file.c.hall == hall, clock.c.due_on.is_not(None), ~told_new)
        .order_by(clock.c.due_on, case_file.c.number, clock.c.place, date_change.c.change_place)
    )
    # Told twice and moved twice: what was told last is what the applicant goes by.
    found = {
        (row.case_id, row.kind): ToBeTold(
            row.case_id,
            row.number,
            row.applicant_name,
            row.phone,
            ClockKind(row.kind),
            row.told,
            row.due_on,
        )
        for row in rows
    }
    return tuple(found.values())
