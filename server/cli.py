"""`yici-server`: the central server and what its operator does with it."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from core.calendar import national_calendar
from core.errors import Refusal, YiciError
from db.keystore import database_key, system_or_file
from server import backup as backups
from server.records import Records
from server.service import Service, engine_of
from server.settings import ServerSettings

_BACKUP_KEY = "server-backup"
DatabaseUrl = Annotated[str | None, typer.Option(help="PostgreSQL 地址")]
DataFolder = Annotated[Path | None, typer.Option(help="内置数据库和密钥所在目录")]

app = typer.Typer(
    help="一次：中心服务器",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals hold names and identity numbers
)


class SettingsIncomplete(Refusal):
    """A setting is missing or does not fit."""


@app.command(help="启动服务")
def run(
    host: Annotated[str | None, typer.Option(help="监听地址")] = None,
    port: Annotated[int | None, typer.Option(help="监听端口；0 为任选")] = None,
    database_url: DatabaseUrl = None,
    data_folder: DataFolder = None,
    port_file: Annotated[Path | None, typer.Option(help="写入实际端口的文件")] = None,
    *,
    while_stdin_open: Annotated[
        bool, typer.Option("--while-stdin-open", help="标准输入关闭时停止")
    ] = False,
) -> None:
    """Serve until interrupted."""
    settings = _settings(
        host=host,
        port=port,
        database_url=database_url,
        data_folder=data_folder,
        port_file=port_file,
    )
    service = Service(settings)
    if while_stdin_open:
        service.stop_with(sys.stdin)
    service.run()


@app.command(help="给一个工位发一次性登记码")
def code(
    hall: Annotated[str, typer.Argument(help="大厅代号")],
    station: Annotated[str, typer.Argument(help="工位号")],
    hours: Annotated[int, typer.Option(min=1, max=168, help="几小时内有效")] = 24,
    database_url: DatabaseUrl = None,
    data_folder: DataFolder = None,
) -> None:
    """Print a code that admits one station once."""
    settings = _settings(database_url=database_url, data_folder=data_folder)
    engine = engine_of(settings)
    try:
        records = Records(engine, national_calendar())
        typer.echo(records.issue_code(hall, station, timedelta(hours=hours)))
    finally:
        engine.dispose()


@app.command(help="在线备份并校验；校验通过的部分会告诉各工位")
def backup(
    target: Annotated[Path, typer.Argument(help="备份文件")],
    database_url: DatabaseUrl = None,
    data_folder: DataFolder = None,
) -> None:
    """Copy the record, encrypted, and check the copy."""
    settings = _settings(database_url=database_url, data_folder=data_folder)
    engine = engine_of(settings)
    try:
        Records(engine, national_calendar())  # the schema of this version
        keystore = system_or_file(settings.data_folder)
        made = backups.back_up(engine, target, database_key(keystore, _BACKUP_KEY, target))
    finally:
        engine.dispose()
    typer.echo(
        f"备份完成并通过校验：{made.path.name}，{made.streams} 条链，日志 {made.entries} 条；"
        f"密钥“{_BACKUP_KEY}”请另处保存"
    )


@app.command(help="用备份恢复到一个空数据库")
def restore(
    source: Annotated[Path, typer.Argument(help="备份文件")],
    database_url: DatabaseUrl = None,
    data_folder: DataFolder = None,
) -> None:
    """Fill an empty database; stations offer once more what came after the backup."""
    settings = _settings(database_url=database_url, data_folder=data_folder)
    engine = engine_of(settings)
    try:
        key = database_key(system_or_file(settings.data_folder), _BACKUP_KEY, source)
        made = backups.restore(engine, source, key, national_calendar(), datetime.now(UTC))
    finally:
        engine.dispose()
    typer.echo(f"已恢复：{made.streams} 条链，日志 {made.entries} 条；各工位会自动补传其后的记录")


def _settings(**chosen: Any) -> ServerSettings:  # noqa: ANN401  (whatever the settings take)
    try:
        return ServerSettings(
            **{name: value for name, value in chosen.items() if value is not None}
        )
    except ValidationError as error:
        fields = "、".join(
            # A rule over several settings has no place of its own and names its field in words.
            f"YICI_SERVER_{str(one['loc'][0] if one['loc'] else one['ctx']['error']).upper()}"
            for one in error.errors()
        )
        raise SettingsIncomplete(
            f"服务器设置不完整或不对：{fields}；没有启动，请设置后再启动。"
        ) from error


def main() -> None:
    """Run the command line; an expected failure is one sentence and exit code 2."""
    try:
        app()
    except YiciError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
