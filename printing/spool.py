"""The spool: a table of prints, each with one id that every layer below uses.

Queued with its very bytes in the transaction that issues the paper; sent afterwards. After any
doubt the device is asked first and the sheet is sent again only if it is absent there.
"""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, literal_column, select, update

from core.errors import Refusal
from core.moment import instant, instant_text
from core.paper_facts import PaperConfirmed, PaperHandedOver
from core.ticket import TicketState
from db import tickets
from db.tables import paper, print_job, ticket
from db.unit_of_work import new_id

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import RowMapping

    from db.unit_of_work import UnitOfWork

TICKET = tickets.SLIP  # every other document is the value of a NoticeKind


class JobNotFound(Refusal):
    """A print this spool does not hold."""


class JobState(enum.Enum):
    """How far a print has come."""

    QUEUED = "queued"
    SENDING = "sending"  # committed before the first byte leaves
    HANDED_OVER = "handed_over"  # the device has it; whether paper came out is the clerk's to say
    DOUBTFUL = "doubtful"  # the device cannot tell, or gave it up; never sent again by itself
    CONFIRMED = "confirmed"
    FAILED = "failed"


@dataclass(frozen=True)
class Sheet:
    """One sheet to be printed, complete."""

    document: str  # the value of a NoticeKind, or TICKET
    subject_id: str  # of the notice or the ticket
    copy_no: int
    title: str  # 20260928-03-0412_受理通知书; carries no name and no identity number
    media: tuple[int, int]  # mm, width and height
    badge: str  # of the clerk who has it printed
    content: bytes


@dataclass(frozen=True)
class PrintJob:
    """One sheet on its way to a device."""

    print_id: str
    document: str
    subject_id: str
    copy_no: int
    title: str
    media: tuple[int, int]  # mm, width and height
    badge: str
    state: JobState
    attempts: int
    trouble: str  # one sentence
    sha256: str  # of the bytes
    device: str  # empty until sending begins
    device_job: str  # the device's own number; empty where it gives none
    sending_since: datetime | None


@dataclass(frozen=True)
class SpoolCount:
    """What the status bar says about printing."""

    waiting: int
    troubled: int
    latest_trouble: str


def enqueue(connection: Connection, sheet: Sheet) -> str:
    """Put a sheet into the spool and return its print id; a copy has one job only."""
    print_id = new_id()
    last = connection.execute(select(func.max(print_job.c.place))).scalar_one()
    width, height = sheet.media
    connection.execute(
        insert(print_job),
        {
            "print_id": print_id,
            "place": (last or 0) + 1,
            "document": sheet.document,
            "subject_id": sheet.subject_id,
            "copy_no": sheet.copy_no,
            "title": sheet.title,
            "width_mm": width,
            "height_mm": height,
            "badge": sheet.badge,
            "state": JobState.QUEUED.value,
            "attempts": 0,
            "trouble": "",
            "sha256": _keep(connection, sheet.content),
            "device": "",
            "device_job": "",
        },
    )
    return print_id


def unsent(connection: Connection) -> tuple[PrintJob, ...]:
    """Jobs to send or to look into, in the order they were queued."""
    rows = connection.execute(select(print_job).where(_IS_UNSENT).order_by(print_job.c.place))
    return tuple(_job(row) for row in rows.mappings())


def mark_sending(work: UnitOfWork, print_id: str, device: str) -> None:
    """Write, before the first byte leaves, that sending to a device has begun."""
    _change(
        work.connection,
        print_id,
        state=JobState.SENDING.value,
        attempts=print_job.c.attempts + 1,
        device=device,
        sending_since=instant_text(work.now),
    )


def mark_not_taken(connection: Connection, print_id: str, trouble: str) -> None:
    """Put a sheet of which the device has nothing back into the queue."""
    _change(connection, print_id, state=JobState.QUEUED.value, device="", trouble=trouble)


def mark_busy(connection: Connection, print_id: str) -> None:
    """As `mark_not_taken`, but the attempt does not count and nothing is wrong."""
    _change(
        connection,
        print_id,
        state=JobState.QUEUED.value,
        device="",
        trouble="",
        attempts=print_job.c.attempts - 1,
    )


def mark_troubled(connection: Connection, print_id: str, trouble: str) -> None:
    """Write what the device complains of, or that it is well again; the state stays."""
    _change(connection, print_id, trouble=trouble)


def take_out(connection: Connection, print_id: str, state: JobState, trouble: str) -> None:
    """Take a sheet out of the queue as DOUBTFUL or FAILED: the clerk decides what follows."""
    _change(connection, print_id, state=state.value, trouble=trouble)


def hand_over(work: UnitOfWork, job: PrintJob, device: str, device_job: str) -> None:
    """Record that the device has the sheet."""
    _record_handed_over(work, job, device)
    _change(
        work.connection,
        job.print_id,
        state=JobState.HANDED_OVER.value,
        trouble="",
        device=device,
        device_job=device_job,
    )


