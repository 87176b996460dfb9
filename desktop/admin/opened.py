"""The station's database as the command line opens it: no printer, no cable."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.errors import Refusal
from desktop.database_room import DatabaseRoom
from desktop.desk import keystore_of
from desktop.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class NoDatabaseHere(Refusal):
    """A maintenance command was given a folder without a database."""


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
