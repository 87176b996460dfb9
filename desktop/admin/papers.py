"""`yici-admin print-sample`."""

from pathlib import Path
from typing import Annotated

import typer

from core.applicant import usable_name
from core.errors import Trouble
from core.paper_kind import NoticeKind
from db.atomic_file import write_atomically
from printing.documents import missing_characters, render
from printing.preflight import preflight
from printing.sample import sample_notice


class SampleNotWritten(Trouble):
    """The sample's file could not be written."""


def print_sample(
    document: Annotated[NoticeKind, typer.Option(help="文书种类")],
    applicant: Annotated[str, typer.Option(help="申请人姓名")],
    out: Annotated[Path, typer.Option(help="生成的 PDF 文件")],
) -> None:
    """Render one paper with sample data.

    Raises: NameNotUsable, SampleNotWritten.
    """
    notice = sample_notice(document, usable_name(applicant))
    content = render(notice)
    preflight(content, notice)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(out, content)
    except OSError as error:
        raise SampleNotWritten(
            f"写不进 {out.name}（磁盘已满或没有写权限），没有留下半个文件，请换一个位置。"
        ) from error
    typer.echo(f"{notice.kind.title} → {out}")
    if missing := missing_characters(notice):
        typer.echo(f"字库里没有这些字，纸上印作〓：{'、'.join(missing)}", err=True)
