"""Bringing cases up beside the work: progress in words, stopped, taken up, at every station."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from core.staff import Clerk, Role
from desktop import calendar_room
from desktop.calendar_lane import Progress, bring_all_up
from desktop.deadline_board import deadline_board
from desktop.desk import Desk
from tests.house import (
    PATIENCE,
    accepted,
    all_sent,
    live_server,
    signed_in,
    station_settings,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from core.calendar import Calendar
    from server.settings import ServerSettings

ADMINISTRATOR = Clerk("0999", "钱多", Role.ADMINISTRATOR)
SUPERVISOR = Clerk("0901", "赵敏", Role.SUPERVISOR)


def approved(desk: Desk) -> None:
    """A day off in the coming week, put in force at that desk."""
    calendar = desk.ask(lambda reading: reading.calendar).result(PATIENCE)
    today = desk.ask(lambda reading: reading.today).result(PATIENCE)
    first = calendar.working_days_after(today, 3)
    text = json.dumps(
        {
            "year": first.year,
            "scope": "amendment",
            "number": f"国办发明电〔{first.year}〕99号",
            "issued": f"{today}",
            "periods": [{"name": "抗洪纪念日", "first": f"{first}", "last": f"{first}"}],
        }
    )
    fact = desk.do(calendar_room.propose, ADMINISTRATOR, text).result(PATIENCE)
    desk.do(calendar_room.approve, SUPERVISOR, fact.proposal_id).result(PATIENCE)


def calendar_of(desk: Desk) -> Calendar:
    return desk.ask(lambda reading: reading.calendar).result(PATIENCE)


def test_a_stopped_run_says_how_far_it_came_and_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    duty = signed_in(desk)
    for _ in range(4):
        accepted(desk, duty)
    monkeypatch.setattr(desk.calendar_lane, "wake", lambda: None)
    monkeypatch.setattr(calendar_room, "BATCH", 1)
    approved(desk)
    stopping = threading.Event()
    said: list[str] = []

    def tell(found: Progress) -> None:
        said.append(found.words)
        stopping.set()

    assert bring_all_up(desk.room, tell, stopping) == Progress(1, 3)
    assert said == ["正在按新日历重新推算期限：1/3 件"]
    shown = desk.ask(deadline_board).result(PATIENCE)
    stopping.clear()
    said.clear()
    finished = bring_all_up(desk.room, lambda found: said.append(found.words), stopping)
    assert finished.is_finished
    assert said[-1] == "期限已按新日历重新推算，共 2 件"
    assert desk.ask(calendar_room.waiting).result(PATIENCE) == 0
    assert desk.ask(deadline_board).result(PATIENCE) == shown


def test_nothing_to_do_is_said_so() -> None:
    assert Progress(0, 0).words == "没有办件需要重新推算期限"


def test_an_approval_at_one_station_moves_the_dates_at_the_other(
    station_folder: Path, tmp_path: Path, server_settings: ServerSettings
) -> None:
    with live_server(server_settings) as address:
        first = Desk(station_settings(station_folder, server=address))
        second = Desk(station_settings(tmp_path / "second", "05", address))
        try:
            accepted(first, signed_in(first))
            before = first.ask(deadline_board).result(PATIENCE)
            approved(first)
            all_sent(first)
            until(
                second,
                lambda _status: (
                    calendar_of(second).version == calendar_of(first).version
                    and bool(second.ask(deadline_board).result(PATIENCE).lines)
                ),
            )
            mine = first.ask(deadline_board).result(PATIENCE)
            assert second.ask(deadline_board).result(PATIENCE) == mine != before
            assert second.status().result(PATIENCE).parked == 0
        finally:
            second.close()
            first.close()
