"""The operator's commands: a code, a backup, a restoration, each one line."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from core.calendar import national_calendar
from desktop.desk import Desk
from server.cli import app
from server.records import Records
from server.service import engine_of
from tests.house import accepted, all_sent, live_server, signed_in, station_settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from server.settings import ServerSettings

SECRETS = ("欧阳伟", "11010519491231002X", "王敏")


def test_a_station_joins_by_the_code_the_operator_printed(
    station_folder: Path, server_settings: ServerSettings
) -> None:
    closed = server_settings.model_copy(update={"enrolment_token": ""})
    where = ["--data-folder", str(closed.data_folder)]
    if closed.database_url:
        where += ["--database-url", closed.database_url]
    printed = CliRunner().invoke(app, ["code", "demo-hall", "03", *where])
    assert printed.exit_code == 0, printed.output
    with live_server(closed) as address:
        settings = station_settings(station_folder, server=address)
        desk = Desk(settings.model_copy(update={"enrolment_token": printed.output.strip()}))
        try:
            accepted(desk, signed_in(desk))
            all_sent(desk)
        finally:
            desk.close()


def test_a_backup_is_restored_into_an_empty_database_only(tmp_path: Path) -> None:
    runner = CliRunner()
    from_folder = ["--data-folder", str(tmp_path / "server")]
    made = runner.invoke(app, ["backup", str(tmp_path / "b.db"), *from_folder])
    assert made.exit_code == 0, made.output
    assert "备份完成并通过校验" in made.output
    twice = runner.invoke(app, ["backup", str(tmp_path / "b.db"), *from_folder])
    assert "已经存在" in str(twice.exception)
    refused = runner.invoke(app, ["restore", str(tmp_path / "b.db"), *to_other(tmp_path)])
    assert "密钥" in str(refused.exception), "the key is kept apart from the backup"
    (tmp_path / "other").mkdir(exist_ok=True)
    shutil.copy(tmp_path / "server" / "server-backup.key", tmp_path / "other")
    restored = runner.invoke(app, ["restore", str(tmp_path / "b.db"), *to_other(tmp_path)])
    assert "已恢复" in restored.output, restored.exception
    nowhere = runner.invoke(app, ["restore", str(tmp_path / "none.db"), *from_folder])
    assert "找不到" in str(nowhere.exception)


def to_other(tmp_path: Path) -> list[str]:
    return ["--data-folder", str(tmp_path / "other")]


def test_the_server_writes_no_name_into_its_log(
    station_folder: Path, server_settings: ServerSettings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with live_server(server_settings) as address:
        desk = Desk(station_settings(station_folder, server=address))
        try:
            accepted(desk, signed_in(desk))
            all_sent(desk)
        finally:
            desk.close()
    lines = [one.getMessage() for one in caplog.records if one.name.startswith(("server", "db"))]
    assert any('"event": "request"' in line for line in lines)
    assert not [line for line in lines for secret in SECRETS if secret in line]


def test_the_records_of_an_embedded_server_open_again(server_settings: ServerSettings) -> None:
    epochs = set()
    for _ in range(2):
        engine = engine_of(server_settings)
        epochs.add(Records(engine, national_calendar()).epoch)
        engine.dispose()
    assert len(epochs) == 1, "an epoch begins with a restoration, not with a start"
