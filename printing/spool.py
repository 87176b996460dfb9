"""The spool: a table of prints, each with one id that every layer below uses.

Queued and numbered in the transaction that issues the paper; sent afterwards. After any doubt
the device is asked first and the sheet is sent again only if it is absent there.
"""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from core.errors import Refusal
from core.facts import PaperHandedOver
from db import notices
from db.tables import paper, print_job
from db.unit_of_work import new_id

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.engine import RowMapping

    from db.unit_of_work import UnitOfWork


class JobNotFound(Refusal):
    """A print this spool does not hold."""


class JobState(enum.Enum):
    """How far a print has come."""

    QUEUED = "queued"
    SENDING = "sending"  # committed before the first byte leaves
    HANDED_OVER = "handed_over"  # the device has it; whether paper came out is the clerk's to say
    CONFIRMED = "confirmed"
    FAILED = "failed"


@dataclass(frozen=True)
class PrintJob:
    """One sheet on its way to a device."""

    print_id: str
    notice_id: str
    copy_no: int
    state: JobState
    attempts: int
    trouble: str
    sha256: str  # of the bytes once rendered


@dataclass(frozen=True)
class SpoolCount:
    """What the status bar says about printing."""

    waiting: int
    troubled: int
    latest_trouble: str


def enqueue(connection: Connection, notice_id: str, copy_no: int) -> str:
    """Put a copy into the spool and return its print id; a copy has one job only."""
    print_id = new_id()
    last = connection.execute(select(func.max(print_job.c.place))).scalar_one()
    connection.execute(
        insert(print_job),
        {
            "print_id": print_id,
            "place": (last or 0) + 1,
            "notice_id": notice_id,
            "copy_no": copy_no,
            "state": JobState.QUEUED.value,
            "attempts": 0,
            "trouble": "",
            "sha256": "",
        },
    )
    return print_id


def unsent(connection: Connection) -> tuple[PrintJob, ...]:
    """Jobs to send or to look into, in the order they were queued."""
    return _jobs(connection, JobState.QUEUED, JobState.SENDING)


def mark_sending(connection: Connection, job: PrintJob, content: bytes) -> None:
    """Write, before the first byte leaves, that sending has begun, and keep the very bytes."""
    digest = hashlib.sha256(content).hexdigest()
    known = connection.execute(
        select(paper.c.sha256).where(paper.c.sha256 == digest)
    ).scalar_one_or_none()
    if known is None:
        connection.execute(insert(paper), {"sha256": digest, "content": content})
    connection.execute(
        update(print_job)
        .where(print_job.c.print_id == job.print_id)
        .values(state=JobState.SENDING.value, attempts=print_job.c.attempts + 1, sha256=digest)
    )


def mark_troubled(connection: Connection, print_id: str, trouble: str) -> None:
    """Write why the device did not take the sheet; it stays in the queue."""
    connection.execute(
        update(print_job).where(print_job.c.print_id == print_id).values(trouble=trouble)
    )


def mark_failed(connection: Connection, print_id: str, trouble: str) -> None:
    """Take out of the queue a sheet that can never print as it is."""
    connection.execute(
        update(print_job)
        .where(print_job.c.print_id == print_id)
        .values(state=JobState.FAILED.value, trouble=trouble)
    )


def hand_over(work: UnitOfWork, print_id: str, device: str, actor: str) -> None:
    """Record that the device has the sheet."""
    job = job_with(work.connection, print_id)
    work.record(
        PaperHandedOver(job.notice_id, job.print_id, job.copy_no, job.sha256, device), actor
    )
    work.connection.execute(
        update(print_job)
        .where(print_job.c.print_id == print_id)
        .values(state=JobState.HANDED_OVER.value, trouble="")
    )


def confirm(connection: Connection, notice_id: str, copy_no: int) -> None:
    """The clerk saw the sheet."""
    connection.execute(
        update(print_job)
        .where(print_job.c.notice_id == notice_id, print_job.c.copy_no == copy_no)
        .values(state=JobState.CONFIRMED.value)
    )


def job_of(connection: Connection, notice_id: str, copy_no: int) -> PrintJob:
    """The job of one copy.

    Raises: JobNotFound for a paper printed at another station.
    """
    return _one_job(
        connection, (print_job.c.notice_id == notice_id) & (print_job.c.copy_no == copy_no)
    )


def job_with(connection: Connection, print_id: str) -> PrintJob:
    """The job with that print id.

    Raises: JobNotFound.
    """
    return _one_job(connection, print_job.c.print_id == print_id)


def sheet(connection: Connection, job: PrintJob) -> bytes | None:
    """The bytes of a job, or None before they were rendered."""
    return connection.execute(
        select(paper.c.content).where(paper.c.sha256 == job.sha256)
    ).scalar_one_or_none()


def counted(connection: Connection) -> SpoolCount:
    """How many sheets wait, how many of them are in trouble, and the newest trouble."""
    waiting = unsent(connection)
    failed = _jobs(connection, JobState.FAILED)
    troubled = [job for job in (*failed, *waiting) if job.trouble]
    return SpoolCount(len(waiting), len(troubled), troubled[-1].trouble if troubled else "")


def reason_of_copy(connection: Connection, job: PrintJob) -> str:
    """Why a copy was printed again; empty for the original."""
    for copy in notices.copies(connection, job.notice_id):
        if copy.copy_no == job.copy_no:
            return copy.reason
    return ""


def _jobs(connection: Connection, *states: JobState) -> tuple[PrintJob, ...]:
    rows = connection.execute(
        select(print_job)
        .where(print_job.c.state.in_([state.value for state in states]))
        .order_by(print_job.c.place)
    )
    return tuple(_job(row) for row in rows.mappings())


def _one_job(connection: Connection, which: ColumnElement[bool]) -> PrintJob:
    row = connection.execute(select(print_job).where(which)).mappings().one_or_none()
    if row is None:
        raise JobNotFound("这份文书不是在本工位打印的，没有改动任何内容，请到出具的工位处理。")
    return _job(row)


def _job(row: RowMapping) -> PrintJob:
    return PrintJob(
        print_id=row["print_id"],
        notice_id=row["notice_id"],
        copy_no=row["copy_no"],
        state=JobState(row["state"]),
        attempts=row["attempts"],
        trouble=row["trouble"],
        sha256=row["sha256"],
    )
