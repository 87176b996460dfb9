"""`yici-admin verify-qr` and `hall-keys`: a paper checked at a desk, and far from any."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.paper_code import PaperCode
from core.paper_kind import NoticeKind
from db.paper_signature import PaperSigner, coded
from desktop.admin.cli import main
from desktop.desk import Desk
from printing.documents import render
from printing.sample import sample_notice
from tests.house import accepted, signed_in, station_settings

if TYPE_CHECKING:
    from pathlib import Path

    from core.notice import Notice

Verify = Callable[..., str]


@pytest.fixture
def paper(station_folder: Path) -> Notice:
    """An acceptance notice of a station that is closed again."""
    desk = Desk(station_settings(station_folder))
    try:
        return accepted(desk, signed_in(desk)).notice
    finally:
        desk.close()


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], station_folder: Path
) -> Verify:
    """What the command says; with `exit_code` 2 the one sentence of its refusal."""

    def run(*arguments: str, exit_code: int = 0, command: str = "verify-qr") -> str:
        line = ["yici-admin", command, *arguments, "--data-folder", str(station_folder)]
        monkeypatch.setattr(sys, "argv", line)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert int(ended.value.code or 0) == exit_code, out + err
        if exit_code:
            (sentence,) = err.strip().splitlines()
            assert sentence.endswith("。")
            return str(sentence)
        return str(out)

    return run


@pytest.fixture
def keys(told: Verify, paper: Notice, tmp_path: Path) -> str:
    """The file of the hall's keys."""
    file = tmp_path / "out" / "keys.json"
    assert "1 把公钥" in told("--out", str(file), command="hall-keys")
    assert paper.code not in file.read_text()
    return str(file)


def signed_by_the_station(notice: Notice, folder: Path) -> str:
    desk = Desk(station_settings(folder))
    try:
        return coded(notice, desk.office.signer).code
    finally:
        desk.close()


def test_a_genuine_paper_is_told_with_all_that_its_code_says(told: Verify, paper: Notice) -> None:
    said = told(paper.code)
    assert "文书　受理通知书" in said
    assert paper.slip_code in said
    assert f"{PaperCode.parse(paper.code).issued_at:%M}" in said
    assert "签名属实" in said
    assert f"内容与本机记录一致，编号 {paper.number}" in said
    assert "结论　真，有效" in said


def test_a_paper_is_checked_without_a_database(
    told: Verify, paper: Notice, keys: str, tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "nowhere")
    said = told(paper.code, "--keys", keys, "--data-folder", nowhere)
    assert "结论　真，有效" in said
    assert "没有查本机记录" in said


def test_a_paper_is_read_from_its_file(told: Verify, paper: Notice, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(render(paper))
    assert "结论　真，有效" in told("--pdf", str(file))
    for wrong in (b"", b"no paper at all"):
        file.write_bytes(wrong)
        assert "读不出一个二维码" in told("--pdf", str(file), exit_code=2)
    assert "读不出一个二维码" in told("--pdf", str(tmp_path / "missing.pdf"), exit_code=2)


def test_a_code_is_scanned_at_the_prompt(
    told: Verify, paper: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{paper.code}\n"))
    assert "结论　真，有效" in told()


def test_a_forged_paper_is_refused(told: Verify, paper: Notice, keys: str) -> None:
    code = PaperCode.parse(paper.code)
    signature = bytes([code.signature[0] ^ 1]) + code.signature[1:]
    forged = code.with_signature(signature).text
    for extra in ((), ("--keys", keys)):
        assert "不是本大厅的文书" in told(forged, *extra, exit_code=2)


def test_a_paper_by_an_unknown_key_is_refused(told: Verify, paper: Notice, keys: str) -> None:
    strange = coded(paper, PaperSigner(Ed25519PrivateKey.generate())).code
    for extra in ((), ("--keys", keys)):
        assert "不认识签发这份文书的工位" in told(strange, *extra, exit_code=2)


def test_an_expired_paper_is_refused(
    told: Verify, paper: Notice, keys: str, station_folder: Path
) -> None:
    old = replace(paper, valid_until=date(2026, 3, 20))
    expired = signed_by_the_station(old, station_folder)
    assert "有效期至 2026-03-20（已过期）" in told(expired, "--keys", keys, exit_code=2)


def test_a_sample_is_called_one_even_where_there_is_no_database(
    told: Verify, tmp_path: Path
) -> None:
    sample = sample_notice(NoticeKind.DECISION, "张明华").code
    assert "样张" in told(sample, "--data-folder", str(tmp_path / "nowhere"), exit_code=2)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("6901234567892", "不是本系统文书上的二维码"),
        ("YC7Q2MKD4T6HZXBD", "不是本系统文书上的二维码"),
        ("YP6BF", "没有读全或读错了"),
    ],
)
def test_what_cannot_be_read_is_refused(told: Verify, code: str, sentence: str) -> None:
    assert sentence in told(code, exit_code=2)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        '{"hall": "x", "keys": []}',
        '{"hall": "x", "keys": [{"station": "03", "public_key": "5A", "since": "2026-09-28"}]}',
    ],
)
def test_a_file_that_holds_no_keys_is_refused(
    told: Verify, paper: Notice, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "keys.json"
    file.write_text(content)
    assert "不是大厅的公钥文件" in told(paper.code, "--keys", str(file), exit_code=2)
    assert "不是大厅的公钥文件" in told(paper.code, "--keys", str(tmp_path), exit_code=2)


def test_keys_that_cannot_be_written_are_told(told: Verify, paper: Notice, tmp_path: Path) -> None:
    del paper
    (tmp_path / "file").write_text("in the way")
    out = str(tmp_path / "file" / "keys.json")
    assert "没有留下半个文件" in told("--out", out, command="hall-keys", exit_code=2)
