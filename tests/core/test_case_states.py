"""The case state machine, state by event, beside the table the law gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from core.case_states import CaseEvent, CaseState
from core.case_table import StepNotAllowed, is_allowed, transition
from core.clock import ClockKind
from core.paper_kind import NoticeKind
from core.staff import Role
from core.transition import ClockEffect, Guard, Transition

ROLES = {
    "clerk": Role.CLERK,
    "chief": Role.CHIEF_REPRESENTATIVE,
    "agency": Role.AGENCY_HEAD,
    "government": Role.GOVERNMENT_HEAD,
    "supervisor": Role.SUPERVISOR,
}
MARKS = {
    "+": "starts",
    "-": "satisfies",
    "!": "passes",
    "x": "stops",
    "|": "pauses",
    ">": "resumes",
    "^": "extends",
}
FINAL = {
    CaseState.ARCHIVED,
    CaseState.NOT_REQUIRED,
    CaseState.NOT_ACCEPTED,
    CaseState.WITHDRAWN,
    CaseState.DEEMED_WITHDRAWN,
    CaseState.ACCEPTANCE_REVOKED,
    CaseState.TERMINATED,
    CaseState.VOIDED,
}


@dataclass(frozen=True)
class Row:
    """One row as the file has it."""

    target: CaseState
    papers: tuple[NoticeKind, ...]
    clocks: dict[str, set[ClockKind]]
    guards: set[Guard]
    by: frozenset[Role]


def table() -> dict[tuple[CaseState, CaseEvent], Row]:
    rows: dict[tuple[CaseState, CaseEvent], Row] = {}
    text = (Path(__file__).parent / "case_table.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        states, event, target, papers, clocks, guards, roles = (
            part.split() for part in f"{line} ".split(";")
        )
        for state in states:
            pair = (CaseState(state), CaseEvent(event[0]))
            assert pair not in rows, "told twice"
            rows[pair] = Row(
                CaseState(state if target == ["="] else target[0]),
                tuple(map(NoticeKind, papers)),
                effects(clocks),
                set(map(Guard, guards)),
                frozenset(ROLES[role] for role in roles),
            )
    return rows


def effects(marks: list[str]) -> dict[str, set[ClockKind]]:
    found: dict[str, set[ClockKind]] = {name: set() for name in MARKS.values()}
    for mark in marks:
        found[MARKS[mark[0]]].add(ClockKind(mark[1:]))
    return found


def as_told(row: Transition) -> Row:
    clocks = {one.name: set(getattr(row.clocks, one.name)) for one in fields(ClockEffect)}
    return Row(row.target, row.papers, clocks, set(row.guards), row.by)


TABLE = table()


@pytest.mark.parametrize("event", CaseEvent, ids=lambda event: event.value)
@pytest.mark.parametrize("state", CaseState, ids=lambda state: state.value)
def test_each_event_in_each_state(state: CaseState, event: CaseEvent) -> None:
    if (state, event) in TABLE:
        row = transition(state, event)
        assert (row.source, row.event) == (state, event)
        assert as_told(row) == TABLE[state, event]
        assert is_allowed(state, event)
        return
    assert not is_allowed(state, event)
    with pytest.raises(StepNotAllowed) as refused:
        transition(state, event)
    said = str(refused.value)
    assert f"办件现在是“{state.word}”，不能{event.word}，办件没有变动，请" in said


def test_every_state_is_reached_and_every_event_happens_somewhere() -> None:
    assert {row.target for row in TABLE.values()} | {CaseState.RECEIVED} == set(CaseState)
    assert {event for _, event in TABLE} == set(CaseEvent)


def test_a_case_ends_where_nothing_but_a_correction_follows() -> None:
    assert {state for state in CaseState if state.is_final} == FINAL
    for state in FINAL:
        leaving = {event for source, event in TABLE if source is state}
        assert leaving <= {CaseEvent.VOID, CaseEvent.CORRECT_ENTRY}


def test_what_silence_concludes_nobody_may_do_by_hand() -> None:
    for row in TABLE.values():
        assert (Guard.COVERED in row.guards) == (not row.by)
        assert (Guard.AUTHORISED in row.guards) == bool(row.by)


def test_states_and_events_have_words_of_their_own() -> None:
    words = [state.word for state in CaseState]
    assert len(set(words)) == len(words)
    said = Counter(event.word for event in CaseEvent)
    assert set(said.values()) == {1}
    assert CaseState.AWAITING_PROCEDURE.word == "待批特别程序"
    assert CaseEvent.EXTEND.word == "延期"
