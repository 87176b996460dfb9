"""`yici-admin deadline` as a technician calls it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from core.calendar import national_calendar
from core.counting import HoursNotCountedBack
from core.errors import Refusal
from core.limit import LimitNotUnderstood
from desktop.admin.deadline import (
    DateNotUnderstood,
    PauseNotUnderstood,
    ReviewNotUnderstood,
    TimeNotUnderstood,
    deadline_command,
)

VERSION = national_calendar().version


def listed(*options: str) -> str:
    app = typer.Typer()
    app.command()(deadline_command)
    result = CliRunner().invoke(app, options, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def reckon(*options: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(listed(*options, "--json"))
    return answer


def test_json_has_the_date_and_every_day_of_the_reckoning() -> None:
    answer = reckon("--trigger", "2026-09-29", "--limit", "3wd", "--event", "受理")
    holiday = [f"2026-10-0{day}" for day in range(1, 8)]
    assert answer == {
        "due": "2026-10-09",
        "firmness": "firm",
        "counted": ["2026-09-30", "2026-10-08", "2026-10-09"],
        "skipped": [{"date": day, "reason": "国庆节"} for day in holiday],
        "rolled_from": None,
        "starts_on": "2026-09-29",
        "make_up": [],
        "paused": [],
        "extension": [],
        "calendar": VERSION,
        "calendar_version": VERSION,
        "words": (
            "自9月29日受理次日起算，第3个工作日为10月9日（周五）；"
            f"跳过：10月1日至7日国庆节。依据日历{VERSION}。"
        ),
        "days": [
            {"date": "2026-09-29", "kind": "start", "word": "", "number": None},
            {"date": "2026-09-30", "kind": "counted", "word": "", "number": 1},
            *(
                {"date": day, "kind": "holiday", "word": "国庆节", "number": None}
                for day in holiday
            ),
            {"date": "2026-10-08", "kind": "counted", "word": "", "number": 2},
            {"date": "2026-10-09", "kind": "counted", "word": "", "number": 3},
        ],
        "bar": [
            run("start", "", "2026-09-29", "2026-09-29", 1),
            run("counted", "", "2026-09-30", "2026-09-30", 1),
            run("holiday", "国庆节", "2026-10-01", "2026-10-07", 7),
            run("counted", "", "2026-10-08", "2026-10-09", 2),
        ],
    }


def run(kind: str, word: str, first: str, last: str, days: int) -> dict[str, object]:
    return {"kind": kind, "word": word, "first": first, "last": last, "days": days}


def test_json_tells_make_up_paused_and_extension_days() -> None:
    answer = reckon(
        *("--trigger", "2026-09-29", "--limit", "3wd", "--extend", "1wd"),
        *("--pause", "2026-10-08/2026-10-09"),
    )
    assert answer["due"] == "2026-10-12"
    assert answer["make_up"] == ["2026-10-10"]
    assert answer["paused"] == ["2026-10-09"]
    assert answer["extension"] == ["2026-10-12"]


@pytest.mark.parametrize(
    ("options", "due"),
    [
        (["--trigger", "2026-09-28", "--limit", "5wd", "--first-day", "counted"], "2026-10-09"),
        (["--trigger", "2026-09-28", "--limit", "5wd", "--first-day", "not"], "2026-10-10"),
        (["--trigger", "2026-11-20T17:20", "--limit", "5wd", "--cutoff", "17:00"], "2026-11-30"),
        (["--trigger", "2026-11-20T17:20", "--limit", "5wd"], "2026-11-27"),
        (["--trigger", "2026-09-30", "--limit", "5d", "--roll", "never"], "2026-10-05"),
        (["--trigger", "2026-09-30", "--limit", "5d", "--roll", "next"], "2026-10-08"),
        (["--trigger", "2026-12-31", "--limit", "30d", "--before"], "2026-12-01"),
        (["--trigger", "2026-12-31", "--limit", "30wd", "--before"], "2026-11-19"),
    ],
)
def test_the_counting_rules_are_options(options: list[str], due: str) -> None:
    assert reckon(*options)["due"] == due


def test_a_later_day_and_a_review_may_be_supposed() -> None:
    options = ["--trigger", "2026-11-17", "--limit", "10wd"]
    answer = reckon(*options, "--what-if", "--review", "2026-11-19/10wd")
    assert [(one["name"], one["due"]) for one in answer["supposed"]] == [
        ("今天交齐", "2026-12-01"),
        ("明天交齐", "2026-12-02"),
        ("下周（11月23日）交齐", "2026-12-07"),
        ("11月19日起专家评审10 个工作日", "2026-12-15"),
    ]
    assert answer["supposed"][3]["words"].startswith("自11月17日次日起算")
    lines = listed(*options, "--what-if").splitlines()
    assert "如明天交齐：2026-12-02 周三" in lines
    assert "supposed" not in reckon(*options)


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
    explained = (
        "自9月30日次日起算，第3个工作日为10月10日（周六，国庆节调休上班）；"
        f"跳过：10月1日至7日国庆节。依据日历{VERSION}。"
    )
    assert listed("--trigger", "2026-09-30", "--limit", "3wd").splitlines() == [
        "起算 2026-09-30 周三（当天不计），时限 3 个工作日",
        *(
            f"  2026-10-0{day} 周{weekday}  不计  国庆节"
            for day, weekday in enumerate("四五六日一二三", start=1)
        ),
        "  2026-10-08 周四  第 1 日",
        "  2026-10-09 周五  第 2 日",
        "  2026-10-10 周六  第 3 日  国庆节调休上班",
        "到期 2026-10-10 周六",
        explained,
        f"日历 {VERSION}",
    ]


def test_the_explanation_says_from_where_a_date_was_rolled() -> None:
    lines = listed("--trigger", "2026-09-15", "--limit", "10d").splitlines()
    assert "末日 2026-09-25 周五 逢休息日，顺延至其后第一个工作日" in lines
    assert "到期 2026-09-28 周一" in lines


def test_the_explanation_reserves_a_provisional_date() -> None:
    lines = listed("--trigger", "2026-12-08", "--limit", "18wd", "--extend", "2wd").splitlines()
    assert lines[0] == "起算 2026-12-08 周二（当天不计），时限 18 个工作日，延长 2 个工作日"
    assert "到期 2027-01-06 周三（暂定，以国务院公布的2027年放假安排为准）" in lines


def test_the_explanation_of_an_open_pause_tells_what_is_left() -> None:
    text = listed("--trigger", "2026-11-02", "--limit", "10wd", "--pause", "2026-11-12/")
    assert "暂停中，尚余 2 个工作日，恢复后才有到期日" in text
    assert "到期 " not in text


def test_the_explanation_of_hours_gives_the_time() -> None:
    explained = (
        "自11月20日15:30起算，满4个工作小时为11月23日11:30（周一）；"
        f"跳过：周末2天。依据日历{VERSION}。"
    )
    assert listed("--trigger", "2026-11-20T15:30", "--limit", "4wh").splitlines() == [
        "起算 2026-11-20 周五 15:30，时限 4 个工作小时",
        "  2026-11-20 周五  计时",
        "  2026-11-21 周六  不计  周末",
        "  2026-11-22 周日  不计  周末",
        "  2026-11-23 周一  计时",
        "到期 2026-11-23 周一 11:30",
        explained,
        f"日历 {VERSION}",
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
        (["--trigger", "2026-09-24", "--limit", "5wd", "--cutoff", "5pm"], TimeNotUnderstood),
        (["--trigger", "2026-09-24", "--limit", "5wd", "--review", "10wd"], ReviewNotUnderstood),
        (["--trigger", "2026-09-24T09:00", "--limit", "5h", "--before"], HoursNotCountedBack),
    ],
)
def test_what_cannot_be_read_or_reckoned_is_refused(
    options: list[str], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal, match="没有算出"):
        listed(*options)
