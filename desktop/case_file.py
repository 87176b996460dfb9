"""The file of one case: what it is, what happened, its clocks, its papers, and what may be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from core import case_story, what_if
from core.applicant import masked_name
from core.case import Case
from core.case_states import CaseEvent, CaseState
from core.case_table import offered
from core.clock import Clock, ClockKind, open_clock
from core.deadline import Deadline, Firmness, Terms, Urgency, working_days_left
from core.explanation import DayMark, day_marks
from core.explanation_words import in_words
from core.limit import Limit, Unit
from core.paper_code import scan
from core.paper_kind import NoticeKind
from core.urgency import countdown
from core.watchdog import ACTOR
from core.what_if import Supposition
from db import case_records, cases, rule_packs
from desktop.workbench import Sheet, sheets_of_case

if TYPE_CHECKING:
    from core.rule_pack import RulePack
    from core.staff import Role
    from db.unit_of_work import Reading

EXPERT_REVIEW = Limit(10, Unit.WORKING_DAY)  # what a what-if supposes of a 专家评审
_CASE_NUMBER = re.compile(r"\d{8}-\w{1,8}-\d{4,}")


@dataclass(frozen=True)
class ClockOnFile:
    """One clock with its reckoning; `left` in working days, negative when overdue."""

    clock: Clock
    found: Deadline
    marks: tuple[DayMark, ...]
    words: str  # the reckoning as one paragraph
    urgency: Urgency
    left: int

    @property
    def name(self) -> str:
        """The clock, with whose it is where there are several."""
        subject = self.clock.subject
        return f"{self.clock.kind.word}（{subject}）" if subject else self.clock.kind.word

    @property
    def countdown(self) -> str:
        """剩 3 个工作日, 今天到期, 超期 2 个工作日, 暂停, 还剩 6 个工作日."""
        if self.found.remaining is not None:
            return f"暂停，还剩 {self.found.remaining.words()}"
        return countdown(self.urgency, self.left)

    @property
    def provisional(self) -> bool:
        """Whether its date reaches beyond the published calendar."""
        return self.found.firmness is Firmness.PROVISIONAL


@dataclass(frozen=True)
class Happening:
    """One line of what happened."""

    at: datetime
    what: str
    detail: str
    who: str


@dataclass(frozen=True)
class CaseFile:
    """Everything the page of one case shows."""

    today: date
    case: Case
    clocks: tuple[ClockOnFile, ...]  # the open ones, the one the case is watched by first
    story: tuple[Happening, ...]  # the newest first
    sheets: tuple[Sheet, ...]
    may: tuple[CaseEvent, ...]  # what the table allows now, to whoever asked
    what_if: tuple[Supposition, ...]
    owes_receipt: bool

    @property
    def applicant(self) -> str:
        """The applicant as screens show it."""
        return masked_name(self.case.applicant.name)


def case_file(reading: Reading, case_id: str, role: Role) -> CaseFile:
    """The file of a case, with the acts open to a role.

    Raises: CaseNotFound.
    """
    case = cases.load(reading.connection, case_id)
    rules = rule_packs.in_force(reading.connection, reading.identity.hall)
    sheets = sheets_of_case(reading, case_id)
    return CaseFile(
        today=reading.today,
        case=case,
        clocks=tuple(_on_file(reading, rules, clock, case) for clock in _in_order(case.clocks)),
        story=_story(reading, case_id),
        sheets=sheets,
        may=offered(case.state, role),
        what_if=_suppositions(reading, case),
        owes_receipt=case.state is CaseState.RECEIVED
        and not any(sheet.kind is NoticeKind.RECEIPT for sheet in sheets),
    )


def found_by(reading: Reading, typed: str) -> str:
    """The id of the case whose paper was scanned, or whose slip code or number was typed.

    Raises: CaseNotFound, SlipUnknown; SlipNotReadable, PaperCodeMisread, PaperWithoutCase.
    """
    text = typed.strip()
    if is_case_number(text):
        return cases.with_number(reading.connection, reading.identity.hall, text).case_id
    return cases.with_slip(reading.connection, scan(text).slip).case_id


def is_case_number(typed: str) -> bool:
    """Whether that is how a case is numbered, `20260928-03-0001`."""
    return _CASE_NUMBER.fullmatch(typed.strip()) is not None


def _in_order(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    found = [clock for clock in clocks if clock.state.is_open]
    return tuple(sorted(found, key=lambda clock: _ORDER.index(clock.kind)))


def _on_file(reading: Reading, rules: RulePack, clock: Clock, case: Case) -> ClockOnFile:
    calendar, today = reading.calendar, reading.today
    found = clock.due(calendar)
    started_by = _STARTS.get(clock.kind, "")
    if clock.kind is ClockKind.STATUTORY and clock.trigger == case.received_on != case.accepted_on:
        started_by = "收件"
    return ClockOnFile(
        clock=clock,
        found=found,
        marks=day_marks(calendar, found),
        words=in_words(calendar, found, started_by),
        urgency=rules.urgency(calendar, today, found.due),
        left=working_days_left(calendar, today, found.due) if found.due else 0,
    )


def _story(reading: Reading, case_id: str) -> tuple[Happening, ...]:
    names = case_records.names_of_clerks(reading.connection)
    acts = case_records.acts_of(reading.connection, case_id, names)
    return tuple(
        Happening(
            act.at,
            case_story.headline(act.fact),
            case_story.detail(act.fact),
            "系统" if act.badge == ACTOR else act.name or f"工号 {act.badge}",
        )
        for act in reversed(acts)
    )


def _suppositions(reading: Reading, case: Case) -> tuple[Supposition, ...]:
    calendar, today = reading.calendar, reading.today
    running = open_clock(case.clocks, ClockKind.PROMISE) or open_clock(
        case.clocks, ClockKind.STATUTORY
    )
    if running is not None:
        terms = Terms(running.trigger, running.limit, running.pauses, running.extension)
        stands = any(pause.end is None for pause in running.pauses)
        if stands or case.state is not CaseState.ACCEPTED:
            return ()
        return (what_if.with_procedure(terms, "专家评审", today, EXPERT_REVIEW, calendar),)
    if case.state not in (CaseState.RECEIVED, CaseState.AWAITING_CORRECTION):
        return ()
    if case.item.promise is None or not case.item.promise.value:
        return ()
    terms = Terms(today, case.item.promise)
    review = what_if.with_procedure(terms, "专家评审", today, EXPERT_REVIEW, calendar)
    return (*what_if.handed_in(terms, calendar)[:2], review)


_ORDER = (
    ClockKind.ACCEPTANCE,
    ClockKind.CORRECTION,
    ClockKind.STEP,
    ClockKind.PROMISE,
    ClockKind.STATUTORY,
    ClockKind.FOLLOW_UP,
    ClockKind.DELIVERY,
    ClockKind.SPECIAL_PROCEDURE,
    ClockKind.ASSIST,
    ClockKind.REMEDY,
    ClockKind.GENERIC,
)
_STARTS = {
    ClockKind.ACCEPTANCE: "收件",
    ClockKind.PROMISE: "受理",
    ClockKind.STATUTORY: "受理",
    ClockKind.CORRECTION: "告知",
    ClockKind.DELIVERY: "决定",
    ClockKind.ASSIST: "转协办",
}
