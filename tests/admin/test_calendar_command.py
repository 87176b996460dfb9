"""`yici-admin calendar`: from the pasted text to the list of whom to tell."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.staff import Clerk, Role
from desktop import attendance, calendar_room
from desktop.admin.cli import main
from desktop.desk import Desk
from tests.house import PATIENCE, QUICK, accepted, signed_in, station_settings

PASSWORD = "qinghe-2026"  # noqa: S105  (of the test's own staff)
ADMINISTRATOR = Clerk("0999", "钱多", Role.ADMINISTRATOR)
SUPERVISOR = Clerk("0901", "赵敏", Role.SUPERVISOR)
NOTICE = (Path(__file__).parents[1] / "core" / "notices" / "2026.txt").read_text("utf-8")
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(station_folder: Path) -> Path:
    """A station with one accepted case and the two persons a calendar needs, closed."""
    desk = Desk(station_settings(station_folder))
    try:
        for clerk in (ADMINISTRATOR, SUPERVISOR):
            desk.do(attendance.add_clerk, clerk, PASSWORD, QUICK).result(PATIENCE)
        accepted(desk, signed_in(desk))
    finally:
        desk.close()
    return station_folder


@pytest.fixture
def command(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run `yici-admin calendar …` on that station; `typed` is what comes in on standard input."""

    def run(*arguments: str, typed: str = f"{PASSWORD}\n") -> tuple[int, str, str]:
        where = ("--data-folder", str(folder))
        monkeypatch.setenv("YICI_KEYSTORE", "file")
        monkeypatch.setattr(sys, "argv", ["yici-admin", "calendar", *arguments, *where])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        monkeypatch.setattr("getpass.getpass", lambda *_args, **_kwargs: PASSWORD)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def notice(folder: Path, tmp_path: Path) -> str:
    """Two days off that the case's dates run over, whenever the test runs."""
    desk = Desk(station_settings(folder))
    try:
        calendar = desk.ask(lambda reading: reading.calendar).result(PATIENCE)
        today = desk.ask(lambda reading: reading.today).result(PATIENCE)
    finally:
        desk.close()
    first = calendar.working_days_after(today, 3)
    file = tmp_path / "notice.json"
    period = {"name": "抗洪纪念日", "first": f"{first}", "last": f"{first}", "make_up": []}
    content = {
        "year": first.year,
        "scope": "amendment",
        "number": f"国办发明电〔{first.year}〕99号",
        "issued": f"{today}",
        "periods": [period],
    }
    file.write_text(json.dumps(content), "utf-8")
    return str(file)


def answer(finished: tuple[int, str, str]) -> Any:  # noqa: ANN401  (JSON)
    code, out, err = finished
    assert code == 0, err
    return json.loads(out)


def proposal_of(command: Command) -> str:
    return str(answer(command("list", "--json"))["proposals"][-1]["id"])


def test_a_notice_goes_from_the_file_to_the_dates(command: Command, notice: str) -> None:
    code, out, err = command("read", notice)
    assert code == 0, err
    assert "共 1 天有变" in out
    assert "放假（抗洪纪念日）" in out
    assert command("propose", notice, "--badge", "0999")[0] == 0
    proposal = proposal_of(command)
    preview = answer(command("impact", proposal, "--json"))
    assert (preview["earlier"], preview["later"]) == (0, 2)
    assert [move["shift"] for move in preview["moves"]] == ["later", "later"]
    assert answer(command("to-tell", "--json")) == []
    code, out, err = command("approve", proposal, "--badge", "0901")
    assert code == 0, err
    assert "没有办件需要重新推算期限" in out
    listed = answer(command("list", "--json"))
    assert [one["in_force"] for one in listed["versions"]] == [False, True]
    assert listed["proposals"][0]["state"] == "approved"
    owed = answer(command("to-tell", "--json"))
    assert [(one["told"], one["due"]) for one in owed] == [
        (move["was"], move["becomes"]) for move in preview["moves"]
    ]
    assert "共 2 项待告知" in command("to-tell")[1]
    assert "现行" in command("list")[1]


