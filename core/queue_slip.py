"""排队小票: what a queue ticket says, as a value; no personal name ever stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ticket import Ticket

# What core.ticket_table holds to: a number that passed is called again once it is revived, one of
# another day never.
REMINDERS = (
    "请留意叫号和大屏幕，过号请到导办台恢复排队。",
    "本号当日有效。",
)


@dataclass(frozen=True)
class Queue:
    """The queue as the person joins it, in words where the hall has its own."""

    people_ahead: int
    counters: str  # 一楼 1 至 6 号窗口; may be empty
    wait: str = ""  # 10 至 15 分钟; empty while nothing is known


@dataclass(frozen=True)
class QueueSlip:
    """One slip, complete: printing it needs nothing else."""

    hall: str
    number: str  # A3012
    subject: str  # item or department; may be empty
    people_ahead: int
    counters: str
    wait: str
    issued_at: datetime  # aware
    reminders: tuple[str, ...]
    code: str  # what its QR symbol holds; empty for none
    enquiry_phone: str


def queue_slip(
    ticket: Ticket,
    queue: Queue,
    hall: str,
    enquiry_phone: str,
    subject: str = "",
    code: str = "",
) -> QueueSlip:
    """The slip of a ticket just issued."""
    return QueueSlip(
        hall=hall,
        number=ticket.number,
        subject=subject,
        people_ahead=queue.people_ahead,
        counters=queue.counters,
        wait=queue.wait,
        issued_at=ticket.issued_at,
        reminders=REMINDERS,
        code=code,
        enquiry_phone=enquiry_phone,
    )
