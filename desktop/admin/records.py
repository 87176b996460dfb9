"""`yici-admin journal verify`, `rebuild`, `parked` and `backup`."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from core.calendar import national_calendar
from db import journal, parked_entries, projection
from db.backup import back_up
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.database_room import wall_clock
from sync import station_journal

journal_app = typer.Typer(no_args_is_help=True)


@journal_app.callback()
def _group() -> None:
    """Keep `verify` a named command."""


@journal_app.command(help="从第一条起核对每条日志的编号和链")
def verify(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """Check every chain from its first entry.

    Raises: ChainBroken.
    """
    with opened_room(settings, data_folder) as room:
        found = room.maintain(journal.verify).result()
    typer.echo(f"日志完好：{found.streams} 条链，{found.entries} 条")


def rebuild(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """Empty the projections and apply the journal from its beginning.

    Raises: ChainBroken before anything is emptied.
    """
    with opened_room(settings, data_folder) as room:
        applied, parked = room.maintain(_rebuilt).result()
    typer.echo(f"已按日志重建：生效 {applied} 条，搁置 {parked} 条")


def parked(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """List what was kept but not given its effect, with age, reason and what to do."""
    with opened_room(settings, data_folder) as room:
        now = wall_clock()
        found, halted = room.maintain(
            lambda opened: (parked_entries.listed(opened, now), station_journal.halted(opened))
        ).result()
    for one in found:
        typer.echo(
            f"工位 {one.station}  {one.kind}  {one.entity_id}  {one.age.days} 天  "
            f"{one.reason}  {one.action.value}"
        )
    if halted:
        typer.echo(halted)
    typer.echo(f"共搁置 {len(found)} 条")


def backup(
    target: Annotated[Path, typer.Argument(help="备份文件")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Copy the database, encrypted with the same key, and verify the copy.

    Raises: BackupExists, Trouble.
    """
    with opened_room(settings, data_folder) as room:
        made = room.maintain(lambda connection: back_up(connection, target, room.key)).result()
    typer.echo(f"备份完成并通过校验：{made.path.name}，日志 {made.entries} 条")


def _rebuilt(connection: Connection) -> tuple[int, int]:
    journal.verify(connection)
    connection.rollback()
    with connection.begin():
        applied = projection.rebuild(connection, national_calendar())
        return applied, parked_entries.count(connection)
