"""Adopted queue policies as rows; the newest is in force."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from core.moment import instant_text
from core.queue_policy import DEFAULT_POLICY, QueuePolicy, require_sound
from db.appointment_tables import queue_policy
from db.payload import text_of, value_of
from db.prepared import Prepared

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.journal import JournalEntry
    from core.queue_policy_facts import QueuePolicyAdopted


def add(connection: Connection, entry: JournalEntry, fact: QueuePolicyAdopted) -> None:
    """Write an adopted policy; the same version again changes nothing.

    Raises: QueuePolicyNotSound.
    """
    require_sound(fact.policy)
    if adopted(connection, entry.hall, fact.policy.version) is not None:
        return
    connection.execute(
        insert(queue_policy),
        {
            "hall": entry.hall,
            "version": fact.policy.version,
            "adopted_at": instant_text(entry.occurred_at),
            "content": text_of(fact.policy),
        },
    )


def adopted(connection: Connection, hall: str, version: str) -> QueuePolicy | None:
    """The version as the hall adopted it, if it did."""
    content = connection.execute(
        select(queue_policy.c.content).where(
            queue_policy.c.hall == hall, queue_policy.c.version == version
        )
    ).scalar_one_or_none()
    return None if content is None else value_of(QueuePolicy, content)


def in_force(connection: Connection, hall: str) -> QueuePolicy:
    """The policy the hall adopted last; without one the order that holds by default."""
    for (content,) in _NEWEST.rows(connection, {"of_hall": hall}):
        return _policy(content)
    return DEFAULT_POLICY


# On the driver itself: it stands in every call.
_NEWEST = Prepared(
    select(queue_policy.c.content)
    .where(queue_policy.c.hall == bindparam("of_hall"))
    .order_by(queue_policy.c.adopted_at.desc(), queue_policy.c.version.desc())
    .limit(1)
)


@lru_cache(maxsize=4)
def _policy(content: str) -> QueuePolicy:
    return value_of(QueuePolicy, content)
