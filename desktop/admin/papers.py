"""`yici-admin print-sample`."""

import enum
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from core.applicant import usable_name
from core.errors import Trouble
from core.paper_kind import NoticeKind
from db.atomic_file import write_atomically
from printing import slip
from printing.documents import missing_characters, render
from printing.preflight import preflight
from printing.sample import sample_notice
from printing.slip.sample import SAMPLE

_TICKET = "ticket"

SampleDocument = enum.Enum(  # type: ignore[misc]  # the kinds are listed once, in core
    "SampleDocument", {kind.name: kind.value for kind in NoticeKind} | {"TICKET": _TICKET}
)


class SampleNotWritten(Trouble):
    """The sample's file could not be written."""


def print_sample(
    document: Annotated[SampleDocument, typer.Option(help="文书种类；ticket 为排队小票")],
    applicant: Annotated[str, typer.Option(help="申请人姓名；不印在排队小票上")],
    out: Annotated[Path, typer.Option(help="生成的 PDF 文件")],
) -> None:
    """Render one paper with sample data.

    Raises: NameNotUsable, SampleNotWritten.
    """
    name = usable_name(applicant)
    if document.value == _TICKET:
        sample = _Sample("排队小票", slip.render(SAMPLE), slip.missing_characters(SAMPLE))
    else:
        sample = _notice(NoticeKind(document.value), name)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(out, sample.content)
    except OSError as error:
        raise SampleNotWritten(
            f"写不进 {out.name}（磁盘已满或没有写权限），没有留下半个文件，请换一个位置。"
        ) from error
    typer.echo(f"{sample.title} → {out}")
    if sample.missing:
        typer.echo(f"字库里没有这些字，纸上印作〓：{'、'.join(sample.missing)}", err=True)


@dataclass(frozen=True)
class _Sample:
    title: str
    content: bytes
    missing: tuple[str, ...]


def _notice(kind: NoticeKind, applicant: str) -> _Sample:
    notice = sample_notice(kind, applicant)
    content = render(notice)
    preflight(content, notice)
    return _Sample(kind.title, content, missing_characters(notice))
