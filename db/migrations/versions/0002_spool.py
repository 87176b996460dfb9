"""The spool: any document on any device, and papers that are about no case."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make every print job tell its sheet itself; let a notice stand without a case."""
    with op.batch_alter_table("print_job") as batch:
        batch.drop_constraint("uq_print_job_copy", type_="unique")
        batch.alter_column(
            "notice_id", new_column_name="subject_id", existing_type=sa.String(length=36)
        )
        for name, kind in _NEW:
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.add_column(sa.Column("sending_since", sa.String(length=27), nullable=True))
    _tell_of_sheets(op.get_bind())
    with op.batch_alter_table("print_job") as batch:
        for name, kind in _NEW:
            batch.alter_column(name, existing_type=kind, nullable=False)
        batch.create_unique_constraint("uq_print_job_copy", ["document", "subject_id", "copy_no"])
    op.create_index(
        "ix_print_job_trouble",
        "print_job",
        ["place"],
        sqlite_where=sa.text("trouble <> ''"),
        postgresql_where=sa.text("trouble <> ''"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _free_notices_by_copying()
    else:
        op.alter_column("notice", "case_id", existing_type=sa.String(length=36), nullable=True)


def downgrade() -> None:
    """Papers without a case have no place in the schema before."""
    raise NotImplementedError


_NEW = (
    ("document", sa.String(length=20)),
    ("title", sa.Text()),
    ("width_mm", sa.Integer()),
    ("height_mm", sa.Integer()),
    ("badge", sa.String(length=20)),
    ("device", sa.Text()),
    ("device_job", sa.Text()),
)
_ONLY_DEVICE = "PDF 文件夹"  # before this schema there was no other


def _tell_of_sheets(connection: sa.Connection) -> None:
    """Until now a job was about a notice, on A4, for the one device there was."""
    jobs = connection.execute(
        sa.text(
            "SELECT j.print_id, j.state, n.kind, n.number, n.issued_at, n.content "
            "FROM print_job j LEFT JOIN notice n ON n.notice_id = j.subject_id"
        )
    ).all()
    for job in jobs:
        begun = job.state != "queued"
        connection.execute(
            sa.text(
                "UPDATE print_job SET document = :document, title = :title, width_mm = 210, "
                "height_mm = 297, badge = :badge, device = :device, device_job = '', "
                "sending_since = :since WHERE print_id = :print_id"
            ),
            {
                # A job whose notice is gone (parked at a rebuild) stays, under a name of its own.
                "document": job.kind or "unknown",
                "title": job.number or job.print_id,
                "badge": json.loads(job.content)["badge"] if job.content else "",
                "device": _ONLY_DEVICE if begun else "",
                "since": job.issued_at if begun else None,
                "print_id": job.print_id,
            },
        )


def _free_notices_by_copying() -> None:
    """SQLite changes a column by copying its table, which nothing may refer to meanwhile."""
    op.execute("CREATE TABLE paper_copy_kept AS SELECT * FROM paper_copy")
    op.drop_table("paper_copy")
    with op.batch_alter_table("notice") as batch:
        batch.alter_column("case_id", existing_type=sa.String(length=36), nullable=True)
    op.create_table(
        "paper_copy",
        sa.Column("notice_id", sa.String(length=36), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("print_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("handed_over_at", sa.String(length=27), nullable=True),
        sa.Column("confirmed_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.notice_id"], name=op.f("fk_paper_copy_notice_id")
        ),
        sa.PrimaryKeyConstraint("notice_id", "copy_no", name=op.f("pk_paper_copy")),
    )
    op.execute("INSERT INTO paper_copy SELECT * FROM paper_copy_kept")
    op.drop_table("paper_copy_kept")
