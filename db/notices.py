"""Numbered papers and their copies as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from core.errors import Refusal
from core.moment import business_day, instant, instant_text
from core.notice import Notice
from core.service import PaperTrail
from db.payload import text_of, value_of
from db.tables import notice, paper_copy

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import RowMapping

ORIGINAL = 1  # copy number of the first print; reprints are 2, 3 …


class NoticeNotFound(Refusal):
    """A paper this database does not hold."""


@dataclass(frozen=True)
class PaperCopy:
    """One print of a paper: handed to the device, and seen by the clerk, are two things."""

    notice_id: str
    copy_no: int
    reason: str
    sha256: str
    device: str
    handed_over_at: datetime | None
    confirmed_at: datetime | None


def add(connection: Connection, hall: str, case_id: str, new: Notice) -> None:
    """Write a newly numbered paper with its original copy, not yet printed.

    `case_id` is empty for a paper that is about no case.
    """
    connection.execute(
        insert(notice),
        {
            "notice_id": new.notice_id,
            "hall": hall,
            "case_id": case_id or None,
            "kind": new.kind.value,
            "number": new.number,
            "issued_at": instant_text(new.issued_at),
            "content": text_of(new),
            "copies": 1,
        },
    )
    add_copy(connection, new.notice_id, ORIGINAL, "")


def add_copy(connection: Connection, notice_id: str, copy_no: int, reason: str) -> None:
    """Write a copy that is to be printed."""
    connection.execute(
        insert(paper_copy),
        {
            "notice_id": notice_id,
            "copy_no": copy_no,
            "reason": reason,
            "print_id": "",
            "sha256": "",
            "device": "",
        },
    )
    connection.execute(update(notice).where(notice.c.notice_id == notice_id).values(copies=copy_no))


def mark_handed_over(
    connection: Connection, copy: PaperCopy, print_id: str, handed_over_at: datetime
) -> None:
    """Write that the device took a copy, with the digest of its bytes."""
    connection.execute(
        update(paper_copy)
        .where(paper_copy.c.notice_id == copy.notice_id, paper_copy.c.copy_no == copy.copy_no)
        .values(
            print_id=print_id,
            sha256=copy.sha256,
            device=copy.device,
            handed_over_at=instant_text(handed_over_at),
        )
    )


def mark_confirmed(
    connection: Connection, notice_id: str, copy_no: int, confirmed_at: datetime
) -> None:
    """Write that the clerk saw the sheet."""
    connection.execute(
        update(paper_copy)
        .where(paper_copy.c.notice_id == notice_id, paper_copy.c.copy_no == copy_no)
        .values(confirmed_at=instant_text(confirmed_at))
    )


def load(connection: Connection, notice_id: str) -> Notice:
    """The paper with that id.

    Raises: NoticeNotFound.
    """
    content = connection.execute(
        select(notice.c.content).where(notice.c.notice_id == notice_id)
    ).scalar_one_or_none()
    if content is None:
        raise NoticeNotFound("没有找到这份文书，没有改动任何内容，请刷新后再试。")
    return value_of(Notice, content)


def of_case(connection: Connection, case_id: str) -> tuple[Notice, ...]:
    """A case's papers, oldest first."""
    rows = connection.execute(
        select(notice.c.content)
        .where(notice.c.case_id == case_id)
        .order_by(notice.c.issued_at, notice.c.notice_id)  # ids of one act ascend
    )
    return tuple(value_of(Notice, content) for content in rows.scalars())


def trail(connection: Connection, notice_id: str) -> PaperTrail:
    """How far a paper has come: its number, and the day a clerk saw a copy of it.

    Raises: NoticeNotFound.
    """
    paper = load(connection, notice_id)
    seen = [copy.confirmed_at for copy in copies(connection, notice_id) if copy.confirmed_at]
    out_on = business_day(min(seen)) if seen else None
    return PaperTrail(paper.notice_id, paper.kind, paper.number, out_on)


def copies(connection: Connection, notice_id: str) -> tuple[PaperCopy, ...]:
    """Every copy of a paper, the original first."""
    rows = connection.execute(
        select(paper_copy).where(paper_copy.c.notice_id == notice_id).order_by(paper_copy.c.copy_no)
    )
    return tuple(_copy(row) for row in rows.mappings())


def _copy(columns: RowMapping) -> PaperCopy:
    return PaperCopy(
        notice_id=columns["notice_id"],
        copy_no=columns["copy_no"],
        reason=columns["reason"],
        sha256=columns["sha256"],
        device=columns["device"],
        handed_over_at=columns["handed_over_at"] and instant(columns["handed_over_at"]),
        confirmed_at=columns["confirmed_at"] and instant(columns["confirmed_at"]),
    )
