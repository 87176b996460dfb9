"""The journal: append-only, chained, in one transaction with the domain rows, and the truth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from core.calendar import national_calendar
from core.facts import TicketIssued
from core.journal import ChainBroken
from core.numbering import NumberOutOfSeries, SeriesNumber, ticket_series
from db import journal, projection
from db.tables import PROJECTIONS, number_series, parked, stream, ticket
from db.tables import journal as journal_table
from db.unit_of_work import new_id
from desktop import casework, reception
from server.records import Records
from server.service import engine_of
from tests.house import (
    PATIENCE,
    accepted,
    all_printed,
    all_received,
    error_of,
    new_database,
    one_missing,
    ready_case,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.desk import Desk
    from server.settings import ServerSettings


def projected(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every domain row of every projection."""
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in PROJECTIONS
    }


def a_day(desk: Desk, duty: OnDuty) -> None:
    """A notice, a return, an acceptance, a no-show, a reprint's worth of facts."""
    accepted(desk, duty)
    case = ready_case(desk, duty)
    told = desk.do(casework.tell_once, duty, desk.office, case.case_id, one_missing(case)).result(
        PATIENCE
    )
    desk.do(reception.finish_service, duty).result(PATIENCE)
    desk.do(casework.reopen, duty, told.notice.slip_code).result(PATIENCE)
    desk.do(casework.accept, duty, desk.office, case.case_id, all_received(case)).result(PATIENCE)
    desk.do(reception.finish_service, duty).result(PATIENCE)
    desk.do(reception.issue_ticket, duty).result(PATIENCE)
    desk.do(reception.call_next, duty).result(PATIENCE)
    desk.do(reception.no_show, duty).result(PATIENCE)
    all_printed(desk)


def test_rebuilding_from_the_journal_gives_the_same_rows(desk: Desk, duty: OnDuty) -> None:
    a_day(desk, duty)
    all_printed(desk)
    before = desk.room.maintain(projected).result(PATIENCE)
    assert all(before[name] for name in ("case_file", "ticket", "notice", "clock", "paper_key"))

    def rebuilt(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
        with connection.begin():
            projection.rebuild(connection, national_calendar())
        return projected(connection)

    assert desk.room.maintain(rebuilt).result(PATIENCE) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'x'",
        "DELETE FROM journal",
    ],
)
def test_i04_an_entry_can_be_neither_changed_nor_removed(
    desk: Desk, duty: OnDuty, statement: str
) -> None:
    accepted(desk, duty)
    all_printed(desk)
    before = desk.room.maintain(journal.verify).result(PATIENCE)
    tampering = desk.room.maintain(lambda connection: connection.execute(text(statement)))
    assert "append-only" in str(error_of(tampering))
    assert desk.room.maintain(journal.verify).result(PATIENCE) == before


@pytest.mark.parametrize("statement", ["UPDATE journal SET actor='x'", "DELETE FROM journal"])
def test_the_server_keeps_what_it_accepted(server_settings: ServerSettings, statement: str) -> None:
    engine = engine_of(server_settings)
    Records(engine, national_calendar())
    with engine.begin() as connection:
        connection.execute(insert(journal_table), _a_row())
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_postgres_refuses_to_truncate_the_journal(postgres: str) -> None:
    from db.engine import url_engine  # noqa: PLC0415

    engine = url_engine(new_database(postgres))
    Records(engine, national_calendar())
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text("TRUNCATE journal"))
    engine.dispose()


@pytest.mark.parametrize(
    ("column", "value"),
    [("payload", "{}"), ("actor", "0000"), ("hash", "f" * 64), ("seq", 900)],
)
def test_tampering_behind_the_triggers_is_found(
    desk: Desk, duty: OnDuty, column: str, value: object
) -> None:
    accepted(desk, duty)
    all_printed(desk)

    def tampered(connection: Connection) -> None:
        connection.execute(text("DROP TRIGGER journal_no_update"))
        connection.execute(
            update(journal_table).where(journal_table.c.seq == 3).values({column: value})
        )
        connection.commit()

    desk.room.maintain(tampered).result(PATIENCE)
    assert isinstance(error_of(desk.room.maintain(journal.verify)), ChainBroken)


