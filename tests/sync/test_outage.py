"""The cable: work goes on without it, and everything arrives exactly once, on both databases."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from core.claim import RightNotHeld
from core.paper_check import Record, Signature
from core.paper_code import PaperCode
from db import journal
from db.tables import case_file, parked
from db.tables import journal as journal_table
from desktop import casework, reception
from desktop.cable import Link
from desktop.deadline_board import deadline_board
from desktop.desk import Desk
from desktop.paper_check import verify
from desktop.workbench import workbench
from server.service import engine_of
from tests.house import (
    PATIENCE,
    accepted,
    all_received,
    all_sent,
    error_of,
    furnished,
    live_server,
    one_missing,
    ready_case,
    signed_in,
    station_settings,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from server.settings import ServerSettings


@pytest.fixture
def records(server_settings: ServerSettings) -> Iterator[Engine]:
    """The server's database, looked at from outside."""
    engine = engine_of(server_settings)
    yield engine
    engine.dispose()


def op_ids(connection: Connection) -> list[str]:
    return sorted(connection.execute(select(journal_table.c.op_id)).scalars())


def test_a_visit_outlives_the_server_and_arrives_exactly_once(
    station_folder: Path, server_settings: ServerSettings, records: Engine
) -> None:
    with live_server(server_settings) as address:
        port = int(address.rsplit(":", 1)[1])
        desk = Desk(station_settings(station_folder, server=address))
        duty = signed_in(desk)
        case = ready_case(desk, duty)
        all_sent(desk)
    try:
        before = desk.status().result(PATIENCE).unsent
        told = desk.do(
            casework.tell_once, duty, desk.office, case.case_id, one_missing(case)
        ).result(PATIENCE)
        desk.do(reception.finish_service, duty).result(PATIENCE)
        desk.do(casework.reopen, duty, told.notice.slip_code).result(PATIENCE)
        desk.do(casework.accept, duty, desk.office, case.case_id, all_received(case)).result(
            PATIENCE
        )
        assert desk.status().result(PATIENCE).unsent > before
        until(desk, lambda status: status.link.link is Link.OFFLINE)
        assert "可继续办理" in desk.status().result(PATIENCE).link.reason

        again = server_settings.model_copy(update={"port": port})
        with live_server(again):
            all_sent(desk)
            ours = desk.room.maintain(op_ids).result(PATIENCE)
    finally:
        desk.close()
    with records.connect() as connection:
        assert op_ids(connection) == ours
        assert connection.execute(select(parked)).all() == []
        numbers = connection.execute(select(case_file.c.number, case_file.c.state)).all()
        assert [tuple(row) for row in numbers] == [(case.number, "accepted")]
        assert journal.verify(connection).entries == len(ours)


def test_i10_a_second_station_shows_the_same_case_but_may_not_call_its_ticket(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings
) -> None:
    with live_server(server_settings) as address:
        first = Desk(station_settings(station_folder, server=address))
        second = Desk(station_settings(tmp_path / "second", "05", address))
        try:
            duty = signed_in(first)
            step = accepted(first, duty)
            waiting = first.do(reception.issue_ticket, duty).result(PATIENCE)
            all_sent(first)
            mine = first.ask(deadline_board).result(PATIENCE)
            # A case comes in several entries, and they may come in more than one page.
            until(second, lambda _: second.ask(deadline_board).result(PATIENCE) == mine)
            assert [line.row.number for line in mine.lines] == [step.case.number]
            until(second, lambda _: _line_at(second) == [(waiting.number, False)])
            refused = second.do(reception.call, duty, waiting.ticket_id)
            assert isinstance(error_of(refused), RightNotHeld)
        finally:
            second.close()
            first.close()


def test_a_paper_of_another_station_is_checked_with_the_cable_out(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings
) -> None:
    second = None
    try:
        with live_server(server_settings) as address:
            first = Desk(station_settings(station_folder, server=address))
            try:
                duty = signed_in(first)
                step = accepted(first, duty)
                all_sent(first)
                second = Desk(station_settings(tmp_path / "second", "05", address))
                _wait_for_case(second, step.case.number)
            finally:
                first.close()
        until(second, lambda status: status.link.link is Link.OFFLINE)
        found = second.ask(verify, PaperCode.parse(step.notice.code)).result(PATIENCE)
        assert (found.signature, found.record) == (Signature.GENUINE, Record.AGREES)
        assert found.number == step.notice.number
        back = second.do(casework.reopen, replace(duty, counter="5"), step.notice.code)
        assert back.result(PATIENCE).caution == ""
    finally:
        if second is not None:
            second.close()


