"""Numbered papers: issue, confirm, print again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.facts import NoticeIssued, ReprintOrdered
from core.glyphs import require_confirmed
from core.notice import Letterhead, Notice, NoticeBody, last_day, prints_due_date
from core.numbering import notice_series, notice_text
from core.paper_kind import NoticeKind
from core.staff import counter_word
from db import notices
from db.paper_signature import coded
from db.unit_of_work import new_id
from desktop import press
from desktop.clock_watch import require_trusted
from desktop.overreach import watch_paper
from printing import spool
from printing.copy_mark import CopyMark
from printing.spool import JobState, Sheet

if TYPE_CHECKING:
    from core.case import Case
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office
    from printing.spool import PrintJob


class SheetNotOut(Refusal):
    """A sheet is confirmed, or printed again, before the device took it."""


@dataclass(frozen=True)
class About:
    """What a paper is about; a paper of the office itself is about no case."""

    department: str
    addressee: str
    case_id: str = ""
    case_number: str = ""
    slip_code: str = ""
    item_code: str = ""
    item_name: str = ""

    @classmethod
    def case(cls, case: Case) -> About:
        """A paper about a case."""
        return cls(
            department=case.item.department,
            addressee=case.applicant.name,
            case_id=case.case_id,
            case_number=case.number,
            slip_code=case.slip,
            item_code=case.item.code,
            item_name=case.item.name,
        )


def issue(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case: Case,
    body: NoticeBody,
    notice_id: str = "",
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Notice:
    """Number a paper about a case, draw and examine it, and put its original into the spool.

    One that asks for more than the frozen item lists is brought before the supervisors.
    Raises: what `issue_about` raises.
    """
    about = About.case(case)
    notice = issue_about(work, duty, office, about, body, notice_id, confirmed_glyphs)
    watch_paper(work, duty, case, body)
    return notice


def issue_about(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    about: About,
    body: NoticeBody,
    notice_id: str = "",
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Notice:
    """Number a paper, draw and examine it, and put its original into the spool.

    All in one transaction: a paper that is refused spends no number.
    Raises: ClockNotTrusted for a paper with a due date; GlyphsUnconfirmed unless the clerk
    confirmed every character that no font draws; PaperRefused.
    """
    if prints_due_date(body):
        require_trusted(work)
    kind = NoticeKind(body.paper)
    number = work.next_number(notice_series(work.identity.station, kind, work.today))
    bare = Notice(
        notice_id=notice_id or new_id(),
        number=notice_text(number, office.short_name, kind),
        case_number=about.case_number,
        slip_code=about.slip_code,
        letterhead=Letterhead(
            hall=office.hall_name,
            department=about.department,
            counter=counter_word(duty.counter),
            enquiry_phone=office.enquiry_phone,
            supervision_phone=office.supervision_phone,
        ),
        addressee=about.addressee,
        item_code=about.item_code,
        item_name=about.item_name,
        clerk=duty.clerk.name,
        badge=duty.clerk.badge,
        issued_at=work.now,
        body=body,
        code="",
        valid_until=last_day(body),
    )
    notice = coded(bare, office.signer)
    shown_by_code = press.undrawable(notice)
    require_confirmed(shown_by_code, confirmed_glyphs)
    work.record(
        NoticeIssued(notice.notice_id, about.case_id, number, notice, shown_by_code),
        duty.clerk.badge,
    )
    _queue(work, duty, notice, notices.ORIGINAL, press.original(notice))
    return notice


def confirm_sheet(work: UnitOfWork, duty: OnDuty, notice_id: str, copy_no: int) -> None:
    """The clerk has the sheet in hand; confirming twice changes nothing.

    Raises: NoticeNotFound, JobNotFound, SheetNotOut.
    """
    job = _job(work, notice_id, copy_no)
    if job.state is JobState.CONFIRMED:
        return
    if job.state not in (JobState.HANDED_OVER, JobState.DOUBTFUL):
        raise SheetNotOut("这张文书还没有送到打印机，没有确认出纸，请看状态栏里的打印提示。")
    spool.confirm(work, job, duty.clerk.badge)


def reprint(work: UnitOfWork, duty: OnDuty, notice_id: str, after_copy: int, reason: str) -> int:
    """补打: order the next numbered copy, marked as such; returns its copy number.

    `after_copy` is the newest copy the clerk saw: asking twice orders one.
    Raises: CopyMarkIncomplete without a usable reason; PaperRefused; NoticeNotFound; JobNotFound;
    SheetNotOut while an earlier copy is still queued.
    """
    last = notices.copies(work.connection, notice_id)[-1:]
    if last and last[0].copy_no > after_copy:
        return last[0].copy_no
    job = _job(work, notice_id, after_copy)
    if job.state in (JobState.QUEUED, JobState.SENDING):
        raise SheetNotOut("上一张还在打印队列里，没有再打一张，恢复后会自动打出。")
    mark = CopyMark(after_copy + 1, reason.strip())
    work.record(ReprintOrdered(notice_id, mark.copy_no, mark.reason), duty.clerk.badge)
    spool.give_up(work.connection, job)
    notice = notices.load(work.connection, notice_id)
    _queue(work, duty, notice, mark.copy_no, press.copy(notice, mark))
    return mark.copy_no


def _job(work: UnitOfWork, notice_id: str, copy_no: int) -> PrintJob:
    kind = notices.load(work.connection, notice_id).kind
    return spool.job_of(work.connection, kind.value, notice_id, copy_no)


def _queue(work: UnitOfWork, duty: OnDuty, notice: Notice, copy_no: int, content: bytes) -> None:
    spool.enqueue(
        work.connection,
        Sheet(
            document=notice.kind.value,
            subject_id=notice.notice_id,
            copy_no=copy_no,
            title=f"{notice.case_number or notice.number}_{notice.kind.title}",
            media=notice.kind.sheet.value,
            badge=duty.clerk.badge,
            content=content,
        ),
    )
