"""Whole records of cases, read page by page from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from core.exchange import Act, CaseRecord, IssuedPaper
from core.facts import CaseFact, CaseReceived
from core.moment import instant_text
from core.paper_kind import NoticeKind
from db import cases
from db.journal import FIRST_TOLD, entry_of
from db.payload import fact_of
from db.tables import case_file, clerk, journal, notice, parked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from core.journal import JournalEntry


def acted_on(
    connection: Connection, hall: str, since: datetime, until: datetime, *, page: int = 500
) -> Iterator[str]:
    """Ids of a hall's cases with which something happened in [since, until), oldest first.

    Ids are sortable by time; a page is all that is held.
    """
    after = ""
    happened = (
        select(journal.c.op_id)
        .where(
            journal.c.entity == CaseReceived.entity.value,
            journal.c.entity_id == case_file.c.case_id,
            journal.c.occurred_at >= instant_text(since),
            journal.c.occurred_at < instant_text(until),
        )
        .exists()
    )
    while (
        found := connection.execute(
            select(case_file.c.case_id)
            .where(case_file.c.hall == hall, case_file.c.case_id > after, happened)
            .order_by(case_file.c.case_id)
            .limit(page)
        )
        .scalars()
        .all()
    ):
        yield from found
        after = found[-1]


def names_of_clerks(connection: Connection) -> dict[str, str]:
    """Names of this station's clerks by badge."""
    return {row.badge: row.name for row in connection.execute(select(clerk.c.badge, clerk.c.name))}


def acts_of(connection: Connection, case_id: str, names: dict[str, str]) -> tuple[Act, ...]:
    """What happened to a case, in the order of arrival; a parked entry has not happened yet."""
    rows = connection.execute(
        select(journal)
        .where(
            journal.c.entity == CaseReceived.entity.value,
            journal.c.entity_id == case_id,
            journal.c.op_id.not_in(select(parked.c.op_id)),
            FIRST_TOLD,
        )
        .order_by(journal.c.arrival)
    )
    acts = (_act(entry_of(row), names) for row in rows.mappings())
    return tuple(act for act in acts if act is not None)


def record_of(connection: Connection, case_id: str, names: dict[str, str]) -> CaseRecord:
    """All there is about a case.

    Raises: CaseNotFound.
    """
    case = cases.load(connection, case_id)
    papers = connection.execute(
        select(notice.c.kind, notice.c.number)
        .where(notice.c.case_id == case_id)
        .order_by(notice.c.issued_at, notice.c.notice_id)
    )
    return CaseRecord(
        case,
        acts_of(connection, case_id, names),
        tuple(IssuedPaper(NoticeKind(row.kind), row.number) for row in papers),
    )


def _act(entry: JournalEntry, names: dict[str, str]) -> Act | None:
    fact = fact_of(entry)
    if not isinstance(fact, CaseFact | CaseReceived):
        return None
    by = getattr(fact, "by", None)
    name = by.name if by else names.get(entry.actor, "")
    return Act(entry.op_id, fact, entry.occurred_at, entry.actor, name)
