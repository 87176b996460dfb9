"""`yici-admin queue`: a policy checked, tried on a past day, adopted, and shown."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from core.moment import business_day
from core.staff import Role
from desktop import attendance, reception
from desktop.admin.cli import main
from desktop.database_room import wall_clock
from desktop.desk import Desk
from desktop.queue_policy_file import DEFAULT_FILE
from tests.house import PATIENCE, PROMISE_ITEM, QUICK, signed_in, station_settings
from tests.review_hall import PASSWORD, STAFF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Admin = Callable[..., tuple[int, str, str]]

ADMINISTRATOR = STAFF[Role.ADMINISTRATOR]
DAY = """number,class,items,queued_at,called_at,ended_at,counter,due_at
A3001,ordinary,QR-0017,2026-09-28T09:00,2026-09-28T09:00,2026-09-28T09:10,1,
A3002,ordinary,XK-0001;QR-0017,2026-09-28T09:01,2026-09-28T09:10,2026-09-28T09:20,1,
A3003,urgent,,2026-09-28T09:02,2026-09-28T01:20Z,2026-09-28T09:30,1,
A3004,ordinary,,2026-09-27T09:02,,,,
"""


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Admin:
    """Run a command line in this process, from the entry point to the exit code."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["yici-admin", "queue", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def here(station_folder: Path) -> tuple[str, str]:
    """A station with an administrator, where two people were served, closed."""
    desk = Desk(station_settings(station_folder))
    try:
        desk.do(attendance.add_clerk, ADMINISTRATOR, PASSWORD, QUICK).result(PATIENCE)
        duty = signed_in(desk)
        for _ in range(2):
            desk.do(reception.issue_ticket, duty, PROMISE_ITEM).result(PATIENCE)
        for _ in range(2):
            for act in (reception.call_next, reception.start_service, reception.finish_service):
                desk.do(act, duty).result(PATIENCE)
    finally:
        desk.close()
    return "--data-folder", str(station_folder)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A policy file of the hall's own."""
    path = tmp_path / "ours.toml"
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    path.write_text(
        text.replace('"default"', '"2026-10"').replace("# [[counters", "[[counters"),
        encoding="utf-8",
    )
    with path.open("a", encoding="utf-8") as file:
        file.write('counter = "1"\nitems = ["QR-0017"]\nalso = ["XK-0001"]\n')
        file.write('[[quotas]]\nitem = "QR-0017"\nday = 80\n')
    return path


def test_a_policy_is_checked_in_words(admin: Admin, ours: Path) -> None:
    code, out, _ = admin("policy", "check", str(ours))
    assert code == 0
    assert "排队规则 2026-10\n" in out
    assert "急件 3、预约 3、优先 2、补正回访 2、普通 1" in out
    assert "1号窗口  QR-0017，协办 XK-0001" in out
    assert "限额      QR-0017 每天 80，每人 不限" in out
    ours.write_text("colour = 1")
    code, _, err = admin("policy", "check", str(ours))
    assert code == 2
    assert "现行规则不变" in err


def test_a_policy_is_adopted_by_an_administrator_and_shown(
    admin: Admin, here: tuple[str, str], ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "排队规则 default（出厂）" in admin("policy", "show", *here)[1]
    typed = PASSWORD
    monkeypatch.setattr("getpass.getpass", lambda *_: typed)
    badge = ("--badge", ADMINISTRATOR.badge)
    code, out, err = admin("policy", "adopt", str(ours), *badge, *here)
    assert (code, "已采用排队规则 2026-10" in out) == (0, True), err
    assert "排队规则 2026-10" in admin("policy", "show", *here)[1]
    typed = "wrong"
    code, _, err = admin("policy", "adopt", str(DEFAULT_FILE), *badge, *here)
    assert (code, "工号或密码不对" in err) == (2, True)


def test_a_csv_day_is_replayed_beside_what_was(admin: Admin, tmp_path: Path) -> None:
    log = tmp_path / "day.csv"
    log.write_text(DAY, encoding="utf-8-sig")
    arguments = ("simulate", "2026-09-28", "--policy", str(DEFAULT_FILE), "--log", str(log))
    code, out, err = admin(*arguments)
    assert code == 0, err
    assert "规则 default，对照当天实际" in out
    assert "多等  A3002 普通：等 19 分钟，多 10 分钟" in out
    code, out, _ = admin(*arguments, "--json")
    found = json.loads(out)
    assert found["yardstick"] == "actual"
    ordinary, urgent = found["classes"]
    assert (ordinary["class"], ordinary["longer"], ordinary["proposed"]["mean"]) == (
        "ordinary",
        1,
        9.5,
    )
    assert (urgent["proposed"]["longest"], urgent["ideal"]["longest"]) == (8.0, 18.0)
    assert [loser["number"] for loser in found["losers"]] == ["A3002"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("urgent", "vip", "第 4 行的 class 不对"),
        ("2026-09-28T09:02", "nine", "第 4 行的 queued_at 不对"),
        ("due_at\n", "colour\n", "第 2 行的 colour 不对"),
        ("A3001,", ",", "第 2 行的 number 不对"),
    ],
    ids=["class", "moment", "column", "number"],
)
def test_an_export_with_a_mistake_is_told_by_its_line(
    admin: Admin, tmp_path: Path, old: str, new: str, words: str
) -> None:
    log = tmp_path / "day.csv"
    log.write_text(DAY.replace(old, new, 1), encoding="utf-8")
    code, _, err = admin("simulate", "2026-09-28", "--policy", str(DEFAULT_FILE), "--log", str(log))
    assert (code, words in err, "文件原样保留" in err) == (2, True, True), err


def test_the_stations_own_day_is_replayed_beside_the_policy_in_force(
    admin: Admin, here: tuple[str, str], ours: Path
) -> None:
    today = business_day(wall_clock()).isoformat()
    code, out, err = admin("simulate", today, "--policy", str(ours), *here)
    assert code == 0, err
    assert "规则 2026-10，对照现行规则" in out
    assert "普通  2 人" in out
    code, _, err = admin("simulate", "2020-01-01", "--policy", str(ours), *here)
    assert (code, "没有办完的号" in err) == (2, True)


def test_s17_a_days_figures_are_told(admin: Admin, here: tuple[str, str]) -> None:
    code, out, err = admin("report", business_day(wall_clock()).isoformat(), *here)
    assert code == 0, err
    assert "办结      2 人" in out
    assert "平均等候  0.0 分钟" in out
    assert "平均" not in admin("report", "2020-01-01", *here)[1]


def test_a_new_station_has_no_error_to_tell(admin: Admin, here: tuple[str, str]) -> None:
    assert "不足 30 人" in admin("waits", *here)[1]
