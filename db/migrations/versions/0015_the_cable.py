"""Delivery apart from the journal, one-time enrolment, server epochs, what is backed up."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0012"


def upgrade() -> None:
    """Stations read the server's log from its beginning once more; nothing is applied twice."""
    _extend_exchange()
    _replace_tokens_by_signatures()
    _create_server_tables()
    _let_an_operation_be_offered_again()


def downgrade() -> None:
    """A journal with an operation offered twice has no place in the older schema."""
    raise NotImplementedError


def _extend_exchange() -> None:
    op.add_column(
        "exchange", sa.Column("durable_seq", sa.BigInteger(), nullable=False, server_default="0")
    )
    for name, kind in (
        ("position", sa.String(length=80)),
        ("halted", sa.Text()),
        ("halted_at", sa.String(length=27)),
    ):
        op.add_column("exchange", sa.Column(name, kind, nullable=False, server_default=""))
    op.drop_column("exchange", "cursor")


def _replace_tokens_by_signatures() -> None:
    op.drop_column("station_key", "token_hash")
    op.add_column(
        "station_key",
        sa.Column("last_request", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.create_table(
        "enrolment_code",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("expires_at", sa.String(length=27), nullable=False),
        sa.Column("used_by", sa.String(length=64), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_enrolment_code")),
    )
    op.create_index("ix_enrolment_code_station", "enrolment_code", ["hall", "station"])


def _create_server_tables() -> None:
    op.create_table(
        "server_epoch",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(length=36), nullable=False),
        sa.Column("began_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_server_epoch")),
        sa.UniqueConstraint("epoch", name=op.f("uq_server_epoch_epoch")),
    )
    op.create_table(
        "epoch_floor",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("arrival", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("place", "hall", name=op.f("pk_epoch_floor")),
    )
    op.create_table(
        "stream_backup",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "station", "incarnation", name=op.f("pk_stream_backup")),
    )


def _let_an_operation_be_offered_again() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("uq_journal_op_id", "journal", type_="unique")
    else:
        # SQLite drops a constraint by writing the table anew; its guards go with the old one.
        kept = op.get_bind().exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        )
        guards = list(kept.scalars())
        with op.batch_alter_table("journal") as journal:
            journal.drop_constraint("uq_journal_op_id", type_="unique")
        for guard in guards:
            op.execute(guard)
    op.create_index("ix_journal_op_id", "journal", ["op_id"])
