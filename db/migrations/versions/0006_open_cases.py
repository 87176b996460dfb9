"""The deadline board reads an index of open cases only."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Closed cases leave the index."""
    op.drop_index("ix_case_file_due", table_name="case_file")
    is_open = sa.text("watch_kind <> ''")
    op.create_index(
        "ix_case_file_open",
        "case_file",
        ["due_on", "number"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
