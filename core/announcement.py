"""Calls said aloud: one after the other, each to its end, and no call said twice for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

_Call: TypeAlias = tuple[datetime, int]


@dataclass(frozen=True)
class Announcement:
    """One call of a number to a counter."""

    ticket_id: str
    number: str  # A3012
    counter: str  # 3
    call: int  # 1 for the first call of the ticket, 2 for a recall …
    called_at: datetime

    @property
    def key(self) -> _Call:
        """What tells this call from every other call of the ticket."""
        return self.called_at, self.call

    @property
    def words(self) -> str:
        """What the voice says, as it would be written."""
        return f"请 {self.number} 号到 {self.counter} 号窗口"


@dataclass(frozen=True)
class Announcements:
    """What is being said, what waits to be said, and which calls were heard of already.

    `heard` holds the newest call of every ticket of the day: a ticket that is taken back and then
    stands as called again, after an undone no-show, is no news.
    """

    speaking: Announcement | None = None
    waiting: tuple[Announcement, ...] = ()
    heard: Mapping[str, _Call] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def begun_with(cls, called: Iterable[Announcement]) -> Announcements:
        """A voice switched on while these are called already: nobody is called anew by that."""
        return cls(heard=MappingProxyType({one.ticket_id: one.key for one in called}))

    def hearing(self, called: Iterable[Announcement]) -> Announcements:
        """What is to be said now that exactly these tickets are called.

        A waiting announcement whose ticket is no longer called expires. A recall joins the one
        still waiting in its place; what is being said goes on to its end whatever happens.
        """
        present = {one.ticket_id: one for one in called}
        kept = tuple(present[one.ticket_id] for one in self.waiting if one.ticket_id in present)
        places = {one.ticket_id for one in kept}
        news = [
            one
            for one in present.values()
            if one.ticket_id not in places and self.heard.get(one.ticket_id) != one.key
        ]
        news.sort(key=_order)
        heard = self._remembered(present.values())
        return replace(self, waiting=(*kept, *news), heard=MappingProxyType(heard))

    def begun(self) -> Announcements:
        """The oldest one that waits is being said; nothing changes while another is."""
        if self.speaking is not None or not self.waiting:
            return self
        return replace(self, speaking=self.waiting[0], waiting=self.waiting[1:])

    def finished(self) -> Announcements:
        """What was being said has been said to its end."""
        return replace(self, speaking=None)

    def _remembered(self, present: Collection[Announcement]) -> dict[str, _Call]:
        known = {**self.heard, **{one.ticket_id: one.key for one in present}}
        if not present:
            return known
        since = max(one.called_at for one in present) - _REMEMBERED
        return {ticket_id: call for ticket_id, call in known.items() if call[0] > since}


_REMEMBERED = timedelta(days=1)  # a ticket is called on its own day only


def _order(one: Announcement) -> tuple[datetime, str]:
    return one.called_at, one.number
