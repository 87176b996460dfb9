"""The hall's calendar as rows: what was proposed, what was approved, and what is in force."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from core.calendar import Calendar
from core.calendar_change import Proposal, ProposalState, decided
from core.calendar_facts import CalendarApproved, CalendarProposed, CalendarRejected
from core.calendar_history import ApprovedNotice, succeeded
from core.errors import Refusal
from core.holiday_notice import HolidayNotice
from core.moment import business_day, instant, instant_text
from db.calendar_tables import calendar_change, calendar_proposal
from db.payload import text_of, value_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from core.journal import JournalEntry


class ProposalNotFound(Refusal):
    """A proposal this database does not hold."""


@dataclass(frozen=True)
class InForce:
    """A calendar and how many approvals of the hall it rests on, counted as they became known."""

    place: int
    calendar: Calendar


@dataclass(frozen=True)
class Version:
    """One calendar of the hall, and which approval brought it; none brought what is built in."""

    calendar: Calendar
    notice: HolidayNotice | None = None
    approved_by: str = ""  # badge
    approved_at: str = ""  # instant text


def in_force(connection: Connection, hall: str, published: Calendar) -> InForce:
    """The hall's calendar: what the program has built in, and every notice approved since."""
    row = connection.execute(
        select(calendar_change.c.place, calendar_change.c.known)
        .where(calendar_change.c.hall == hall)
        .order_by(calendar_change.c.place.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return InForce(0, published)
    return InForce(row.place, _calendar(connection, hall, published, row.place, row.known))


def at_place(connection: Connection, hall: str, published: Calendar, place: int) -> Calendar:
    """The calendar as it was once the first `place` approvals were known here."""
    if place == 0:
        return published
    known = connection.execute(
        select(calendar_change.c.known).where(
            calendar_change.c.hall == hall, calendar_change.c.place == place
        )
    ).scalar_one()
    return _calendar(connection, hall, published, place, known)


def versions(connection: Connection, hall: str, published: Calendar) -> tuple[Version, ...]:
    """Every calendar the hall has worked under, the one in force last."""
    found = [Version(published)]
    for row in _rows(connection, hall, _EVERY):
        calendar = at_place(connection, hall, published, row.place)
        notice = value_of(HolidayNotice, row.content)
        found.append(Version(calendar, notice, row.approved_by, row.approved_at))
    return tuple(found)


def propose(connection: Connection, entry: JournalEntry, fact: CalendarProposed) -> None:
    """Write what one person put forward."""
    connection.execute(
        insert(calendar_proposal),
        {
            "proposal_id": fact.proposal_id,
            "hall": entry.hall,
            "proposed_at": instant_text(entry.occurred_at),
            "content": text_of(fact),
            "state": ProposalState.OPEN.value,
            "decided_by": "",
            "decided_at": None,
            "reason": "",
        },
    )


def decide(
    connection: Connection,
    entry: JournalEntry,
    fact: CalendarApproved | CalendarRejected,
    published: Calendar,
) -> None:
    """Write what a second person decided, and put an approved notice in force.

    Raises: ProposalNotFound, SamePersonApproves; NoticesIncomplete.
    """
    after = decided(proposal(connection, fact.proposal_id), fact, entry.occurred_at)
    connection.execute(
        update(calendar_proposal)
        .where(calendar_proposal.c.proposal_id == fact.proposal_id)
        .values(
            state=after.state.value,
            decided_by=after.decided_by,
            decided_at=instant_text(after.decided_at) if after.decided_at else None,
            reason=after.reason,
        )
    )
    if isinstance(fact, CalendarApproved):
        _put_in_force(connection, entry, fact, published)


def proposal(connection: Connection, proposal_id: str) -> Proposal:
    """The proposal with that id.

    Raises: ProposalNotFound.
    """
    row = connection.execute(
        select(calendar_proposal).where(calendar_proposal.c.proposal_id == proposal_id)
    ).one_or_none()
    if row is None:
        raise ProposalNotFound(
            f"没有找到编号为“{proposal_id}”的放假安排，日历没有变动，请用 list 查看编号后再试。"
        )
    return _proposal(row)


def proposals(connection: Connection, hall: str) -> tuple[Proposal, ...]:
    """Every proposal of the hall, oldest first."""
    rows = connection.execute(
        select(calendar_proposal)
        .where(calendar_proposal.c.hall == hall)
        .order_by(calendar_proposal.c.proposed_at, calendar_proposal.c.proposal_id)
    )
    return tuple(_proposal(row) for row in rows)


def _put_in_force(
    connection: Connection, entry: JournalEntry, fact: CalendarApproved, published: Calendar
) -> None:
    known = [row.op_id for row in _rows(connection, entry.hall, _EVERY)]
    place = len(known) + 1
    digest = hashlib.sha256("\n".join(sorted([*known, entry.op_id])).encode()).hexdigest()
    connection.execute(
        insert(calendar_change),
        {
            "hall": entry.hall,
            "place": place,
            "op_id": entry.op_id,
            "proposal_id": fact.proposal_id,
            "approved_at": instant_text(entry.occurred_at),
            "approved_by": fact.by.badge,
            "content": text_of(fact.notice),
            "known": digest,
        },
    )
    _calendar(connection, entry.hall, published, place, digest)  # refused here if it cannot be


def _calendar(
    connection: Connection, hall: str, published: Calendar, place: int, known: str
) -> Calendar:
    key = (published.version, known)
    if key not in _BUILT:
        rows = _rows(connection, hall, place)
        # By the moment of approval, not of arrival: every station builds the same.
        rows.sort(key=lambda row: (row.approved_at, row.op_id))
        approved = [
            ApprovedNotice(
                value_of(HolidayNotice, row.content), business_day(instant(row.approved_at))
            )
            for row in rows
        ]
        _BUILT[key] = succeeded(published, approved)
    return _BUILT[key]


def _rows(connection: Connection, hall: str, up_to: int) -> list[Row[tuple[object, ...]]]:
    return list(
        connection.execute(
            select(calendar_change)
            .where(calendar_change.c.hall == hall, calendar_change.c.place <= up_to)
            .order_by(calendar_change.c.place)
        )
    )


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    return Proposal(
        value_of(CalendarProposed, row.content),
        instant(row.proposed_at),
        ProposalState(row.state),
        row.decided_by,
        instant(row.decided_at) if row.decided_at else None,
        row.reason,
    )


_EVERY = 1_000_000
_BUILT: dict[tuple[str, str], Calendar] = {}  # building one costs milliseconds
