"""The station's side of who may call: what the hall says is kept first and answered then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import claim
from db import rights, tickets

if TYPE_CHECKING:
    from core.claim import Grant, Message, Revoke, StationStep
    from core.ticket import Ticket
    from db.unit_of_work import UnitOfWork


def granted(work: UnitOfWork, ticket_id: str, grant: Grant) -> tuple[Message, ...]:
    """The hall gives the right; the answers go out once this is committed.

    Raises: TicketNotFound before the ticket itself has arrived.
    """
    one = tickets.load(work.connection, ticket_id)
    return _kept(work, one, claim.granted(rights.of(work.connection, one, _here(work)), grant))


def revoked(work: UnitOfWork, ticket_id: str, revoke: Revoke) -> tuple[Message, ...]:
    """The hall calls the right back; a number already called is not given up.

    Raises: TicketNotFound.
    """
    one = tickets.load(work.connection, ticket_id)
    return _kept(work, one, claim.revoked(rights.of(work.connection, one, _here(work)), revoke))


def give_back(work: UnitOfWork, ticket_id: str) -> tuple[Message, ...]:
    """Leave a number to the hall, as at the end of a shift.

    Raises: RightNotHeld, TicketNotFound.
    """
    one = tickets.load(work.connection, ticket_id)
    return _kept(work, one, claim.given_back(rights.of(work.connection, one, _here(work))))


def require_right(work: UnitOfWork, one: Ticket) -> None:
    """Refuse to call a number whose right is elsewhere.

    Raises: RightNotHeld.
    """
    claim.called(rights.of(work.connection, one, _here(work)))


def _here(work: UnitOfWork) -> str:
    return work.identity.station


def _kept(work: UnitOfWork, one: Ticket, step: StationStep) -> tuple[Message, ...]:
    rights.keep(work.connection, one, step.right)
    return step.sends
