"""The moment a station could last be sure of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table; the server's next answer fills it."""
    op.create_table(
        "trusted_time",
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("monotonic_us", sa.BigInteger(), nullable=False),
        sa.Column("running", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("incarnation", name=op.f("pk_trusted_time")),
    )


def downgrade() -> None:
    """Forget the moment."""
    op.drop_table("trusted_time")
