"""The case state machine as a table: state, event, next state, papers, clocks, guards, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_states import CaseEvent as Event
from core.case_states import CaseState as State
from core.clock import ClockKind
from core.errors import Refusal
from core.paper_kind import NoticeKind as Paper
from core.staff import Role
from core.transition import ClockEffect, Guard, Transition

if TYPE_CHECKING:
    from collections.abc import Iterator


class StepNotAllowed(Refusal):
    """An event that the case's state does not allow."""


def transition(state: State, event: Event) -> Transition:
    """The row for that state and event.

    Raises: StepNotAllowed.
    """
    row = _ROWS.get((state, event))
    if row is None:
        raise StepNotAllowed(
            f"办件现在是“{state.word}”，不能{event.word}，办件没有变动，请刷新后核对。"
        )
    return row


def is_allowed(state: State, event: Event) -> bool:
    """Whether the table has a row for that state and event."""
    return (state, event) in _ROWS


def offered(state: State, role: Role) -> tuple[Event, ...]:
    """What someone of that role may do to a case in that state, in the order of the table."""
    return tuple(
        event for (source, event), row in _ROWS.items() if source is state and role in row.by
    )


_COUNTER = frozenset({Role.CLERK, Role.CHIEF_REPRESENTATIVE})
_CHIEF = frozenset({Role.CHIEF_REPRESENTATIVE})
_DECIDERS = frozenset({Role.CHIEF_REPRESENTATIVE, Role.AGENCY_HEAD})
_HEADS = frozenset({Role.AGENCY_HEAD, Role.GOVERNMENT_HEAD})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_NOBODY: frozenset[Role] = frozenset()

_G1 = (Guard.AUTHORISED,)
_IN_TIME = (Guard.AUTHORISED, Guard.IN_TIME)
_PRINTED_IN_TIME = (Guard.AUTHORISED, Guard.PRINTED, Guard.IN_TIME)
_TOLD_IN_TIME = (Guard.AUTHORISED, Guard.PRINTED, Guard.DELIVERED, Guard.IN_TIME)
_CONCLUDED = (Guard.COVERED,)

_A, _C, _X = ClockKind.ACCEPTANCE, ClockKind.CORRECTION, ClockKind.SPECIAL_PROCEDURE
_P, _L, _D = ClockKind.PROMISE, ClockKind.STATUTORY, ClockKind.DELIVERY
_J, _S, _F = ClockKind.ASSIST, ClockKind.STEP, ClockKind.FOLLOW_UP
_NO_CLOCK = ClockEffect()
_ANSWERED = ClockEffect(satisfies=(_A,))
_SUPPLIED = ClockEffect(satisfies=(_C,))
_LAPSED = ClockEffect(passes=(_C,))
_DECISION = ClockEffect(starts=(_D,), satisfies=(_P, _L, _S))

_OWED = (State.AWAITING_CORRECTION, State.CONDITIONALLY_ACCEPTED)
_RUNNING = (State.ACCEPTED, State.AWAITING_PROCEDURE)
_UNDER_REVIEW = (*_RUNNING, State.PAUSED)
_UNDECIDED = (State.RECEIVED, *_OWED, *_UNDER_REVIEW)
_NOT_VOID = tuple(state for state in State if state is not State.VOIDED)


def _from(
    sources: State | tuple[State, ...],
    event: Event,
    target: State | None,  # None: the state stays
    papers: tuple[Paper, ...] = (),
    clocks: ClockEffect = _NO_CLOCK,
    guards: tuple[Guard, ...] = _G1,
    by: frozenset[Role] = _COUNTER,
) -> Iterator[Transition]:
    for source in sources if isinstance(sources, tuple) else (sources,):
        yield Transition(source, event, target or source, papers, clocks, guards, by)


