"""The house: journal, projections, spool and enrolment."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and make the journal append-only."""
    op.create_table(
        "case_file",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("slip", sa.String(length=16), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("catalogue_version", sa.String(length=40), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("applicant_name", sa.Text(), nullable=False),
        sa.Column("identity_kind", sa.String(length=20), nullable=False),
        sa.Column("identity_number", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("told_notice", sa.String(length=36), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clerk", sa.String(length=20), nullable=False),
        sa.Column("watch_kind", sa.String(length=1), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("firmness", sa.String(length=12), nullable=False),
        sa.Column("calendar_version", sa.String(length=40), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_case_file_counted")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("hall", "number", name="uq_case_file_number"),
        sa.UniqueConstraint("slip", name=op.f("uq_case_file_slip")),
    )
    op.create_index("ix_case_file_due", "case_file", ["due_on", "number"], unique=False)
    op.create_index("ix_case_file_ticket", "case_file", ["ticket_id"], unique=False)
    op.create_table(
        "catalogue_version",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_catalogue_version")),
    )
    op.create_table(
        "clerk",
        sa.Column("badge", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("badge", name=op.f("pk_clerk")),
    )
    op.create_table(
        "exchange",
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column("acked_seq", sa.BigInteger(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("incarnation", name=op.f("pk_exchange")),
    )
    op.create_table(
        "hall_counter",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hall", name=op.f("pk_hall_counter")),
    )
    op.create_table(
        "journal",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("arrival", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("op_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.String(length=80), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("occurred_at", sa.String(length=27), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("hall", "arrival", name=op.f("pk_journal")),
        sa.UniqueConstraint("hall", "station", "incarnation", "seq", name="uq_journal_seq"),
        sa.UniqueConstraint("op_id", name=op.f("uq_journal_op_id")),
    )
    op.create_index("ix_journal_entity", "journal", ["entity", "entity_id"], unique=False)
    op.create_table(
        "number_series",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "series", name=op.f("pk_number_series")),
    )
    op.create_table(
        "paper",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_paper")),
    )
    op.create_table(
        "parked",
        sa.Column("op_id", sa.String(length=36), nullable=False),
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("op_id", name=op.f("pk_parked")),
    )
    op.create_table(
        "print_job",
        sa.Column("print_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.String(length=36), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("print_id", name=op.f("pk_print_job")),
        sa.UniqueConstraint("notice_id", "copy_no", name="uq_print_job_copy"),
        sa.UniqueConstraint("place", name=op.f("uq_print_job_place")),
    )
    op.create_index("ix_print_job_state", "print_job", ["state", "place"], unique=False)
    op.create_table(
        "station_identity",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("hall", name=op.f("pk_station_identity")),
    )
    op.create_table(
        "station_key",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("enrolled_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("hall", "station", name=op.f("pk_station_key")),
    )
    op.create_table(
        "stream",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("incarnation", sa.String(length=36), nullable=False),
        sa.Column("head_seq", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("hall", "station", "incarnation", name=op.f("pk_stream")),
    )
    op.create_table(
        "ticket",
        sa.Column("ticket_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("home", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("issued_at", sa.String(length=27), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("counter", sa.String(length=20), nullable=False),
        sa.Column("called_at", sa.String(length=27), nullable=True),
        sa.Column("started_at", sa.String(length=27), nullable=True),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("hall", "day", "number", name="uq_ticket_number"),
    )
    op.create_index(
        "ix_ticket_at_counter",
        "ticket",
        ["hall", "counter"],
        unique=True,
        sqlite_where=sa.text("state in ('called', 'serving')"),
        postgresql_where=sa.text("state in ('called', 'serving')"),
    )
    op.create_index(
        "ix_ticket_waiting",
        "ticket",
        ["home", "issued_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "checklist_row",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.case_id"], name=op.f("fk_checklist_row_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "row", name=op.f("pk_checklist_row")),
    )
    op.create_table(
        "clock",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("trigger", sa.Date(), nullable=False),
        sa.Column("limit_text", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.case_id"], name=op.f("fk_clock_case_id")),
        sa.PrimaryKeyConstraint("case_id", "place", name=op.f("pk_clock")),
    )
    op.create_table(
        "notice",
        sa.Column("notice_id", sa.String(length=36), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issued_at", sa.String(length=27), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.case_id"], name=op.f("fk_notice_case_id")),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice")),
        sa.UniqueConstraint("hall", "number", name="uq_notice_number"),
    )
    op.create_index("ix_notice_case", "notice", ["case_id", "issued_at"], unique=False)
    op.create_index(
        "ix_notice_once",
        "notice",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'one_time'"),
        postgresql_where=sa.text("kind = 'one_time'"),
    )
    op.create_table(
        "service_item",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"], ["catalogue_version.version"], name=op.f("fk_service_item_version")
        ),
        sa.PrimaryKeyConstraint("version", "code", name=op.f("pk_service_item")),
    )
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
    for statement in _append_only(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """The first schema has nothing before it."""
    raise NotImplementedError


def _append_only(dialect: str) -> tuple[str, ...]:
    message = "the journal is append-only"
    if dialect == "sqlite":
        return tuple(
            f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            for verb in ("UPDATE", "DELETE")
        )
    return (
        f"""
        CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{message}'; END $$
        """,
        """
        CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal
        FOR EACH ROW EXECUTE FUNCTION journal_append_only()
        """,
        """
        CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()
        """,
    )
