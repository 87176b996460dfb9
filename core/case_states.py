"""The case state machine as a table: state, event, next state, paper, clocks."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from core.clock import ClockKind
from core.errors import Refusal
from core.paper_kind import NoticeKind


class StepNotAllowed(Refusal):
    """An event that the case's state does not allow."""


class CaseState(enum.Enum):
    """办件状态."""

    RECEIVED = "received"
    AWAITING_CORRECTION = "awaiting_correction"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    DELIVERED = "delivered"

    @property
    def word(self) -> str:
        """The state on screens and papers."""
        return _STATE_WORDS[self]


class CaseEvent(enum.Enum):
    """What may happen to a case."""

    TELL_ONCE = "tell_once"
    ACCEPT = "accept"
    GRANT = "grant"
    DELIVER = "deliver"

    @property
    def word(self) -> str:
        """The act in a clerk's words."""
        return _EVENT_WORDS[self]


@dataclass(frozen=True)
class Transition:
    """One row of the table."""

    source: CaseState
    event: CaseEvent
    target: CaseState
    paper: NoticeKind
    starts: tuple[ClockKind, ...]
    satisfies: tuple[ClockKind, ...]


def transition(state: CaseState, event: CaseEvent) -> Transition:
    """The row for that state and event.

    Raises: StepNotAllowed.
    """
    row = _ROWS.get((state, event))
    if row is None:
        raise StepNotAllowed(
            f"办件现在是“{state.word}”，不能{event.word}，办件没有变动，请刷新后核对。"
        )
    return row


_STATE_WORDS = {
    CaseState.RECEIVED: "已收件",
    CaseState.AWAITING_CORRECTION: "待补正",
    CaseState.ACCEPTED: "已受理",
    CaseState.DECIDED: "已决定",
    CaseState.DELIVERED: "已送达",
}
_EVENT_WORDS = {
    CaseEvent.TELL_ONCE: "出具一次性告知",
    CaseEvent.ACCEPT: "受理",
    CaseEvent.GRANT: "作出准予决定",
    CaseEvent.DELIVER: "送达",
}
_TABLE = (
    Transition(
        CaseState.RECEIVED,
        CaseEvent.TELL_ONCE,
        CaseState.AWAITING_CORRECTION,
        NoticeKind.ONE_TIME,
        starts=(ClockKind.CORRECTION,),
        satisfies=(ClockKind.ACCEPTANCE,),
    ),
    Transition(
        CaseState.RECEIVED,
        CaseEvent.ACCEPT,
        CaseState.ACCEPTED,
        NoticeKind.ACCEPTANCE,
        starts=(ClockKind.PROMISE, ClockKind.STATUTORY),
        satisfies=(ClockKind.ACCEPTANCE,),
    ),
    # The limits of the office run from the day the last missing material arrives.
    Transition(
        CaseState.AWAITING_CORRECTION,
        CaseEvent.ACCEPT,
        CaseState.ACCEPTED,
        NoticeKind.ACCEPTANCE,
        starts=(ClockKind.PROMISE, ClockKind.STATUTORY),
        satisfies=(ClockKind.CORRECTION,),
    ),
    Transition(
        CaseState.ACCEPTED,
        CaseEvent.GRANT,
        CaseState.DECIDED,
        NoticeKind.DECISION,
        starts=(ClockKind.DELIVERY,),
        satisfies=(ClockKind.PROMISE, ClockKind.STATUTORY),
    ),
    Transition(
        CaseState.DECIDED,
        CaseEvent.DELIVER,
        CaseState.DELIVERED,
        NoticeKind.DELIVERY,
        starts=(),
        satisfies=(ClockKind.DELIVERY,),
    ),
)
_ROWS = {(row.source, row.event): row for row in _TABLE}
