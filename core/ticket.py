"""A place in the queue, and who may call it when the cable is out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Refusal
from core.ticket_class import TicketClass
from core.ticket_states import TicketState

__all__ = ["Ticket", "TicketState"]


class TicketNotCallable(Refusal):
    """A ticket this station has no right to call, or whose turn is over."""


class TicketStepNotAllowed(Refusal):
    """A step that the ticket's state does not allow."""


class CounterOccupied(Refusal):
    """The counter still has a person in front of it."""


class NobodyWaiting(Refusal):
    """The queue of this station is empty, or nobody is at the counter."""


@dataclass(frozen=True)
class Ticket:
    """排队号: issued at its home station, called at a counter; all moments are aware."""

    ticket_id: str
    number: str
    day: date
    home: str  # station that may call it without the server
    state: TicketState
    issued_at: datetime
    queued_at: datetime  # its place in the queue
    since: datetime  # when its state, counter or items last changed
    klass: TicketClass = TicketClass.ORDINARY
    items: tuple[str, ...] = ()  # the first is the one in hand
    due_at: datetime | None = None  # of an appointment
    reserved_for: str = ""  # the one counter that may call it
    not_before: datetime | None = None  # not offered until then
    note: str = ""
    counter: str = ""
    reason: str = ""  # why it was called when it was
    called_at: datetime | None = None
    started_at: datetime | None = None
    parked_at: datetime | None = None
    parked_reason: str = ""
    ended_at: datetime | None = None  # None although over: swept up, nobody knows when it ended
    calls: int = 0

    @property
    def callable_from(self) -> datetime:
        """From when on it can be called."""
        return self.queued_at if self.not_before is None else max(self.queued_at, self.not_before)

    @property
    def item_code(self) -> str:
        """The item in hand; empty for none."""
        return self.items[0] if self.items else ""


def require_callable(ticket: Ticket, station: str, counter: str, today: date) -> None:
    """Refuse a call this station may not make.

    Raises: TicketNotCallable for another station's ticket (offline it may be called there as
    well), another day's ticket, one that another counter waits for, or one whose turn is over.
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
    if ticket.reserved_for not in ("", counter):
        raise TicketNotCallable(
            f"{ticket.number} 已指定到 {ticket.reserved_for} 号窗口，本窗口没有叫号，"
            "请由该窗口叫号，或先转到本窗口。"
        )