def confirm(work: UnitOfWork, job: PrintJob, actor: str) -> None:
    """Record that the clerk saw the sheet; then the device had it, whatever it said."""
    if not _is_handed_over(work.connection, job):
        _record_handed_over(work, job, job.device)
    work.record(PaperConfirmed(job.subject_id, job.copy_no), actor)
    _change(work.connection, job.print_id, state=JobState.CONFIRMED.value, trouble="")


def give_up(connection: Connection, job: PrintJob) -> None:
    """The clerk has the paper printed once more: this sheet raises no alarm any longer."""
    if job.state in (JobState.DOUBTFUL, JobState.FAILED):
        take_out(connection, job.print_id, JobState.FAILED, "")


def forget_slips(connection: Connection) -> None:
    """A slip in doubt raises no alarm any longer once its number was called."""
    waiting = select(ticket.c.ticket_id).where(ticket.c.state == TicketState.WAITING.value)
    connection.execute(
        update(print_job)
        .where(
            print_job.c.document == TICKET,
            print_job.c.state == JobState.DOUBTFUL.value,
            print_job.c.subject_id.not_in(waiting),
        )
        .values(state=JobState.FAILED.value, trouble="")
    )


def job_of(connection: Connection, document: str, subject_id: str, copy_no: int) -> PrintJob:
    """The job of one copy.

    Raises: JobNotFound for a paper printed at another station.
    """
    row = (
        connection.execute(
            select(print_job).where(
                print_job.c.document == document,
                print_job.c.subject_id == subject_id,
                print_job.c.copy_no == copy_no,
            )
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise JobNotFound("这份文书不是在本工位打印的，没有改动任何内容，请到出具的工位处理。")
    return _job(row)


def states_of(connection: Connection, document: str, subject_id: str) -> dict[int, JobState]:
    """The state of every copy printed here, by copy number."""
    rows = connection.execute(
        select(print_job.c.copy_no, print_job.c.state).where(
            print_job.c.document == document, print_job.c.subject_id == subject_id
        )
    )
    return {copy_no: JobState(state) for copy_no, state in rows}


def content_of(connection: Connection, job: PrintJob) -> bytes:
    """The bytes of a job.

    Raises: JobNotFound for a job of the first schema that was never drawn.
    """
    content = connection.execute(
        select(paper.c.content).where(paper.c.sha256 == job.sha256)
    ).scalar_one_or_none()
    if content is None:
        raise JobNotFound(f"“{job.title}”没有版面，没有打印，办件和文书都已保存，请补打一次。")
    return bytes(content)


def counted(connection: Connection) -> SpoolCount:
    """How many sheets wait, how many are in trouble of any kind, and the newest trouble."""
    count = select(func.count()).select_from(print_job).where(_IS_UNSENT)
    words = select(print_job.c.trouble).where(_IS_TROUBLED).order_by(print_job.c.place)
    troubles = connection.execute(words).scalars().all()
    waiting = connection.execute(count).scalar_one()
    return SpoolCount(waiting, len(troubles), troubles[-1] if troubles else "")


_IS_UNSENT = print_job.c.state.in_([JobState.QUEUED.value, JobState.SENDING.value])
_IS_TROUBLED = print_job.c.trouble != literal_column("''")  # a parameter would hide the index


def _keep(connection: Connection, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    known = connection.execute(
        select(paper.c.sha256).where(paper.c.sha256 == digest)
    ).scalar_one_or_none()
    if known is None:
        connection.execute(insert(paper), {"sha256": digest, "content": content})
    return digest


def _change(connection: Connection, print_id: str, **columns: object) -> None:
    """Write to a job, unless the clerk has seen its sheet meanwhile: that is the last word."""
    connection.execute(
        update(print_job)
        .where(print_job.c.print_id == print_id, print_job.c.state != JobState.CONFIRMED.value)
        .values(**columns)
    )


def _record_handed_over(work: UnitOfWork, job: PrintJob, device: str) -> None:
    if job.document == TICKET:
        return  # a queue ticket is no numbered paper
    fact = PaperHandedOver(job.subject_id, job.print_id, job.copy_no, job.sha256, device)
    work.record(fact, job.badge)


def _is_handed_over(connection: Connection, job: PrintJob) -> bool:
    # The bodies of every paper there is: no window waits for them.
    from db import notices  # noqa: PLC0415  (see above)

    return any(
        copy.copy_no == job.copy_no and copy.handed_over_at is not None
        for copy in notices.copies(connection, job.subject_id)
    )


def _job(row: RowMapping) -> PrintJob:
    return PrintJob(
        print_id=row["print_id"],
        document=row["document"],
        subject_id=row["subject_id"],
        copy_no=row["copy_no"],
        title=row["title"],
        media=(row["width_mm"], row["height_mm"]),
        badge=row["badge"],
        state=JobState(row["state"]),
        attempts=row["attempts"],
        trouble=row["trouble"],
        sha256=row["sha256"],
        device=row["device"],
        device_job=row["device_job"],
        sending_since=row["sending_since"] and instant(row["sending_since"]),
    )
