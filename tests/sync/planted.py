"""Mistakes planted into the exchange: each is one that such programs have really made.

Every one of them has to turn the state machine red; none may be loaded outside its test.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest import mock

from sqlalchemy import delete, select, update

from core.errors import Refusal
from db import journal, projection
from db.cable_tables import exchange as exchange_table
from db.cable_tables import station_key
from db.tables import ticket
from db.unit_of_work import new_id
from server import backup, epochs, records
from server.epochs import Epoch
from sync import exchange, resync, station_journal
from sync.exchange import Exchange
from sync.station_journal import Agreement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from core.journal import JournalEntry
    from db.journal import Identity
    from db.unit_of_work import UnitOfWork
    from sync.wire import Head

Planted = Any  # what a mistake puts in a function's place


def _put(owner: object, name: str, mistake: Planted) -> AbstractContextManager[object]:
    return mock.patch.object(owner, name, mistake)


def _mark(connection: Connection, identity: Identity, seq: int) -> None:
    connection.execute(
        update(exchange_table)
        .where(exchange_table.c.incarnation == identity.incarnation)
        .values(acked_seq=seq)
    )


def any_head_is_believed() -> AbstractContextManager[object]:
    """The first draft of the protocol: confirmed through whatever number the server names."""

    def agree(work: UnitOfWork, identity: Identity, head: Head, durable: int) -> Agreement:
        del durable
        own = journal.head(work.connection, identity).seq
        _mark(work.connection, identity, min(own, head.seq))
        return Agreement.CONFIRMED

    return _put(station_journal, "agree", agree)


def marked_before_the_answer() -> AbstractContextManager[object]:
    """What was sent counts as arrived."""
    told = exchange._next_batch  # noqa: SLF001  (the place of the mistake)

    def next_batch(work: UnitOfWork, identity: Identity) -> tuple[JournalEntry, ...]:
        batch = told(work, identity)
        if batch:
            _mark(work.connection, identity, batch[-1].seq)
        return batch

    return _put(exchange, "_next_batch", next_batch)


def the_first_unsent_entry_is_passed_over() -> AbstractContextManager[object]:
    """Off by one where the batch begins."""
    told = station_journal.unsent

    def unsent(connection: Connection, identity: Identity, limit: int) -> tuple[JournalEntry, ...]:
        found = told(connection, identity, limit)
        return found[1:] if len(found) > 1 else found

    return _put(station_journal, "unsent", unsent)


def the_last_of_a_page_is_dropped() -> AbstractContextManager[object]:
    """The position moves past an entry that was not kept."""
    told = station_journal.take_in

    def take_in(work: UnitOfWork, entries: Sequence[JournalEntry], new_position: str) -> None:
        told(work, entries[:-1], new_position)

    return _put(station_journal, "take_in", take_in)


def own_entries_are_not_taken_back() -> AbstractContextManager[object]:
    """A station passes over its own entries in a page: it knows what it wrote, it thinks."""
    told = station_journal.take_in

    def take_in(work: UnitOfWork, entries: Sequence[JournalEntry], new_position: str) -> None:
        others = [one for one in entries if one.station != work.identity.station]
        told(work, others, new_position)

    return _put(station_journal, "take_in", take_in)


def a_page_hides_what_is_unsent() -> AbstractContextManager[object]:
    """The server's page is taken for the whole truth about the rows."""
    told = station_journal.take_in

    def take_in(work: UnitOfWork, entries: Sequence[JournalEntry], new_position: str) -> None:
        told(work, entries, new_position)
        acked = work.connection.execute(
            select(exchange_table.c.acked_seq).where(
                exchange_table.c.incarnation == work.identity.incarnation
            )
        ).scalar_one()
        for one in journal.entries_from(work.connection, work.identity, acked, 100):
            work.connection.execute(delete(ticket).where(ticket.c.ticket_id == one.entity_id))

    return _put(station_journal, "take_in", take_in)


def sealed_journals_are_forgotten() -> AbstractContextManager[object]:
    """Only the present incarnation is offered."""

    def offered(connection: Connection, identity: Identity) -> tuple[Identity, ...]:
        del connection
        return (identity,)

    return _put(station_journal, "offered", offered)


def a_refusal_is_taken_for_success() -> AbstractContextManager[object]:
    """Where the server says that the stream does not continue, the batch is ticked off."""

    def went_back(
        self: Exchange, identity: Identity, batch: tuple[JournalEntry, ...], answer: object
    ) -> bool:
        del answer
        self._station.commit(lambda work: _mark(work.connection, identity, batch[-1].seq))
        return True

    return _put(Exchange, "_went_back", went_back)


def a_new_epoch_is_not_noticed() -> AbstractContextManager[object]:
    """After a restoration nobody compares what the server has."""

    def compare(self: Exchange) -> None:
        self._epoch = self._link.streams().epoch

    return _put(Exchange, "_compare", compare)


