"""What was counted against quotas, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from core.quota import QuotaUse
from db.quota_tables import quota_use

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from core.journal import JournalEntry
    from core.quota_facts import QuotaCounted


def add(connection: Connection, entry: JournalEntry, fact: QuotaCounted) -> None:
    """Count a number."""
    connection.execute(
        insert(quota_use),
        {
            "ticket_id": fact.ticket_id,
            "hall": entry.hall,
            "day": fact.day,
            "item_code": fact.item_code,
            "identity_digest": fact.identity_digest,
            "reason": fact.reason,
        },
    )


def used(
    connection: Connection, hall: str, day: date, item_code: str, identity_digest: str
) -> QuotaUse:
    """What of an item's day was given out, and to that person; nobody for an empty digest."""
    counted = select(func.count()).where(
        quota_use.c.hall == hall, quota_use.c.day == day, quota_use.c.item_code == item_code
    )
    of_day = connection.execute(counted).scalar_one()
    if not identity_digest:
        return QuotaUse(of_day, 0)
    of_person = counted.where(quota_use.c.identity_digest == identity_digest)
    return QuotaUse(of_day, connection.execute(of_person).scalar_one())
