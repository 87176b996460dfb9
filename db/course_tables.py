"""Tables of what the rules themselves bring about: supervision, rule packs, questioned clocks."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from db.metadata import metadata

special_procedure = Table(
    "special_procedure",
    metadata,
    Column("case_id", String(36), ForeignKey("case_file.case_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("ground", String(20), nullable=False),
    Column("state", String(12), nullable=False),
    Column("began_on", Date),
    Column("ended_on", Date),
    Column("content", Text, nullable=False),
)

assist_task = Table(
    "assist_task",
    metadata,
    Column("case_id", String(36), ForeignKey("case_file.case_id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("department", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("content", Text, nullable=False),
)

supervision_event = Table(
    "supervision_event",
    metadata,
    Column("event_id", String(32), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("rule", String(30), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("detail", Text, nullable=False),
    Column("responsible", Text, nullable=False),
    Index("ix_supervision_event_case", "case_id"),
)

rule_pack = Table(
    "rule_pack",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column("adopted_at", String(27), nullable=False),
    Column("content", Text, nullable=False),
)

# At most one open question per station: `confirmed_at` empty means papers with dates wait.
clock_question = Table(
    "clock_question",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("finding", String(12), nullable=False),
    Column("shown", String(27), nullable=False),
    Column("expected", String(27), nullable=False),
    Column("confirmed_by", String(20), nullable=False),
    Column("confirmed_at", String(27), nullable=False),
)
