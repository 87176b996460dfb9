"""`yici-admin resync`: a station whose history and the server's differ is made anew."""

import typer

from core.calendar import national_calendar
from core.errors import Refusal
from db.signature import station_key
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.database_room import wall_clock
from desktop.desk import keystore_of
from desktop.settings import read_settings
from sync.resync import Remade, Remaking, remake, swap_in
from sync.server_link import Introduction, ServerLink


class NoServerSet(Refusal):
    """There is no server to take the log from."""


def resync(settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """Make the database anew from the server's log and our own entries; the old file is sealed.

    Raises: NoServerSet, TooMuchWouldGo, Trouble of the line; nothing is changed then.
    """
    overrides = {} if data_folder is None else {"data_folder": data_folder}
    chosen = read_settings(settings, **overrides)
    if not chosen.server:
        raise NoServerSet("没有设置中心服务器，没有做任何操作，请先在设置里填写服务器地址。")
    key = station_key(keystore_of(chosen))
    with opened_room(settings, data_folder) as room:
        old = room.identity
        making = Remaking(chosen.database.parent, wall_clock(), national_calendar())
        introduction = Introduction(old, chosen.enrolment_token, key)

        with ServerLink(chosen.server, introduction) as link:
            remade: Remade = room.maintain(
                lambda live: remake(live, old, room.key, link, making)
            ).result()
    sealed = swap_in(remade, chosen.database, old, room.key)
    typer.echo(
        f"已重新同步：从服务器接收 {remade.taken_in} 条，本机重新提交 {remade.offered_again} 条，"
        f"只留在封存库里 {remade.kept_beside} 条；原数据库封存为 {sealed.name}"
    )
