"""The public keys that a hall's papers are checked with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; the journal fills it from here on."""
    op.create_table(
        "paper_key",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("hall", "station", "public_key", name=op.f("pk_paper_key")),
    )
    op.create_index("ix_paper_key_id", "paper_key", ["hall", "key_id"])


def downgrade() -> None:
    """Take the table away; the journal keeps what filled it."""
    op.drop_table("paper_key")
