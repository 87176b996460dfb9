"""When a catalogue version was published: of two for one day the later one holds."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the moment and take it from the journal for what is published already."""
    op.add_column(
        "catalogue_version",
        sa.Column("published_at", sa.String(length=27), nullable=False, server_default=""),
    )
    op.execute(
        "UPDATE catalogue_version SET published_at = COALESCE(("
        "SELECT MIN(occurred_at) FROM journal "
        "WHERE kind = 'catalogue.published' AND entity_id = catalogue_version.version), '')"
    )


def downgrade() -> None:
    """Take the moment away; the journal keeps it."""
    op.drop_column("catalogue_version", "published_at")
