"""A database of the first schema becomes one of this version without losing a row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from db import catalogues
from db.engine import connect
from db.metadata import metadata
from db.schema import MIGRATIONS, upgrade
from server.service import engine_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from server.settings import ServerSettings

CASE = {
    **dict.fromkeys(
        (
            *("hall", "number", "slip", "station", "catalogue_version", "item_code"),
            *("applicant_name", "identity_kind", "identity_number", "phone", "counter"),
            *("ticket_id", "state", "told_notice", "clerk", "firmness", "calendar_version"),
        ),
        "x",
    ),
    "case_id": "case",
    "received_on": "2026-09-28",
    "watch_kind": "A",
    "visits": 1,
    "version": 1,
}
NOTICE = {
    "notice_id": "notice",
    "hall": "x",
    "case_id": "case",
    "kind": "acceptance",
    "number": "清河食药〔2026〕受03-000417",
    "issued_at": "2026-09-28T02:36:00.000000Z",
    "content": '{"badge":"0317"}',
    "copies": 2,
}
COPY = {
    "notice_id": "notice",
    "reason": "",
    "print_id": "",
    "sha256": "",
    "device": "",
    "handed_over_at": None,
    "confirmed_at": None,
}
JOB = {"notice_id": "notice", "attempts": 1, "trouble": "", "sha256": "f" * 64}


@pytest.fixture
def first(server_settings: ServerSettings) -> Iterator[Connection]:
    """A database of the first schema with a case, its paper and prints in every state."""
    engine = engine_of(server_settings)
    opened = connect(engine)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = opened
    command.upgrade(config, "0001")
    _insert(opened, "case_file", CASE)
    _insert(opened, "notice", NOTICE)
    for number, state in enumerate(("handed_over", "queued", "sending", "confirmed"), start=1):
        _insert(opened, "paper_copy", COPY | {"copy_no": number})
        job = {"print_id": f"print {number}", "place": number, "copy_no": number, "state": state}
        _insert(opened, "print_job", JOB | job)
    opened.commit()
    yield opened
    opened.close()
    engine.dispose()


def test_every_row_is_there_afterwards_and_tells_its_sheet(first: Connection) -> None:
    copies = first.execute(text("SELECT * FROM paper_copy ORDER BY copy_no")).all()
    first.rollback()
    upgrade(first)
    assert compare_metadata(MigrationContext.configure(first), metadata) == []
    assert first.execute(text("SELECT * FROM paper_copy ORDER BY copy_no")).all() == copies
    (notice,) = first.execute(text("SELECT * FROM notice")).mappings()
    assert dict(notice) == NOTICE
    jobs = first.execute(text("SELECT * FROM print_job ORDER BY place")).mappings().all()
    assert [job["state"] for job in jobs] == ["handed_over", "queued", "sending", "confirmed"]
    assert {(j["document"], j["subject_id"], j["badge"]) for j in jobs} == {
        ("acceptance", "notice", "0317")
    }
    assert {(j["title"], j["width_mm"], j["height_mm"]) for j in jobs} == {
        (NOTICE["number"], 210, 297)
    }
    assert [bool(job["device"]) for job in jobs] == [True, False, True, True]
    assert [job["sending_since"] is not None for job in jobs] == [True, False, True, True]


def test_the_rules_of_the_tables_survive(first: Connection) -> None:
    upgrade(first)
    _insert(first, "notice", NOTICE | {"notice_id": "office", "case_id": None, "number": "2"})
    told = {"kind": "one_time", "notice_id": "told", "number": "3"}
    _insert(first, "notice", NOTICE | told)
    first.commit()
    for table, row in (
        ("notice", NOTICE | told | {"notice_id": "again", "number": "4"}),
        ("notice", NOTICE | {"notice_id": "same number"}),
        ("notice", NOTICE | {"notice_id": "of no case", "case_id": "none", "number": "5"}),
        ("paper_copy", COPY | {"copy_no": 1, "notice_id": "none"}),
    ):
        with pytest.raises(IntegrityError):
            _insert(first, table, row)
        first.rollback()
    indexes = {index["name"] for index in inspect(first).get_indexes("notice")}
    assert {"ix_notice_case", "ix_notice_once"} <= indexes


def test_a_catalogue_tells_when_it_was_published(first: Connection) -> None:
    entry = {
        **dict.fromkeys(("station", "incarnation", "actor", "payload", "prev_hash", "hash"), "x"),
        "hall": "x",
        "schema": 1,
        "entity": "catalogue",
        "base_version": 0,
        "kind": "catalogue.published",
        "entity_id": "2026",
    }
    for number, at in enumerate(("2026-09-29T00", "2026-09-28T00"), start=1):
        keys = {"arrival": number, "seq": number, "op_id": str(number)}
        _insert(first, "journal", entry | keys | {"occurred_at": f"{at}:00:00.000000Z"})
    for version in ("2026", "unknown to the journal"):
        _insert(first, "catalogue_version", {"version": version, "effective_on": date(2026, 9, 28)})
    first.commit()
    upgrade(first)
    assert [(one.version, one.published_at.year) for one in catalogues.publications(first)] == [
        ("2026", 2026),
        ("unknown to the journal", 1),
    ]
    assert catalogues.version_in_force(first, date(2026, 9, 28)) == "2026"


def _insert(connection: Connection, table: str, row: dict[str, object]) -> None:
    names = ", ".join(row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)  # noqa: S608  # our own names
