"""The case state machine, state by event."""

from __future__ import annotations

import pytest

from core.case_states import CaseEvent, CaseState, StepNotAllowed, Transition, transition
from core.clock import ClockKind
from core.paper_kind import NoticeKind

TABLE = {
    (CaseState.RECEIVED, CaseEvent.TELL_ONCE): (
        CaseState.AWAITING_CORRECTION,
        NoticeKind.ONE_TIME,
        {ClockKind.CORRECTION},
        {ClockKind.ACCEPTANCE},
    ),
    (CaseState.RECEIVED, CaseEvent.ACCEPT): (
        CaseState.ACCEPTED,
        NoticeKind.ACCEPTANCE,
        {ClockKind.PROMISE, ClockKind.STATUTORY},
        {ClockKind.ACCEPTANCE},
    ),
    (CaseState.AWAITING_CORRECTION, CaseEvent.ACCEPT): (
        CaseState.ACCEPTED,
        NoticeKind.ACCEPTANCE,
        {ClockKind.PROMISE, ClockKind.STATUTORY},
        {ClockKind.CORRECTION},
    ),
    (CaseState.ACCEPTED, CaseEvent.GRANT): (
        CaseState.DECIDED,
        NoticeKind.DECISION,
        {ClockKind.DELIVERY},
        {ClockKind.PROMISE, ClockKind.STATUTORY},
    ),
    (CaseState.DECIDED, CaseEvent.DELIVER): (
        CaseState.DELIVERED,
        NoticeKind.DELIVERY,
        set[ClockKind](),
        {ClockKind.DELIVERY},
    ),
}
STATE_WORDS = {
    CaseState.RECEIVED: "已收件",
    CaseState.AWAITING_CORRECTION: "待补正",
    CaseState.ACCEPTED: "已受理",
    CaseState.DECIDED: "已决定",
    CaseState.DELIVERED: "已送达",
}
EVENT_WORDS = {
    CaseEvent.TELL_ONCE: "出具一次性告知",
    CaseEvent.ACCEPT: "受理",
    CaseEvent.GRANT: "作出准予决定",
    CaseEvent.DELIVER: "送达",
}


@pytest.mark.parametrize("event", CaseEvent, ids=lambda event: event.value)
@pytest.mark.parametrize("state", CaseState, ids=lambda state: state.value)
def test_each_event_in_each_state(state: CaseState, event: CaseEvent) -> None:
    if (state, event) in TABLE:
        row = transition(state, event)
        assert (row.source, row.event) == (state, event)
        assert outcome(row) == TABLE[state, event]
        return
    with pytest.raises(StepNotAllowed) as refused:
        transition(state, event)
    assert f"“{STATE_WORDS[state]}”，不能{EVENT_WORDS[event]}，办件没有变动" in str(refused.value)


def test_states_and_events_have_the_words_of_the_counter() -> None:
    assert {state: state.word for state in CaseState} == STATE_WORDS
    assert {event: event.word for event in CaseEvent} == EVENT_WORDS


def outcome(row: Transition) -> tuple[CaseState, NoticeKind, set[ClockKind], set[ClockKind]]:
    return row.target, row.paper, set(row.starts), set(row.satisfies)
