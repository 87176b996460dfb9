"""Every event in every state, as a fact upon a case: state, clocks, roles and refusals."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.case import ToldAlready, evolved
from core.case_guards import WrongRole
from core.case_states import CaseEvent, CaseState
from core.case_table import StepNotAllowed, is_allowed, transition
from core.clock import ClockKind, ClockState
from core.errors import Refusal
from tests.core.sample_case import MONDAY
from tests.core.sample_review import CHIEF, GOVERNOR, HEAD, STAFF, changed, reviewed_in, sample

if TYPE_CHECKING:
    from core.case import Case
    from core.staff import Clerk

LATER = date(2026, 9, 29)  # the day after everything else happened
PAIRS = [(state, event) for state in CaseState for event in CaseEvent]
ALLOWED = [pair for pair in PAIRS if is_allowed(*pair)]
CONCLUDED = {event for event in CaseEvent if event.value.startswith(("deem", "revoke"))} | {
    CaseEvent.REFUSE_LAPSED
}


def ids(one: object) -> str:
    return one.value if isinstance(one, CaseState | CaseEvent) else str(one)


def kinds(case: Case, state: ClockState) -> list[ClockKind]:
    return sorted((c.kind for c in case.clocks if c.state is state), key=lambda kind: kind.value)


@pytest.mark.parametrize(("state", "event"), ALLOWED, ids=ids)
def test_an_allowed_event_brings_the_case_where_the_table_says(
    state: CaseState, event: CaseEvent
) -> None:
    before = reviewed_in(state, event)
    assert before.state is state
    after = evolved(before, sample(event, before, LATER))
    row = transition(state, event)
    assert after.state is row.target
    assert after.version == before.version + 1
    assert after.closed_on == (after.closed_on if row.target.is_final else None)


@pytest.mark.parametrize(("state", "event"), ALLOWED, ids=ids)
def test_an_allowed_event_does_to_the_clocks_what_the_table_says(
    state: CaseState, event: CaseEvent
) -> None:
    before = reviewed_in(state, event)
    row = transition(state, event)
    after = evolved(before, sample(event, before, LATER))
    was = {(clock.kind, clock.subject, clock.trigger): clock for clock in before.clocks}
    news = [c for c in after.clocks if (c.kind, c.subject, c.trigger) not in was]
    assert {clock.kind for clock in news} == set(row.clocks.starts)
    assert all(clock.state is ClockState.RUNNING for clock in news)
    for clock in after.clocks:
        old = was.get((clock.kind, clock.subject, clock.trigger))
        if old is None or not old.state.is_open:
            continue
        if clock.kind in row.clocks.satisfies:
            assert clock.state is ClockState.SATISFIED
        elif clock.kind in row.clocks.passes:
            assert clock.state is ClockState.PASSED
        elif row.target.is_final or clock.kind in row.clocks.stops:
            assert clock.state is ClockState.STOPPED
        elif clock.kind in row.clocks.pauses:
            assert clock.state is ClockState.PAUSED
        else:
            assert clock.state.is_open
        if clock.kind in row.clocks.resumes:
            assert clock.state is ClockState.RUNNING
        assert (clock.extension is not None) == (clock.kind in row.clocks.extends)


@pytest.mark.parametrize(
    ("state", "event"), [pair for pair in PAIRS if pair not in ALLOWED], ids=ids
)
def test_any_other_event_is_refused_in_words_or_changes_nothing(
    state: CaseState, event: CaseEvent
) -> None:
    before = reviewed_in(state)
    fact = sample(event, before, LATER)
    if event in CONCLUDED:
        # What silence concluded elsewhere and the case has outrun here is no error of anyone.
        assert evolved(before, fact) == replace(before, version=before.version + 1)
        return
    with pytest.raises(Refusal) as refused:
        evolved(before, fact)
    said = str(refused.value)
    assert re.search("[，；]请", said)
    if isinstance(refused.value, ToldAlready):
        assert before.told_notice
        return
    assert isinstance(refused.value, StepNotAllowed)
    assert f"“{state.word}”，不能{event.word}" in said


@pytest.mark.parametrize("who", STAFF, ids=lambda clerk: clerk.role.value)
@pytest.mark.parametrize(
    ("state", "event"),
    [(state, event) for state, event in ALLOWED if event not in CONCLUDED],
    ids=ids,
)
def test_only_who_the_table_names_may_do_it(state: CaseState, event: CaseEvent, who: Clerk) -> None:
    before = reviewed_in(state, event)
    fact = changed(sample(event, before, LATER), by=who)
    if event is CaseEvent.GRANT and state is CaseState.ACCEPTED:
        assert transition(state, event).by >= {CHIEF.role, HEAD.role}
    allowed = who.role in transition(state, event).by
    if event is CaseEvent.APPROVE_EXTENSION and who == GOVERNOR:
        allowed = False  # only of what is handled jointly
    if allowed:
        assert evolved(before, fact).version == before.version + 1
        return
    with pytest.raises(WrongRole, match=r"办件没有变动，请由有权人员办理"):
        evolved(before, fact)


@pytest.mark.parametrize("state", CaseState, ids=lambda state: state.value)
def test_in_a_final_state_no_clock_runs(state: CaseState) -> None:
    case = reviewed_in(state)
    if state.is_final:
        assert not any(clock.state.is_open for clock in case.clocks)
        assert case.closed_on is not None
    else:
        assert case.closed_on is None
    for clock in case.clocks:
        assert (clock.ended_on is None) == clock.state.is_open
    assert case.received_on == MONDAY
