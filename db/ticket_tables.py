"""Tables of what happens around a ticket: its past periods, and the counters' standing."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, text

from db.metadata import metadata

# Only periods that are over: the one that goes on is the ticket's own row.
ticket_period = Table(
    "ticket_period",
    metadata,
    Column("ticket_id", String(36), ForeignKey("ticket.ticket_id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("counter", String(20), nullable=False),
    Column("items", Text, nullable=False),
    Column("began_at", String(27), nullable=False),
    Column("ended_at", String(27)),
    # A day's calls, newest first, however long the past.
    Index(
        "ix_ticket_period_called",
        "began_at",
        sqlite_where=text("state = 'called'"),
        postgresql_where=text("state = 'called'"),
    ),
)

counter_state = Table(
    "counter_state",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("counter", String(20), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", String(27), nullable=False),
    Column("station", String(8), nullable=False),
    Column("badge", String(20), nullable=False),
)
