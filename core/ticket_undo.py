"""Taking back a slip of the finger: call, no-show and finish, within ten seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.ticket_facts import TicketFact, TicketIssued, TicketStepUndone
from core.ticket_states import TicketEvent
from core.ticket_steps import evolved, issued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ticket import Ticket

UNDO_WITHIN = timedelta(seconds=10)
_UNDOABLE = (
    TicketEvent.CALL,
    TicketEvent.NO_SHOW,
    TicketEvent.SET_BACK,
    TicketEvent.FINISH,
)


class UndoNotPossible(Refusal):
    """The last thing that happened to the ticket is none that can be taken back."""


class UndoTooLate(Refusal):
    """The ten seconds are over."""


@dataclass(frozen=True)
class Past:
    """One fact of a ticket and when it happened."""

    fact: TicketFact
    at: datetime
    station: str


def undoing(
    now_is: Ticket, history: Sequence[Past], counter: str, now: datetime
) -> TicketStepUndone:
    """The fact that takes back that counter's last step; `history` is the ticket's, oldest first.

    Raises: UndoNotPossible, UndoTooLate.
    """
    last = history[-1]
    if isinstance(last.fact, TicketIssued | TicketStepUndone) or last.fact.event not in _UNDOABLE:
        raise UndoNotPossible(
            f"{now_is.number} 的上一步不能撤销，号没有变动，只有叫号、过号、办结可以撤销，"
            "请按现在的状态继续办。"
        )
    if now - last.at > UNDO_WITHIN:
        raise UndoTooLate(
            f"{now_is.number} 的“{last.fact.event.word}”已过 {UNDO_WITHIN.seconds} 秒，没有撤销，"
            "号没有变动，请按现在的状态继续办。"
        )
    before = _replayed(history[:-1])
    if counter not in (now_is.counter, before.counter):
        raise UndoNotPossible(
            f"{now_is.number} 的“{last.fact.event.word}”不是本窗口做的，没有撤销，号没有变动，"
            "请由原窗口撤销。"
        )
    return TicketStepUndone(now_is.ticket_id, last.fact.event, before)


def _replayed(history: Sequence[Past]) -> Ticket:
    first = history[0]
    assert isinstance(first.fact, TicketIssued)  # noqa: S101  (the journal begins a ticket so)
    ticket = issued(first.fact, first.station, first.at)
    for one in history[1:]:
        if not isinstance(one.fact, TicketIssued):
            ticket = evolved(ticket, one.fact, one.at)
    return ticket
