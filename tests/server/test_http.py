"""The server's HTTP face: what it refuses, and that it never echoes what it was sent."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx2
import pytest

from server.settings import ServerSettings
from tests.house import PATIENCE, TOKEN, live_server

if TYPE_CHECKING:
    from pathlib import Path

STATION = "/v1/halls/qinghe/stations/03"


def test_s8_it_says_that_it_lives_and_is_ready_before_anything_else(
    server_settings: ServerSettings,
) -> None:
    with live_server(server_settings) as address:
        assert httpx2.get(f"{address}/healthz").json() == {"status": "ok"}
        assert httpx2.get(f"{address}/readyz").json() == {"status": "ready"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"{STATION}/changes", 422),
        (
            "GET",
            f"{STATION}/changes?position={'x' * 81}",
            422,
        ),
        ("POST", f"{STATION}/journal", 422),
        ("POST", "/v1/enrolments", 422),
    ],
)
def test_a_malformed_request_is_refused_without_an_echo(
    tmp_path: Path, method: str, path: str, status: int
) -> None:

    settings = ServerSettings(port=0, data_folder=tmp_path, enrolment_token=TOKEN)
    body = '{"name": "欧阳伟", "identity_number": "11010519491231002X"}'
    with live_server(settings) as address:
        reply = httpx2.request(method, address + path, content=body)
        assert reply.status_code == status
        assert "欧阳伟" not in reply.text
        assert "11010519491231002X" not in reply.text
        unknown = httpx2.get(
            f"{address}{STATION}/changes",
            headers={"Yici-Moment": "1", "Yici-Signature": "0" * 128, "Yici-Version": "1"},
        )
        assert unknown.status_code == 401


def test_the_command_serves_on_a_free_port_and_says_which(tmp_path: Path) -> None:
    port_file = tmp_path / "port"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "server",
            "run",
            "--port",
            "0",
            "--data-folder",
            str(tmp_path),
            "--port-file",
            str(port_file),
        ],
        env=os.environ | {"YICI_SERVER_ENROLMENT_TOKEN": TOKEN},
    )
    try:
        while not port_file.exists():
            assert process.poll() is None
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.05)
        port = int(port_file.read_text())
        assert httpx2.get(f"http://127.0.0.1:{port}/healthz").is_success
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_the_command_ends_with_the_process_that_feeds_it(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "server", "run", "--port", "0"),
            *("--data-folder", str(tmp_path), "--while-stdin-open"),
        ],
        env=os.environ | {"YICI_SERVER_ENROLMENT_TOKEN": TOKEN},
        stdin=subprocess.PIPE,
    )
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


@pytest.mark.parametrize(
    "chosen",
    [
        {"YICI_SERVER_ENROLMENT_TOKEN": TOKEN, "YICI_SERVER_HOST": "192.0.2.1"},
        {"YICI_SERVER_ENROLMENT_TOKEN": "short"},
    ],
)
def test_a_standing_token_is_for_this_machine_only(tmp_path: Path, chosen: dict[str, str]) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "server", "run", "--data-folder", str(tmp_path)],
        env=os.environ | chosen,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert finished.returncode == 2
    assert "YICI_SERVER_ENROLMENT_TOKEN" in finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("url", ["mysql://x/y", "no address", "postgresql://127.0.0.1:9/none"])
def test_a_database_that_is_none_is_one_sentence(tmp_path: Path, url: str) -> None:
    finished = subprocess.run(
        [
            sys.executable,
            "-m",
            "server",
            "run",
            "--database-url",
            url,
            "--data-folder",
            str(tmp_path),
        ],
        env=os.environ | {"YICI_SERVER_ENROLMENT_TOKEN": TOKEN},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert finished.returncode == 2, finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1
    assert "数据库" in finished.stderr
