"""The whole life of a ticket: class, items, place, periods; and the standing of counters."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_WORDS = (
    ("klass", 20),
    ("queued_at", 27),
    ("since", 27),
    ("reserved_for", 20),
)
_TEXTS = ("items", "note", "reason", "parked_reason")
_MOMENTS = ("due_at", "not_before", "parked_at")


def upgrade() -> None:
    """Add columns and tables, and what can be told of the tickets there are."""
    _free_numbers()
    for name, length in _WORDS:
        op.add_column("ticket", _empty(name, sa.String(length=length)))
    for name in _TEXTS:
        op.add_column("ticket", _empty(name, sa.Text()))
    for name in _MOMENTS:
        op.add_column("ticket", sa.Column(name, sa.String(length=27)))
    op.execute(
        "UPDATE ticket SET queued_at = issued_at, klass = 'ordinary',"
        " since = COALESCE(ended_at, started_at, called_at, issued_at),"
        " items = CASE item_code WHEN '' THEN '[]' ELSE '[\"' || item_code || '\"]' END"
    )
    op.execute(
        "UPDATE ticket SET klass = 'appointment', due_at ="
        " (SELECT appointment_slot.begins_at FROM appointment JOIN appointment_slot"
        " ON appointment_slot.slot_id = appointment.slot_id"
        " WHERE appointment.ticket_id = ticket.ticket_id)"
        " WHERE ticket_id IN (SELECT ticket_id FROM appointment)"
    )
    _create_ticket_period()
    _create_counter_state()


def downgrade() -> None:
    """Take tables and columns away; the journal keeps what filled them."""
    op.drop_table("counter_state")
    op.drop_table("ticket_period")
    with op.batch_alter_table("ticket") as batch:
        batch.create_unique_constraint("uq_ticket_number", ["hall", "day", "number"])
    for name in (*(name for name, _ in _WORDS), *_TEXTS, *_MOMENTS):
        op.drop_column("ticket", name)


def _free_numbers() -> None:
    # Before anything refers to a ticket: SQLite takes a constraint away by writing the table anew.
    op.drop_index("ix_ticket_waiting", "ticket")
    op.drop_index("ix_ticket_at_counter", "ticket")
    with op.batch_alter_table("ticket") as batch:
        batch.drop_constraint("uq_ticket_number", type_="unique")
    waits, present = sa.text("state = 'waiting'"), sa.text("state in ('called', 'serving')")
    op.create_index(
        "ix_ticket_waiting",
        "ticket",
        ["home", "issued_at"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_index(
        "ix_ticket_at_counter",
        "ticket",
        ["hall", "counter"],
        unique=True,
        sqlite_where=present,
        postgresql_where=present,
    )


def _empty(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    return sa.Column(name, kind, nullable=False, server_default="")


def _create_ticket_period() -> None:
    op.create_table(
        "ticket_period",
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("began_at", sa.String(length=27), nullable=False),
        sa.Column("ended_at", sa.String(length=27)),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.ticket_id"], name=op.f("fk_ticket_period_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "place", name=op.f("pk_ticket_period")),
    )


def _create_counter_state() -> None:
    op.create_table(
        "counter_state",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("badge", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("hall", "counter", name=op.f("pk_counter_state")),
    )