def test_a_deadline_is_reckoned_under_any_version(
    command: Command, notice: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command("propose", notice, "--badge", "0999")
    command("approve", proposal_of(command), "--badge", "0901")
    before, current = (one["version"] for one in answer(command("list", "--json"))["versions"])
    day = json.loads(Path(notice).read_text("utf-8"))["issued"]
    reckon = ("yici-admin", "deadline", "--trigger", day, "--limit", "10wd", "--json")

    def due(version: str) -> tuple[str, str]:
        sys.argv = [*reckon, "--calendar", version, "--data-folder", str(folder)]
        with pytest.raises(SystemExit) as ended:
            main()
        out = capsys.readouterr().out
        found = json.loads(out) if not ended.value.code else {}
        return found.get("due", ""), found.get("calendar_version", "")

    assert due(before)[1] == before
    assert due("current") == due(current)
    assert due("current") > due(before)
    assert due("CN-1999-00000000") == ("", "")


def test_the_proposer_cannot_approve(command: Command, notice: str) -> None:
    command("propose", notice, "--badge", "0999")
    code, _, err = command("approve", proposal_of(command), "--badge", "0999")
    assert (code, err.count("。")) == (2, 1)
    assert "不能由本人批准" in err


def test_the_approvers_own_copy_must_be_the_same(
    command: Command, notice: str, tmp_path: Path
) -> None:
    command("propose", notice, "--badge", "0999")
    other = tmp_path / "other.txt"
    other.write_text(NOTICE, "utf-8")
    found = command("approve", proposal_of(command), "--badge", "0901", "--file", str(other))
    assert found[0] == 2
    assert "与提交时不同" in found[2]


def test_a_rejected_notice_is_listed_with_its_reason(command: Command, notice: str) -> None:
    command("propose", notice, "--badge", "0999")
    proposal = proposal_of(command)
    assert command("reject", proposal, "--badge", "0901", "--reason", "不是原件")[0] == 0
    assert "已退回（不是原件）" in command("list")[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("今天天气很好", "没有"),
        ("{", "JSON"),
        (NOTICE.replace("2026", "2031"), "请先导入2027年"),
    ],
)
def test_what_is_no_notice_is_refused_in_one_sentence(
    command: Command, tmp_path: Path, content: str, says: str
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(content, "utf-8")
    code, _, err = command("propose", str(file), "--badge", "0999")
    assert code == 2
    assert err.count("。") == 1
    assert says in err
    assert answer(command("list", "--json"))["proposals"] == []


def test_a_file_that_cannot_be_read_is_told(command: Command, tmp_path: Path) -> None:
    code, _, err = command("read", str(tmp_path / "none.txt"))
    assert (code, err.count("。")) == (2, 1)


def test_what_the_checks_refuse_is_exit_one(command: Command) -> None:
    code, out, _ = command("read", "-", typed=NOTICE.replace("（周五）", "（周一）"))
    assert code == 1
    assert "不能采用" in out


def test_a_wrong_badge_changes_nothing(command: Command, notice: str) -> None:
    code, _, err = command("propose", notice, "--badge", "4711")
    assert code == 2
    assert "工号或密码不对" in err


def test_cases_left_behind_are_taken_up_with_progress_in_words(
    command: Command, notice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("propose", notice, "--badge", "0999")
    monkeypatch.setattr(calendar_room, "BATCH", 0)
    command("approve", proposal_of(command), "--badge", "0901")
    monkeypatch.setattr(calendar_room, "BATCH", 1)
    code, out, err = command("catch-up")
    assert (code, out.strip()) == (0, "期限已按新日历重新推算，共 1 件")
    assert err.strip() == out.strip()
    assert command("catch-up")[1].strip() == "没有办件需要重新推算期限"
