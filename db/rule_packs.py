"""Adopted rule packs as rows; the newest is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from core.moment import instant_text
from core.rule_pack import DEFAULT_PACK, RulePack, parsed
from db.course_tables import rule_pack

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.journal import JournalEntry
    from core.station_facts import RulePackAdopted


def add(connection: Connection, entry: JournalEntry, fact: RulePackAdopted) -> None:
    """Write an adopted pack; the same version again changes nothing.

    Raises: RulePackNotUnderstood.
    """
    parsed(fact.content.encode())
    if is_adopted(connection, entry.hall, fact.version):
        return
    connection.execute(
        insert(rule_pack),
        {
            "hall": entry.hall,
            "version": fact.version,
            "adopted_at": instant_text(entry.occurred_at),
            "content": fact.content,
        },
    )


def is_adopted(connection: Connection, hall: str, version: str) -> bool:
    """Whether the hall has adopted the version."""
    found = connection.execute(
        select(rule_pack.c.version).where(rule_pack.c.hall == hall, rule_pack.c.version == version)
    ).scalar_one_or_none()
    return found is not None


def in_force(connection: Connection, hall: str) -> RulePack:
    """The pack the hall adopted last; without one the rules that hold by default."""
    content = connection.execute(
        select(rule_pack.c.content)
        .where(rule_pack.c.hall == hall)
        .order_by(rule_pack.c.adopted_at.desc(), rule_pack.c.version.desc())
        .limit(1)
    ).scalar_one_or_none()
    return DEFAULT_PACK if content is None else parsed(content.encode())
