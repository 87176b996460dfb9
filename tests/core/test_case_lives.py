"""Whole lives of a case: acts in any order, some out of turn, beside a hand-kept account."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.case import evolved
from core.case_states import CaseState
from core.catalogue import ItemKind, LimitStart, ServiceItem
from core.checklist import RowState, Tick
from core.clock import ClockKind, ClockState
from core.errors import Refusal
from core.facts import CaseFact, MaterialsChecked, ReturnVisit, ToldOnce
from core.moment import CHINA
from tests.core.sample_case import (
    CASE_ID,
    ITEMS,
    MATERIALS,
    REQUIRED,
    accepted,
    after,
    case_received,
    delivered,
    granted,
    told,
)

findings = st.sampled_from([RowState.RECEIVED, RowState.MISSING])


class LivesOfACase(RuleBasedStateMachine):
    """Acts in any order, some out of turn, beside a model that keeps its own account."""

    @initialize(item=st.sampled_from(ITEMS), on=st.dates(date(2026, 1, 5), date(2026, 11, 30)))
    def receive(self, item: ServiceItem, on: date) -> None:
        self.item, self.today = item, on
        self.born = self.case = case_received(item, on)
        self.facts: list[CaseFact] = []
        self.state = CaseState.RECEIVED
        self.rows = dict.fromkeys(REQUIRED, RowState.OPEN)
        self.listed: set[int] = set()
        self.running: dict[ClockKind, date] = {ClockKind.ACCEPTANCE: on}

    @rule(days=st.integers(1, 9))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(row=st.integers(0, 6), state=findings)
    def tick(self, row: int, state: RowState) -> None:
        self.find({row: state})

    @rule(states=st.tuples(findings, findings, findings))
    def go_through(self, states: tuple[RowState, ...]) -> None:
        self.find(dict(zip(REQUIRED, states, strict=True)))

    @rule()
    def supply_everything(self) -> None:
        self.find(dict.fromkeys(self.rows, RowState.RECEIVED))

    @rule()
    def come_back(self) -> None:
        visits = self.case.visits
        self.happens(ReturnVisit(CASE_ID, f"return-{len(self.facts)}"), allowed=True)
        assert self.case.visits == visits + 1

    @rule(limit=st.sampled_from(["15wd", "30d", "1mo"]))
    def tell(self, limit: str) -> None:
        found_states = set(self.rows.values())
        allowed = (
            self.state is CaseState.RECEIVED
            and RowState.OPEN not in found_states
            and RowState.MISSING in found_states
        )
        if self.happens(told(self.today, limit), allowed=allowed):
            self.state = CaseState.AWAITING_CORRECTION
            self.listed = {row for row, state in self.rows.items() if state is RowState.MISSING}
            self.running = {ClockKind.CORRECTION: self.today}

    @rule()
    def accept(self) -> None:
        allowed = self.is_open and set(self.rows.values()) == {RowState.RECEIVED}
        if self.happens(accepted(self.today), allowed=allowed):
            self.state = CaseState.ACCEPTED
            self.running = {}
            if self.item.promise and self.item.promise.value:
                self.running[ClockKind.PROMISE] = self.today
            statutory = self.item.statutory
            if statutory and statutory.limit.value:
                from_receipt = statutory.start is LimitStart.RECEIPT and not self.listed
                self.running[ClockKind.STATUTORY] = (
                    self.born.received_on if from_receipt else self.today
                )

    @rule()
    def grant(self) -> None:
        immediate = self.item.kind is ItemKind.IMMEDIATE
        allowed = immediate and self.state is CaseState.ACCEPTED
        if self.happens(granted(self.today), allowed=allowed):
            self.state = CaseState.DECIDED
            self.running = {ClockKind.DELIVERY: self.today}

    @rule()
    def deliver(self) -> None:
        at = datetime(self.today.year, self.today.month, self.today.day, 10, 0, tzinfo=CHINA)
        if self.happens(delivered(at), allowed=self.state is CaseState.DECIDED):
            self.state = CaseState.DELIVERED
            self.running = {}

    @rule()
    def go_on(self) -> None:
        match self.state:
            case CaseState.ACCEPTED:
                self.grant()
            case CaseState.DECIDED:
                self.deliver()
            case _:
                self.accept()

    @invariant()
    def state_and_running_clocks_are_as_kept_by_hand(self) -> None:
        assert self.case.state is self.state
        assert {
            clock.kind: clock.trigger
            for clock in self.case.clocks
            if clock.state is ClockState.RUNNING
        } == self.running

    @invariant()
    def a_clock_has_a_last_day_exactly_when_it_ended(self) -> None:
        for clock in self.case.clocks:
            assert (clock.ended_on is not None) == (clock.state is ClockState.SATISFIED)

    @invariant()
    def the_version_counts_the_facts(self) -> None:
        assert self.case.version == 1 + len(self.facts)

    @invariant()
    def there_is_at_most_one_notice_and_nothing_is_missing_beside_it(self) -> None:
        notices = [fact for fact in self.facts if isinstance(fact, ToldOnce)]
        assert len(notices) <= 1
        assert set(self.case.checklist.listed) == self.listed
        missing = {row.row for row in self.case.checklist.rows(RowState.MISSING)}
        assert not notices or missing <= self.listed

    @invariant()
    def the_same_facts_give_the_same_case(self) -> None:
        assert after(self.born, *self.facts) == self.case

    @property
    def is_open(self) -> bool:
        return self.state in (CaseState.RECEIVED, CaseState.AWAITING_CORRECTION)

    def find(self, states: dict[int, RowState]) -> None:
        """The clerk finds rows in those states, unless one of them may not be asked for."""
        allowed = self.is_open and all(
            1 <= row <= len(MATERIALS)
            and not (self.listed and state is RowState.MISSING and row not in self.listed)
            for row, state in states.items()
        )
        ticks = tuple(Tick(row, state) for row, state in states.items())
        if self.happens(MaterialsChecked(CASE_ID, ticks), allowed=allowed):
            self.rows |= states

    def happens(self, fact: CaseFact, *, allowed: bool) -> bool:
        """Let the fact happen; whether it does must be as the model expects."""
        try:
            self.case = evolved(self.case, fact)
        except Refusal:
            happened = False
        else:
            happened = True
            self.facts.append(fact)
        assert happened == allowed, fact
        return happened


TestLivesOfACase = LivesOfACase.TestCase
TestLivesOfACase.settings = settings(max_examples=100, stateful_step_count=30)
