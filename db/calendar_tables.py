"""Tables of the hall's calendar: proposals, what is in force, and the dates it moved."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from db.metadata import metadata

calendar_proposal = Table(
    "calendar_proposal",
    metadata,
    Column("proposal_id", String(36), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("proposed_at", String(27), nullable=False),
    Column("content", Text, nullable=False),  # the fact, with the notice and its text
    Column("state", String(12), nullable=False),
    Column("decided_by", String(20), nullable=False),
    Column("decided_at", String(27)),
    Column("reason", Text, nullable=False),
)

# `place` counts the approvals in the order this database came to know them, `known` digests which
# they are: equal in two databases exactly when both know the same approvals.
calendar_change = Table(
    "calendar_change",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("op_id", String(36), nullable=False, unique=True),
    Column("proposal_id", String(36), nullable=False),
    Column("approved_at", String(27), nullable=False),
    Column("approved_by", String(20), nullable=False),
    Column("content", Text, nullable=False),  # the notice
    Column("known", String(64), nullable=False),
)

# What a change of the calendar did to one clock. `reckoned_on` is the new calendar's own day, later
# overruled where the old date stands; null days are those of a clock that is paused.
date_change = Table(
    "date_change",
    metadata,
    Column("case_id", String(36), ForeignKey("case_file.case_id"), primary_key=True),
    Column("clock_place", Integer, primary_key=True),
    Column("change_place", Integer, primary_key=True),
    Column("kind", String(1), nullable=False),
    Column("was_due", Date),
    Column("due_on", Date),
    Column("reckoned_on", Date),
    Column("was_firmness", String(12), nullable=False),
    Column("firmness", String(12), nullable=False),
)

# Every date an applicant was told for a clock, on paper or otherwise.
told_date = Table(
    "told_date",
    metadata,
    Column("case_id", String(36), ForeignKey("case_file.case_id"), primary_key=True),
    Column("kind", String(1), primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("told_at", String(27), nullable=False),
    Column("how", Text, nullable=False),  # the paper's number, or the clerk's words
)
