"""What the running out of clocks decides, and what to warn of before; the same for every asker."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from core.case_parts import AssistState
from core.case_states import CaseEvent
from core.case_table import is_allowed, transition
from core.clock import Clock, ClockKind, binding, open_clock
from core.deadline import Firmness, working_days_left
from core.ending_facts import (
    AcceptanceDeemed,
    AcceptanceRevoked,
    AssistDeemed,
    ConsentDeemed,
    LapseRefused,
    SilenceFact,
    WithdrawalDeemed,
)
from core.moment import business_day
from core.silence import AssistSilence, Lapse
from core.supervision import Severity, SupervisionRaised, SupervisionRule, event_id
from core.transition import Guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from core.calendar import Calendar
    from core.case_record import Case
    from core.case_states import CaseState
    from core.catalogue import ServiceItem

    Due = SilenceFact | SupervisionRaised

ACTOR = "watchdog"  # who signs what nobody did
ALARMS = {3: Severity.BLUE, 2: Severity.YELLOW, 1: Severity.RED}  # working days left


def due_events(cases: Iterable[Case], calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """What to record now: conclusions from silence, each with its supervision event, and alarms.

    A limit has run out at the first moment of the day after its due date. Nothing is concluded
    from a date that a year's notice may still move (G5); that is told instead. The supervision
    event of one occasion always has the same id.
    """
    today = business_day(now)
    return tuple(event for case in cases for event in _of_case(case, calendar, today))


class Watched(Protocol):
    """What the watchdog must know of a case to say when to look at it."""

    @property
    def item(self) -> ServiceItem:
        """The frozen item."""

    @property
    def state(self) -> CaseState:
        """Where the case stands."""

    @property
    def accepted_on(self) -> date | None:
        """The day of acceptance."""

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Its clocks."""


def next_look(case: Watched, calendar: Calendar) -> date | None:
    """The first day on which the case may need the watchdog; None: never, as it stands."""
    days = [clock.due(calendar).due for clock in _watched(case, calendar)]
    found = [day + _ONE_DAY for day in days if day is not None]
    consent = _consent_clock(case, calendar)
    if consent is not None and (due := consent.due(calendar).due) is not None:
        found.append(calendar.working_days_after(due, -max(ALARMS)))
    return min(found, default=None)


def _of_case(case: Case, calendar: Calendar, today: date) -> Iterator[Due]:
    for clock in _watched(case, calendar):
        due = clock.due(calendar).due
        if due is not None and today > due:
            yield from _run_out(case, clock, due, calendar)
    yield from _alarms(case, calendar, today)


def _watched(case: Watched, calendar: Calendar) -> tuple[Clock, ...]:
    own = (
        open_clock(case.clocks, ClockKind.ACCEPTANCE),
        open_clock(case.clocks, ClockKind.CORRECTION),
        _consent_clock(case, calendar),
    )
    beside = (
        clock
        for clock in case.clocks
        if clock.kind in (ClockKind.ASSIST, ClockKind.SPECIAL_PROCEDURE) and clock.state.is_open
    )
    return tuple(clock for clock in (*own, *beside) if clock is not None)


def _run_out(case: Case, clock: Clock, due: date, calendar: Calendar) -> Iterator[Due]:
    conclusion = _conclusion(case, clock, due)
    if conclusion is None:
        yield from _overdue(case, clock, due)
        return
    guards = transition(case.state, conclusion.event).guards
    if Guard.COVERED in guards and clock.due(calendar).firmness is Firmness.PROVISIONAL:
        detail = f"办件 {case.number} 的{clock.kind.word}要等放假安排公布并导入后才能认定期满。"
        yield _raised(case, clock, due, SupervisionRule.CALENDAR_MISSING, Severity.YELLOW, detail)
        return
    yield conclusion
    yield from _told_of(case, conclusion, clock)


def _conclusion(case: Case, clock: Clock, due: date) -> SilenceFact | None:
    fact = _concluded(case, clock, due)
    return fact if fact is not None and is_allowed(case.state, fact.event) else None


