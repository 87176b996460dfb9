"""`yici-admin export cases`: a file that is there whole or not at all, standard output if asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.admin.conftest import told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.admin.conftest import Admin

ALWAYS = ("--since", "2020-01-01", "--until", "2099-12-31")


def test_cases_are_written_to_a_file_of_their_own(
    admin: Admin, busy_folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "cases.jsonl"
    here = ("--data-folder", str(busy_folder))
    finished = admin("export", "cases", str(target), *ALWAYS, *here)
    assert "已导出 1 个办件" in finished.stderr, finished.stderr
    assert "1 个办件的事项没有国家实施编码" in finished.stderr
    assert finished.stdout == ""
    tables = [json.loads(line)["table"] for line in target.read_text("utf-8").splitlines()]
    assert tables[0] == "up_pro_accept"
    assert target.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.glob("*.tmp")] == []


def test_standard_output_is_written_to_when_asked(
    admin: Admin, busy_folder: Path, tmp_path: Path
) -> None:
    codes = tmp_path / "codes.json"
    codes.write_text('{"data_source": "77"}')
    here = ("--data-folder", str(busy_folder), "--codes", str(codes))
    finished = admin("export", "cases", "-", *ALWAYS, *here)
    assert {json.loads(line)["row"]["data_source"] for line in finished.stdout.splitlines()} == {
        "77"
    }


def test_days_without_a_case_give_an_empty_file(
    admin: Admin, busy_folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "none.jsonl"
    days = ("--since", "2020-01-01", "--until", "2020-01-31")
    finished = admin("export", "cases", str(target), *days, "--data-folder", str(busy_folder))
    assert "已导出 0 个办件" in finished.stderr
    assert target.read_bytes() == b""


def test_a_file_that_cannot_be_written_is_told(
    admin: Admin, busy_folder: Path, tmp_path: Path
) -> None:
    here = ("--data-folder", str(busy_folder))
    target = tmp_path / "no such folder" / "cases.jsonl"
    assert "没有留下半个文件" in told(admin("export", "cases", str(target), *ALWAYS, *here))


def test_an_export_that_is_refused_leaves_the_file_that_is_there(
    admin: Admin, busy_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "cases.jsonl"
    target.write_text("of yesterday")
    period = ("--since", "2026-10-02", "--until", "2026-10-01", "--data-folder", str(busy_folder))
    assert "早于起始日" in told(admin("export", "cases", str(target), *period))
    assert [path.name for path in folder.iterdir()] == ["cases.jsonl"]
    assert target.read_text() == "of yesterday"
