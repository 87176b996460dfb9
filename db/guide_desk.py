"""Hand-overs and further copies of slips as rows."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from core import guide_desk as rules
from core.errors import Refusal
from core.guide_desk import HandOver, HandOverState
from core.guide_facts import (
    HandOverGivenBack,
    HandOverSignedOff,
    QuestionHandedOver,
    QuestionPassedOn,
    SlipReprintOrdered,
)
from core.moment import instant_text
from db import tickets
from db.guide_desk_tables import hand_over, slip_copy
from db.payload import text_of, value_of
from db.tables import ticket

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from core.guide_facts import GuideFact
    from core.journal import JournalEntry


class HandOverNotFound(Refusal):
    """A hand-over this database does not hold."""


def apply(connection: Connection, entry: JournalEntry, fact: GuideFact) -> None:
    """Give a fact of the guide desk its effect.

    Raises: Refusal of the rule it breaks.
    """
    at = entry.occurred_at.astimezone(UTC)  # as the journal gives it back
    match fact:
        case QuestionHandedOver():
            _add(connection, entry.hall, rules.handed_over(fact, at))
        case HandOverSignedOff():
            _save(connection, rules.signed_off(load(connection, fact.hand_over_id), fact, at))
        case HandOverGivenBack():
            _save(connection, rules.given_back(load(connection, fact.hand_over_id), fact, at))
        case QuestionPassedOn():
            _save(connection, rules.passed_on(load(connection, fact.hand_over_id), fact))
        case SlipReprintOrdered():
            rules.require_reprintable(tickets.load(connection, fact.ticket_id))
            connection.execute(
                insert(slip_copy),
                {
                    "ticket_id": fact.ticket_id,
                    "copy_no": fact.copy_no,
                    "station": entry.station,
                    "reason": fact.reason,
                },
            )


def load(connection: Connection, hand_over_id: str) -> HandOver:
    """The hand-over with that id.

    Raises: HandOverNotFound.
    """
    content = connection.execute(
        select(hand_over.c.content).where(hand_over.c.hand_over_id == hand_over_id)
    ).scalar_one_or_none()
    if content is None:
        raise HandOverNotFound("没有找到这件咨询，没有改动任何内容，请刷新后再试。")
    return value_of(HandOver, content)


def not_signed_off(connection: Connection, hall: str) -> tuple[HandOver, ...]:
    """The hall's open hand-overs, oldest first."""
    rows = connection.execute(
        select(hand_over.c.content)
        .where(hand_over.c.hall == hall, hand_over.c.state != HandOverState.SIGNED_OFF.value)
        .order_by(hand_over.c.begun_at, hand_over.c.hand_over_id)
    ).scalars()
    return tuple(value_of(HandOver, content) for content in rows)


def ticket_with_number(connection: Connection, hall: str, day: date, number: str) -> str:
    """The id of the day's ticket with that number; of several, after a round, the last issued.

    Raises: TicketNotFound.
    """
    found = connection.execute(
        select(ticket.c.ticket_id)
        .where(ticket.c.hall == hall, ticket.c.day == day, ticket.c.number == number)
        .order_by(ticket.c.serial.desc())
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        raise tickets.TicketNotFound(
            f"今天没有 {number or '这个'} 号，没有改动任何内容，请核对号码后再试。"
        )
    return str(found)


def last_copy(connection: Connection, ticket_id: str) -> int:
    """The highest copy number of a slip; 1 while only the original was ordered."""
    found = connection.execute(
        select(func.max(slip_copy.c.copy_no)).where(slip_copy.c.ticket_id == ticket_id)
    ).scalar_one()
    return found or 1


def _add(connection: Connection, hall: str, new: HandOver) -> None:
    connection.execute(
        insert(hand_over),
        {
            "hand_over_id": new.hand_over_id,
            "hall": hall,
            "responder": new.first_responder.badge,
            "state": new.state.value,
            "begun_at": instant_text(new.begun_at),
            "content": text_of(new),
        },
    )


def _save(connection: Connection, changed: HandOver) -> None:
    connection.execute(
        update(hand_over)
        .where(hand_over.c.hand_over_id == changed.hand_over_id)
        .values(state=changed.state.value, content=text_of(changed))
    )
