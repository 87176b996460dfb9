"""A place in the queue: its life, and who may call it when the cable is out."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.numbering import ticket_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.facts import TicketIssued


class TicketNotCallable(Refusal):
    """A ticket this station has no right to call, or whose turn is over."""


class TicketStepNotAllowed(Refusal):
    """A step that the ticket's state does not allow."""


class CounterOccupied(Refusal):
    """The counter still has a person in front of it."""


class NobodyWaiting(Refusal):
    """The queue of this station is empty."""


class TicketState(enum.Enum):
    """Where the ticket stands; later states never go back but by a journaled undo."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    NO_SHOW = "no_show"

    @property
    def word(self) -> str:
        """The state as shown to the clerk."""
        return _WORDS[self]


_WORDS = {
    TicketState.WAITING: "等候",
    TicketState.CALLED: "已叫号",
    TicketState.SERVING: "正在办理",
    TicketState.FINISHED: "已办结",
    TicketState.NO_SHOW: "过号",
}


@dataclass(frozen=True)
class Ticket:
    """排队号: issued at its home station, called at a counter."""

    ticket_id: str
    number: str
    day: date
    home: str  # station that may call it without the server
    state: TicketState
    issued_at: datetime
    item_code: str = ""
    counter: str = ""
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    calls: int = 0


def issued(fact: TicketIssued, home: str, at: datetime) -> Ticket:
    """The new ticket of a fact recorded at its home station."""
    return Ticket(
        ticket_id=fact.ticket_id,
        number=ticket_text(fact.number),
        day=fact.day,
        home=home,
        state=TicketState.WAITING,
        issued_at=at,
        item_code=fact.item_code,
    )


def next_waiting(waiting: Iterable[Ticket], station: str) -> Ticket:
    """The ticket to call next: of this station's own, the one that has waited longest.

    Raises: NobodyWaiting.
    """
    own = [ticket for ticket in waiting if ticket.home == station]
    if not own:
        raise NobodyWaiting("现在没有人在等候本工位的号，没有叫号；可先取号，或稍后再叫。")
    return min(own, key=lambda ticket: (ticket.issued_at, ticket.number))


def called(ticket: Ticket, station: str, counter: str, at: datetime, today: date) -> Ticket:
    """The ticket called, or called again, at a counter.

    Raises: TicketNotCallable for another station's ticket (offline it may be called there as
    well), another day's ticket, or one whose turn is over.
    """
    if ticket.home != station:
        raise TicketNotCallable(
            f"{ticket.number} 是其他工位发的号，本工位不能叫，号没有变动，请由原工位叫号。"
        )
    if ticket.day != today:
        raise TicketNotCallable(f"{ticket.number} 不是今天的号，没有叫号，请重新取号。")
    if ticket.state not in (TicketState.WAITING, TicketState.CALLED):
        raise TicketNotCallable(
            f"{ticket.number} {ticket.state.word}，不能再叫，号没有变动，请叫下一位。"
        )
    return replace(
        ticket, state=TicketState.CALLED, counter=counter, called_at=at, calls=ticket.calls + 1
    )


def started(ticket: Ticket, at: datetime) -> Ticket:
    """The person is at the counter and service begins.

    Raises: TicketStepNotAllowed.
    """
    _require(ticket, TicketState.CALLED, "开始办理")
    return replace(ticket, state=TicketState.SERVING, started_at=at)


def finished(ticket: Ticket, at: datetime) -> Ticket:
    """The person leaves the counter.

    Raises: TicketStepNotAllowed.
    """
    _require(ticket, TicketState.SERVING, "办结")
    return replace(ticket, state=TicketState.FINISHED, ended_at=at)


def not_shown(ticket: Ticket, at: datetime) -> Ticket:
    """Nobody came to the counter.

    Raises: TicketStepNotAllowed.
    """
    _require(ticket, TicketState.CALLED, "过号")
    return replace(ticket, state=TicketState.NO_SHOW, ended_at=at)


def _require(ticket: Ticket, state: TicketState, step: str) -> None:
    if ticket.state is not state:
        raise TicketStepNotAllowed(
            f"{ticket.number} 现在是“{ticket.state.word}”，不能{step}，号没有变动，请刷新后核对。"
        )
