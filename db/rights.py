"""A station's rights to call, as rows: only where one is not where its ticket's birth put it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from core.claim import Right, RightState, home_right
from core.ticket_states import TicketState
from db.claim_tables import ticket_right
from db.prepared import Prepared
from db.tables import ticket

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from core.ticket import Ticket

# On the driver itself: it stands in every call.
_OF_TICKET = Prepared(
    select(ticket_right.c.epoch, ticket_right.c.state).where(
        ticket_right.c.ticket_id == bindparam("of_ticket")
    )
)


def of(connection: Connection, one: Ticket, station: str) -> Right:
    """The station's right to a ticket; whoever is no longer waiting was called under it."""
    right = home_right(station) if one.home == station else Right(station)
    for epoch, state in _OF_TICKET.rows(connection, {"of_ticket": one.ticket_id}):
        right = Right(station, epoch, RightState(state))
    if right.state is RightState.HELD and one.state is not TicketState.WAITING:
        return replace(right, state=RightState.CALLED)
    return right


def keep(connection: Connection, one: Ticket, right: Right) -> None:
    """Write where the right stands, before a word of it leaves."""
    state = RightState.HELD if right.state is RightState.CALLED else right.state
    row = {"ticket_id": one.ticket_id, "epoch": right.epoch, "state": state.value}
    which = ticket_right.c.ticket_id == one.ticket_id
    if connection.execute(update(ticket_right).where(which).values(row)).rowcount == 0:
        connection.execute(insert(ticket_right), row)


def forget_before(connection: Connection, day: date) -> None:
    """Forget the rights to numbers of earlier days."""
    over = select(ticket.c.ticket_id).where(ticket.c.day < day)
    connection.execute(delete(ticket_right).where(ticket_right.c.ticket_id.in_(over)))
