"""The kiosk: a number for whoever touches the screen, with no clerk beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from core.kiosk import (
    KioskOffer,
    NumberRequest,
    Taken,
    entitlement_of,
    expected,
    item_groups,
)
from core.staff import Clerk, OnDuty, Role
from db import appointments as appointment_rows
from db import catalogues, tickets
from db.tickets import TicketNotFound
from db.unit_of_work import Reading, UnitOfWork
from desktop import appointments, attendance, quota_room, slips, waits
from desktop.return_visit import rejoin
from desktop.waits import DailyWaits
from printing import spool
from printing.spool import JobState

if TYPE_CHECKING:
    from core.ticket import Ticket

KIOSK = OnDuty(Clerk("kiosk", "自助取号机", Role.CLERK), counter="")
Act: TypeAlias = Callable[[UnitOfWork, str, str], Taken]  # request id, what was scanned or typed


@dataclass(frozen=True)
class KioskActs:
    """What the kiosk can do; `wait` tells, after a number, how long it will take."""

    take: Callable[[UnitOfWork, NumberRequest], Taken]
    return_visit: Act
    check_in: Act
    wait: Callable[[Reading, str], str]


def kiosk_acts() -> KioskActs:
    """The acts of this hall's kiosks."""
    learned = DailyWaits()

    def wait(reading: Reading, ticket_id: str) -> str:
        ticket = tickets.load(reading.connection, ticket_id)
        return waits.expected(reading, ticket, learned.known(reading))

    return KioskActs(take_number, return_visit, check_in, wait)


def offer(reading: Reading) -> KioskOffer:
    """The items in force today by department, none before a catalogue is published."""
    expected_today = appointment_rows.booked_on(
        reading.connection, reading.identity.hall, reading.today
    )
    return KioskOffer(
        item_groups(catalogues.items_in_force(reading.connection, reading.today)),
        bool(expected_today),
    )


def take_number(work: UnitOfWork, request: NumberRequest) -> Taken:
    """Hand out the next number; the same request again gives the number it was given.

    Raises: QuotaReached, RangeExhausted.
    """
    entitled = entitlement_of(request)
    ticket = _issued(work, request.request_id) or quota_room.issue_at_kiosk(
        work, KIOSK, request.item_code, entitled=entitled, ticket_id=request.request_id
    )
    return _told(work, ticket)


def return_visit(work: UnitOfWork, request_id: str, scanned: str) -> Taken:
    """A number for a person who comes back with a paper of the hall.

    Raises: SlipNotReadable, PaperCodeMisread, PaperCodeTooNew, PaperWithoutCase; SlipUnknown;
    CaseIsClosed; RangeExhausted.
    """
    return _told(work, rejoin(work, KIOSK, scanned, request_id).ticket)


def check_in(work: UnitOfWork, request_id: str, digits: str) -> Taken:
    """A number for a person with an appointment, known by the telephone's last digits.

    Raises: AppointmentNotRecognised, SeveralAppointments; RangeExhausted.
    """
    ticket = _issued(work, request_id)
    if ticket is None:
        todays = appointment_rows.booked_on(work.connection, work.identity.hall, work.today)
        appointment_id = expected(digits, todays, work.now).appointment_id
        ticket = appointments.check_in(work, KIOSK, appointment_id, request_id).ticket
    return _told(work, ticket)


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


def _issued(work: UnitOfWork, request_id: str) -> Ticket | None:
    # The request's id is the ticket's: a second touch finds the number of the first.
    try:
        return tickets.load(work.connection, request_id)
    except TicketNotFound:
        return None


def _told(work: UnitOfWork, ticket: Ticket) -> Taken:
    came = appointments.came(work, ticket)
    return Taken(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        subject=slips.subject(work, ticket.item_code),
        people_ahead=tickets.ahead_of(work.connection, ticket),
        arrival=came.words if came is not None else "",
    )
