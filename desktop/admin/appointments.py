"""`yici-admin appointments`: slots opened from a file, listed, and who did not come recorded."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from core.appointment import Appointment, Slot
from core.moment import CHINA
from core.staff import Clerk, OnDuty
from db.unit_of_work import UnitOfWork
from desktop import appointments
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.admin.signed import signed
from desktop.appointment_slot_file import read_slots

app = typer.Typer(no_args_is_help=True)
_FILE_HELP = (
    "预约时段文件（TOML），每个时段一个 slots 表："
    'item = "XK-0001"、day = 2026-10-08、from = "09:00"、to = "09:30"、places = { "03" = 2 }'
)
Day = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="哪一天")]


@app.command("open", help="按文件开放预约时段；有一处不对就一个也不开放；须管理员工号和密码")
def open_from(
    file: Annotated[Path, typer.Argument(help=_FILE_HELP)],
    badge: Annotated[str, typer.Option(help="管理员工号")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Open every slot of the file.

    Raises: SlotFileNotUnderstood, SignInRefused, SlotNotForYou, SlotOpenAlready, NoCatalogue,
    ItemNotInCatalogue.
    """
    slots = read_slots(file)

    def opened(work: UnitOfWork, clerk: Clerk) -> tuple[Slot, ...]:
        return appointments.open_slots(work, _at_no_counter(clerk), slots)

    with opened_room(settings, data_folder) as room:
        signed(room, badge, opened)
    places = sum(one.capacity for one in slots)
    typer.echo(f"已开放 {len(slots)} 个预约时段，共 {places} 个名额")


@app.command("list", help="某天的预约时段，本工位还有多少名额")
def list_day(day: Day, settings: SettingsFile = None, data_folder: DataFolder = None) -> None:
    """Say which slots the day has."""
    on = day.date()
    with opened_room(settings, data_folder) as room:
        slots = room.read(lambda reading: appointments.slots_on(reading, on)).result()
    typer.echo("\n".join(_lines(on, slots)))


@app.command(help="某天已过时段没有来的人记爽约；须工号和密码")
def missed(
    day: Day,
    badge: Annotated[str, typer.Option(help="工号")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Put on record who did not come.

    Raises: SignInRefused.
    """

    def recorded(work: UnitOfWork, clerk: Clerk) -> tuple[Appointment, ...]:
        return appointments.record_missed(work, _at_no_counter(clerk), day.date())

    with opened_room(settings, data_folder) as room:
        people = signed(room, badge, recorded)
    typer.echo(f"{day:%Y-%m-%d} 记爽约 {len(people)} 人")


def _at_no_counter(clerk: Clerk) -> OnDuty:
    return OnDuty(clerk, "")


def _lines(day: date, slots: tuple[tuple[Slot, int], ...]) -> Iterator[str]:
    if not slots:
        yield f"{day.isoformat()} 没有开放预约时段"
    for slot, free in slots:
        yield (
            f"{slot.begins_at.astimezone(CHINA):%H:%M}–{slot.ends_at.astimezone(CHINA):%H:%M}  "
            f"{slot.item_code}  "
            f"本工位余 {free} 个，全大厅共 {slot.capacity} 个"
        )
