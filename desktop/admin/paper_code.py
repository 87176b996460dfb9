"""`yici-admin verify-qr` and `hall-keys`."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core.moment import CHINA, business_day
from core.paper_check import PaperCheck, require_valid
from core.paper_code import PaperCode
from core.paper_key import SAMPLE_KEY_ID
from desktop.admin.opened import opened_room
from desktop.admin.options import DataFolder, SettingsFile
from desktop.database_room import wall_clock
from desktop.key_file import read_keys, write_keys
from desktop.paper_check import verify, verify_by_keys
from desktop.paper_keys import hall_keys
from desktop.paper_proof import code_in


def verify_qr(
    code: Annotated[
        str | None,
        typer.Argument(help="扫出的编码，整段放在单引号里；不写则提示后用扫码枪扫入"),
    ] = None,
    pdf: Annotated[Path | None, typer.Option(help="从文书的 PDF 文件里读二维码")] = None,
    keys: Annotated[
        Path | None, typer.Option(help="hall-keys 导出的公钥文件；默认用本机数据库")
    ] = None,
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Tell what a scanned paper is and whether it is genuine and serves.

    Raises: Refusal with the reason why the paper proves nothing, or nothing any more.
    """
    scanned = code_in(pdf) if pdf else code or typer.prompt("请扫描文书上的二维码")
    parsed = PaperCode.parse(scanned)
    if keys is not None or parsed.key_id == SAMPLE_KEY_ID:
        known = read_keys(keys) if keys is not None else ()
        check = verify_by_keys(known, parsed, business_day(wall_clock()))
    else:
        with opened_room(settings, data_folder) as room:
            check = room.read(partial(verify, code=parsed)).result()
    _tell(check)
    require_valid(check)
    typer.echo("结论　真，有效")


def export_hall_keys(
    out: Annotated[Path, typer.Option(help="生成的公钥文件（JSON）")],
    settings: SettingsFile = None,
    data_folder: DataFolder = None,
) -> None:
    """Write the hall's public keys to a file.

    Raises: NoKeyPublished, KeyFileNotWritten.
    """
    with opened_room(settings, data_folder) as room:
        found = room.read(hall_keys).result()
    write_keys(found, out)
    typer.echo(f"{len(found)} 把公钥 → {out}")


def _tell(check: PaperCheck) -> None:
    code = check.code
    issued = code.issued_at.astimezone(CHINA)
    typer.echo(f"文书　{code.kind.title}")
    typer.echo(f"凭证　{code.slip or '无（不是办件的文书）'}")
    typer.echo(f"出具　{issued:%Y-%m-%d %H:%M}")
    typer.echo(f"有效　{check.validity_words}")
    typer.echo(f"签名　{check.signature.words}")
    typer.echo(f"记录　{check.record.words}{f'，编号 {check.number}' if check.number else ''}")
