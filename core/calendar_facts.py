"""Facts about the hall's calendar: a notice proposed, approved or rejected; a new date told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.clock import ClockKind
from core.entity import AboutCase, EntityKind
from core.holiday_notice import HolidayNotice
from core.staff import Clerk


@dataclass(frozen=True)
class _AboutProposal:
    entity: ClassVar[EntityKind] = EntityKind.CALENDAR

    proposal_id: str

    @property
    def entity_id(self) -> str:
        """The proposal it is about."""
        return self.proposal_id


@dataclass(frozen=True)
class CalendarProposed(_AboutProposal):
    """One person read a holiday notice into the program and found it sound.

    `text` is what it was read from, `checksum` its SHA-256; `against` and `makes` are the versions
    of the calendar before and after, `warnings` what was shown at the time.
    """

    kind: ClassVar[str] = "calendar.proposed"

    notice: HolidayNotice
    text: str
    checksum: str
    warnings: tuple[str, ...]
    against: str
    makes: str
    by: Clerk


@dataclass(frozen=True)
class CalendarApproved(_AboutProposal):
    """A second person put the notice in force."""

    kind: ClassVar[str] = "calendar.approved"

    notice: HolidayNotice
    by: Clerk


@dataclass(frozen=True)
class CalendarRejected(_AboutProposal):
    """A second look found the notice not fit to enter the calendar."""

    kind: ClassVar[str] = "calendar.rejected"

    reason: str
    by: Clerk


@dataclass(frozen=True)
class DateChangeTold(AboutCase):
    """The applicant was told, without a paper, that the calendar moved a date."""

    kind: ClassVar[str] = "case.date_change_told"

    clock: ClockKind
    due_on: date
    how: str  # 电话告知本人


CalendarFact = CalendarProposed | CalendarApproved | CalendarRejected | DateChangeTold
