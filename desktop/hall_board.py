"""The hall's board and the calls its voice says, read from the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.announcement import Announcement
from core.hall_board import RECENT, BoardCall, HallBoard, called_name
from core.ticket import TicketState
from db import counters
from db import hall_board as rows
from desktop.display_setting import Names

if TYPE_CHECKING:
    from collections.abc import Collection

    from db.hall_board import CalledTicket
    from db.unit_of_work import Reading


def hall_board(reading: Reading, names: Names) -> HallBoard:
    """The board as of now."""
    found = _called_today(reading)
    at_counter = [one for one in found if one.state.holds_counter]
    newest = next((one for one in at_counter if one.state is TicketState.CALLED), None)
    earlier = [one for one in found if one is not newest][:RECENT]
    return HallBoard(
        calls=tuple(_board_call(reading, one, names) for one in at_counter),
        recent=tuple(_board_call(reading, one, names) for one in earlier),
        waiting=rows.waiting_numbers(reading.connection, reading.identity.hall, reading.today),
        closed=counters.closed(reading.connection, reading.identity.hall),
    )


def calls_now(reading: Reading, only: Collection[str] = ()) -> tuple[Announcement, ...]:
    """The calls that stand now, at some counters or at all: who is called and has not come yet."""
    return tuple(
        Announcement(one.ticket_id, one.number, one.counter, one.calls, one.called_at)
        for one in _called_today(reading)
        if one.state is TicketState.CALLED and (not only or one.counter in only)
    )


def _called_today(reading: Reading) -> tuple[CalledTicket, ...]:
    return rows.called_tickets(reading.connection, reading.identity.hall, reading.today, RECENT + 1)


def _board_call(reading: Reading, one: CalledTicket, names: Names) -> BoardCall:
    return BoardCall(
        number=one.number,
        counter=one.counter,
        called_at=one.called_at,
        call=one.calls,
        serving=one.state is TicketState.SERVING,
        name=_name(reading, one.ticket_id) if names is Names.MASKED else "",
    )


def _name(reading: Reading, ticket_id: str) -> str:
    from db import cases  # noqa: PLC0415  (boards that show numbers only need none of it)

    handled = cases.of_ticket(reading.connection, ticket_id)
    return called_name(handled[-1].applicant) if handled else ""
