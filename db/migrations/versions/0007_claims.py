"""Live claims of counters on tickets, and answered requests."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables; nothing is claimed yet."""
    op.create_table(
        "ticket_claim",
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("claimed_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", "epoch", name=op.f("pk_ticket_claim")),
        sa.CheckConstraint("epoch > 0", name=op.f("ck_ticket_claim_counted")),
    )
    live, at_counter = "state in ('waiting', 'held', 'serving')", "state in ('held', 'serving')"
    _index("ix_ticket_claim_live", ["ticket_id"], live, unique=True)
    _index("ix_ticket_claim_counter", ["hall", "counter"], at_counter, unique=True)
    _index("ix_ticket_claim_held", ["hall", "claimed_at"], "state = 'held'", unique=False)
    op.create_table(
        "request",
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request")),
    )
    op.create_index("ix_request_age", "request", ["asked_at"])
    _create_quota()
    op.drop_index("ix_ticket_waiting", "ticket")
    waiting = ["home", "day", "state", "issued_at", "number"]
    op.create_index("ix_ticket_waiting", "ticket", waiting)
    op.create_index("ix_ticket_counter", "ticket", ["hall", "counter", "state"])
    heads = ["home", "day", "state", "item_code", "issued_at", "number"]
    op.create_index("ix_ticket_head", "ticket", heads)
    op.create_index("ix_ticket_called", "ticket", ["home", "day", "called_at"])


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index("ix_ticket_called", "ticket")
    op.drop_index("ix_ticket_head", "ticket")
    op.drop_index("ix_ticket_counter", "ticket")
    op.drop_index("ix_ticket_waiting", "ticket")
    waits = sa.text("state = 'waiting'")
    op.create_index(
        "ix_ticket_waiting",
        "ticket",
        ["home", "issued_at"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    for table in ("quota_use", "request", "ticket_claim"):
        op.drop_table(table)


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


def _index(name: str, columns: list[str], where: str, *, unique: bool) -> None:
    op.create_index(
        name,
        "ticket_claim",
        columns,
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
