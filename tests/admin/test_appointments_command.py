"""`yici-admin appointments`: a file opened whole or not at all, listed, and no-shows recorded."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.appointment import Slot, SlotShare
from core.moment import CHINA
from core.staff import Clerk, OnDuty, Role
from desktop import appointments, attendance
from desktop.admin.cli import main
from desktop.database_room import wall_clock
from desktop.desk import Desk
from tests.house import PATIENCE, PROMISE_ITEM, QUICK, person, station_settings
from tests.review_hall import PASSWORD, STAFF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Admin = Callable[..., tuple[int, str, str]]

ADMINISTRATOR = STAFF[Role.ADMINISTRATOR]
CLERK = Clerk("0318", "李强", Role.CLERK)
DAY = "2099-10-08"
TWO = f"""
[[slots]]
item = "{PROMISE_ITEM}"
day = {DAY}
from = "09:00"
to = "09:30"
places = {{ "03" = 2, "04" = 1 }}

[[slots]]
item = "{PROMISE_ITEM}"
day = {DAY}
from = "09:30"
to = "10:00"
places = {{ "03" = 4 }}
"""


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Admin:
    """Run a command line in this process, the administrator's password typed."""
    monkeypatch.setattr("getpass.getpass", lambda *_: PASSWORD)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["yici-admin", "appointments", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def here(station_folder: Path) -> tuple[str, str]:
    """A station with a catalogue and an administrator, closed."""
    desk = Desk(station_settings(station_folder))
    try:
        for one in (ADMINISTRATOR, CLERK):
            desk.do(attendance.add_clerk, one, PASSWORD, QUICK).result(PATIENCE)
    finally:
        desk.close()
    return "--data-folder", str(station_folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "october.toml"
    path.write_text(TWO, encoding="utf-8")
    return path


BADGE = ("--badge", ADMINISTRATOR.badge)


def test_a_file_of_slots_is_opened_and_listed(
    admin: Admin, here: tuple[str, str], file: Path
) -> None:
    code, out, err = admin("open", str(file), *BADGE, *here)
    assert (code, out) == (0, "已开放 2 个预约时段，共 7 个名额\n"), err
    code, out, _ = admin("list", DAY, *here)
    assert code == 0
    assert out.splitlines() == [
        f"09:00–09:30  {PROMISE_ITEM}  本工位余 2 个，全大厅共 3 个",
        f"09:30–10:00  {PROMISE_ITEM}  本工位余 4 个，全大厅共 4 个",
    ]
    assert "没有开放预约时段" in admin("list", "2099-10-09", *here)[1]


def test_a_file_opened_twice_doubles_nothing(
    admin: Admin, here: tuple[str, str], file: Path
) -> None:
    admin("open", str(file), *BADGE, *here)
    code, _, err = admin("open", str(file), *BADGE, *here)
    assert (code, "10 月 08 日 09:00 的时段在同一工位已经开放" in err) == (2, True), err
    assert len(admin("list", DAY, *here)[1].splitlines()) == 2


def test_a_second_slot_at_that_time_gives_another_station_places(
    admin: Admin, here: tuple[str, str], file: Path
) -> None:
    admin("open", str(file), *BADGE, *here)
    file.write_text(TWO.replace('"03"', '"05"').replace(', "04" = 1', ""), encoding="utf-8")
    assert admin("open", str(file), *BADGE, *here)[0] == 0
    assert len(admin("list", DAY, *here)[1].splitlines()) == 4


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"09:30"\nto = "10:00"', '"9:30"\nto = "10:00"', "第 2 个时段的 from 的值不对"),
        ('to = "10:00"', 'to = "09:30"', "第 2 个时段的 to 不晚于 from"),
        ('to = "10:00"', "", "第 2 个时段的 to 没有写"),
        ('"03" = 4', '"03" = 0', "第 2 个时段的 places.03 的值不对"),
        ('"03" = 4', "", "第 2 个时段的 places 是空的"),
        (f"day = {DAY}", f'day = "{DAY}"', "第 1 个时段的 day 的值不对"),
        ("item", "matter", "第 1 个时段的 item 没有写"),
        ("[[slots]]", "[[slot]]", "里的 slot 没有人认识"),
        ('to = "09:30"', "to = 9:30", "写法有误（"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_nothing_is_opened(
    admin: Admin, here: tuple[str, str], file: Path, old: str, new: str, words: str
) -> None:
    file.write_text(TWO.replace(old, new, 1), encoding="utf-8")
    code, _, err = admin("open", str(file), *BADGE, *here)
    assert (code, f"october.toml {words}" in err) == (2, True), err
    assert "一个时段也没有开放" in err
    assert "没有开放预约时段" in admin("list", DAY, *here)[1]


def test_an_item_nobody_offers_opens_nothing_at_all(
    admin: Admin, here: tuple[str, str], file: Path
) -> None:
    first, second = TWO.split("\n\n")
    other = second.replace(PROMISE_ITEM, "XX-0000")
    file.write_text(f"{first}\n\n{other}", encoding="utf-8")
    code, _, err = admin("open", str(file), *BADGE, *here)
    assert (code, "没有事项 XX-0000" in err) == (2, True), err
    assert "没有开放预约时段" in admin("list", DAY, *here)[1]


def test_an_empty_or_absent_file_is_told(
    admin: Admin, here: tuple[str, str], tmp_path: Path
) -> None:
    code, _, err = admin("open", str(tmp_path / "none.toml"), *BADGE, *here)
    assert (code, "none.toml 读不到" in err) == (2, True)
    empty = tmp_path / "empty.toml"
    empty.write_text("slots = []", encoding="utf-8")
    assert "里的 slots 是空的" in admin("open", str(empty), *BADGE, *here)[2]


def test_only_an_administrator_opens_slots(admin: Admin, here: tuple[str, str], file: Path) -> None:
    code, _, err = admin("open", str(file), "--badge", CLERK.badge, *here)
    assert (code, "须由管理员开放" in err) == (2, True), err


def test_who_did_not_come_is_recorded_once(
    admin: Admin, here: tuple[str, str], station_folder: Path
) -> None:
    yesterday = (wall_clock() - timedelta(days=1)).astimezone(CHINA).replace(hour=8)
    begins = yesterday + timedelta(hours=1)
    slot = Slot("s-1", PROMISE_ITEM, begins, begins + timedelta(hours=1), (SlotShare("03", 1),))
    desk = Desk(station_settings(station_folder), now=lambda: yesterday)
    try:
        duty = OnDuty(ADMINISTRATOR, "3")
        desk.do(appointments.open_slot, duty, slot).result(PATIENCE)
        desk.do(appointments.book, duty, "s-1", person()).result(PATIENCE)
    finally:
        desk.close()
    day = yesterday.date().isoformat()
    code, out, err = admin("missed", day, "--badge", CLERK.badge, *here)
    assert (code, out) == (0, f"{day} 记爽约 1 人\n"), err
    assert admin("missed", day, *BADGE, *here)[1] == f"{day} 记爽约 0 人\n"
