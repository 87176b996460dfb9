"""首问负责: whoever is asked first stays responsible until somebody else has answered."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import Refusal
from core.guide_facts import (
    Destination,
    HandOverGivenBack,
    HandOverSignedOff,
    QuestionHandedOver,
    QuestionPassedOn,
)
from core.staff import Clerk
from core.ticket import Ticket, TicketState

LONGEST = 200  # characters of a question, note or outcome


class QuestionIncomplete(Refusal):
    """A hand-over without a question, a receiver, an outcome or a reason."""


class HandOverStepNotAllowed(Refusal):
    """A step that the hand-over's state does not allow, or not to this person."""


class SlipNotReprintable(Refusal):
    """The slip of a number whose turn is over."""


class HandOverState(enum.Enum):
    """Where a question stands."""

    HANDED_OVER = "handed_over"
    GIVEN_BACK = "given_back"
    SIGNED_OFF = "signed_off"

    @property
    def word(self) -> str:
        """The state as shown to the clerk."""
        return _WORDS[self]


_WORDS = {
    HandOverState.HANDED_OVER: "待签收",
    HandOverState.GIVEN_BACK: "已退回",
    HandOverState.SIGNED_OFF: "已办结",
}


@dataclass(frozen=True)
class HandOver:
    """One question on its way."""

    hand_over_id: str
    question: str
    asker: str
    first_responder: Clerk
    destination: Destination
    note: str
    notice_id: str
    state: HandOverState
    begun_at: datetime
    answered_by: Clerk | None = None  # who signed off or gave back last
    answer: str = ""  # the outcome, or the reason it came back
    answered_at: datetime | None = None


def handed_over(fact: QuestionHandedOver, at: datetime) -> HandOver:
    """The hand-over a fact begins.

    Raises: QuestionIncomplete.
    """
    _require_said(fact.question, "问题")
    _require_said(fact.destination.department, "办理部门")
    return HandOver(
        hand_over_id=fact.hand_over_id,
        question=fact.question,
        asker=fact.asker,
        first_responder=fact.first_responder,
        destination=fact.destination,
        note=fact.note,
        notice_id=fact.notice_id,
        state=HandOverState.HANDED_OVER,
        begun_at=at,
    )


def signed_off(before: HandOver, fact: HandOverSignedOff, at: datetime) -> HandOver:
    """The receiver says what came of it.

    Raises: HandOverStepNotAllowed, also for the first responder: nobody receives from himself;
    QuestionIncomplete.
    """
    _require_received(before, fact.by, "签收")
    _require_said(fact.outcome, "办理结果")
    return _answered(before, HandOverState.SIGNED_OFF, fact.by, fact.outcome, at)


def given_back(before: HandOver, fact: HandOverGivenBack, at: datetime) -> HandOver:
    """The receiver says why it is not his.

    Raises: HandOverStepNotAllowed, QuestionIncomplete.
    """
    _require_received(before, fact.by, "退回")
    _require_said(fact.reason, "退回原因")
    return _answered(before, HandOverState.GIVEN_BACK, fact.by, fact.reason, at)


def passed_on(before: HandOver, fact: QuestionPassedOn) -> HandOver:
    """The question goes to another receiver.

    Raises: HandOverStepNotAllowed unless it came back; QuestionIncomplete.
    """
    if before.state is not HandOverState.GIVEN_BACK:
        raise HandOverStepNotAllowed(
            f"这件咨询现在是“{before.state.word}”，没有改派，请等对方签收或退回。"
        )
    _require_said(fact.destination.department, "办理部门")
    return replace(
        before,
        destination=fact.destination,
        note=fact.note,
        notice_id=fact.notice_id,
        state=HandOverState.HANDED_OVER,
    )


def require_reprintable(ticket: Ticket) -> None:
    """A slip is of use until its person is served.

    Raises: SlipNotReprintable.
    """
    if ticket.state not in (TicketState.WAITING, TicketState.CALLED):
        raise SlipNotReprintable(
            f"{ticket.number} {ticket.state.word}，没有补打小票，请先恢复排队，或重新取号。"
        )


def _answered(
    before: HandOver, state: HandOverState, by: Clerk, answer: str, at: datetime
) -> HandOver:
    return replace(before, state=state, answered_by=by, answer=answer, answered_at=at)


def _require_received(before: HandOver, by: Clerk, step: str) -> None:
    if before.state is not HandOverState.HANDED_OVER:
        raise HandOverStepNotAllowed(
            f"这件咨询现在是“{before.state.word}”，不能{step}，记录没有变动，请刷新后核对。"
        )
    if by.badge == before.first_responder.badge:
        raise HandOverStepNotAllowed(
            f"首问责任人不能{step}自己转出的咨询，记录没有变动，请接办人登录后{step}。"
        )


def _require_said(words: str, name: str) -> None:
    if not words.strip():
        raise QuestionIncomplete(f"还没有写{name}，没有登记，已有的记录不受影响，请补上{name}。")
    if len(words) > LONGEST:
        raise QuestionIncomplete(
            f"{name}超过 {LONGEST} 个字，没有登记，已有的记录不受影响，请写得简短些。"
        )
