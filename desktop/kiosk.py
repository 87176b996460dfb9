"""The kiosk: a number for whoever touches the screen, with no clerk beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from core.facts import TicketIssued
from core.kiosk import ItemGroup, NumberRequest, Taken, item_groups, require_open
from core.numbering import ticket_series
from core.paper_code import scan
from core.staff import Clerk, OnDuty, Role
from db import cases, catalogues, tickets
from db.catalogues import NoCatalogue
from db.tickets import TicketNotFound
from db.unit_of_work import UnitOfWork
from desktop import attendance
from desktop.reception import WALK_IN
from printing import spool
from printing.spool import JobState

if TYPE_CHECKING:
    from core.ticket import Ticket
    from db.unit_of_work import Reading

KIOSK = OnDuty(Clerk("kiosk", "自助取号机", Role.CLERK), counter="")
Act: TypeAlias = Callable[[UnitOfWork, str, str], Taken]  # request id, what was scanned or typed


@dataclass(frozen=True)
class KioskActs:
    """What the kiosk can do; a hall without appointments has no check-in."""

    take: Callable[[UnitOfWork, NumberRequest], Taken]
    return_visit: Act
    check_in: Act | None = None


def kiosk_acts(priority_letter: str) -> KioskActs:
    """The acts of this hall's kiosks; priority numbers have a letter of their own."""

    def take(work: UnitOfWork, request: NumberRequest) -> Taken:
        return take_number(work, request, priority_letter)

    return KioskActs(take, return_visit)


def item_choices(reading: Reading | UnitOfWork) -> tuple[ItemGroup, ...]:
    """The items in force today by department; none before a catalogue is published."""
    try:
        version = catalogues.version_in_force(reading.connection, reading.today)
    except NoCatalogue:
        return ()
    return item_groups(catalogues.items(reading.connection, version))


def take_number(work: UnitOfWork, request: NumberRequest, priority_letter: str) -> Taken:
    """Hand out the next number; the same request again gives the number it was given.

    Raises: SeriesExhausted.
    """
    prefix = priority_letter if request.ground else WALK_IN
    ticket = _issued_once(work, request.request_id, request.item_code, prefix)
    return _told(work, ticket)


def return_visit(work: UnitOfWork, request_id: str, scanned: str) -> Taken:
    """A number for a person who comes back with a paper of the hall.

    Raises: SlipNotReadable, PaperCodeMisread, PaperCodeTooNew, PaperWithoutCase; SlipUnknown;
    CaseIsClosed; SeriesExhausted.
    """
    case = cases.with_slip(work.connection, scan(scanned).slip)
    require_open(case)
    return _told(work, _issued_once(work, request_id, case.item.code, WALK_IN))


def slip_trouble(reading: Reading, ticket_id: str) -> bool:
    """Whether the number's slip is known not to have come out."""
    states = spool.states_of(reading.connection, spool.TICKET, ticket_id)
    jobs = [spool.job_of(reading.connection, spool.TICKET, ticket_id, copy) for copy in states]
    return any(job.trouble or job.state is JobState.FAILED for job in jobs)


def unlock(work: UnitOfWork, badge: str, password: str) -> Clerk:
    """Who may close the kiosk: anybody with a badge of this station.

    Raises: SignInRefused.
    """
    return attendance.clerk_with(work, badge, password)


def _issued_once(work: UnitOfWork, request_id: str, item_code: str, prefix: str) -> Ticket:
    """The request's id is the ticket's: a second touch finds the number of the first."""
    try:
        return tickets.load(work.connection, request_id)
    except TicketNotFound:
        number = work.next_number(ticket_series(work.identity.station, prefix, work.today))
        fact = TicketIssued(request_id, number, work.today, item_code)
        work.record(fact, KIOSK.clerk.badge)
        return tickets.load(work.connection, request_id)


def _told(work: UnitOfWork, ticket: Ticket) -> Taken:
    names = {item.code: item.name for group in item_choices(work) for item in group.items}
    return Taken(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        subject=names.get(ticket.item_code, ""),
        people_ahead=tickets.ahead_of(work.connection, ticket),
    )