def nothing_is_offered_again() -> AbstractContextManager[object]:
    """A database made anew is the server's copy and no more."""
    return _put(resync, "_bring_over", lambda *_: (0, 0))


def offered_again_under_a_new_name() -> AbstractContextManager[object]:
    """An entry of a sealed journal becomes another operation."""
    told = journal.offer_again

    def offer_again(
        connection: Connection, identity: Identity, sealed: JournalEntry
    ) -> JournalEntry:
        return told(connection, identity, replace(sealed, op_id=new_id()))

    return _put(journal, "offer_again", offer_again)


def an_operation_takes_effect_in_every_stream() -> AbstractContextManager[object]:
    """Known by its place in a stream only, not by its operation."""
    return _put(journal, "known", lambda *_: frozenset())


def a_parked_entry_holds_nothing() -> AbstractContextManager[object]:
    """What comes after a parked entry of the same number takes effect before it."""
    return _put(projection, "_entity_parked", lambda *_: False)


def what_has_no_effect_is_refused() -> AbstractContextManager[object]:
    """Accepting and applying are one: a poisoned entry blocks its stream for good."""

    def apply_all(
        connection: Connection,
        entries: Sequence[JournalEntry],
        published: Any,  # noqa: ANN401  (a calendar)
    ) -> tuple[object, ...]:
        try:
            return tuple(projection.apply(connection, entry, published) for entry in entries)
        except Refusal:
            raise
        except Exception as error:
            raise Refusal(str(error)) from error

    shim = mock.Mock(wraps=projection)
    shim.apply_all = apply_all
    return _put(records, "projection", shim)


def a_request_may_come_again() -> AbstractContextManager[object]:
    """Signed is enough: the moment is not looked at."""

    def authenticated(connection: Connection, request: Any, _now: object) -> str:  # noqa: ANN401  (as signed)
        return str(
            connection.execute(
                select(station_key.c.public_key).where(station_key.c.station == request.station)
            ).scalar_one()
        )

    return _put(records, "authenticated", authenticated)


def a_position_of_any_life_is_good() -> AbstractContextManager[object]:
    """Arrival numbers are compared across a restoration."""

    def arrival_of(_connection: Connection, _hall: str, position: str) -> int:
        return int(position.partition(".")[2] or 0)

    return _put(epochs, "arrival_of", arrival_of)


def a_restored_server_keeps_its_name() -> AbstractContextManager[object]:
    """No new epoch after a restoration."""
    told = epochs.begin

    def begin(connection: Connection, now: Any) -> Epoch:  # noqa: ANN401  (an instant)
        return epochs.current(connection) or told(connection, now)

    return _put(epochs, "begin", begin)


def a_position_is_one_too_far() -> AbstractContextManager[object]:
    """Off by one where the next page begins."""
    return _put(Epoch, "position", lambda self, arrival: f"{self.name}.{arrival + 1}")


def a_restored_server_has_no_rows() -> AbstractContextManager[object]:
    """The journal comes back, what follows from it does not."""
    shim = mock.Mock(wraps=projection)
    shim.rebuild = lambda *_: 0
    return _put(backup, "projection", shim)


@contextmanager
def answered_but_not_committed() -> Iterator[None]:
    """Every third push is answered and then lost, as by a disk that lies."""
    told, turns = records.Records.accept, [0]

    def accept(self: Any, *arguments: Any) -> object:  # noqa: ANN401  (as `accept`)
        turns[0] += 1
        if turns[0] % 3:
            return told(self, *arguments)
        shim = mock.Mock(wraps=projection)
        shim.apply_all = lambda *_: ()
        with (
            mock.patch.object(journal, "store_all"),
            mock.patch.object(records, "projection", shim),
        ):
            answered = told(self, *arguments)
        entry = arguments[1][-1]
        return replace(answered, head=journal.Head(entry.seq, entry.hash))

    with mock.patch.object(records.Records, "accept", accept):
        yield


MISTAKES: tuple[Callable[[], AbstractContextManager[object]], ...] = (
    any_head_is_believed,
    marked_before_the_answer,
    the_first_unsent_entry_is_passed_over,
    the_last_of_a_page_is_dropped,
    own_entries_are_not_taken_back,
    a_page_hides_what_is_unsent,
    sealed_journals_are_forgotten,
    a_refusal_is_taken_for_success,
    a_new_epoch_is_not_noticed,
    nothing_is_offered_again,
    offered_again_under_a_new_name,
    an_operation_takes_effect_in_every_stream,
    a_parked_entry_holds_nothing,
    what_has_no_effect_is_refused,
    a_request_may_come_again,
    a_position_of_any_life_is_good,
    a_restored_server_keeps_its_name,
    a_position_is_one_too_far,
    a_restored_server_has_no_rows,
    answered_but_not_committed,
)
