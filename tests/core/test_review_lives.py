"""Whole lives of cases with a moving clock, restarts, replicas and an amended calendar."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core import review_acts
from core.calendar import Calendar, national_calendar
from core.case import evolved
from core.case_facts import LaterDemand
from core.case_parts import AssistState, ProcedureState
from core.case_states import CaseEvent, CaseState
from core.case_table import is_allowed
from core.checklist import RowState, Tick
from core.clock import ClockKind, ClockState, open_clock
from core.deadline import Firmness
from core.errors import Refusal
from core.facts import MaterialsChecked, ReturnVisit
from core.limit import Limit, Unit
from core.review_facts import AssistAnswered, ProcedureRejected
from core.supervision import SupervisionRaised
from core.watchdog import due_events
from tests.core.sample_case import CASE_ID, REQUIRED, after, case_received
from tests.core.sample_review import (
    CHIEF,
    CLERK,
    CONSENTED,
    FIRE,
    HEAD,
    JOINT_SILENT,
    REVIEWED,
    WATER,
    approved,
    asked,
    at,
    begun,
    changed,
    ended,
    extension_trail,
    handed,
    requested,
    sample,
)

if TYPE_CHECKING:
    from core.facts import CaseFact
    from core.review_facts import AssistAsked

PUBLISHED = national_calendar()
# As in 2020: a late notice makes the first days of October working days and moves what follows.
AMENDED = Calendar(
    tuple(
        replace(
            notice,
            periods=tuple(
                replace(period, first=period.first + timedelta(days=1))
                if notice.year == 2026 and period.name == "国庆节"
                else period
                for period in notice.periods
            ),
        )
        for notice in PUBLISHED.notices
    )
)
CALENDARS = (PUBLISHED, AMENDED)
CONCLUDED = {
    CaseEvent.DEEM_ACCEPTED,
    CaseEvent.DEEM_WITHDRAWN,
    CaseEvent.REFUSE_LAPSED,
    CaseEvent.REVOKE_ACCEPTANCE,
    CaseEvent.DEEM_CONSENTED,
}
ENDING = [
    CaseEvent.VOID,
    CaseEvent.CORRECT_ENTRY,
    CaseEvent.WITHDRAW,
    CaseEvent.TERMINATE,
    CaseEvent.REFUSE,
    CaseEvent.FIND_NOT_REQUIRED,
]
PLAIN = [
    event
    for event in CaseEvent
    if event not in CONCLUDED
    and event
    not in {
        CaseEvent.DEEM_ASSIST,
        CaseEvent.ASK_ASSIST,
        CaseEvent.ANSWER_ASSIST,
        CaseEvent.REQUEST_PROCEDURE,
        CaseEvent.APPROVE_PROCEDURE,
        CaseEvent.REJECT_PROCEDURE,
        CaseEvent.BEGIN_PROCEDURE,
        CaseEvent.END_PROCEDURE,
        CaseEvent.EXTEND,
        *ENDING,
    }
]


class LivesUnderReview(RuleBasedStateMachine):
    """Acts in any order and out of turn; the watchdog sweeps whenever it is let loose."""

    @initialize(
        item=st.sampled_from([REVIEWED, CONSENTED, JOINT_SILENT]),
        on=st.dates(date(2026, 8, 24), date(2026, 10, 12)),
        begins=st.sampled_from(
            [
                CaseState.RECEIVED,
                CaseState.AWAITING_CORRECTION,
                CaseState.CONDITIONALLY_ACCEPTED,
                CaseState.ACCEPTED,
            ]
        ),
    )
    def receive(self, item: object, on: date, begins: CaseState) -> None:
        self.born = self.case = case_received(item, on)  # type: ignore[arg-type]  # an item
        self.today = on
        self.calendar = PUBLISHED
        self.facts: list[CaseFact] = []
        self.told_of: Counter[str] = Counter()
        if begins is CaseState.ACCEPTED:
            self.accept()
        elif begins is CaseState.AWAITING_CORRECTION:
            self.owe(CaseEvent.TELL_ONCE)
        elif begins is CaseState.CONDITIONALLY_ACCEPTED:
            self.owe(CaseEvent.ACCEPT_CONDITIONALLY)

    # --- time, machines, calendars ---------------------------------------------------------------

    @rule(days=st.integers(1, 12))
    def wait(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), date(2026, 12, 31))

    @rule()
    def restart(self) -> None:
        """A station that rebuilds from its journal knows what it knew."""
        assert after(self.born, *self.facts) == self.case

    @rule(calendar=st.sampled_from(CALENDARS))
    def amend(self, calendar: Calendar) -> None:
        before = replace(self.case)
        self.calendar = calendar
        assert after(self.born, *self.facts) == before  # the calendar is no part of the facts

    @rule()
    def sweep(self) -> None:
        """Once records all there is; a second sweep, here or elsewhere, nothing."""
        while fresh := self.due():
            for event in fresh[:1]:
                if isinstance(event, SupervisionRaised):
                    self.told_of[event.event_id] += 1
                else:
                    before = self.case
                    self.happens(event)
                    assert self.case.clocks != before.clocks
        assert self.due() == []
        assert set(self.told_of.values()) <= {1}

    @rule()
    def another_station_sweeps_too(self) -> None:
        """What it concluded from the same facts changes nothing here."""
        conclusions = [fact for fact in self.facts if fact.event in CONCLUDED]
        for fact in conclusions[-1:]:
            again = evolved(self.case, fact)
            assert replace(again, version=self.case.version) == self.case

    # --- the applicant and the counter -----------------------------------------------------------

    @rule()
    def come_back(self) -> None:
        visits = self.case.visits
        self.happens(ReturnVisit(CASE_ID, f"return-{len(self.facts)}"))
        assert self.case.visits == visits + 1

    @rule(missing=st.booleans())
    def check(self, missing: bool) -> None:  # noqa: FBT001  # drawn
        states = dict.fromkeys(REQUIRED, RowState.RECEIVED)
        if missing:
            states[2] = RowState.MISSING
        ticks = tuple(Tick(row, state) for row, state in states.items())
        self.happens(MaterialsChecked(CASE_ID, ticks, self.today))

    @rule(event=st.sampled_from(PLAIN))
    def act(self, event: CaseEvent) -> None:
        fact = sample(event, self.case, self.today)
        if event in (CaseEvent.REQUEST_EXTENSION, CaseEvent.APPROVE_EXTENSION):
            due_on = review_acts.current_due(self.case, self.calendar)
            fact = changed(fact, due_on=due_on)
        happened = self.happens(fact)
        assert happened <= is_allowed_before(self.before, event)

    @rule(event=st.sampled_from(ENDING))
    @precondition(lambda self: len(self.facts) > LONG_ENOUGH)
    def end(self, event: CaseEvent) -> None:
        self.act(event)

    @rule(event=st.sampled_from([CaseEvent.GRANT, CaseEvent.DENY]))
    @precondition(lambda self: len(self.facts) > LONG_ENOUGH)
    def decide(self, event: CaseEvent) -> None:
        self.act(event)
        self.act(CaseEvent.DELIVER)
        self.act(CaseEvent.ARCHIVE)

    @rule()
    @precondition(lambda self: self.case.state is CaseState.CONDITIONALLY_ACCEPTED)
    def complete(self) -> None:
        self.check(missing=False)
        self.act(CaseEvent.COMPLETE)

    @rule(days=st.integers(6, 40))
    def fall_silent(self, days: int) -> None:
        self.wait(days)
        self.sweep()

    @rule(outside=st.booleans())
    def demand_more(self, outside: bool) -> None:  # noqa: FBT001  # drawn
        names = ("村委会证明",) if outside else ()
        self.happens(LaterDemand(CASE_ID, (1,), names, "新规", self.today, CHIEF))

    # --- the way forward, taken more often than chance would -------------------------------------

    @rule()
    @precondition(lambda self: self.case.state is CaseState.RECEIVED)
    def accept(self) -> None:
        self.check(missing=False)
        self.act(CaseEvent.ACCEPT)

    @rule(way=st.sampled_from([CaseEvent.TELL_ONCE, CaseEvent.ACCEPT_CONDITIONALLY]))
    @precondition(lambda self: self.case.state is CaseState.RECEIVED)
    def owe(self, way: CaseEvent) -> None:
        self.check(missing=True)
        self.act(way)

    @rule()
    def ask_and_pause(self) -> None:
        number = len(self.case.procedures) + 1
        if self.happens(requested(on=self.today)):
            due = review_acts.current_due(self.case, self.calendar)
            approval = changed(approved(number, self.today), due_on=due)
            if self.happens(approval):
                self.happens(changed(begun(number, self.today), due_on=due))
            else:
                rejected = ProcedureRejected(CASE_ID, number, "逾期", self.today, CHIEF)
                self.happens(rejected)

    @rule(back=st.integers(0, 3))
    def result(self, back: int) -> None:
        running = [one for one in self.case.procedures if one.state is ProcedureState.RUNNING]
        if running:
            self.happens(ended(running[0].number, self.today - timedelta(days=back)))

    @rule(late=st.booleans())
    def extend(self, late: bool) -> None:  # noqa: FBT001  # drawn
        self.act(CaseEvent.REQUEST_EXTENSION)
        fact = review_acts.extension_approved(
            self.case, "extension-1", self.today, HEAD, self.calendar
        )
        self.happens(fact)
        if late:
            self.wait(5)
        due = review_acts.current_due(self.case, self.calendar)
        paper = extension_trail(self.today)
        service = handed(self.today)
        told = review_acts.extension_delivered(self.case, paper, service, CLERK, self.calendar)
        if self.happens(told) and due is not None:
            assert self.today <= due

    @rule(department=st.sampled_from([FIRE, WATER]))
    def ask(self, department: str) -> None:
        fact: AssistAsked = asked(department, on=self.today)
        self.happens(fact)

    @rule(department=st.sampled_from([FIRE, WATER]))
    def answer(self, department: str) -> None:
        self.happens(AssistAnswered(CASE_ID, department, "无异议", self.today, CLERK))

    # --- what holds whatever happened ------------------------------------------------------------

    @invariant()
    def there_is_one_notice(self) -> None:
        notices = [
            fact
            for fact in self.facts
            if fact.event in (CaseEvent.TELL_ONCE, CaseEvent.ACCEPT_CONDITIONALLY)
        ]
        assert len(notices) <= 1

    @invariant()
    def no_clock_runs_after_a_final_state(self) -> None:
        if self.case.state.is_final:
            assert not any(clock.state.is_open for clock in self.case.clocks)
        for clock in self.case.clocks:
            assert (clock.ended_on is None) == clock.state.is_open

    @invariant()
    def the_watchdog_fires_once_for_one_silence(self) -> None:
        fired = Counter(fact.event for fact in self.facts if fact.event in CONCLUDED)
        assert set(fired.values()) <= {1}

    @invariant()
    def the_days_counted_are_those_of_the_limit(self) -> None:
        for clock in self.case.clocks:
            found = clock.due(self.calendar)
            if clock.limit.unit is not Unit.WORKING_DAY:
                continue
            more = clock.extension or Limit(0, Unit.WORKING_DAY)
            left = found.left or 0
            assert len(found.counted) + left == clock.limit.value + more.value
            stand = [pause.excludes(one) for pause in clock.pauses for one in found.counted]
            assert not any(stand)

    @invariant()
    def the_office_waits_exactly_while_a_procedure_runs(self) -> None:
        running = any(one.state is ProcedureState.RUNNING for one in self.case.procedures)
        if not self.case.state.is_final:
            assert (self.case.state is CaseState.PAUSED) == running
        for kind in (ClockKind.PROMISE, ClockKind.STATUTORY):
            clock = open_clock(self.case.clocks, kind)
            if clock is not None:
                assert (clock.state is ClockState.PAUSED) == running

    @invariant()
    def a_decision_leaves_nobody_unheard(self) -> None:
        if self.case.state is CaseState.DECIDED and self.case.conclusion is None:
            assert all(task.state is not AssistState.OPEN for task in self.case.assists)

    @invariant()
    def the_version_counts_the_facts(self) -> None:
        assert self.case.version == 1 + len(self.facts)

    @invariant()
    def what_was_concluded_was_sure(self) -> None:
        if self.case.conclusion is not None:
            assert self.case.conclusion.passed_on < self.today
            for clock in self.case.clocks:
                if clock.state is ClockState.PASSED:
                    assert clock.due(PUBLISHED).firmness is Firmness.FIRM

    # --- the hand that keeps the account ---------------------------------------------------------

    def due(self) -> list[object]:
        found = due_events((self.case,), self.calendar, at(self.today))
        return [
            event
            for event in found
            if not isinstance(event, SupervisionRaised) or event.event_id not in self.told_of
        ]

    def happens(self, fact: object) -> bool:
        self.before = self.case
        try:
            self.case = evolved(self.case, fact)  # type: ignore[arg-type]  # a fact of a case
        except Refusal:
            assert self.case == self.before
            return False
        self.facts.append(fact)  # type: ignore[arg-type]  # the same
        return True


def is_allowed_before(case: object, event: CaseEvent) -> bool:
    """Whether the table lets it happen, before silence or after it."""
    conclusion = case.conclusion  # type: ignore[attr-defined]  # a case
    states = {case.state} | ({conclusion.source} if conclusion else set())  # type: ignore[attr-defined]  # a case
    return any(is_allowed(state, event) for state in states)


LONG_ENOUGH = 6  # facts, before a life is cut short
TestLivesUnderReview = LivesUnderReview.TestCase
TestLivesUnderReview.settings = settings(max_examples=150, stateful_step_count=40)
