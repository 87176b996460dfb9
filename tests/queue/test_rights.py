"""Who may call when the cable is out: a right is at one station, and moves by word and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core import claim
from core.claim import Ack, Custody, Grant, Revoke, RightNotHeld, Use
from core.ticket import NobodyWaiting, TicketState
from db import journal, projection
from desktop import claims, reception, ticket_moves
from desktop.day_end import sweep
from tests.queue.counter_life import THREE, called, issued, seen
from tests.review_hall import duty, new_hall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.unit_of_work import UnitOfWork
    from server.settings import ServerSettings
    from tests.review_hall import Hall


@pytest.fixture
def four(server_settings: ServerSettings) -> Iterator[Hall]:
    """A second station of the hall."""
    with new_hall(server_settings, "04") as opened:
        yield opened


def carry(source: Hall, target: Hall) -> None:
    """Tickets travel from one station to another by the journal."""

    def take(work: UnitOfWork) -> None:
        for entry in entries:
            if entry.kind.startswith("ticket.") and not journal.known(
                work.connection, [entry.op_id]
            ):
                journal.store(work.connection, entry)
                assert projection.apply_or_park(work.connection, entry, target.calendar)

    entries = source.ask(lambda reading: tuple(journal.everything(reading.connection)))
    target.do(take)


def test_another_stations_number_is_called_once_the_right_has_moved(hall: Hall, four: Hall) -> None:
    one = issued(hall)
    carry(hall, four)
    with pytest.raises(NobodyWaiting):
        called(four)
    with pytest.raises(RightNotHeld, match="请叫下一位或联网后申领"):
        four.do(reception.call, duty(), one.ticket_id)

    asked = claim.asked(Custody("03"), "04")
    assert asked.sends == (Revoke("03", 1),)
    (ack,) = hall.do(claims.revoked, one.ticket_id, Revoke("03", 1))
    assert isinstance(ack, Ack)
    (grant,) = claim.acked(asked.custody, ack).sends
    assert grant == Grant("04", 2)
    with pytest.raises(NobodyWaiting):
        called(hall)
    four.do(claims.granted, one.ticket_id, Grant("04", 2))
    assert called(four).number == one.number
    carry(four, hall)
    assert seen(hall, one).state is TicketState.CALLED


def test_who_was_called_is_not_given_up(hall: Hall) -> None:
    one = issued(hall)
    called(hall)
    assert hall.do(claims.revoked, one.ticket_id, Revoke("03", 1)) == (Ack("03", 1, Use.CALLED),)
    hall.do(ticket_moves.return_to_queue, THREE)
    assert called(hall).number == one.number


def test_word_of_an_older_epoch_moves_nothing(hall: Hall, four: Hall) -> None:
    one = issued(hall)
    carry(hall, four)
    hall.do(claims.revoked, one.ticket_id, Revoke("03", 1))
    four.do(claims.granted, one.ticket_id, Grant("04", 2))
    hall.do(claims.granted, one.ticket_id, Grant("03", 1))
    with pytest.raises(NobodyWaiting):
        called(hall)
    four.do(claims.revoked, one.ticket_id, Revoke("04", 1))
    assert called(four).number == one.number


def test_what_is_given_back_is_not_called_here_any_more(hall: Hall) -> None:
    one = issued(hall)
    assert hall.do(claims.give_back, one.ticket_id) == (Ack("03", 1, Use.UNUSED),)
    with pytest.raises(NobodyWaiting):
        called(hall)
    with pytest.raises(RightNotHeld):
        hall.do(claims.give_back, one.ticket_id)


def test_rights_are_forgotten_with_their_day(hall: Hall) -> None:
    one = issued(hall)
    hall.do(claims.give_back, one.ticket_id)
    hall.do(sweep)
    with pytest.raises(NobodyWaiting):
        called(hall)
    tomorrow = hall.on("09-29")
    tomorrow.do(sweep)
    assert tomorrow.do(claims.revoked, one.ticket_id, Revoke("03", 1)) == (
        Ack("03", 1, Use.CALLED),
    )
