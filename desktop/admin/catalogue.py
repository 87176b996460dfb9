"""`yici-admin catalogue`: check and publish a catalogue file."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from core.moment import business_day
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.catalogue_file import CatalogueDraft, read_catalogue
from desktop.catalogue_room import publish
from desktop.database_room import wall_clock

app = typer.Typer(no_args_is_help=True)
CatalogueFile = Annotated[Path, typer.Argument(help="目录文件（JSON）")]


@app.command(help="检查每个事项的八公开是否齐全，以及待确认的时限单位")
def check(file: CatalogueFile) -> None:
    """Say which items may be published; exit code 1 when one may not."""
    draft = read_catalogue(file)
    _tell(draft)
    if draft.shortfalls:
        raise typer.Exit(1)


@app.command("import", help="发布文件里八公开齐全的事项，其余留作草稿不发布")
def import_(
    file: CatalogueFile,
    effective: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="生效日；默认今天")
    ] = None,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Publish the complete items as a new catalogue version."""
    draft = read_catalogue(file)
    day = effective.date() if effective else business_day(wall_clock())
    version = draft.publishable(day)
    with opened_room(settings, data_folder) as room:
        room.write(lambda work: publish(work, version, "admin")).result()
    _tell(draft)
    typer.echo(f"已发布 {len(version.items)} 个事项，目录版本 {version.version}")


def _tell(draft: CatalogueDraft) -> None:
    for shortfall in draft.shortfalls:
        lacking = "、".join(shortfall.lacking)
        typer.echo(f"不能发布  {shortfall.code} {shortfall.name}：缺少{lacking}")
    for item in draft.items:
        if item.statutory and item.statutory.to_confirm:
            typer.echo(f"待确认    {item.code} {item.name}：{item.statutory.to_confirm}")
    complete = len(draft.items) - len(draft.shortfalls)
    typer.echo(f"共 {len(draft.items)} 个事项，八公开齐全 {complete} 个")
