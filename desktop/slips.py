"""排队小票: drawn after the number is given out, so that giving it out waits for no printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.queue_slip import Queue, queue_slip
from db import tickets
from desktop import press
from printing import spool

if TYPE_CHECKING:
    from core.queue_slip import QueueSlip
    from core.ticket import Ticket
    from core.wait_estimate import LearnedWaits
    from db.unit_of_work import Reading, UnitOfWork
    from printing.devices.device import Device


@dataclass(frozen=True)
class SlipHead:
    """What every slip of the hall says."""

    hall_name: str
    enquiry_phone: str


def any_to_draw(reading: Reading) -> bool:
    """Whether a number was given out whose slip is not in the spool yet."""
    station = reading.identity.station
    return bool(tickets.waiting_for_slip(reading.connection, station, reading.today))


def draw(work: UnitOfWork, head: SlipHead, device: Device, waits: LearnedWaits | None) -> None:
    """Put the slip of every such number into the spool, in the device's own language."""
    spool.forget_slips(work.connection)
    station = work.identity.station
    for ticket in tickets.waiting_for_slip(work.connection, station, work.today):
        content, media = press.queue_slip(_slip(work, head, ticket, waits), device)
        spool.enqueue(
            work.connection,
            spool.Sheet(
                document=spool.TICKET,
                subject_id=ticket.ticket_id,
                copy_no=1,
                title=f"{ticket.day:%Y%m%d}_{ticket.number}_排队小票",
                media=media,
                badge="",
                content=content,
            ),
        )


def _slip(
    work: UnitOfWork, head: SlipHead, ticket: Ticket, waits: LearnedWaits | None
) -> QueueSlip:
    ahead = tickets.ahead_of(work.connection, ticket)
    return queue_slip(
        ticket,
        Queue(people_ahead=ahead, counters="", wait=_wait(work, ticket, waits)),
        head.hall_name,
        head.enquiry_phone,
        _subject(work, ticket.item_code),
    )


def _wait(work: UnitOfWork, ticket: Ticket, waits: LearnedWaits | None) -> str:
    if waits is None:
        return ""
    from db import queue_log  # noqa: PLC0415  (start-up time: only a learned station needs it)

    return waits.estimate(queue_log.ahead_of(work.connection, ticket, waits.policy)).words()


def _subject(work: UnitOfWork, item_code: str) -> str:
    if not item_code:
        return ""
    from db import catalogues  # noqa: PLC0415  (start-up time: a slip comes after the first number)

    try:
        version = catalogues.version_in_force(work.connection, work.today)
    except catalogues.NoCatalogue:
        return ""
    return catalogues.item(work.connection, version, item_code).name