def _concluded(case: Case, clock: Clock, due: date) -> SilenceFact | None:
    consent = case.item.default_consent
    match clock.kind:
        case ClockKind.ACCEPTANCE:
            return AcceptanceDeemed(case.case_id, due, clock.shape)
        case ClockKind.CORRECTION:
            lapse = _LAPSES[case.lapse or Lapse.WITHDRAWN]
            kind = lapse if is_allowed(case.state, lapse.event) else WithdrawalDeemed
            return kind(case.case_id, due, clock.shape)
        case ClockKind.ASSIST if _silence_of(case, clock) is AssistSilence.NO_OBJECTION:
            return AssistDeemed(case.case_id, due, clock.shape, clock.subject)
        case ClockKind.STATUTORY | ClockKind.PROMISE if consent is not None:
            return ConsentDeemed(case.case_id, due, clock.shape, consent.basis, consent.leader)
        case _:
            return None


def _consent_clock(case: Watched, calendar: Calendar) -> Clock | None:
    """The clock whose running out is consent, where the item says so with a basis in force."""
    consent, clock = case.item.default_consent, binding(case.clocks)
    if consent is None or case.item.excluded_class is not None or clock is None:
        return None
    due = clock.due(calendar).due
    if due is None or not is_allowed(case.state, CaseEvent.DEEM_CONSENTED):
        return None
    since = case.accepted_on or clock.trigger
    return clock if consent.in_force(since) and consent.in_force(due) else None


def _alarms(case: Case, calendar: Calendar, today: date) -> Iterator[SupervisionRaised]:
    clock, consent = _consent_clock(case, calendar), case.item.default_consent
    due = clock.due(calendar).due if clock else None
    if clock is None or due is None or consent is None or today > due:
        return
    left = working_days_left(calendar, today, due)
    if left not in ALARMS:
        return
    occasion = f"{clock.shape}/{due}/{left}"
    yield SupervisionRaised(
        event_id(case.case_id, SupervisionRule.CONSENT_NEAR, occasion),
        case.case_id,
        SupervisionRule.CONSENT_NEAR,
        ALARMS[left],
        calendar.working_days_after(due, -left),
        f"办件 {case.number} 还有 {left} 个工作日（{due:%Y-%m-%d}）即超时默认同意，"
        "请在期满前作出决定。",
        consent.leader,
    )


def _told_of(case: Case, conclusion: SilenceFact, clock: Clock) -> Iterator[SupervisionRaised]:
    due = conclusion.passed_on
    match conclusion:
        case AcceptanceDeemed():
            rule = SupervisionRule.ACCEPTED_BY_SILENCE
            detail = f"办件 {case.number} 逾期没有一次性告知，自收件之日起视为受理。"
            yield _raised(case, clock, due, rule, Severity.RED, detail)
        case ConsentDeemed():
            rule = SupervisionRule.CONSENTED_BY_SILENCE
            detail = f"办件 {case.number} 逾期没有作出决定，依{conclusion.basis}视为同意。"
            yield _raised(case, clock, due, rule, Severity.RED, detail, conclusion.leader)
        case _:
            return


def _overdue(case: Case, clock: Clock, due: date) -> Iterator[SupervisionRaised]:
    if clock.kind is ClockKind.ASSIST:
        rule, what = SupervisionRule.ASSIST_OVERDUE, f"{clock.subject}的协办意见"
    elif clock.kind is ClockKind.SPECIAL_PROCEDURE:
        rule, what = SupervisionRule.PROCEDURE_OVERDUE, "特别程序的结果"
    else:
        return
    detail = f"办件 {case.number} 等候{what}已于 {due:%Y-%m-%d} 期满，请催办。"
    yield _raised(case, clock, due, rule, Severity.YELLOW, detail)


def _raised(
    case: Case,
    clock: Clock,
    due: date,
    rule: SupervisionRule,
    severity: Severity,
    detail: str,
    responsible: str = "",
) -> SupervisionRaised:
    number = event_id(case.case_id, rule, f"{clock.shape}/{due}")
    return SupervisionRaised(
        number, case.case_id, rule, severity, due + _ONE_DAY, detail, responsible
    )


def _silence_of(case: Case, clock: Clock) -> AssistSilence:
    for task in case.assists:
        if task.department == clock.subject and task.state is AssistState.OPEN:
            return task.silence
    return AssistSilence.WAITS


_ONE_DAY = timedelta(days=1)
_LAPSES: dict[Lapse, type[WithdrawalDeemed | LapseRefused | AcceptanceRevoked]] = {
    Lapse.WITHDRAWN: WithdrawalDeemed,
    Lapse.REFUSED: LapseRefused,
    Lapse.REVOKED: AcceptanceRevoked,
}
