"""The life of a ticket: every event in every state, and what each leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.queue_policy import RecallRule
from core.ticket import (
    SILENCE,
    Ticket,
    TicketNotCallable,
    TicketStepNotAllowed,
    require_callable,
)
from core.ticket_class import Entitlement, GroundMissing, TicketClass, require_ground
from core.ticket_facts import (
    Place,
    TicketIssued,
    TicketReturned,
    TicketRevived,
    TicketStep,
    TicketStepUndone,
    TicketTransferred,
)
from core.ticket_states import TicketEvent, TicketState
from core.ticket_steps import evolved
from core.ticket_table import is_allowed
from core.ticket_time import Period, closed_period, open_period, spent
from core.ticket_undo import UNDO_WITHIN, Past, UndoNotPossible, UndoTooLate, undoing
from tests.core.sample_ticket import CALL, ID, ISSUE, NINE, STEPS, TICKET, after, ticket_in

W, C, S, P = TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.PARKED
LEADS_TO: dict[TicketEvent, dict[TicketState, TicketState]] = {
    TicketEvent.CALL: {W: C, C: C},
    TicketEvent.START: {C: S},
    TicketEvent.FINISH: {S: TicketState.FINISHED, P: TicketState.FINISHED},
    TicketEvent.SET_BACK: {C: W},
    TicketEvent.NO_SHOW: {C: TicketState.NO_SHOW},
    TicketEvent.REVIVE: {TicketState.NO_SHOW: W},
    TicketEvent.PARK: {S: P},
    TicketEvent.RESUME: {P: S},
    TicketEvent.TRANSFER: dict.fromkeys((W, C, S, P), W),
    TicketEvent.RETURN: dict.fromkeys((C, S, P), W),
    TicketEvent.EDIT: {state: state for state in (W, C, S, P)},
    TicketEvent.LEAVE: dict.fromkeys((W, C, S, P), TicketState.LEFT),
    TicketEvent.VOID: {W: TicketState.VOID},
    TicketEvent.JOIN: {W: TicketState.JOINED},
    TicketEvent.CLOSE: {
        W: TicketState.LEFT,
        C: TicketState.LEFT,
        S: TicketState.FINISHED,
        P: TicketState.LEFT,
    },
}
UNDOABLE = {TicketEvent.CALL, TicketEvent.NO_SHOW, TicketEvent.SET_BACK, TicketEvent.FINISH}
WALKS = st.lists(st.sampled_from(STEPS), max_size=12)


def walked(steps: list[TicketStep]) -> tuple[Ticket, list[Past], list[Period]]:
    """The steps that are allowed, one a minute, and the periods they left behind."""
    ticket, history, periods = TICKET, [Past(ISSUE, NINE, "03")], []
    for step in steps:
        if not is_allowed(ticket.state, step.event):
            continue
        at = history[-1].at + timedelta(minutes=1)
        before, ticket = ticket, evolved(ticket, step, at)
        history.append(Past(step, at, "03"))
        closed = closed_period(before, ticket, step)
        periods += [] if closed is None else [closed]
    return ticket, history, periods


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.event.value)
@pytest.mark.parametrize("state", TicketState, ids=lambda state: state.value)
def test_each_event_in_each_state(state: TicketState, step: TicketStep) -> None:
    ticket = ticket_in(state)
    assert ticket.state is state
    if state in LEADS_TO[step.event]:
        assert evolved(ticket, step, after(9)).state is LEADS_TO[step.event][state]
        return
    with pytest.raises(
        TicketStepNotAllowed, match=f"A3012.*{state.word}.*不能{step.event.word}.*号没有变动"
    ):
        evolved(ticket, step, after(9))


def test_each_kind_of_event_is_walked() -> None:
    assert {step.event for step in STEPS} == set(TicketEvent)


def test_a_call_names_counter_moment_and_reason_and_is_counted() -> None:
    once = evolved(TICKET, CALL, after(3))
    assert (once.counter, once.called_at, once.calls) == ("3", after(3), 1)
    assert once.reason == "A3012：等候最久 3 分钟"
    again = evolved(once, replace(CALL, reason=""), after(4))
    assert (again.called_at, again.calls) == (after(4), 2)
    assert (again.reason, again.since) == (once.reason, once.since)


@pytest.mark.parametrize(("place", "queued_at"), [(Place.KEPT, NINE), (Place.END, after(9))])
def test_whoever_goes_back_to_the_queue_is_called_nowhere_yet(
    place: Place, queued_at: object
) -> None:
    for state, fact in (
        (P, TicketReturned(ID, place)),
        (TicketState.NO_SHOW, TicketRevived(ID, place)),
        (S, TicketTransferred(ID, "", "QR-0017", "", place)),
    ):
        back = evolved(ticket_in(state), fact, after(9))
        assert (back.state, back.queued_at, back.counter) == (W, queued_at, "")
        assert (back.called_at, back.started_at, back.parked_at, back.ended_at) == (None,) * 4


def test_a_transfer_keeps_the_number_and_brings_note_item_and_counter() -> None:
    moved = evolved(ticket_in(S), TicketTransferred(ID, "5", "QR-0017", "只差盖章"), after(9))
    assert (moved.number, moved.note, moved.reserved_for) == ("A3012", "只差盖章", "5")
    assert moved.items == ("QR-0017",)
    freed = evolved(evolved(moved, replace(CALL, counter="5"), after(10)), STEPS[9], after(11))
    assert freed.reserved_for == ""


def test_a_number_called_more_often_than_the_rule_grants_is_missed() -> None:
    pause = timedelta(minutes=5)
    found = [RecallRule(granted, pause).again_from(2, NINE) for granted in (0, 1, 2, 3)]
    assert found == [None, None, after(5), after(5)]


@pytest.mark.parametrize(
    ("counter", "days", "words"),
    [
        ("3", 1, "A3012 不是今天的号.*请重新取号"),
        ("4", 0, "A3012 已指定到 5 号窗口.*请由该窗口叫号"),
    ],
)
def test_who_may_not_call(counter: str, days: int, words: str) -> None:
    ticket = replace(TICKET, reserved_for="5")
    require_callable(ticket, "5", NINE)
    with pytest.raises(TicketNotCallable, match=words):
        require_callable(ticket, counter, NINE + timedelta(days=days))


def test_who_was_called_elsewhere_is_not_called_away_until_that_counter_fell_silent() -> None:
    ticket = replace(ticket_in(TicketState.CALLED), counter="5", called_at=NINE)
    just_before = NINE + SILENCE - timedelta(seconds=1)
    require_callable(ticket, "5", just_before)
    with pytest.raises(TicketNotCallable, match=r"刚由 5 号窗口叫过.*请叫下一位"):
        require_callable(ticket, "4", just_before)
    require_callable(ticket, "4", NINE + SILENCE)


@pytest.mark.parametrize("klass", [TicketClass.PRIORITY, TicketClass.URGENT])
def test_a_preference_names_its_ground(klass: TicketClass) -> None:
    require_ground(Entitlement(klass, "残疾人证"))
    with pytest.raises(GroundMissing, match="要写明依据"):
        require_ground(Entitlement(klass, " "))


@given(WALKS)
def test_the_periods_of_a_life_follow_each_other_without_a_gap(steps: list[TicketStep]) -> None:
    ticket, history, periods = walked(steps)
    going_on = open_period(ticket)
    assert (going_on is not None) == ticket.state.is_open
    every = [*periods, *([going_on] if going_on else [])]
    assert every[0].began_at == NINE
    for one, following in pairwise(every):
        assert one.ended_at == following.began_at
    sums = spent(every, after(99))
    swept = sum((after(99) - one.began_at for one in periods if one.ended_at is None), timedelta())
    missed = sum(
        ((one.ended_at or NINE) - one.began_at for one in periods if not one.state.is_open),
        timedelta(),
    )
    end = after(99) if ticket.state.is_open or swept else history[-1].at
    assert sums.waiting + sums.way + sums.service + sums.parked + missed == end - NINE


@given(WALKS)
def test_an_undo_brings_back_exactly_what_was(steps: list[TicketStep]) -> None:
    ticket, history, _ = walked(steps)
    last = history[-1]
    if isinstance(last.fact, TicketIssued | TicketStepUndone):
        return
    before, _, _ = walked([one.fact for one in history[1:-1] if isinstance(one.fact, TicketStep)])
    counter = before.counter or ticket.counter
    if last.fact.event not in UNDOABLE:
        with pytest.raises(UndoNotPossible, match="不能撤销"):
            undoing(ticket, history, counter, last.at)
        return
    fact = undoing(ticket, history, counter, last.at + UNDO_WITHIN)
    undone = evolved(ticket, fact, last.at)
    # A step of its own: whoever acts on what was before the slip comes too late.
    assert (undone, undone.epoch) == (before, ticket.epoch + 1)
    with pytest.raises(UndoTooLate, match="没有撤销"):
        undoing(ticket, history, counter, last.at + UNDO_WITHIN + timedelta(seconds=1))
