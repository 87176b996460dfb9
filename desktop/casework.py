"""A case at the window: receive, check materials, tell once, accept, decide, deliver."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core import papers
from core.case import Case
from core.facts import (
    CaseAccepted,
    CaseDelivered,
    CaseGranted,
    CaseReceived,
    MaterialsChecked,
    ReturnVisit,
    ToldOnce,
)
from core.notice import Notice
from core.numbering import case_series
from core.paper_check import caution_on_opening
from core.paper_code import scan
from core.paper_kind import NoticeKind
from db import cases, catalogues, notices, rule_packs
from db.unit_of_work import new_id
from desktop import clock_watch, receipts, reception
from desktop.notices import issue
from desktop.paper_check import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.applicant import Applicant
    from core.checklist import Tick
    from core.staff import OnDuty
    from core.ticket import Ticket
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office

AT_THE_COUNTER = "窗口领取"


@dataclass(frozen=True)
class Step:
    """A case after a step, and the paper the step produced."""

    case: Case
    notice: Notice


@dataclass(frozen=True)
class Reopened:
    """A case opened by its paper, and what to tell the clerk about the paper, if anything."""

    case: Case
    caution: str


def receive(work: UnitOfWork, duty: OnDuty, item_code: str, applicant: Applicant) -> Case:
    """收件: open a case for the person at the counter under the catalogue in force today.

    Raises: NoCatalogue, ItemNotInCatalogue.
    """
    ticket = reception.serve_now(work, duty)
    version = catalogues.version_in_force(work.connection, work.today)
    item = catalogues.item(work.connection, version, item_code)
    case_id = new_id()
    number = work.next_number(case_series(work.identity.station, work.today))
    work.record(
        CaseReceived(
            case_id=case_id,
            number=number,
            ticket_id=ticket.ticket_id,
            catalogue_version=version,
            item_code=item.code,
            applicant=applicant,
            received_on=work.today,
            counter=duty.counter,
        ),
        duty.clerk.badge,
    )
    return cases.load(work.connection, case_id)


def reopen(work: UnitOfWork, duty: OnDuty, scanned: str) -> Reopened:
    """The applicant is back with a paper, scanned or its slip code typed: its case is opened.

    Raises: SlipNotReadable, PaperCodeMisread, PaperCodeTooNew, PaperWithoutCase; SamplePaper,
    NotOurPaper; SlipUnknown.
    """
    shown = scan(scanned)
    caution = caution_on_opening(verify(work, shown.code)) if shown.code else ""
    case = cases.with_slip(work.connection, shown.slip)
    ticket = reception.serve_now(work, duty)
    in_hand = cases.of_ticket(work.connection, ticket.ticket_id)[-1:]
    if [one.case_id for one in in_hand] != [case.case_id]:
        work.record(ReturnVisit(case.case_id, ticket.ticket_id), duty.clerk.badge)
    return Reopened(cases.load(work.connection, case.case_id), caution)


def check_materials(work: UnitOfWork, duty: OnDuty, case_id: str, ticks: Sequence[Tick]) -> Case:
    """Write the clerk's findings on the checklist.

    Raises: DemandOutsideCatalogue, DemandAfterNotice, MaterialsUnexplained, MaterialsClosed.
    """
    if ticks:
        work.record(MaterialsChecked(case_id, tuple(ticks), work.today), duty.clerk.badge)
    return cases.load(work.connection, case_id)


def tell_once(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    ticks: Sequence[Tick] = (),
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Step:
    """一次性告知: one notice listing everything missing.

    Raises: ToldAlready, ToldTooLate, MaterialsUnexplained, NothingMissing; GlyphsUnconfirmed,
    PaperRefused.
    """
    case = check_materials(work, duty, case_id, ticks)
    notice_id = new_id()
    rules = rule_packs.in_force(work.connection, work.identity.hall)
    limit, lapse = rules.correction_limit, rules.correction_lapse
    work.record(
        ToldOnce(case_id, notice_id, work.today, limit, lapse, duty.clerk), duty.clerk.badge
    )
    body = papers.one_time(case, work.now, limit, work.calendar, lapse)
    notice = issue(work, duty, office, case, body, notice_id, confirmed_glyphs)
    return Step(cases.load(work.connection, case_id), notice)


def accept(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    ticks: Sequence[Tick] = (),
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Step:
    """受理: the office's clocks start today.

    Raises: MaterialsMissing, MaterialsUnexplained, StepNotAllowed; GlyphsUnconfirmed, PaperRefused.
    """
    case = check_materials(work, duty, case_id, ticks)
    receipts.acknowledge_correction(work, duty, office, case, confirmed_glyphs)
    work.record(CaseAccepted(case_id, work.today, duty.clerk), duty.clerk.badge)
    body = papers.acceptance(case, work.today, work.calendar)
    notice = issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs)
    return Step(cases.load(work.connection, case_id), notice)


def decide_on_the_spot(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    ticks: Sequence[Tick] = (),
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Step:
    """即办: accept and grant in one act; the decision stands in for the acceptance notice.

    Raises: NotImmediate, MaterialsMissing, MaterialsUnexplained, StepNotAllowed;
    GlyphsUnconfirmed, PaperRefused.
    """
    case = check_materials(work, duty, case_id, ticks)
    receipts.acknowledge_correction(work, duty, office, case, confirmed_glyphs)
    work.record(CaseAccepted(case_id, work.today, duty.clerk), duty.clerk.badge)
    work.record(CaseGranted(case_id, work.today, duty.clerk), duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = papers.decision(case, work.today)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def deliver_at_counter(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Step:
    """送达: the result is handed over and the receipt printed for signature.

    Raises: StepNotAllowed; GlyphsUnconfirmed, PaperRefused.
    """
    handed = tuple(
        f"{notice.kind.title}（{notice.number}）"
        for notice in notices.of_case(work.connection, case_id)
        if notice.kind in (NoticeKind.DECISION, NoticeKind.DENIAL)
    )
    work.record(CaseDelivered(case_id, work.now, AT_THE_COUNTER, duty.clerk), duty.clerk.badge)
    case = cases.load(work.connection, case_id)
    body = papers.delivery(case, work.now, AT_THE_COUNTER, handed)
    return Step(case, issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs))


def leave(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Ticket:
    """办结: the person leaves with a receipt for whatever was handed in and is not answered yet.

    While the clock is in question the person leaves all the same, and the receipts wait: that
    somebody has been served is a fact, and a receipt with a wrong day would be worse than a late
    one. `receipts.acknowledge` issues it afterwards.

    Raises: NobodyWaiting, TicketStepNotAllowed; GlyphsUnconfirmed.
    """
    ticket = reception.finish_service(work, duty)
    if clock_watch.doubt(work) is not None:
        return ticket
    for case in cases.of_ticket(work.connection, ticket.ticket_id):
        receipts.acknowledge_receipt(work, duty, office, case, confirmed_glyphs)
        receipts.acknowledge_correction(work, duty, office, case, confirmed_glyphs)
    return ticket


def issuing(
    kind: NoticeKind,
    duty: OnDuty,
    office: Office,
    case_id: str,
    ticks: Sequence[Tick],
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Callable[[UnitOfWork], Step]:
    """The act at the counter that issues a paper of that kind for a case."""
    if kind is NoticeKind.DELIVERY:
        return partial(
            deliver_at_counter,
            duty=duty,
            office=office,
            case_id=case_id,
            confirmed_glyphs=confirmed_glyphs,
        )
    return partial(
        _ISSUED_BY[kind],
        duty=duty,
        office=office,
        case_id=case_id,
        ticks=ticks,
        confirmed_glyphs=confirmed_glyphs,
    )


_ISSUED_BY = {
    NoticeKind.ACCEPTANCE: accept,
    NoticeKind.ONE_TIME: tell_once,
    NoticeKind.DECISION: decide_on_the_spot,
}
