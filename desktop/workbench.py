"""What the counter workbench shows, as one snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from core import what_if
from core.applicant import masked_name
from core.calendar import Calendar, national_calendar
from core.case import Case
from core.catalogue import ItemKind
from core.counter import CounterStanding, CounterState
from core.moment import minutes_between
from core.paper_kind import NoticeKind
from core.queue_order import Choice
from core.ticket import Ticket
from core.what_if import WhatIf
from db import appointments, cases, catalogues, counters, notices, tickets
from desktop.counter_options import USUAL_OPTIONS
from desktop.queue_room import who_is_next
from desktop.set_aside import Parked, missed_today, parked_people
from desktop.visitor import Visitor, visitor
from printing import spool
from printing.spool import JobState

if TYPE_CHECKING:
    from db.unit_of_work import Reading
    from desktop.counter_options import CounterOptions


@dataclass(frozen=True)
class Waiting:
    """One waiting ticket; `minutes` since it queued."""

    ticket: Ticket
    minutes: int
    ours: bool  # whether this station may call it
    name: str = ""  # masked; shown before the call only where the hall wants it


@dataclass(frozen=True)
class Sheet:
    """One copy of a paper and how far its print has come."""

    notice_id: str
    kind: NoticeKind
    number: str
    copy_no: int
    state: JobState | None  # None: printed at another station

    @property
    def title(self) -> str:
        """The paper's name, with its copy number when it is a reprint."""
        if self.copy_no == notices.ORIGINAL:
            return self.kind.title
        return f"{self.kind.title}（补打，第 {self.copy_no} 份）"

    @property
    def words(self) -> str:
        """How far the print has come, in words."""
        return _PRINT_WORDS[self.state]

    @property
    def to_confirm(self) -> bool:
        """Whether the clerk is asked to look for the sheet."""
        return self.state in (JobState.HANDED_OVER, JobState.DOUBTFUL)

    @property
    def out(self) -> bool:
        """Whether the clerk has seen the sheet."""
        return self.state is JobState.CONFIRMED

    @property
    def failed(self) -> bool:
        """Whether the sheet left the queue without being printed."""
        return self.state is JobState.FAILED


_PRINT_WORDS = {
    None: "在其他工位打印",
    JobState.QUEUED: "等待打印",
    JobState.SENDING: "正在送打印机",
    JobState.HANDED_OVER: "已送打印机，请确认出纸",
    JobState.DOUBTFUL: "可能没打出来，请看出纸口",
    JobState.CONFIRMED: "已出纸",
    JobState.FAILED: "没有打出来",
}


@dataclass(frozen=True)
class Workbench:
    """The whole page: who waits, who is here, the case in hand, its dates and papers."""

    today: date
    waiting: tuple[Waiting, ...]
    choice: Choice | None
    present: Ticket | None
    minutes_present: int
    case: Case | None
    what_if: tuple[WhatIf, ...]
    sheets: tuple[Sheet, ...]
    calendar: Calendar = field(default_factory=national_calendar, repr=False)
    standing: CounterStanding = field(default_factory=lambda: CounterStanding(""))
    parked: tuple[Parked, ...] = ()
    missed: tuple[Ticket, ...] = ()
    visitor: Visitor | None = None
    still_open: int = 0  # numbers of this station that closing the day would close

    @property
    def next_up(self) -> Waiting | None:
        """Who will be called next; nobody at a closed counter."""
        if self.choice is None or self.standing.state is not CounterState.OPEN:
            return None
        chosen = self.choice.ticket_id
        return next((one for one in self.waiting if one.ticket.ticket_id == chosen), None)

    @property
    def others(self) -> tuple[Waiting, ...]:
        """Those who wait besides the next."""
        next_up = self.next_up
        return tuple(one for one in self.waiting if one is not next_up)


@dataclass(frozen=True)
class ItemChoice:
    """One line of the item search."""

    code: str
    name: str
    kind: ItemKind


def workbench(reading: Reading, counter: str, options: CounterOptions = USUAL_OPTIONS) -> Workbench:
    """The snapshot for one counter."""
    present = tickets.at_counter(reading.connection, reading.identity.hall, counter)
    handled = cases.of_ticket(reading.connection, present.ticket_id) if present else ()
    case = handled[-1] if handled else None
    choice = who_is_next(reading, counter)
    return Workbench(
        today=reading.today,
        waiting=_waiting(reading, choice, options),
        choice=choice,
        present=present,
        minutes_present=_minutes_since_call(reading, present) if present else 0,
        case=case,
        what_if=what_if.of_item(case.item, reading.today, reading.calendar) if case else (),
        sheets=sheets_of_case(reading, case.case_id) if case else (),
        calendar=reading.calendar,
        standing=counters.standing(reading.connection, reading.identity.hall, counter),
        parked=parked_people(reading, counter, options),
        missed=missed_today(reading),
        visitor=visitor(reading, present) if present else None,
        still_open=tickets.count_open(
            reading.connection, reading.identity.hall, reading.identity.station, reading.today
        ),
    )


def item_choices(reading: Reading) -> tuple[ItemChoice, ...]:
    """The items in force today, in catalogue order; none before a catalogue is published."""
    return tuple(
        ItemChoice(item.code, item.name, item.kind)
        for item in catalogues.items_in_force(reading.connection, reading.today)
    )


def sheets_of_case(reading: Reading, case_id: str) -> tuple[Sheet, ...]:
    """Every copy of every paper of a case, in the order they were issued."""
    found = []
    for notice in notices.of_case(reading.connection, case_id):
        states = spool.states_of(reading.connection, notice.kind.value, notice.notice_id)
        found += [
            Sheet(
                notice.notice_id,
                notice.kind,
                notice.number,
                copy.copy_no,
                states.get(copy.copy_no),
            )
            for copy in notices.copies(reading.connection, notice.notice_id)
        ]
    return tuple(found)


def _waiting(
    reading: Reading, choice: Choice | None, options: CounterOptions
) -> tuple[Waiting, ...]:
    shown = tickets.waiting(reading.connection, reading.today)
    if choice is not None and all(one.ticket_id != choice.ticket_id for one in shown):
        # Beyond the first of a very long line, and still the next.
        shown = (*shown, tickets.load(reading.connection, choice.ticket_id))
    names = _names(reading, shown) if options.names_before_call else {}
    return tuple(
        Waiting(
            one,
            _minutes(reading, one),
            one.home == reading.identity.station,
            names.get(one.ticket_id, ""),
        )
        for one in shown
    )


def _names(reading: Reading, shown: tuple[Ticket, ...]) -> dict[str, str]:
    found = appointments.names_of(reading.connection, [one.ticket_id for one in shown])
    return {ticket_id: masked_name(name) for ticket_id, name in found.items()}


def _minutes(reading: Reading, ticket: Ticket) -> int:
    return minutes_between(ticket.queued_at, reading.now)


def _minutes_since_call(reading: Reading, ticket: Ticket) -> int:
    since = ticket.started_at or ticket.called_at or ticket.issued_at
    return minutes_between(since, reading.now)
