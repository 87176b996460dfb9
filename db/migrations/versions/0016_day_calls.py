"""The calls of a day are read from the periods, also of numbers that wait again."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0010"


def upgrade() -> None:
    """Index the calls that are over by their moment."""
    is_call = sa.text("state = 'called'")
    op.create_index(
        "ix_ticket_period_called",
        "ticket_period",
        ["began_at"],
        sqlite_where=is_call,
        postgresql_where=is_call,
    )


def downgrade() -> None:
    """Take the index away."""
    op.drop_index("ix_ticket_period_called", "ticket_period")
