"""One schema for stations (SQLCipher) and the central server (PostgreSQL or SQLite).

`JOURNAL_TABLES` are the record. `PROJECTIONS` are derived from it and may be emptied and
rebuilt at any time. `STATION_TABLES` hold what belongs to one installation alone.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)

from db.appointment_tables import (
    appointment,
    appointment_slot,
    queue_policy,
    slot_share,
)
from db.cable_tables import (
    enrolment_code,
    epoch_floor,
    exchange,
    server_epoch,
    station_key,
    stream_backup,
)
from db.calendar_tables import calendar_change, calendar_proposal, date_change, told_date
from db.claim_tables import CLAIM_TABLES
from db.clock_tables import trusted_time
from db.course_tables import (
    assist_task,
    clock_question,
    rule_pack,
    special_procedure,
    supervision_event,
)
from db.guide_desk_tables import hand_over, slip_copy
from db.metadata import metadata
from db.quota_tables import quota_use
from db.ticket_tables import counter_state, queue_call, ticket_period

# Instants are UTC text (`core.moment.instant_text`): both databases sort and store them alike.

hall_counter = Table(
    "hall_counter",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("last", BigInteger, nullable=False),
)

# Arrival numbers come from a counter row in the same transaction: a database sequence would let
# a slower transaction's row appear behind a cursor that has already passed it.
journal = Table(
    "journal",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("arrival", BigInteger, primary_key=True, autoincrement=False),
    Column("station", String(8), nullable=False),
    Column("incarnation", String(36), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("op_id", String(36), nullable=False),
    Column("kind", String(60), nullable=False),
    Column("schema", Integer, nullable=False),
    Column("entity", String(20), nullable=False),
    Column("entity_id", String(80), nullable=False),
    Column("base_version", Integer, nullable=False),
    Column("actor", String(20), nullable=False),
    Column("occurred_at", String(27), nullable=False),
    Column("payload", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("hall", "station", "incarnation", "seq", name="uq_journal_seq"),
    Index("ix_journal_op_id", "op_id"),  # not unique: a sealed journal's entry may be offered again
    Index("ix_journal_entity", "entity", "entity_id"),
)

stream = Table(
    "stream",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("incarnation", String(36), primary_key=True),
    Column("head_seq", BigInteger, nullable=False),
    Column("head_hash", String(64), nullable=False),
)

parked = Table(
    "parked",
    metadata,
    Column("op_id", String(36), primary_key=True),
    Column("entity", String(20), nullable=False),
    Column("entity_id", String(80), nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", String(27), nullable=False),
)

JOURNAL_TABLES = (hall_counter, journal, stream)

catalogue_version = Table(
    "catalogue_version",
    metadata,
    Column("version", String(40), primary_key=True),
    Column("effective_on", Date, nullable=False),
    Column("published_at", String(27), nullable=False, server_default=""),
)

service_item = Table(
    "service_item",
    metadata,
    Column("version", String(40), ForeignKey("catalogue_version.version"), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
)

number_series = Table(
    "number_series",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("series", String(80), primary_key=True),
    Column("last", Integer, nullable=False),
)


# For queries, in the words of the partial indexes: with bound values no database would use them.
IS_WAITING = text("ticket.state = 'waiting'")
IS_AT_COUNTER = text("ticket.state in ('called', 'serving')")
IS_OPEN = text("ticket.state in ('waiting', 'called', 'serving', 'parked')")
IS_ALIVE = text("ticket.state in ('waiting', 'called', 'serving', 'parked', 'no_show')")


def _only(of: TextClause, name: str, *columns: str, unique: bool = False) -> Index:
    condition = text(of.text.removeprefix("ticket."))
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


ticket = Table(
    "ticket",
    metadata,
    Column("ticket_id", String(36), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("number", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("home", String(8), nullable=False),
    Column("state", String(20), nullable=False),
    Column("issued_at", String(27), nullable=False),
    Column("item_code", String(40), nullable=False),
    Column("counter", String(20), nullable=False),
    Column("called_at", String(27)),
    Column("started_at", String(27)),
    Column("ended_at", String(27)),
    Column("calls", Integer, nullable=False),
    Column("klass", String(20), nullable=False),
    Column("queued_at", String(27), nullable=False),
    Column("since", String(27), nullable=False),
    Column("reserved_for", String(20), nullable=False),
    Column("items", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("parked_reason", Text, nullable=False),
    Column("due_at", String(27)),
    Column("not_before", String(27)),
    Column("parked_at", String(27)),
    Column("epoch", Integer, nullable=False),
    Column("line", Text, nullable=False),  # class, reservation and items: whom it queues behind
    Column("line_at", String(27), nullable=False),  # from when on it can be called
    Column("series", String(80), nullable=False),
    Column("serial", Integer, nullable=False),
    Index("ix_ticket_serial", "hall", "day", "series", "serial", unique=True),
    # Numbers go round; no two people who may still be called hold the same.
    _only(IS_ALIVE, "ix_ticket_number", "hall", "day", "number", unique=True),
    _only(IS_OPEN, "ix_ticket_open", "hall", "day"),
    _only(IS_WAITING, "ix_ticket_waiting", "home", "day", "line_at", "number"),
    # The head of each line, without reading all of it.
    _only(IS_WAITING, "ix_ticket_line", "home", "day", "line", "line_at", "number"),
    # One person at a time in front of a counter, whoever asks.
    _only(IS_AT_COUNTER, "ix_ticket_at_counter", "hall", "counter", unique=True),
)

case_file = Table(
    "case_file",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("number", String(40), nullable=False),
    Column("slip", String(16), nullable=False),
    Column("station", String(8), nullable=False),
    Column("catalogue_version", String(40), nullable=False),
    Column("item_code", String(40), nullable=False),
    Column("applicant_name", Text, nullable=False),
    Column("identity_kind", String(20), nullable=False),
    Column("identity_number", String(40), nullable=False),
    Column("phone", String(40), nullable=False),
    Column("counter", String(20), nullable=False),
    Column("ticket_id", String(36), nullable=False),
    Column("state", String(30), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("accepted_on", Date),
    Column("decided_on", Date),
    Column("delivered_on", Date),
    Column("told_notice", String(36), nullable=False),
    Column("visits", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("clerk", String(20), nullable=False),
    Column("closed_on", Date),
    Column("lapse", String(12), nullable=False, server_default=""),
    Column("joint", String(12), nullable=False, server_default=""),
    Column("urgent", Text, nullable=False, server_default=""),
    Column("extension", Text, nullable=False, server_default=""),
    Column("conclusion", Text, nullable=False, server_default=""),
    # The clock the case is watched by, its due date under `calendar_version`, and how many of the
    # hall's approved notices (`calendar_change.place`) the case has been brought up through.
    Column("watch_kind", String(1), nullable=False),
    Column("due_on", Date),
    Column("firmness", String(12), nullable=False),
    Column("calendar_version", String(40), nullable=False),
    Column("calendar_place", Integer, nullable=False, server_default="0"),
    Column("look_on", Date),  # the first day the watchdog may have to do with it
    UniqueConstraint("hall", "number", name="uq_case_file_number"),
    UniqueConstraint("slip"),
    Index(
        "ix_case_file_open",
        "due_on",
        "number",
        sqlite_where=text("watch_kind <> ''"),
        postgresql_where=text("watch_kind <> ''"),
    ),
    Index("ix_case_file_ticket", "ticket_id"),
    Index("ix_case_file_look", "station", "look_on"),
    # Open cases that a new calendar has not reached yet, the most urgent first.
    Index(
        "ix_case_file_calendar",
        "hall",
        "calendar_place",
        "calendar_version",
        "due_on",
        sqlite_where=text("watch_kind <> ''"),
        postgresql_where=text("watch_kind <> ''"),
    ),
    CheckConstraint("version > 0", name="counted"),
)

checklist_row = Table(
    "checklist_row",
    metadata,
    Column("case_id", String(36), ForeignKey("case_file.case_id"), primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("listed", Integer, nullable=False),
)

clock = Table(
    "clock",
    metadata,
    Column("case_id", String(36), ForeignKey("case_file.case_id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("kind", String(1), nullable=False),
    Column("trigger", Date, nullable=False),
    Column("limit_text", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("ended_on", Date),
    Column("extension_text", String(12), nullable=False, server_default=""),
    Column("subject", Text, nullable=False, server_default=""),
    Column("due_on", Date),  # of an open clock, under the case's `calendar_version`
)

notice = Table(
    "notice",
    metadata,
    Column("notice_id", String(36), primary_key=True),
    Column("hall", String(40), nullable=False),
    Column("case_id", String(36), ForeignKey("case_file.case_id")),  # null: of the office itself
    Column("kind", String(20), nullable=False),
    Column("number", String(80), nullable=False),
    Column("issued_at", String(27), nullable=False),
    Column("content", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    UniqueConstraint("hall", "number", name="uq_notice_number"),
    Index("ix_notice_case", "case_id", "issued_at"),
    # Rule 3.1: one case, one 一次性告知, even if a bug elsewhere tries a second.
    Index(
        "ix_notice_once",
        "case_id",
        unique=True,
        sqlite_where=text("kind = 'one_time'"),
        postgresql_where=text("kind = 'one_time'"),
    ),
)

paper_copy = Table(
    "paper_copy",
    metadata,
    Column("notice_id", String(36), ForeignKey("notice.notice_id"), primary_key=True),
    Column("copy_no", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("print_id", String(36), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("device", Text, nullable=False),
    Column("handed_over_at", String(27)),
    Column("confirmed_at", String(27)),
)

# A key belongs to the hall that published it: short names of keys may repeat between halls.
paper_key = Table(
    "paper_key",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("station", String(8), primary_key=True),
    Column("public_key", String(64), primary_key=True),
    Column("key_id", String(8), nullable=False),
    Column("since", String(27), nullable=False),
    Index("ix_paper_key_id", "hall", "key_id"),
)

# Children before parents, so that emptying in this order satisfies foreign keys.
PROJECTIONS = (
    quota_use,
    appointment,
    slot_share,
    appointment_slot,
    queue_policy,
    paper_copy,
    notice,
    supervision_event,
    special_procedure,
    assist_task,
    date_change,
    told_date,
    clock,
    checklist_row,
    case_file,
    ticket_period,
    queue_call,
    ticket,
    counter_state,
    number_series,
    service_item,
    catalogue_version,
    paper_key,
    rule_pack,
    clock_question,
    calendar_change,
    calendar_proposal,
    hand_over,
    slip_copy,
    parked,
)

station_identity = Table(
    "station_identity",
    metadata,
    Column("hall", String(40), primary_key=True),
    Column("station", String(8), nullable=False),
    Column("incarnation", String(36), nullable=False),
)

clerk = Table(
    "clerk",
    metadata,
    Column("badge", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("verifier", Text, nullable=False),
)

# A row is all the print room needs: what is printed may be a notice or a queue ticket.
print_job = Table(
    "print_job",
    metadata,
    Column("print_id", String(36), primary_key=True),
    Column("place", Integer, nullable=False, unique=True),
    Column("document", String(20), nullable=False),
    Column("subject_id", String(36), nullable=False),
    Column("copy_no", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("width_mm", Integer, nullable=False),
    Column("height_mm", Integer, nullable=False),
    Column("badge", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("device", Text, nullable=False),
    Column("device_job", Text, nullable=False),
    Column("sending_since", String(27)),
    UniqueConstraint("document", "subject_id", "copy_no", name="uq_print_job_copy"),
    Index("ix_print_job_state", "state", "place"),
    Index(
        "ix_print_job_trouble",
        "place",
        sqlite_where=text("trouble <> ''"),
        postgresql_where=text("trouble <> ''"),
    ),
)

paper = Table(
    "paper",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

STATION_TABLES = (station_identity, exchange, clerk, print_job, paper, trusted_time, *CLAIM_TABLES)

SERVER_TABLES = (station_key, enrolment_code, server_epoch, epoch_floor, stream_backup)
