"""Rounds of the exchange: push, pull, push."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.journal import BEFORE_FIRST
from db import journal
from db.failpoint import reach
from sync import station_journal
from sync.server_answer import PositionExpired, StreamDoesNotContinue
from sync.station_journal import Agreement
from sync.wire import LONGEST_PAYLOAD, MOST_ENTRIES, Head

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.journal import JournalEntry
    from db.journal import Identity
    from db.unit_of_work import UnitOfWork
    from sync.wire import Page, Streams

T = TypeVar("T")
_BEGINNING = ""
_NOTHING = journal.Head(0, BEFORE_FIRST)


class Line(Protocol):
    """The conversation with the server, as the exchange needs it (`ServerLink`)."""

    def push(self, identity: Identity, entries: Sequence[JournalEntry], /) -> Head:
        """Offer the next entries of one of our streams."""

    def changes(self, position: str, /) -> Page:
        """The hall's entries after a position."""

    def streams(self) -> Streams:
        """All the server has of this station."""


class Station(Protocol):
    """The station's database, as the exchange needs it."""

    def commit(self, act: Callable[[UnitOfWork], T], /) -> T:
        """Run `act` in one durable transaction, and return what it returned."""

    def renew(self) -> None:
        """Seal the journal, and write the next entry into a new incarnation."""


class Exchange:
    """One station's exchange with one server, round by round."""

    def __init__(self, link: Line, station: Station) -> None:
        self._link = link
        self._station = station
        self._epoch: str | None = None  # of the server, once we have spoken

    def round(self) -> str:
        """Send everything, take in everything, send what came up meanwhile.

        Returns why a stream of ours is halted, or nothing.
        Raises: Trouble of the link; what was confirmed before stays confirmed.
        """
        if self._epoch is None:
            self._compare()
        self._push_all()
        self._pull_all()
        self._push_all()
        return self._station.commit(lambda work: station_journal.halted(work.connection))

    def _compare(self) -> None:
        """Find out at once whether the server or we were put back, not at the next entry."""
        told = self._link.streams()
        theirs = {one.incarnation: one for one in told.streams}
        for identity in self._offered():
            self._agree(identity, theirs.get(identity.incarnation))
        self._epoch = told.epoch

    def _push_all(self) -> None:
        for identity in self._offered():
            self._push_stream(identity)

    def _push_stream(self, identity: Identity) -> None:
        gone_back = False
        while batch := self._station.commit(partial(_next_batch, identity=identity)):
            reach("push.sending")
            try:
                head = self._link.push(identity, batch)
            except StreamDoesNotContinue as answer:
                if gone_back:  # a server that cannot make up its mind must not keep us for ever
                    raise
                if not self._went_back(identity, batch, answer):
                    return
                gone_back = True
                continue
            reach("push.answered")
            if self._agree(identity, head) is not Agreement.CONFIRMED:
                return

    def _went_back(
        self, identity: Identity, batch: tuple[JournalEntry, ...], answer: StreamDoesNotContinue
    ) -> bool:
        """Whether there is a number from which the server takes our stream after all."""
        first = batch[0].seq
        if answer.head.seq >= first:  # it holds something else at numbers we offered
            self._station.commit(
                partial(station_journal.halt, identity=identity, seq=answer.head.seq)
            )
            self._renew_if_present(identity)
            return False
        if self._agree(identity, answer.head) is not Agreement.CONFIRMED:
            return False
        if answer.head.seq == first - 1:
            raise answer  # it asks for what it has just refused
        return True

    def _pull_all(self) -> None:
        begun_again = False
        while True:
            position = self._station.commit(_position)
            try:
                page = self._link.changes(position)
            except PositionExpired:
                if position == _BEGINNING or begun_again:  # as above
                    raise
                begun_again = True
                # Everything again from the beginning, on top of what is here: the journal only
                # grows and knows what it has, so there is no moment with less than before.
                self._take_in((), _BEGINNING)
                continue
            reach("pull.answered")
            if page.epoch != self._epoch:
                self._compare()
            if page.entries or page.position != position:
                self._take_in(tuple(entry.entry() for entry in page.entries), page.position)
            if not page.entries:
                return

    def _take_in(self, entries: tuple[JournalEntry, ...], position: str) -> None:
        self._station.commit(
            partial(station_journal.take_in, entries=entries, new_position=position)
        )
        reach("pull.committed")

    def _offered(self) -> tuple[Identity, ...]:
        return self._station.commit(
            lambda work: station_journal.offered(work.connection, work.identity)
        )

    def _agree(self, identity: Identity, told: Head | None) -> Agreement:
        head = _NOTHING if told is None else journal.Head(told.seq, told.hash)
        found = self._station.commit(
            partial(
                station_journal.agree,
                identity=identity,
                head=head,
                durable=told.durable if told else 0,
            )
        )
        if found is not Agreement.CONFIRMED:
            self._renew_if_present(identity)
        return found

    def _renew_if_present(self, identity: Identity) -> None:
        """What is written next must not stand at numbers that the server has filled already."""
        if self._station.commit(lambda work: work.identity) == identity:
            self._station.renew()


def _position(work: UnitOfWork) -> str:
    return station_journal.position(work.connection, work.identity)


def _next_batch(work: UnitOfWork, identity: Identity) -> tuple[JournalEntry, ...]:
    """As many entries as one push carries: a number of them, and a number of characters."""
    found = station_journal.unsent(work.connection, identity, MOST_ENTRIES)
    size = 0
    for place, entry in enumerate(found):
        size += len(entry.payload)
        if place and size > LONGEST_PAYLOAD:
            return found[:place]
    return found