def test_two_stations_never_give_the_same_number(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings
) -> None:
    with live_server(server_settings) as address:
        first = Desk(station_settings(station_folder, server=address))
        try:
            with furnished(station_settings(tmp_path / "second", "05", address)) as second:
                cases = []
                for desk in (first, second):
                    duty = signed_in(desk)
                    cases += [accepted(desk, duty).case for _ in range(2)]
                    all_sent(desk)
                assert len({case.number for case in cases}) == 4
                for desk in (first, second):
                    for case in cases:
                        _wait_for_case(desk, case.number)
                    assert desk.status().result(PATIENCE).parked == 0
        finally:
            first.close()


def test_a_dead_address_is_told_and_nothing_else_suffers(station_folder: Path) -> None:
    desk = Desk(station_settings(station_folder, server="http://127.0.0.1:9"))
    try:
        accepted(desk, signed_in(desk))
        until(desk, lambda status: status.link.link is Link.OFFLINE)
        status = desk.status().result(PATIENCE)
        assert status.unsent > 0
        assert status.link.reason.startswith("连不上中心服务器")
    finally:
        desk.close()


def test_a_station_taken_by_another_device_is_refused_in_words(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings
) -> None:
    with live_server(server_settings) as address:
        rightful = Desk(station_settings(station_folder, server=address))
        try:
            all_sent(rightful)
            intruder = Desk(station_settings(tmp_path / "intruder", "03", address))
            try:
                until(intruder, lambda status: status.link.link is Link.OFFLINE)
                assert "已由另一台设备登记" in intruder.status().result(PATIENCE).link.reason
            finally:
                intruder.close()
        finally:
            rightful.close()


def test_a_rebuilt_server_is_introduced_to_and_filled_again(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings
) -> None:
    with live_server(server_settings) as address:
        port = int(address.rsplit(":", 1)[1])
        desk = Desk(station_settings(station_folder, server=address))
        accepted(desk, signed_in(desk))
        all_sent(desk)
    try:
        emptied = server_settings.model_copy(
            update={"port": port, "database_url": "", "data_folder": tmp_path / "rebuilt"}
        )
        with live_server(emptied):
            accepted(desk, signed_in(desk))
            engine = engine_of(emptied)
            all_sent(desk)
            with engine.connect() as connection:
                assert op_ids(connection) == desk.room.maintain(op_ids).result(PATIENCE)
            engine.dispose()
    finally:
        desk.close()


def test_a_station_restored_from_an_old_image_is_told_and_overwrites_nothing(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings, records: Engine
) -> None:
    with live_server(server_settings) as address:
        settings = station_settings(station_folder, server=address)
        desk = Desk(settings)
        all_sent(desk)
        desk.close()
        shutil.copytree(station_folder, tmp_path / "image")
        desk = Desk(settings)
        accepted(desk, signed_in(desk))
        all_sent(desk)
        desk.close()
        with records.connect() as connection:
            kept = op_ids(connection)
        shutil.rmtree(station_folder)
        shutil.copytree(tmp_path / "image", station_folder)
        offline = Desk(station_settings(station_folder))
        signed_in(offline)  # a different fact at a number the server already holds
        offline.close()
        restored = Desk(settings)
        try:
            until(restored, lambda status: status.link.link is Link.HALTED)
            assert "日志与本机不同" in restored.status().result(PATIENCE).link.reason
            assert restored.status().result(PATIENCE).unsent > 0
        finally:
            restored.close()
    with records.connect() as connection:
        assert op_ids(connection) == kept


def _line_at(desk: Desk) -> list[tuple[str, bool]]:
    bench = desk.ask(workbench, "5").result(PATIENCE)
    return [(one.ticket.number, one.ours) for one in bench.waiting]


def _wait_for_case(desk: Desk, number: str) -> None:
    def arrived(_status: object) -> bool:
        board = desk.ask(deadline_board).result(PATIENCE)
        return number in {line.row.number for line in board.lines}

    until(desk, arrived)
