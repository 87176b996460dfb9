"""`yici-admin deadline` as a technician calls it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from core.errors import Refusal
from core.limit import LimitNotUnderstood
from desktop.admin.deadline import DateNotUnderstood, PauseNotUnderstood, deadline_command


def run(*options: str) -> str:
    app = typer.Typer()
    app.command()(deadline_command)
    result = CliRunner().invoke(app, options, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def reckon(*options: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*options, "--json"))
    return answer


def test_json_has_the_date_and_every_day_of_the_reckoning() -> None:
    assert reckon("--trigger", "2026-09-29", "--limit", "2wd") == {
        "due": "2026-10-08",
        "firmness": "firm",
        "counted": ["2026-09-30", "2026-10-08"],
        "skipped": [{"date": f"2026-10-0{day}", "reason": "国庆节"} for day in range(1, 8)],
        "rolled_from": None,
        "calendar": "CN-2026.1",
    }


def test_json_tells_a_rolled_and_a_provisional_date() -> None:
    answer = reckon("--trigger", "2026-08-31", "--limit", "6mo")
    assert (answer["due"], answer["rolled_from"], answer["firmness"]) == (
        "2027-03-01",
        "2027-02-28",
        "provisional",
    )


def test_json_of_an_open_pause_has_no_date_but_what_is_left() -> None:
    answer = reckon("--trigger", "2026-11-02", "--limit", "10wd", "--pause", "2026-11-12/")
    assert (answer["due"], answer["left"]) == (None, 2)


def test_pauses_can_be_repeated() -> None:
    options = ["--pause", "2026-11-05/2026-11-10", "--pause", "2026-11-09/2026-11-16"]
    assert reckon("--trigger", "2026-11-02", "--limit", "10wd", *options)["due"] == "2026-11-25"


def test_an_extension_counts_from_the_trigger() -> None:
    answer = reckon("--trigger", "2026-09-14", "--limit", "20wd", "--extend", "10wd")
    assert answer["due"] == "2026-10-30"


def test_hours_run_from_the_moment() -> None:
    answer = reckon("--trigger", "2026-11-20T15:30", "--limit", "24h")
    assert answer["due"] == "2026-11-21T15:30:00"


def test_the_explanation_names_each_day_and_its_reason() -> None:
    assert run("--trigger", "2026-09-30", "--limit", "3wd").splitlines() == [
        "起算 2026-09-30 周三（当天不计），时限 3 个工作日",
        *(
            f"  2026-10-0{day} 周{weekday}  不计  国庆节"
            for day, weekday in enumerate("四五六日一二三", start=1)
        ),
        "  2026-10-08 周四  第 1 日",
        "  2026-10-09 周五  第 2 日",
        "  2026-10-10 周六  第 3 日  国庆节调休上班",
        "到期 2026-10-10 周六",
        "日历 CN-2026.1",
    ]


def test_the_explanation_says_from_where_a_date_was_rolled() -> None:
    lines = run("--trigger", "2026-09-15", "--limit", "10d").splitlines()
    assert "末日 2026-09-25 周五 逢休息日，顺延至其后第一个工作日" in lines
    assert "到期 2026-09-28 周一" in lines


def test_the_explanation_reserves_a_provisional_date() -> None:
    lines = run("--trigger", "2026-12-08", "--limit", "18wd", "--extend", "2wd").splitlines()
    assert lines[0] == "起算 2026-12-08 周二（当天不计），时限 18 个工作日，延长 2 个工作日"
    assert "到期 2027-01-06 周三（暂定，以国务院公布的2027年放假安排为准）" in lines


def test_the_explanation_of_an_open_pause_tells_what_is_left() -> None:
    text = run("--trigger", "2026-11-02", "--limit", "10wd", "--pause", "2026-11-12/")
    assert "暂停中，尚余 2 个工作日，恢复后才有到期日" in text
    assert "到期 " not in text


def test_the_explanation_of_hours_gives_the_time() -> None:
    assert run("--trigger", "2026-11-20T15:30", "--limit", "4wh").splitlines() == [
        "起算 2026-11-20 周五 15:30，时限 4 个工作小时",
        "  2026-11-20 周五  计时",
        "  2026-11-21 周六  不计  周末",
        "  2026-11-22 周日  不计  周末",
        "  2026-11-23 周一  计时",
        "到期 2026-11-23 周一 11:30",
        "日历 CN-2026.1",
    ]


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (["--trigger", "24.9.2026", "--limit", "5wd"], DateNotUnderstood),
        (["--trigger", "2026-02-30", "--limit", "5wd"], DateNotUnderstood),
        (["--trigger", "2026-09-24", "--limit", "5"], LimitNotUnderstood),
        (["--trigger", "2026-09-24", "--limit", "5wd", "--extend", "x"], LimitNotUnderstood),
        (["--trigger", "2026-09-24", "--limit", "5wd", "--pause", "x/"], DateNotUnderstood),
        (
            ["--trigger", "2026-09-24", "--limit", "5wd", "--pause", "2026-09-28"],
            PauseNotUnderstood,
        ),
        (["--trigger", "2003-12-31", "--limit", "5wd"], Refusal),
    ],
)
def test_what_cannot_be_read_or_reckoned_is_refused(
    options: list[str], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal, match="没有算出"):
        run(*options)
