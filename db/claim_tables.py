"""Tables of live claims and of answered requests: neither is a fact, neither is rebuilt."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Text, text

from db.metadata import metadata

_LIVE = text("state in ('waiting', 'held', 'serving')")
_AT_COUNTER = text("state in ('held', 'serving')")

ticket_claim = Table(
    "ticket_claim",
    metadata,
    Column("ticket_id", String(36), primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("hall", String(40), nullable=False),
    Column("state", String(12), nullable=False),
    Column("station", String(8), nullable=False),
    Column("counter", String(20), nullable=False),
    Column("claimed_at", String(27)),
    CheckConstraint("epoch > 0", name="counted"),
    # One live claim per ticket, and one ticket per counter, whoever asks.
    Index(
        "ix_ticket_claim_live",
        "ticket_id",
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    ),
    Index(
        "ix_ticket_claim_counter",
        "hall",
        "counter",
        unique=True,
        sqlite_where=_AT_COUNTER,
        postgresql_where=_AT_COUNTER,
    ),
    Index(
        "ix_ticket_claim_held",
        "hall",
        "claimed_at",
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
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

CLAIM_TABLES = (ticket_claim, request)
