"""Tables of what happens around a ticket: its past periods, its calls, the counters' standing."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

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
)

# What a ticket's own row forgets once it waits again: nobody's turn is given a second time.
queue_call = Table(
    "queue_call",
    metadata,
    Column("ticket_id", String(36), ForeignKey("ticket.ticket_id"), primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),  # of the ticket as it waited
    Column("called_at", String(27), nullable=False),
    Column("home", String(8), nullable=False),
    Column("day", Date, nullable=False),
    Column("counter", String(20), nullable=False),
    Column("klass", String(20), nullable=False),
    Column("items", Text, nullable=False),
    Column("queued_at", String(27), nullable=False),
    Column("line_at", String(27), nullable=False),
    Column("due_at", String(27)),
    Index("ix_queue_call_day", "home", "day", "called_at"),
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
