"""排队小票: drawn after the number is given out, so that giving it out waits for no printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.queue_slip import Queue, queue_slip
from db import slip_copies, tickets
from desktop import press
from desktop.waits import expected
from printing import spool
from printing.copy_mark import CopyMark

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
    return bool(
        tickets.waiting_for_slip(reading.connection, station, reading.today)
        or slip_copies.to_draw(reading.connection, station, reading.today)
    )


def draw(work: UnitOfWork, head: SlipHead, device: Device, waits: LearnedWaits | None) -> None:
    """Put the slip of every such number into the spool, in the device's own language."""
    spool.forget_slips(work.connection)
    station = work.identity.station
    for ticket in tickets.waiting_for_slip(work.connection, station, work.today):
        content, media = press.queue_slip(_slip(work, head, ticket, waits), device)
        spool.enqueue(work.connection, _sheet(ticket, 1, content, media))
    _draw_copies(work, head, device, waits)


def subject(work: UnitOfWork, item_code: str) -> str:
    """What a number is for in the words of today's catalogue.

    Empty for nothing in particular, or for an item of a case or an appointment that is older than
    the catalogue: the number stands, and its slip with it.
    """
    if not item_code:
        return ""
    from core.catalogue import ItemNotInCatalogue  # noqa: PLC0415  (as below)
    from db import catalogues  # noqa: PLC0415  (start-up time: a slip comes after the first number)

    try:
        version = catalogues.version_in_force(work.connection, work.today)
        return catalogues.item(work.connection, version, item_code).name
    except (catalogues.NoCatalogue, ItemNotInCatalogue):
        return ""


def _draw_copies(
    work: UnitOfWork, head: SlipHead, device: Device, waits: LearnedWaits | None
) -> None:
    for ticket_id, copy_no, reason in slip_copies.to_draw(
        work.connection, work.identity.station, work.today
    ):
        ticket = tickets.load(work.connection, ticket_id)
        mark = CopyMark(copy_no, reason)
        content, media = press.queue_slip(_slip(work, head, ticket, waits), device, mark)
        spool.enqueue(work.connection, _sheet(ticket, copy_no, content, media))


def _sheet(ticket: Ticket, copy_no: int, content: bytes, media: tuple[int, int]) -> spool.Sheet:
    return spool.Sheet(
        document=spool.TICKET,
        subject_id=ticket.ticket_id,
        copy_no=copy_no,
        title=f"{ticket.day:%Y%m%d}_{ticket.number}_排队小票",
        media=media,
        badge="",
        content=content,
    )


def _slip(
    work: UnitOfWork, head: SlipHead, ticket: Ticket, waits: LearnedWaits | None
) -> QueueSlip:
    ahead = tickets.ahead_of(work.connection, ticket)
    return queue_slip(
        ticket,
        Queue(people_ahead=ahead, counters="", wait=expected(work, ticket, waits)),
        head.hall_name,
        head.enquiry_phone,
        subject(work, ticket.item_code),
    )
