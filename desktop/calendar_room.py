"""The hall's calendar: a notice read in, put forward, decided by another, and what it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import calendar_change
from core.calendar_facts import DateChangeTold
from core.calendar_history import succeeding
from core.calendar_impact import Impact, impact
from core.entity import EntityKind
from core.errors import Refusal
from core.journal import Touched
from core.notice_import.reading import read
from db import calendars, date_changes, open_cases, told_dates
from db.unit_of_work import new_id

if TYPE_CHECKING:
    from datetime import date

    from core.calendar import Calendar
    from core.calendar_change import Proposal
    from core.calendar_facts import CalendarProposed
    from core.clock import ClockKind
    from core.holiday_notice import HolidayNotice
    from core.notice_import.parsed_notice import ParsedNotice
    from core.staff import Clerk
    from db.calendars import Version
    from db.told_dates import ToBeTold
    from db.unit_of_work import Reading, UnitOfWork

BATCH = 200  # cases reckoned anew in one transaction: no window waits longer than for that


class NothingToTell(Refusal):
    """The calendar did not move that date away from what the applicant was told."""


def parsed(text: str, in_force: Calendar, number: str, issued: date | None) -> ParsedNotice:
    """A notice as read, with number and day of signing where whoever reads it in gives them.

    Raises: the refusals of `core.notice_import`.
    """
    found = read(text, in_force)
    day = issued or found.issued
    return found if day is None else found.signed(number or found.number, day)


def propose(
    work: UnitOfWork, by: Clerk, text: str, number: str = "", issued: date | None = None
) -> CalendarProposed:
    """Put a notice forward for a second person.

    Raises: CalendarNotForYou, NoticeNotSound, ChangesNothing; what `parsed` raises.
    """
    in_force = work.calendar
    notice = parsed(text, in_force, number, issued)
    fact = calendar_change.proposed(new_id(), notice, text, in_force, by, work.now)
    work.record(fact, by.badge)
    return fact


def approve(work: UnitOfWork, by: Clerk, proposal_id: str, text: str = "") -> int:
    """Put a notice in force; the most urgent cases are reckoned anew in the same transaction.

    `text` is what the second person read, if it is not the text proposed. Returns how many cases
    still wait for `bring_up`: reading them reckons under the new calendar already.
    Raises: CalendarNotForYou, ProposalDecided, SamePersonApproves, ProposedTextChanged,
    CalendarMovedOn, ProposalNotFound.
    """
    found = calendars.proposal(work.connection, proposal_id)
    read_by = text or found.proposed.text
    fact = calendar_change.approved(found, read_by, work.calendar, by, work.now)
    work.record(fact, by.badge)
    bring_up(work)
    return waiting(work)


def reject(work: UnitOfWork, by: Clerk, proposal_id: str, reason: str) -> None:
    """Turn a notice down.

    Raises: CalendarNotForYou, ProposalDecided, NoReasonGiven, ProposalNotFound.
    """
    found = calendars.proposal(work.connection, proposal_id)
    work.record(calendar_change.rejected(found, reason, by), by.badge)


def bring_up(work: UnitOfWork) -> int:
    """Reckon the next batch of open cases under the calendar in force; 0 when none is left."""
    ids = date_changes.bring_up(work.connection, work.identity.hall, work.published, BATCH)
    work.touched.update(Touched(EntityKind.CASE, case_id) for case_id in ids)
    return len(ids)


def waiting(here: Reading | UnitOfWork) -> int:
    """How many open cases are not reckoned under the calendar in force yet."""
    return date_changes.waiting(here.connection, here.identity.hall, here.published)


def proposals(reading: Reading) -> tuple[Proposal, ...]:
    """Every notice put forward, oldest first."""
    return calendars.proposals(reading.connection, reading.identity.hall)


def proposal(reading: Reading, proposal_id: str) -> Proposal:
    """One notice put forward.

    Raises: ProposalNotFound.
    """
    return calendars.proposal(reading.connection, proposal_id)


def versions(reading: Reading) -> tuple[Version, ...]:
    """Every calendar of the hall, the one in force last."""
    return calendars.versions(reading.connection, reading.identity.hall, reading.published)


def preview(reading: Reading, notice: HolidayNotice) -> Impact:
    """Which open clocks a notice would move if it came into force today."""
    before = reading.calendar
    after = succeeding(before, notice, reading.today)
    return impact(open_cases.every_clock(reading.connection, reading.identity.hall), before, after)


def to_be_told(reading: Reading) -> tuple[ToBeTold, ...]:
    """The applicants whose printed date the calendar moved and who do not know yet."""
    return told_dates.to_be_told(reading.connection, reading.identity.hall)


def tell(work: UnitOfWork, by: Clerk, case_id: str, clock: ClockKind, how: str) -> ToBeTold:
    """Record that an applicant was told a moved date without a paper.

    Raises: NothingToTell.
    """
    for one in told_dates.to_be_told(work.connection, work.identity.hall):
        if (one.case_id, one.clock) == (case_id, clock):
            work.record(DateChangeTold(case_id, clock, one.due_on, how.strip()), by.badge)
            return one
    raise NothingToTell("这个办件没有待告知的日期变更，没有记录，办件没有变动，请刷新清单后核对。")
