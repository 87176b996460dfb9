"""Tables of the guide desk."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from db.metadata import metadata

hand_over = Table(
    "hand_over",
    metadata,
    Column("hand_over_id", String(36), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("responder", String(20), nullable=False),  # badge
    Column("state", String(12), nullable=False),
    Column("begun_at", String(27), nullable=False),
    Column("content", Text, nullable=False),
    Index("ix_hand_over_state", "hall", "state", "begun_at"),
)

# Further copies of queue slips; the original has no row.
slip_copy = Table(
    "slip_copy",
    metadata,
    Column("ticket_id", String(36), primary_key=True),
    Column("copy_no", Integer, primary_key=True),
    Column("station", String(8), nullable=False),  # that ordered it, and prints it
    Column("reason", Text, nullable=False),
)
