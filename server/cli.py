"""`yici-server`: start the central server."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from core.errors import YiciError
from server.service import Service
from server.settings import ServerSettings

app = typer.Typer(help="一次：中心服务器", no_args_is_help=True, add_completion=False)


@app.callback()
def _group() -> None:
    """Keep `run` a named command."""


@app.command()
def run(
    host: Annotated[str | None, typer.Option(help="监听地址")] = None,
    port: Annotated[int | None, typer.Option(help="监听端口；0 为任选")] = None,
    database_url: Annotated[str | None, typer.Option(help="PostgreSQL 地址")] = None,
    data_folder: Annotated[Path | None, typer.Option(help="内置数据库所在目录")] = None,
    port_file: Annotated[Path | None, typer.Option(help="写入实际端口的文件")] = None,
    *,
    while_stdin_open: Annotated[
        bool, typer.Option("--while-stdin-open", help="标准输入关闭时停止")
    ] = False,
) -> None:
    """Serve until interrupted."""
    chosen: dict[str, Any] = {
        "host": host,
        "port": port,
        "database_url": database_url,
        "data_folder": data_folder,
        "port_file": port_file,
    }
    try:
        settings = ServerSettings(
            **{name: value for name, value in chosen.items() if value is not None}
        )
    except ValidationError as error:
        fields = "、".join(
            # A rule over several settings has no place of its own and names its field in words.
            f"YICI_SERVER_{str(one['loc'][0] if one['loc'] else one['ctx']['error']).upper()}"
            for one in error.errors()
        )
        typer.echo(f"服务器设置不完整或不对：{fields}；没有启动，请设置后再启动。", err=True)
        raise typer.Exit(2) from error
    service = Service(settings)
    if while_stdin_open:
        service.stop_with(sys.stdin)
    service.run()


def main() -> None:
    """Run the command line; an expected failure is one sentence and exit code 2."""
    try:
        app()
    except YiciError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
