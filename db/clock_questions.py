"""Whether a station's clock is in question, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from core.clock_guard import ClockFinding
from core.moment import instant, instant_text
from db.course_tables import clock_question
from db.tables import journal

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from core.journal import JournalEntry
    from core.station_facts import ClockConfirmed, ClockQuestioned
    from db.journal import Identity


@dataclass(frozen=True)
class OpenQuestion:
    """A clock that nobody has confirmed yet."""

    finding: ClockFinding
    shown: datetime
    expected: datetime


def ask(connection: Connection, entry: JournalEntry, fact: ClockQuestioned) -> None:
    """Write that a station's clock is in question, in place of an earlier question."""
    connection.execute(delete(clock_question).where(_station(entry.hall, fact.station)))
    connection.execute(
        insert(clock_question),
        {
            "hall": entry.hall,
            "station": fact.station,
            "finding": fact.finding.value,
            "shown": instant_text(fact.shown),
            "expected": instant_text(fact.expected),
            "confirmed_by": "",
            "confirmed_at": "",
        },
    )


def settle(connection: Connection, entry: JournalEntry, fact: ClockConfirmed) -> None:
    """Write who confirmed the clock."""
    connection.execute(
        update(clock_question)
        .where(_station(entry.hall, fact.station))
        .values(confirmed_by=fact.by.badge, confirmed_at=instant_text(fact.shown))
    )


def open_question(connection: Connection, hall: str, station: str) -> OpenQuestion | None:
    """The question of a station's clock that nobody has answered."""
    row = connection.execute(
        select(clock_question).where(_station(hall, station), clock_question.c.confirmed_at == "")
    ).one_or_none()
    if row is None:
        return None
    return OpenQuestion(ClockFinding(row.finding), instant(row.shown), instant(row.expected))


def last_written(connection: Connection, identity: Identity) -> datetime | None:
    """When a station wrote its last entry, by its own clock; None before its first."""
    found = connection.execute(
        select(journal.c.occurred_at)
        .where(
            journal.c.hall == identity.hall,
            journal.c.station == identity.station,
            journal.c.incarnation == identity.incarnation,
        )
        .order_by(journal.c.seq.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if found is None else instant(found)


def _station(hall: str, station: str) -> ColumnElement[bool]:
    return (clock_question.c.hall == hall) & (clock_question.c.station == station)