def _intake() -> Iterator[Transition]:
    """Received: the office owes an answer within five working days (行政许可法 art. 32)."""
    at = State.RECEIVED
    yield from _from(at, Event.CORRECT_ON_THE_SPOT, None, (Paper.CORRECTION_SLIP,))
    yield from _from(
        at, Event.FIND_NOT_REQUIRED, State.NOT_REQUIRED, (Paper.NOT_REQUIRED,), _ANSWERED
    )
    yield from _from(at, Event.REFUSE, State.NOT_ACCEPTED, (Paper.NOT_ACCEPTED,), _ANSWERED)
    # Printed and in time: the paper is issued in the same transaction, and refused when late.
    told = ClockEffect(starts=(_C,), satisfies=(_A,))
    yield from _from(
        at, Event.TELL_ONCE, State.AWAITING_CORRECTION, (Paper.ONE_TIME,), told, _PRINTED_IN_TIME
    )
    accepted = ClockEffect(starts=(_P, _L), satisfies=(_A,))
    yield from _from(at, Event.ACCEPT, State.ACCEPTED, (Paper.ACCEPTANCE,), accepted)
    conditionally = ClockEffect(starts=(_P, _L, _C), satisfies=(_A,))
    yield from _from(
        at,
        Event.ACCEPT_CONDITIONALLY,
        State.CONDITIONALLY_ACCEPTED,
        (Paper.CONDITIONAL,),
        conditionally,
    )
    # Counted from the day of receipt: silence makes receipt acceptance (行政许可法 art. 32(4)).
    silent = ClockEffect(starts=(_P, _L), passes=(_A,))
    papers = (Paper.DEEMED_ACCEPTANCE, Paper.ACCEPTANCE)
    yield from _from(at, Event.DEEM_ACCEPTED, State.ACCEPTED, papers, silent, _CONCLUDED, _NOBODY)


def _correction() -> Iterator[Transition]:
    """The applicant owes materials, before acceptance or after a conditional one (容缺)."""
    awaiting, conditional = _OWED
    yield from _from(_OWED, Event.SUPPLY, None, (Paper.CORRECTION_RECEIPT,))
    yield from _from(
        _OWED, Event.EXTEND_CORRECTION, None, (), ClockEffect(extends=(_C,)), _IN_TIME, _CHIEF
    )
    # The limits of the office run from the day the last missing material arrives.
    completed = ClockEffect(starts=(_P, _L), satisfies=(_C,))
    papers = (Paper.CORRECTION_RECEIPT, Paper.ACCEPTANCE)
    yield from _from(awaiting, Event.ACCEPT, State.ACCEPTED, papers, completed)
    yield from _from(awaiting, Event.REFUSE, State.NOT_ACCEPTED, (Paper.NOT_ACCEPTED,), _SUPPLIED)
    yield from _from(
        conditional, Event.COMPLETE, State.ACCEPTED, (Paper.CORRECTION_RECEIPT,), _SUPPLIED
    )
    # 浙江 revokes and 安阳 takes it as withdrawn: which of these, the rule pack says.
    withdrawn = (Paper.DEEMED_WITHDRAWAL,)
    yield from _from(
        _OWED, Event.DEEM_WITHDRAWN, State.DEEMED_WITHDRAWN, withdrawn, _LAPSED, _CONCLUDED, _NOBODY
    )
    refused = (Paper.NOT_ACCEPTED,)
    yield from _from(
        awaiting, Event.REFUSE_LAPSED, State.NOT_ACCEPTED, refused, _LAPSED, _CONCLUDED, _NOBODY
    )
    yield from _from(
        conditional,
        Event.REVOKE_ACCEPTANCE,
        State.ACCEPTANCE_REVOKED,
        (Paper.REVOCATION,),
        _LAPSED,
        _CONCLUDED,
        _NOBODY,
    )


