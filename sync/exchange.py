"""One round of the exchange: push, pull, push."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from db import journal
from db.failpoint import reach
from sync import station_journal
from sync.server_link import StreamDoesNotContinue
from sync.wire import LONGEST_PAYLOAD, MOST_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.journal import JournalEntry
    from db.unit_of_work import UnitOfWork
    from sync.server_link import ServerLink

T = TypeVar("T")


class Commit(Protocol):
    """Runs something in one durable transaction of the station's database."""

    def __call__(self, act: Callable[[UnitOfWork], T], /) -> T:
        """Commit and return what `act` returned."""


def exchange(link: ServerLink, commit: Commit) -> None:
    """Send everything, take in everything, send what came up meanwhile.

    Raises: Trouble of the link; HistoriesDiffer; what was confirmed before stays confirmed.
    """
    push_all(link, commit)
    pull_all(link, commit)
    push_all(link, commit)


def push_all(link: ServerLink, commit: Commit) -> None:
    """Send unconfirmed entries, batch by batch, until the server has them all."""
    while batch := commit(_next_batch):
        try:
            head = link.push(batch)
        except StreamDoesNotContinue as answer:
            if answer.head.seq == batch[0].seq - 1:
                raise  # it asks for what it has just refused
            head = answer.head
        reach("push.answered")
        commit(partial(_acknowledge, head=journal.Head(head.seq, head.hash)))


def pull_all(link: ServerLink, commit: Commit) -> None:
    """Take in the hall's entries, page by page, until there are none."""
    while True:
        cursor = commit(lambda work: station_journal.cursor(work.connection, work.identity))
        page = link.changes(cursor)
        if not page.entries:
            return
        entries = tuple(entry.entry() for entry in page.entries)
        commit(partial(station_journal.take_in, entries=entries, new_cursor=page.cursor))


def _acknowledge(work: UnitOfWork, head: journal.Head) -> None:
    station_journal.acknowledge(work.connection, work.identity, head)


def _next_batch(work: UnitOfWork) -> tuple[JournalEntry, ...]:
    """As many entries as one push carries: a number of them, and a number of characters."""
    found = station_journal.unsent(work.connection, work.identity, MOST_ENTRIES)
    size = 0
    for place, entry in enumerate(found):
        size += len(entry.payload)
        if place and size > LONGEST_PAYLOAD:
            return found[:place]
    return found
