"""导办台: questions that are another's, handed over with a 指引单 and followed to their answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.applicant import usable_identity
from core.guide_desk import HandOver, require_reprintable
from core.guide_facts import (
    Destination,
    HandOverGivenBack,
    HandOverSignedOff,
    QuestionHandedOver,
    QuestionPassedOn,
    SlipReprintOrdered,
)
from core.office_notices import GuidanceBody
from db import catalogues, guide_desk, tickets
from db.unit_of_work import new_id
from desktop import quota_room, ticket_moves
from desktop.notices import About, SheetNotOut, issue_about
from printing import spool
from printing.copy_mark import CopyMark
from printing.spool import JobState

if TYPE_CHECKING:
    from core.notice import Notice
    from core.staff import Clerk, OnDuty
    from core.ticket import Ticket
    from db.unit_of_work import Reading, UnitOfWork
    from desktop.office import Office


@dataclass(frozen=True)
class Question:
    """What the first responder writes down."""

    words: str
    destination: Destination
    asker: str = ""
    bring: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class GuideDesk:
    """What the page shows: hand-overs this clerk answers for, and those that wait for others."""

    own: tuple[HandOver, ...]
    others: tuple[HandOver, ...]
    departments: tuple[str, ...]


def overview(reading: Reading, badge: str) -> GuideDesk:
    """The open hand-overs as one clerk sees them."""
    every = guide_desk.not_signed_off(reading.connection, reading.identity.hall)
    return GuideDesk(
        own=tuple(one for one in every if one.first_responder.badge == badge),
        others=tuple(one for one in every if one.first_responder.badge != badge),
        departments=_departments(reading),
    )


def hand_over(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    question: Question,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> HandOver:
    """Register a question, print the 指引单, and stay responsible until it is answered.

    Raises: QuestionIncomplete; GlyphsUnconfirmed; PaperRefused.
    """
    hand_over_id, notice_id = new_id(), new_id()
    fact = QuestionHandedOver(
        hand_over_id=hand_over_id,
        question=question.words.strip(),
        asker=question.asker.strip(),
        first_responder=duty.clerk,
        destination=question.destination,
        note=question.note.strip(),
        notice_id=notice_id,
    )
    work.record(fact, duty.clerk.badge)
    _issue(work, duty, office, duty.clerk, question, notice_id, confirmed_glyphs)
    return guide_desk.load(work.connection, hand_over_id)


def pass_on(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    hand_over_id: str,
    destination: Destination,
    note: str = "",
) -> HandOver:
    """Send a question that came back to another receiver, with a new 指引单.

    Raises: HandOverNotFound, HandOverStepNotAllowed, QuestionIncomplete; GlyphsUnconfirmed;
    PaperRefused.
    """
    before = guide_desk.load(work.connection, hand_over_id)
    notice_id = new_id()
    fact = QuestionPassedOn(hand_over_id, destination, note.strip(), notice_id)
    work.record(fact, duty.clerk.badge)
    question = Question(before.question, destination, before.asker, note=note)
    _issue(work, duty, office, before.first_responder, question, notice_id, frozenset())
    return guide_desk.load(work.connection, hand_over_id)


def sign_off(work: UnitOfWork, duty: OnDuty, hand_over_id: str, outcome: str) -> HandOver:
    """The receiver has answered; the first responder is free of it.

    Raises: HandOverNotFound, HandOverStepNotAllowed, QuestionIncomplete.
    """
    fact = HandOverSignedOff(hand_over_id, duty.clerk, outcome.strip())
    work.record(fact, duty.clerk.badge)
    return guide_desk.load(work.connection, hand_over_id)


def give_back(work: UnitOfWork, duty: OnDuty, hand_over_id: str, reason: str) -> HandOver:
    """It is not the receiver's either; the first responder goes on.

    Raises: HandOverNotFound, HandOverStepNotAllowed, QuestionIncomplete.
    """
    fact = HandOverGivenBack(hand_over_id, duty.clerk, reason.strip())
    work.record(fact, duty.clerk.badge)
    return guide_desk.load(work.connection, hand_over_id)


def issue(
    work: UnitOfWork, duty: OnDuty, item_code: str, identity_number: str = "", reason: str = ""
) -> Ticket:
    """取号: the next number of an item; the document, where one is shown, counts for its quota.

    Raises: IdentityNotValid; ReasonMissing beyond the quota; RangeExhausted.
    """
    shown = usable_identity(identity_number) if identity_number.strip() else ""
    return quota_room.issue_at_desk(work, duty, item_code, shown, reason)


def revive(work: UnitOfWork, duty: OnDuty, number: str) -> Ticket:
    """恢复排队: the person of a missed number stands here; they wait again behind the others.

    Raises: TicketNotFound, TicketStepNotAllowed; TicketNotCallable for another station's number.
    """
    return ticket_moves.revive(work, duty, _ticket_id(work, number))


def reprint_slip(work: UnitOfWork, duty: OnDuty, number: str, reason: str) -> int:
    """补打 a queue slip of today, marked with its copy number and reason; returns that number.

    Raises: TicketNotFound, SlipNotReprintable; SheetNotOut while the last one is still queued;
    CopyMarkIncomplete without a usable reason.
    """
    ticket_id = _ticket_id(work, number)
    require_reprintable(tickets.load(work.connection, ticket_id))
    last = guide_desk.last_copy(work.connection, ticket_id)
    printing = spool.states_of(work.connection, spool.TICKET, ticket_id).get(last)
    if printing in (JobState.QUEUED, JobState.SENDING):
        raise SheetNotOut("上一张小票还在打印队列里，没有再打一张，打印机恢复后会自动打出。")
    mark = CopyMark(last + 1, reason.strip())
    work.record(SlipReprintOrdered(ticket_id, mark.copy_no, mark.reason), duty.clerk.badge)
    return mark.copy_no


def _ticket_id(work: UnitOfWork, number: str) -> str:
    wanted = "".join(number.split()).upper()
    return guide_desk.ticket_with_number(work.connection, work.identity.hall, work.today, wanted)


_DESK = "导办台"  # stands on the paper where a case's paper names its department


def _issue(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    first_responder: Clerk,
    question: Question,
    notice_id: str,
    confirmed_glyphs: frozenset[str],
) -> Notice:
    to = question.destination
    body = GuidanceBody(
        question=question.words.strip(),
        first_responder=f"{first_responder.name}（工号 {first_responder.badge}）",
        to_department=to.department,
        to_place=to.place,
        to_phone=to.phone,
        bring=question.bring,
        remark=question.note.strip(),
    )
    about = About(department=_DESK, addressee=question.asker.strip())
    return issue_about(work, duty, office, about, body, notice_id, confirmed_glyphs)


def _departments(reading: Reading) -> tuple[str, ...]:
    items = catalogues.items_in_force(reading.connection, reading.today)
    return tuple(dict.fromkeys(item.department for item in items))