def test_a_journal_cut_off_at_its_end_is_found(desk: Desk, duty: OnDuty) -> None:
    accepted(desk, duty)
    all_printed(desk)

    def cut(connection: Connection) -> None:
        connection.execute(text("DROP TRIGGER journal_no_delete"))
        head = connection.execute(select(stream.c.head_seq)).scalar_one()
        connection.execute(journal_table.delete().where(journal_table.c.seq == head))
        connection.commit()

    desk.room.maintain(cut).result(PATIENCE)
    error = error_of(desk.room.maintain(journal.verify))
    assert isinstance(error, ChainBroken)
    assert "用备份恢复" in str(error)


def test_i03_a_refused_act_leaves_neither_entry_nor_row(desk: Desk, duty: OnDuty) -> None:
    before = desk.room.maintain(projected).result(PATIENCE)
    entries = desk.room.maintain(journal.count).result(PATIENCE)

    def half_done(work: UnitOfWork) -> None:
        reception.issue_ticket(work, duty)
        raise RuntimeError("power cut")

    assert isinstance(error_of(desk.do(half_done)), RuntimeError)
    assert desk.room.maintain(projected).result(PATIENCE) == before
    assert desk.room.maintain(journal.count).result(PATIENCE) == entries


@pytest.mark.parametrize("serial", [1, 3])
def test_a_number_that_repeats_or_skips_is_refused(desk: Desk, duty: OnDuty, serial: int) -> None:
    desk.do(reception.issue_ticket, duty).result(PATIENCE)

    def out_of_turn(work: UnitOfWork) -> None:
        series = ticket_series("03", "A", work.today)
        work.record(
            TicketIssued(new_id(), SeriesNumber(series, serial), work.today, ""),
            duty.clerk.badge,
        )

    assert isinstance(error_of(desk.do(out_of_turn)), NumberOutOfSeries)
    last = desk.room.maintain(
        lambda connection: connection.execute(
            select(number_series.c.last).where(number_series.c.series.like("ticket/%"))
        ).scalar_one()
    )
    assert last.result(PATIENCE) == 1


def test_an_entry_of_an_unknown_kind_is_kept_and_parked(desk: Desk, duty: OnDuty) -> None:
    known = desk.do(reception.issue_ticket, duty).result(PATIENCE)

    def from_the_future(work: UnitOfWork) -> None:
        (entry,) = journal.entries_from(work.connection, work.identity, 0, 1)
        head = journal.head(work.connection, work.identity)
        later = replace(
            entry,
            seq=head.seq + 1,
            prev_hash=head.hash,
            op_id=new_id(),
            kind="ticket.teleported",
            entity="ticket",
            entity_id=known.ticket_id,
        ).sealed()
        journal.store(work.connection, later)
        assert projection.apply_or_park(work.connection, later, work.calendar) is None

    desk.do(from_the_future).result(PATIENCE)
    assert desk.status().result(PATIENCE).parked == 1
    reason = desk.room.maintain(
        lambda connection: connection.execute(select(parked.c.reason)).scalar_one()
    )
    assert "ticket.teleported" in reason.result(PATIENCE)
    assert desk.room.maintain(journal.verify).result(PATIENCE).streams == 1
    held = desk.room.maintain(
        lambda connection: connection.execute(select(ticket.c.number)).scalars().all()
    )
    assert held.result(PATIENCE) == [known.number]


def _a_row() -> dict[str, object]:
    return {
        "hall": "h",
        "arrival": 1,
        "station": "03",
        "incarnation": "i",
        "seq": 1,
        "op_id": "o",
        "kind": "k",
        "schema": 1,
        "entity": "ticket",
        "entity_id": "t",
        "base_version": 0,
        "actor": "a",
        "occurred_at": "2026-01-01T00:00:00.000000Z",
        "payload": "{}",
        "prev_hash": "0" * 64,
        "hash": "0" * 64,
    }
