"""The hall's own calendar: notices proposed and approved, and the dates they moved."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add columns and tables; the journal fills them from here on."""
    op.add_column(
        "case_file",
        sa.Column("calendar_place", sa.Integer(), nullable=False, server_default="0"),
    )
    op.create_index(
        "ix_case_file_calendar",
        "case_file",
        ["hall", "calendar_place", "calendar_version", "due_on"],
        sqlite_where=sa.text("watch_kind <> ''"),
        postgresql_where=sa.text("watch_kind <> ''"),
    )
    op.add_column("clock", sa.Column("due_on", sa.Date()))
    _create_the_calendar()
    _create_the_dates()


def downgrade() -> None:
    """Take tables and columns away; the journal keeps what filled them."""
    for table in ("told_date", "date_change", "calendar_change", "calendar_proposal"):
        op.drop_table(table)
    op.drop_column("clock", "due_on")
    op.drop_index("ix_case_file_calendar", "case_file")
    op.drop_column("case_file", "calendar_place")


def _create_the_calendar() -> None:
    op.create_table(
        "calendar_proposal",
        sa.Column("proposal_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("proposed_at", sa.String(length=27), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("decided_by", sa.String(length=20), nullable=False),
        sa.Column("decided_at", sa.String(length=27)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_calendar_proposal")),
    )
    op.create_table(
        "calendar_change",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("op_id", sa.String(length=36), nullable=False),
        sa.Column("proposal_id", sa.String(length=36), nullable=False),
        sa.Column("approved_at", sa.String(length=27), nullable=False),
        sa.Column("approved_by", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("known", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("hall", "place", name=op.f("pk_calendar_change")),
        sa.UniqueConstraint("op_id", name=op.f("uq_calendar_change_op_id")),
    )


def _create_the_dates() -> None:
    op.create_table(
        "date_change",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("clock_place", sa.Integer(), nullable=False),
        sa.Column("change_place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("was_due", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("reckoned_on", sa.Date()),
        sa.Column("was_firmness", sa.String(length=12), nullable=False),
        sa.Column("firmness", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.case_id"], name=op.f("fk_date_change_case_id")
        ),
        sa.PrimaryKeyConstraint(
            "case_id", "clock_place", "change_place", name=op.f("pk_date_change")
        ),
    )
    op.create_table(
        "told_date",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("told_at", sa.String(length=27), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.case_id"], name=op.f("fk_told_date_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", "due_on", name=op.f("pk_told_date")),
    )
