"""The life of a ticket, and who may call it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.moment import CHINA
from core.ticket import (
    NobodyWaiting,
    Ticket,
    TicketNotCallable,
    TicketState,
    TicketStepNotAllowed,
    called,
    finished,
    next_waiting,
    not_shown,
    started,
)
from tests.core.sample_case import MONDAY

if TYPE_CHECKING:
    from collections.abc import Callable

Act: TypeAlias = "Callable[[Ticket], Ticket]"

NINE = datetime(2026, 9, 28, 9, 0, tzinfo=CHINA)
NOW = datetime(2026, 9, 28, 9, 12, tzinfo=CHINA)
TICKET = Ticket(
    ticket_id="t-1",
    number="A3012",
    day=MONDAY,
    home="03",
    state=TicketState.WAITING,
    issued_at=NINE,
)


def call(ticket: Ticket) -> Ticket:
    return called(ticket, "03", "3", NOW, MONDAY)


def start(ticket: Ticket) -> Ticket:
    return started(ticket, NOW)


def finish(ticket: Ticket) -> Ticket:
    return finished(ticket, NOW)


def give_up(ticket: Ticket) -> Ticket:
    return not_shown(ticket, NOW)


ACTS: tuple[Act, ...] = (call, start, finish, give_up)
LEADS_TO: dict[tuple[TicketState, Act], TicketState] = {
    (TicketState.WAITING, call): TicketState.CALLED,
    (TicketState.CALLED, call): TicketState.CALLED,
    (TicketState.CALLED, start): TicketState.SERVING,
    (TicketState.CALLED, give_up): TicketState.NO_SHOW,
    (TicketState.SERVING, finish): TicketState.FINISHED,
}
WORDS = {
    TicketState.WAITING: "等候",
    TicketState.CALLED: "已叫号",
    TicketState.SERVING: "正在办理",
    TicketState.FINISHED: "已办结",
    TicketState.NO_SHOW: "过号",
}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("state", TicketState, ids=lambda state: state.value)
def test_each_act_in_each_state(state: TicketState, act: Act) -> None:
    ticket = replace(TICKET, state=state)
    if (state, act) in LEADS_TO:
        assert act(ticket).state is LEADS_TO[state, act]
        return
    refusal = TicketNotCallable if act is call else TicketStepNotAllowed
    with pytest.raises(refusal, match=f"A3012.*{WORDS[state]}.*不能.*号没有变动"):
        act(ticket)


@pytest.mark.parametrize(
    ("act", "words"), [(start, "不能开始办理"), (finish, "不能办结"), (give_up, "不能过号")]
)
def test_the_refused_act_is_named(act: Act, words: str) -> None:
    with pytest.raises(TicketStepNotAllowed, match=words):
        act(TICKET)


def test_each_state_has_its_word() -> None:
    assert {state: state.word for state in TicketState} == WORDS


def test_a_call_names_counter_and_moment_and_is_counted() -> None:
    once = call(TICKET)
    assert once == replace(TICKET, state=TicketState.CALLED, counter="3", called_at=NOW, calls=1)
    later = NOW + timedelta(minutes=1)
    again = called(once, "03", "5", later, MONDAY)
    assert again == replace(once, counter="5", called_at=later, calls=2)


def test_service_and_its_end_keep_their_moments() -> None:
    serving = started(call(TICKET), NOW + timedelta(minutes=1))
    assert serving == replace(
        call(TICKET), state=TicketState.SERVING, started_at=NOW + timedelta(minutes=1)
    )
    assert finished(serving, NOW + timedelta(minutes=9)) == replace(
        serving, state=TicketState.FINISHED, ended_at=NOW + timedelta(minutes=9)
    )


def test_a_no_show_keeps_its_moment() -> None:
    assert not_shown(call(TICKET), NOW).ended_at == NOW


# --- who may call --------------------------------------------------------------------------------


@pytest.mark.parametrize("state", TicketState, ids=lambda state: state.value)
def test_another_stations_ticket_is_not_called(state: TicketState) -> None:
    with pytest.raises(TicketNotCallable, match=r"A3012 是其他工位发的号.*请由原工位叫号"):
        called(replace(TICKET, state=state), "04", "4", NOW, MONDAY)


@pytest.mark.parametrize("days", [-1, 1, 365])
def test_another_days_ticket_is_not_called(days: int) -> None:
    with pytest.raises(TicketNotCallable, match=r"A3012 不是今天的号.*请重新取号"):
        called(TICKET, "03", "3", NOW, MONDAY + timedelta(days=days))


@given(
    st.lists(
        st.builds(
            lambda home, minutes, serial: replace(
                TICKET,
                ticket_id=f"{home}-{serial}",
                number=f"A{home.lstrip('0')}{serial:03d}",
                home=home,
                issued_at=NINE + timedelta(minutes=minutes),
            ),
            st.sampled_from(["03", "04"]),
            st.integers(0, 5),
            st.integers(1, 30),
        ),
        max_size=12,
        unique_by=lambda ticket: ticket.ticket_id,
    )
)
def test_the_one_who_waited_longest_at_this_station_is_next(waiting: list[Ticket]) -> None:
    own = [ticket for ticket in waiting if ticket.home == "03"]
    if not own:
        with pytest.raises(NobodyWaiting, match=r"没有人在等候本工位的号.*取号"):
            next_waiting(waiting, "03")
        return
    chosen = next_waiting(iter(waiting), "03")
    assert chosen in own
    assert all(chosen.issued_at <= ticket.issued_at for ticket in own)
    together = [ticket.number for ticket in own if ticket.issued_at == chosen.issued_at]
    assert chosen.number == min(together)


@given(st.lists(st.sampled_from(ACTS), max_size=10))
def test_a_turn_that_is_over_stays_over(acts: list[Act]) -> None:
    ticket = TICKET
    for act in acts:
        over = ticket.state in (TicketState.FINISHED, TicketState.NO_SHOW)
        try:
            ticket = act(ticket)
        except (TicketNotCallable, TicketStepNotAllowed):
            continue
        assert not over
    assert ticket.calls == 0 or ticket.called_at == NOW
