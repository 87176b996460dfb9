"""Lines a station reads only the heads of, steps fenced by epoch, rights, requests and quotas."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add columns, tables and indexes; every open ticket stands in its line."""
    op.add_column("ticket", sa.Column("epoch", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("ticket", sa.Column("line", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "ticket", sa.Column("line_at", sa.String(length=27), nullable=False, server_default="")
    )
    op.execute(
        "UPDATE ticket SET line = klass || '/' || reserved_for || '/' || items,"
        " line_at = CASE WHEN not_before > queued_at THEN not_before ELSE queued_at END"
    )
    _create_station_tables()
    _create_quota()
    _number_by_series()
    op.drop_index("ix_ticket_waiting", "ticket")
    _index_waiting("ix_ticket_waiting", ["home", "day", "line_at", "number"])
    _index_waiting("ix_ticket_line", ["home", "day", "line", "line_at", "number"])
    _create_queue_call()


def downgrade() -> None:
    """Take them away."""
    for index in ("line", "waiting"):
        op.drop_index(f"ix_ticket_{index}", "ticket")
    _index_waiting("ix_ticket_waiting", ["home", "issued_at"])
    for table in ("queue_call", "quota_use", "request", "ticket_right"):
        op.drop_table(table)
    op.drop_index("ix_ticket_number", "ticket")
    op.drop_index("ix_ticket_open", "ticket")
    op.drop_index("ix_ticket_serial", "ticket")
    for column in ("serial", "series", "line_at", "line", "epoch"):
        op.drop_column("ticket", column)


def _create_station_tables() -> None:
    op.create_table(
        "ticket_right",
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ticket_right")),
    )
    op.create_table(
        "request",
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request")),
    )
    op.create_index("ix_request_age", "request", ["asked_at"])


def _create_queue_call() -> None:
    op.create_table(
        "queue_call",
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("called_at", sa.String(length=27), nullable=False),
        sa.Column("home", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("klass", sa.String(length=20), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.String(length=27), nullable=False),
        sa.Column("line_at", sa.String(length=27), nullable=False),
        sa.Column("due_at", sa.String(length=27)),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.ticket_id"], name=op.f("fk_queue_call_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "epoch", name=op.f("pk_queue_call")),
    )
    op.create_index("ix_queue_call_day", "queue_call", ["home", "day", "called_at"])
    columns = (
        "ticket_id, epoch, called_at, home, day, counter, klass, items, queued_at, line_at, due_at"
    )
    op.execute(
        f"INSERT INTO queue_call ({columns})"  # noqa: S608  (the names above)
        f" SELECT {columns} FROM ticket WHERE called_at IS NOT NULL"
    )


def _create_quota() -> None:
    op.create_table(
        "quota_use",
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("identity_digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_quota_use")),
    )
    op.create_index(
        "ix_quota_use_item", "quota_use", ["hall", "day", "item_code", "identity_digest"]
    )


def _number_by_series() -> None:
    of_series = sa.Column("series", sa.String(length=80), nullable=False, server_default="")
    op.add_column("ticket", of_series)
    op.add_column("ticket", sa.Column("serial", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE ticket SET serial = CAST(substr(number, length(number) - 2) AS INTEGER),"
        " series = 'ticket/' || home || '/' || substr(number, 1, 1) || '/' ||"
        " CAST(day AS VARCHAR(10))"
    )
    op.create_index("ix_ticket_serial", "ticket", ["hall", "day", "series", "serial"], unique=True)
    is_open = sa.text("state in ('waiting', 'called', 'serving', 'parked')")
    op.create_index(
        "ix_ticket_open",
        "ticket",
        ["hall", "day"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    alive = sa.text("state in ('waiting', 'called', 'serving', 'parked', 'no_show')")
    op.create_index(
        "ix_ticket_number",
        "ticket",
        ["hall", "day", "number"],
        unique=True,
        sqlite_where=alive,
        postgresql_where=alive,
    )


def _index_waiting(name: str, columns: list[str]) -> None:
    waits = sa.text("state = 'waiting'")
    op.create_index(name, "ticket", columns, sqlite_where=waits, postgresql_where=waits)
