"""Back with a paper of the office: a number in the queue that opens the case when it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.case_facts import ReturnVisit
from core.paper_check import caution_on_opening
from core.paper_code import scan
from core.return_visit import returning
from core.ticket import Ticket
from db import cases, tickets
from db.tickets import TicketNotFound
from desktop import reception
from desktop.paper_check import verify

if TYPE_CHECKING:
    from core.case import Case
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Rejoined:
    """The number the person waits under, and what to say about the paper; empty when nothing."""

    ticket: Ticket
    caution: str


def rejoin(work: UnitOfWork, duty: OnDuty, scanned: str, ticket_id: str = "") -> Rejoined:
    """A number for whoever comes back with a paper; scanned twice it is the same number.

    Raises: SlipNotReadable, PaperCodeMisread, PaperCodeTooNew, PaperWithoutCase; SamplePaper,
    NotOurPaper; SlipUnknown; CaseIsClosed; RangeExhausted.
    """
    shown = scan(scanned)
    caution = caution_on_opening(verify(work, shown.code)) if shown.code else ""
    case = cases.with_slip(work.connection, shown.slip)
    waiting = _here_already(work, case)
    if waiting is not None:
        return Rejoined(waiting, caution)
    code, entitled = case.item.code, returning(case)
    ticket = reception.issue_ticket(work, duty, code, entitled=entitled, ticket_id=ticket_id)
    work.record(ReturnVisit(case.case_id, ticket.ticket_id), duty.clerk.badge)
    return Rejoined(ticket, caution)


def _here_already(work: UnitOfWork, case: Case) -> Ticket | None:
    try:
        last = tickets.load(work.connection, case.ticket_id)
    except TicketNotFound:
        return None
    return last if last.state.is_open and last.day == work.today else None
