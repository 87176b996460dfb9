"""`yici-admin export`: cases handed over to the platform above."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from core.errors import Trouble
from db.atomic_file import written_atomically
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.case_export import export_cases
from desktop.exchange_book import exchange_codes

app = typer.Typer(no_args_is_help=True)
_TO_STDOUT = "-"


class ExportNotWritten(Trouble):
    """The file could not be written; nothing of it is left."""


@app.callback()
def _group() -> None:
    """Keep `cases` a named command."""


@app.command(help="导出一段时间内办理过的办件，每行一条 up_pro_* 记录（JSON）；含全部个人信息")
def cases(
    file: Annotated[str, typer.Argument(help="输出文件；- 为标准输出")],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="起始日")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="截止日（含）")],
    codes: Annotated[Path | None, typer.Option(help="上级平台的代码表（JSON），只写不同的")] = None,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Write every case something happened to, whole, as JSON lines.

    Raises: PeriodNotUnderstood, CodeTableNotUnderstood, ExchangeCodeNotUsable, ExportNotWritten.
    """
    write = partial(
        export_cases, codes=exchange_codes(codes), since=since.date(), until=until.date()
    )
    with opened_room(settings, data_folder) as room, _target(file) as out:
        found = room.read(lambda reading: write(reading, out=out)).result()
    typer.echo(
        f"已导出 {found.cases} 个办件，共 {found.lines} 行，批次 {found.batch}；"
        f"其中 {found.without_code} 个办件的事项没有国家实施编码，只写了地方编码",
        err=True,
    )


@contextmanager
def _target(file: str) -> Iterator[BinaryIO]:
    """Standard output only when it is asked for: the lines name people."""
    if file == _TO_STDOUT:
        yield sys.stdout.buffer
        return
    path = Path(file)
    try:
        with written_atomically(path, mode=0o600) as out:
            yield out
    except OSError as error:
        raise ExportNotWritten(
            f"{path.name} 没有写成，没有留下半个文件，办件没有变动，请检查路径、权限和磁盘空间。"
        ) from error
