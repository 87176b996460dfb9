"""The table of what was counted against quotas."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, String, Table, Text

from db.metadata import metadata

quota_use = Table(
    "quota_use",
    metadata,
    Column("ticket_id", String(36), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("day", Date, nullable=False),
    Column("item_code", String(40), nullable=False),
    Column("identity_digest", String(64), nullable=False),  # empty: not identified
    Column("reason", Text, nullable=False),  # of the desk, where the quota was reached
    Index("ix_quota_use_item", "hall", "day", "item_code", "identity_digest"),
)
