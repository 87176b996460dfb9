"""A station's own tables of rights and of answered requests: neither is rebuilt from facts."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from db.metadata import metadata

# A ticket without a row is where its birth put it: its home holds the right, nobody else does.
ticket_right = Table(
    "ticket_right",
    metadata,
    Column("ticket_id", String(36), primary_key=True),
    Column("epoch", Integer, nullable=False),
    Column("state", String(12), nullable=False),
)

request = Table(
    "request",
    metadata,
    Column("request_id", String(36), primary_key=True),
    Column("act", String(40), nullable=False),
    Column("asked_at", String(27), nullable=False),
    Column("answer", Text, nullable=False),
    Index("ix_request_age", "asked_at"),
)

CLAIM_TABLES = (ticket_right, request)
