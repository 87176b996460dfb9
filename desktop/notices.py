"""Numbered papers: issue, confirm, print again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.facts import NoticeIssued, PaperConfirmed, ReprintOrdered
from core.notice import Letterhead, Notice, NoticeBody, last_day
from core.numbering import notice_series, notice_text
from core.paper_kind import NoticeKind
from core.staff import counter_word
from db import notices
from db.paper_signature import PaperSigner, coded
from db.unit_of_work import new_id
from printing import spool
from printing.documents import CopyMark

if TYPE_CHECKING:
    from core.case import Case
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork


class SheetNotOut(Refusal):
    """A sheet is confirmed, or printed again, before the device took it."""


@dataclass(frozen=True)
class Office:
    """The hall as it signs its papers."""

    hall_name: str
    short_name: str  # 清河政务, the head of every number
    enquiry_phone: str
    supervision_phone: str
    signer: PaperSigner


def issue(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case: Case,
    body: NoticeBody,
    notice_id: str = "",
) -> Notice:
    """Number a paper, write it, and put its original into the spool, all in one transaction."""
    kind = NoticeKind(body.paper)
    number = work.next_number(notice_series(work.identity.station, kind, work.today))
    bare = Notice(
        notice_id=notice_id or new_id(),
        number=notice_text(number, office.short_name, kind),
        case_number=case.number,
        slip_code=case.slip,
        letterhead=Letterhead(
            hall=office.hall_name,
            department=case.item.department,
            counter=counter_word(duty.counter),
            enquiry_phone=office.enquiry_phone,
            supervision_phone=office.supervision_phone,
        ),
        addressee=case.applicant.name,
        item_code=case.item.code,
        item_name=case.item.name,
        clerk=duty.clerk.name,
        badge=duty.clerk.badge,
        issued_at=work.now,
        body=body,
        code="",
        valid_until=last_day(body),
    )
    notice = coded(bare, office.signer)
    work.record(NoticeIssued(notice.notice_id, case.case_id, number, notice), duty.clerk.badge)
    spool.enqueue(work.connection, notice.notice_id, notices.ORIGINAL)
    return notice


def confirm_sheet(work: UnitOfWork, duty: OnDuty, notice_id: str, copy_no: int) -> None:
    """The clerk has the sheet in hand; confirming twice changes nothing.

    Raises: JobNotFound, SheetNotOut.
    """
    job = spool.job_of(work.connection, notice_id, copy_no)
    if job.state is spool.JobState.CONFIRMED:
        return
    if job.state is not spool.JobState.HANDED_OVER:
        raise SheetNotOut("这张文书还没有送到打印机，没有确认出纸，请看状态栏里的打印提示。")
    work.record(PaperConfirmed(notice_id, copy_no), duty.clerk.badge)
    spool.confirm(work.connection, notice_id, copy_no)


def reprint(work: UnitOfWork, duty: OnDuty, notice_id: str, reason: str) -> int:
    """补打: order the next numbered copy, marked as such; returns its copy number.

    Raises: CopyMarkIncomplete without a usable reason; JobNotFound; SheetNotOut while an
    earlier copy is still queued.
    """
    last = notices.copies(work.connection, notice_id)[-1]
    job = spool.job_of(work.connection, notice_id, last.copy_no)
    if job.state in (spool.JobState.QUEUED, spool.JobState.SENDING):
        raise SheetNotOut("上一张还在打印队列里，没有再打一张，恢复后会自动打出。")
    mark = CopyMark(last.copy_no + 1, reason.strip())
    work.record(ReprintOrdered(notice_id, mark.copy_no, mark.reason), duty.clerk.badge)
    spool.enqueue(work.connection, notice_id, mark.copy_no)
    return mark.copy_no
