"""The station's database as the command line opens it: no printer, no cable."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.errors import Refusal
from desktop.calendar_room import versions
from desktop.database_room import DatabaseRoom
from desktop.desk import keystore_of
from desktop.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.calendar import Calendar


class NoDatabaseHere(Refusal):
    """A maintenance command was given a folder without a database."""


class NoSuchCalendar(Refusal):
    """A version of the calendar this database does not hold."""


def stored_calendar(version: str, settings_file: Path | None, data_folder: Path | None) -> Calendar:
    """The station's calendar of a version; `current` is the one in force.

    Raises: NoSuchCalendar; as `opened_room`.
    """
    with opened_room(settings_file, data_folder) as room:
        found = room.read(versions).result()
    for one in reversed(found):
        if version in ("current", one.calendar.version):
            return one.calendar
    known = "、".join(dict.fromkeys(one.calendar.version for one in found))
    raise NoSuchCalendar(
        f"本机没有“{version}”这一版日历，没有算出期限，现有 {known}，请改用其中一版或 current。"
    )


@contextmanager
def opened_room(settings_file: Path | None, data_folder: Path | None) -> Iterator[DatabaseRoom]:
    """The database room of the station the settings name.

    Raises: NoDatabaseHere, SettingsNotUnderstood, Trouble.
    """
    overrides = {} if data_folder is None else {"data_folder": data_folder}
    settings = read_settings(settings_file, **overrides)
    if not settings.database.exists():
        raise NoDatabaseHere(
            f"{settings.data_folder} 里没有本机数据库，没有做任何操作，请检查数据目录或设置文件。"
        )
    room = DatabaseRoom(settings.database, keystore_of(settings), (settings.hall, settings.station))
    try:
        yield room
    finally:
        room.close()
