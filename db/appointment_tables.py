"""Tables of the queue's order and of appointments."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from db.metadata import metadata

queue_policy = Table(
    "queue_policy",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column("adopted_at", String(27), nullable=False),
    Column("content", Text, nullable=False),
)

appointment_slot = Table(
    "appointment_slot",
    metadata,
    Column("slot_id", String(36), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("item_code", String(40), nullable=False),
    Column("day", Date, nullable=False),
    Column("begins_at", String(27), nullable=False),
    Column("ends_at", String(27), nullable=False),
    Index("ix_appointment_slot_day", "hall", "day", "begins_at"),
)

slot_share = Table(
    "slot_share",
    metadata,
    Column("slot_id", String(36), ForeignKey("appointment_slot.slot_id"), primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("places", Integer, nullable=False),
    UniqueConstraint("slot_id", "station", "places", name="uq_slot_share_places"),
)

# A place beyond the share, or one place twice, is refused by the database itself.
appointment = Table(
    "appointment",
    metadata,
    Column("appointment_id", String(36), primary_key=True),
    Column("slot_id", String(36), nullable=False),
    Column("station", String(8), nullable=False),
    Column("places", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("identity_digest", String(64), nullable=False),
    Column("phone", String(40), nullable=False),
    Column("state", String(12), nullable=False),
    Column("ticket_id", String(36), nullable=False),
    Column("reason", Text, nullable=False),
    ForeignKeyConstraint(
        ["slot_id", "station", "places"],
        ["slot_share.slot_id", "slot_share.station", "slot_share.places"],
        name="fk_appointment_share",
    ),
    CheckConstraint("place between 1 and places", name="within_share"),
    Index(
        "ix_appointment_place",
        "slot_id",
        "station",
        "place",
        unique=True,
        sqlite_where=text("state <> 'cancelled'"),
        postgresql_where=text("state <> 'cancelled'"),
    ),
    Index("ix_appointment_person", "identity_digest"),
    Index("ix_appointment_ticket", "ticket_id"),
)
