"""The queue's order, appointment slots and appointments."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables; the journal fills them from here on."""
    op.create_table(
        "queue_policy",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("adopted_at", sa.String(length=27), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "version", name=op.f("pk_queue_policy")),
    )
    op.create_table(
        "appointment_slot",
        sa.Column("slot_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins_at", sa.String(length=27), nullable=False),
        sa.Column("ends_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("slot_id", name=op.f("pk_appointment_slot")),
    )
    op.create_index("ix_appointment_slot_day", "appointment_slot", ["hall", "day", "begins_at"])
    op.create_table(
        "slot_share",
        sa.Column("slot_id", sa.String(length=36), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["appointment_slot.slot_id"], name=op.f("fk_slot_share_slot_id")
        ),
        sa.PrimaryKeyConstraint("slot_id", "station", name=op.f("pk_slot_share")),
        sa.UniqueConstraint("slot_id", "station", "places", name="uq_slot_share_places"),
    )
    _create_appointment()


def downgrade() -> None:
    """Take the tables away; the journal keeps what filled them."""
    for table in ("appointment", "slot_share", "appointment_slot", "queue_policy"):
        op.drop_table(table)


def _create_appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("appointment_id", sa.String(length=36), nullable=False),
        sa.Column("slot_id", sa.String(length=36), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("identity_digest", sa.String(length=64), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["slot_id", "station", "places"],
            ["slot_share.slot_id", "slot_share.station", "slot_share.places"],
            name="fk_appointment_share",
        ),
        sa.PrimaryKeyConstraint("appointment_id", name=op.f("pk_appointment")),
        sa.CheckConstraint("place between 1 and places", name=op.f("ck_appointment_within_share")),
    )
    op.create_index(
        "ix_appointment_place",
        "appointment",
        ["slot_id", "station", "place"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.create_index("ix_appointment_person", "appointment", ["identity_digest"])
    op.create_index("ix_appointment_ticket", "appointment", ["ticket_id"])