def _review() -> Iterator[Transition]:
    """Accepted: joint handling, special procedures (art. 45) and one extension (art. 42)."""
    asked = ClockEffect(starts=(_J,))
    yield from _from(State.ACCEPTED, Event.ASK_ASSIST, None, (Paper.JOINT,), asked)
    answered = ClockEffect(satisfies=(_J,))
    yield from _from(_UNDER_REVIEW, Event.ANSWER_ASSIST, None, (), answered)
    silent = ClockEffect(passes=(_J,))
    yield from _from(_UNDER_REVIEW, Event.DEEM_ASSIST, None, (), silent, _CONCLUDED, _NOBODY)

    waiting, paused = State.AWAITING_PROCEDURE, State.PAUSED
    yield from _from(_RUNNING, Event.REQUEST_PROCEDURE, waiting)
    yield from _from(paused, Event.REQUEST_PROCEDURE, None)
    pending = (waiting, paused)
    told = (Paper.SPECIAL_PROCEDURE,)
    yield from _from(pending, Event.APPROVE_PROCEDURE, None, told, _NO_CLOCK, _IN_TIME, _DECIDERS)
    # Where the last open procedure leads; another one keeps the case where it is.
    yield from _from(waiting, Event.REJECT_PROCEDURE, State.ACCEPTED, by=_DECIDERS)
    yield from _from(paused, Event.REJECT_PROCEDURE, None, by=_DECIDERS)
    begun = ClockEffect(starts=(_X,), pauses=(_P, _L))
    yield from _from(pending, Event.BEGIN_PROCEDURE, paused, (), begun, _TOLD_IN_TIME)
    ended = ClockEffect(satisfies=(_X,), resumes=(_P, _L))
    yield from _from(paused, Event.END_PROCEDURE, State.ACCEPTED, (Paper.RESUMPTION,), ended)

    yield from _from(State.ACCEPTED, Event.REQUEST_EXTENSION, None, (), _NO_CLOCK, _IN_TIME)
    longer = (Paper.EXTENSION,)
    yield from _from(
        State.ACCEPTED, Event.APPROVE_EXTENSION, None, longer, _NO_CLOCK, _IN_TIME, _HEADS
    )
    extended = ClockEffect(extends=(_P, _L))
    yield from _from(_RUNNING, Event.EXTEND, None, (), extended, _TOLD_IN_TIME)
    yield from _from(_RUNNING, Event.EXPLAIN_OVERDUE, None, (Paper.OVERDUE,), by=_DECIDERS)


def _ending() -> Iterator[Transition]:
    """Decision, delivery, and the other ways in which a case ends."""
    decided, consented = State.DECIDED, State.DEEMED_CONSENTED
    yield from _from(_UNDECIDED, Event.WITHDRAW, State.WITHDRAWN, (Paper.WITHDRAWAL,))
    closable = (State.CONDITIONALLY_ACCEPTED, *_UNDER_REVIEW)
    yield from _from(
        closable, Event.TERMINATE, State.TERMINATED, (Paper.TERMINATION,), by=_DECIDERS
    )
    granters = _COUNTER | _DECIDERS  # a clerk grants what is decided on the spot
    granted = (Paper.DECISION,)
    yield from _from(State.ACCEPTED, Event.GRANT, decided, granted, _DECISION, by=granters)
    formal = ClockEffect(starts=(_D,), satisfies=(_F,))
    yield from _from(consented, Event.GRANT, decided, granted, formal, by=_DECIDERS)
    yield from _from(State.ACCEPTED, Event.DENY, decided, (Paper.DENIAL,), _DECISION, by=_DECIDERS)
    silent = ClockEffect(starts=(_F,), passes=(_P, _L), stops=(_J, _S))
    consent = (Paper.DEEMED_CONSENT,)
    yield from _from(
        _RUNNING, Event.DEEM_CONSENTED, consented, consent, silent, _CONCLUDED, _NOBODY
    )
    handed = ClockEffect(satisfies=(_D,))
    yield from _from(decided, Event.DELIVER, State.DELIVERED, (Paper.DELIVERY,), handed)
    yield from _from(State.DELIVERED, Event.ARCHIVE, State.ARCHIVED)


def _at_any_time() -> Iterator[Transition]:
    """What may happen beside the way of a case."""
    hurried = ClockEffect(starts=(_S,))
    before_decision = (State.RECEIVED, State.CONDITIONALLY_ACCEPTED, *_RUNNING)
    yield from _from(before_decision, Event.MARK_URGENT, None, (), hurried, by=_DECIDERS)
    # Only where a list of missing materials is out can a paper say what is still open of it.
    demanded = (Paper.CORRECTION_RECEIPT,)
    yield from _from(_OWED, Event.DEMAND_LATER, None, demanded, by=_CHIEF)
    unlisted = (State.RECEIVED, *_UNDER_REVIEW)
    yield from _from(unlisted, Event.DEMAND_LATER, None, by=_CHIEF)
    slip = (Paper.CORRECTION_SLIP,)
    yield from _from(_NOT_VOID, Event.CORRECT_ENTRY, None, slip, by=_SUPERVISOR)
    yield from _from(_NOT_VOID, Event.VOID, State.VOIDED, slip, by=_SUPERVISOR)


_ROWS = {
    (row.source, row.event): row
    for part in (_intake(), _correction(), _review(), _ending(), _at_any_time())
    for row in part
}
