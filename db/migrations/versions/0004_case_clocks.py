"""The clocks of a case under review, supervision events, rule packs and questioned clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TEXT_OF_CASE = ("urgent", "extension", "conclusion")
_WORD_OF_CASE = ("lapse", "joint")


def upgrade() -> None:
    """Add columns and tables; the journal fills them from here on."""
    op.add_column("case_file", sa.Column("closed_on", sa.Date()))
    for name in _WORD_OF_CASE:
        op.add_column("case_file", _empty(name, sa.String(length=12)))
    for name in _TEXT_OF_CASE:
        op.add_column("case_file", _empty(name, sa.Text()))
    op.add_column("case_file", sa.Column("look_on", sa.Date()))
    op.create_index("ix_case_file_look", "case_file", ["station", "look_on"])
    op.add_column("clock", _empty("extension_text", sa.String(length=12)))
    op.add_column("clock", _empty("subject", sa.Text()))
    # The watchdog has to look at whatever is open already.
    op.execute("UPDATE case_file SET look_on = received_on WHERE watch_kind <> ''")
    _create_parts_of_a_case()
    _create_what_rules_bring_about()


def downgrade() -> None:
    """Take tables and columns away; the journal keeps what filled them."""
    for table in (
        "clock_question",
        "rule_pack",
        "supervision_event",
        "assist_task",
        "special_procedure",
    ):
        op.drop_table(table)
    op.drop_index("ix_case_file_look", "case_file")
    for name in ("extension_text", "subject"):
        op.drop_column("clock", name)
    for name in ("closed_on", *_WORD_OF_CASE, *_TEXT_OF_CASE, "look_on"):
        op.drop_column("case_file", name)


def _empty(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    return sa.Column(name, kind, nullable=False, server_default="")


def _create_parts_of_a_case() -> None:
    op.create_table(
        "special_procedure",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("began_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.case_id"], name=op.f("fk_special_procedure_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_special_procedure")),
    )
    op.create_table(
        "assist_task",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.case_id"], name=op.f("fk_assist_task_case_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "place", name=op.f("pk_assist_task")),
    )


def _create_what_rules_bring_about() -> None:
    op.create_table(
        "supervision_event",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("rule", sa.String(length=30), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_supervision_event")),
    )
    op.create_index("ix_supervision_event_case", "supervision_event", ["case_id"])
    op.create_table(
        "rule_pack",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("adopted_at", sa.String(length=27), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "version", name=op.f("pk_rule_pack")),
    )
    op.create_table(
        "clock_question",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("finding", sa.String(length=12), nullable=False),
        sa.Column("shown", sa.String(length=27), nullable=False),
        sa.Column("expected", sa.String(length=27), nullable=False),
        sa.Column("confirmed_by", sa.String(length=20), nullable=False),
        sa.Column("confirmed_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("hall", "station", name=op.f("pk_clock_question")),
    )
