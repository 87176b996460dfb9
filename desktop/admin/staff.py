"""`yici-admin staff`: give a clerk a badge."""

from typing import Annotated

import typer

from core.staff import Clerk, Role
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.attendance import add_clerk

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `add` a named command."""


@app.command(help="发放工号；密码在提示后输入两遍，不显示")
def add(
    badge: Annotated[str, typer.Argument(help="工号")],
    name: Annotated[str, typer.Argument(help="姓名")],
    role: Annotated[Role, typer.Option(help="岗位")] = Role.CLERK,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Add a clerk at this station.

    Raises: BadgeTaken.
    """
    password = typer.prompt("密码", hide_input=True, confirmation_prompt="再输一遍")
    clerk = Clerk(badge, name, role)
    with opened_room(settings, data_folder) as room:
        room.write(lambda work: add_clerk(work, clerk, password)).result()
    typer.echo(f"已发放工号 {badge} {name}（{role.word}）")
