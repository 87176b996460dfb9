"""Hand-overs of the guide desk, and further copies of queue slips."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the tables; the journal fills them from here on."""
    op.create_table(
        "hand_over",
        sa.Column("hand_over_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("responder", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("begun_at", sa.String(length=27), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hand_over_id", name=op.f("pk_hand_over")),
    )
    op.create_index("ix_hand_over_state", "hand_over", ["hall", "state", "begun_at"])
    op.create_table(
        "slip_copy",
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "copy_no", name=op.f("pk_slip_copy")),
    )


def downgrade() -> None:
    """Take the tables away; the journal keeps what filled them."""
    op.drop_table("slip_copy")
    op.drop_table("hand_over")
