"""The watch at work: at start, over midnight, after a sleep, and never by a wrong clock."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.case_states import CaseState
from core.clock_guard import ClockFinding, ClockNotTrusted
from core.entity import EntityKind
from core.staff import Clerk, OnDuty, Role, SignInRefused
from db import cases, notices, trusted_times
from desktop import attendance, casework, clock_watch, demonstration, receipts, reception
from desktop.desk import Desk
from desktop.night_watch import NightWatch
from server.settings import ServerSettings
from tests.house import (
    PATIENCE,
    QUICK,
    TOKEN,
    accepted,
    all_received,
    all_sent,
    error_of,
    furnish,
    live_server,
    ready_case,
    signed_in,
    station_settings,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.case import Case
    from db.unit_of_work import Committed, Reading, UnitOfWork

SUPERVISOR = Clerk("0901", "赵敏", Role.SUPERVISOR)
PASSWORD = "jian-cha-0901"  # noqa: S105  (of the test's supervisor)


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 9, 28, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def moved(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A furnished desk, offline, whose time a test moves."""
    with closing(Desk(station_settings(tmp_path / "station"), now=clock)) as desk:
        furnish(desk)
        desk.do(attendance.add_clerk, SUPERVISOR, PASSWORD, QUICK).result(PATIENCE)
        yield desk


def case_of(desk: Desk, case: Case) -> Case:
    def load(reading: Reading) -> Case:
        return cases.load(reading.connection, case.case_id)

    return desk.ask(load).result(PATIENCE)


def received(desk: Desk) -> Case:
    duty = signed_in(desk)
    case = ready_case(desk, duty)
    desk.do(reception.finish_service, duty).result(PATIENCE)
    return case


def test_what_ran_out_while_the_station_was_off_is_recorded_when_it_starts(
    tmp_path: Path, clock: Clock
) -> None:
    settings = station_settings(tmp_path / "station")
    with closing(Desk(settings, now=clock)) as desk:
        furnish(desk)
        case = received(desk)
    clock.at = datetime(2026, 10, 10, 16, 1, tzinfo=UTC)  # 10-11 00:01 in China
    with closing(Desk(settings, now=clock)) as desk:
        until(desk, lambda _status: case_of(desk, case).state is CaseState.ACCEPTED)
        assert case_of(desk, case).accepted_on == case.received_on


def test_a_machine_that_slept_through_midnight_catches_up_and_tells_the_views_once(
    moved: Desk, clock: Clock
) -> None:
    case = received(moved)
    told: list[Committed[object]] = []
    watch = NightWatch(moved.room, told.append, every=0.01, first=0.0)
    watch.start()
    try:
        clock.at = datetime(2026, 10, 13, 1, tzinfo=UTC)  # two midnights too late
        until_case = CaseState.ACCEPTED
        while case_of(moved, case).state is not until_case:
            watch.ring()
    finally:
        watch.close()
    touched = [one for committed in told for one in committed.touched]
    assert [one.entity_id for one in touched if one.entity is EntityKind.CASE] == [case.case_id]


def test_before_midnight_nothing_is_concluded(moved: Desk, clock: Clock) -> None:
    case = received(moved)
    clock.at = datetime(2026, 10, 10, 15, 59, tzinfo=UTC)
    watch = NightWatch(moved.room, lambda _committed: None, first=0.0)
    watch.start()
    watch.close()
    assert case_of(moved, case).state is CaseState.RECEIVED


def test_a_clock_set_back_is_told_on_the_status_and_stops_papers_with_dates(
    moved: Desk, clock: Clock
) -> None:
    case = received(moved)
    clock.at -= timedelta(days=2)
    duty = OnDuty(demonstration.CLERK, moved.settings.counter)
    refused = error_of(
        moved.do(casework.accept, duty, moved.office, case.case_id, all_received(case))
    )
    assert isinstance(refused, ClockNotTrusted)
    until(moved, lambda status: status.clock is not None)
    question = moved.status().result(PATIENCE).clock
    assert question is not None
    assert question.finding is ClockFinding.SET_BACK
    assert case_of(moved, case).state is CaseState.RECEIVED


def test_a_visit_goes_on_and_ends_under_a_questioned_clock_and_the_receipt_follows(
    moved: Desk, clock: Clock
) -> None:
    received(moved)
    clock.at -= timedelta(days=2)
    moved.do(clock_watch.look_now).result(PATIENCE)
    duty = signed_in(moved)
    case = ready_case(moved, duty)
    moved.do(casework.check_materials, duty, case.case_id, all_received(case)).result(PATIENCE)
    moved.do(casework.leave, duty, moved.office).result(PATIENCE)
    assert papers_of(moved, case) == 0
    clock.at += timedelta(days=2, minutes=3)
    moved.do(clock_watch.confirm_with, SUPERVISOR.badge, PASSWORD, "与电话报时台核对一致").result(
        PATIENCE
    )
    for _ in range(2):
        moved.do(receipts.acknowledge, duty, moved.office, case.case_id).result(PATIENCE)
    assert papers_of(moved, case) == 1
    accepted(moved, duty)


def papers_of(desk: Desk, case: Case) -> int:
    def count(reading: Reading) -> int:
        return len(notices.of_case(reading.connection, case.case_id))

    return desk.ask(count).result(PATIENCE)


def test_only_a_supervisor_confirms_with_password_and_reason(moved: Desk, clock: Clock) -> None:
    received(moved)
    clock.at -= timedelta(days=2)
    moved.do(clock_watch.look_now).result(PATIENCE)
    for badge, password, reason, refusal in (
        (demonstration.CLERK.badge, demonstration.PASSWORD, "看过", clock_watch.NotForSupervisor),
        (SUPERVISOR.badge, "wrong", "看过", SignInRefused),
        (SUPERVISOR.badge, PASSWORD, " ", clock_watch.ConfirmationUnexplained),
    ):
        error = error_of(moved.do(clock_watch.confirm_with, badge, password, reason))
        assert isinstance(error, refusal)
    assert moved.status().result(PATIENCE).clock is not None


def test_the_servers_date_is_kept_and_a_clock_far_behind_it_is_questioned(
    tmp_path: Path,
) -> None:
    server = ServerSettings(
        port=0,
        database_url="",
        data_folder=tmp_path / "server",
        enrolment_token=TOKEN,
        port_file=None,
        host="127.0.0.1",
    )
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with (
        live_server(server) as address,
        closing(
            Desk(station_settings(tmp_path / "station", server=address), now=lambda: yesterday)
        ) as desk,
    ):
        until(desk, lambda status: status.clock is not None)
        question = desk.status().result(PATIENCE).clock
        assert question is not None
        assert question.finding is ClockFinding.SET_BACK
        kept = desk.ask(lambda r: trusted_times.newest(r.connection, r.identity)).result(PATIENCE)
        assert kept is not None
        assert abs(kept.at - datetime.now(UTC)) < timedelta(minutes=5)
        all_sent(desk)


def test_a_clock_that_agrees_with_the_server_is_not_questioned(tmp_path: Path) -> None:
    server = ServerSettings(
        port=0,
        database_url="",
        data_folder=tmp_path / "server",
        enrolment_token=TOKEN,
        port_file=None,
        host="127.0.0.1",
    )
    with (
        live_server(server) as address,
        closing(Desk(station_settings(tmp_path / "station", server=address))) as desk,
    ):
        all_sent(desk)

        def kept(work: UnitOfWork) -> bool:
            return trusted_times.newest(work.connection, work.identity) is not None

        assert desk.do(kept).result(PATIENCE)
        assert desk.status().result(PATIENCE).clock is None
