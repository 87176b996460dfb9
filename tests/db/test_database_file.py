"""The file on disk: encrypted, durable, and never replaced by a silent empty one (I18)."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from core.errors import Trouble
from db import journal
from db.backup import BackupExists, back_up
from db.engine import Access, connect, file_engine
from db.identity import DatabaseOfAnotherStation
from db.keystore import FileKeystore, KeyFileExposed, KeyMissing
from db.trouble import DatabaseUnreadable, DiskFull, DiskReadOnly
from desktop import reception
from desktop.database_room import KEY_NAME
from desktop.desk import Desk
from printing.devices.pdf_folder import PdfFolder
from tests.house import PATIENCE, accepted, all_printed, error_of, signed_in, station_settings

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from core.staff import OnDuty


def pragma_value(desk: Desk, pragma: str) -> object:
    """Set or read a pragma of the writing connection."""

    def run(connection: Connection) -> object:
        rows = connection.exec_driver_sql(f"PRAGMA {pragma}")
        return rows.scalar() if rows.returns_rows else None

    return desk.room.maintain(run).result(PATIENCE)


def test_nothing_readable_lies_on_the_disk(desk: Desk, duty: OnDuty) -> None:
    accepted(desk, duty)
    files = [path for path in desk.settings.data_folder.iterdir() if path.name.startswith("stat")]
    assert files
    for path in files:
        content = path.read_bytes()
        assert not content.startswith(b"SQLite format 3")
        for secret in ("欧阳伟", "11010519491231002X", "case_file", "受理通知书"):
            assert secret.encode() not in content


def test_the_settings_of_the_connection_are_the_durable_ones(desk: Desk) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
    }
    for pragma, value in wanted.items():
        assert pragma_value(desk, pragma) == value
    assert pragma_value(desk, "cipher_version")


def test_readers_cannot_write(desk: Desk) -> None:
    refused = desk.ask(lambda reading: reading.connection.exec_driver_sql("DELETE FROM ticket"))
    assert isinstance(error_of(refused), DiskReadOnly)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_the_key_file_is_the_owners_alone(station_folder: Path) -> None:
    key = station_folder / f"{KEY_NAME}.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    with pytest.raises(KeyFileExposed, match="600"):
        Desk(station_settings(station_folder))


def test_i18_a_lost_key_never_becomes_an_empty_database(station_folder: Path) -> None:
    before = (station_folder / "station.db").read_bytes()
    (station_folder / f"{KEY_NAME}.key").unlink()
    with pytest.raises(KeyMissing, match="没有新建空库"):
        Desk(station_settings(station_folder))
    assert (station_folder / "station.db").read_bytes() == before
    assert not (station_folder / f"{KEY_NAME}.key").exists()


def test_i18_a_wrong_key_and_a_damaged_file_are_told_and_left_alone(station_folder: Path) -> None:
    database = station_folder / "station.db"
    good_key = FileKeystore(station_folder).get(KEY_NAME)
    before = database.read_bytes()
    FileKeystore(station_folder).put(KEY_NAME, "0" * 64)
    with pytest.raises(DatabaseUnreadable, match="没有新建空库"):
        Desk(station_settings(station_folder))
    assert database.read_bytes() == before
    FileKeystore(station_folder).put(KEY_NAME, good_key or "")
    database.write_bytes(b"garbage" * 1000)
    with pytest.raises(DatabaseUnreadable):
        Desk(station_settings(station_folder))
    assert database.read_bytes() == b"garbage" * 1000


def test_i18_a_full_disk_refuses_the_step_and_keeps_the_rest(
    station_folder: Path, tmp_path: Path
) -> None:
    # One printer for everything: no slips, which the print thread would write to the disk as well.
    with closing(Desk(station_settings(station_folder), PdfFolder(tmp_path))) as desk:
        fill_and_clear(desk, signed_in(desk))


def fill_and_clear(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    all_printed(desk)
    pragma_value(desk, "max_page_count = 1")  # SQLite raises it to the present size
    error = None
    while error is None:
        error = error_of(desk.do(reception.issue_ticket, duty))
    assert isinstance(error, DiskFull)
    assert "腾出磁盘空间" in str(error)
    pragma_value(desk, "max_page_count = 1000000")
    assert desk.room.maintain(journal.verify).result(PATIENCE).entries > 0
    issued = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    assert issued.number > "A3001"
    assert step.case.number


def test_i18_a_read_only_disk_is_told(desk: Desk, duty: OnDuty) -> None:
    pragma_value(desk, "query_only = ON")
    error = error_of(desk.do(reception.issue_ticket, duty))
    assert isinstance(error, DiskReadOnly)
    assert "恢复写权限" in str(error)


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="数据目录不能写入"):
        Desk(station_settings(tmp_path / "file" / "station"))


def test_settings_of_another_station_do_not_open_this_database(station_folder: Path) -> None:
    with pytest.raises(DatabaseOfAnotherStation, match="工位 03"):
        Desk(station_settings(station_folder, "05"))


def test_a_backup_is_whole_encrypted_and_never_overwritten(
    desk: Desk, duty: OnDuty, tmp_path: Path
) -> None:
    accepted(desk, duty)
    all_printed(desk)
    target = tmp_path / "copy.db"
    made = desk.room.maintain(lambda connection: back_up(connection, target, desk.room.key)).result(
        PATIENCE
    )
    assert made.entries == desk.room.maintain(journal.count).result(PATIENCE)
    assert not target.read_bytes().startswith(b"SQLite format 3")
    copy = connect(file_engine(target, desk.room.key, Access.READ_ONLY))
    assert journal.count(copy) == made.entries
    copy.close()
    again = desk.room.maintain(lambda connection: back_up(connection, target, desk.room.key))
    assert isinstance(error_of(again), BackupExists)
    signed_in(desk)  # the desk goes on
