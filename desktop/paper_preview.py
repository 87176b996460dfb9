"""What will print, as pictures: of the very bytes, before the act or out of the spool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from db import notices
from desktop import press
from printing import spool

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from core.notice import Notice
    from db.unit_of_work import Reading, UnitOfWork
    from desktop.casework import Step

P = ParamSpec("P")


@dataclass(frozen=True)
class PaperPreview:
    """One paper as it will come out: each page a PNG, and the digest of the bytes shown."""

    title: str
    number: str
    sha256: str
    pages: tuple[bytes, ...]


def of_act(
    work: UnitOfWork,
    dpi: int,
    act: Callable[Concatenate[UnitOfWork, P], Step],
    *args: P.args,
    **kwargs: P.kwargs,
) -> PaperPreview:
    """The paper an act would issue; to be rehearsed, as it carries the act out.

    Raises: what the act raises.
    """
    notice = act(work, *args, **kwargs).notice
    return _preview(work.connection, notice, notices.ORIGINAL, dpi)


def of_sheet(reading: Reading, notice_id: str, copy_no: int, dpi: int) -> PaperPreview:
    """A copy that is in the spool or was printed here.

    Raises: JobNotFound for a paper printed at another station.
    """
    notice = notices.load(reading.connection, notice_id)
    return _preview(reading.connection, notice, copy_no, dpi)


def _preview(connection: Connection, notice: Notice, copy_no: int, dpi: int) -> PaperPreview:
    job = spool.job_of(connection, notice.kind.value, notice.notice_id, copy_no)
    content = spool.content_of(connection, job)
    return PaperPreview(notice.kind.title, notice.number, job.sha256, press.pictures(content, dpi))
