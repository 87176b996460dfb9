"""What a hall display shows: who is called where, who waits, and which counter has stopped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.applicant import masked_name
from core.counter import CounterStanding

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.applicant import Applicant

RECENT = 5  # earlier calls kept on the board


@dataclass(frozen=True)
class BoardCall:
    """One number at one counter; `name` is masked, and empty where nobody's is known."""

    number: str
    counter: str
    called_at: datetime
    call: int  # 2 for the first recall
    serving: bool  # the person is at the counter already
    name: str = ""


@dataclass(frozen=True)
class WaitingNumber:
    """A number that waits; `counter` is the one that it was sent on to, or empty."""

    number: str
    counter: str = ""


@dataclass(frozen=True)
class WaitingGroup:
    """How many wait under one letter."""

    letter: str
    people: int


@dataclass(frozen=True)
class HallBoard:
    """The whole board; `calls` are newest first, one per counter that has somebody."""

    calls: tuple[BoardCall, ...]
    recent: tuple[BoardCall, ...]  # of the day, newest first, the newest call itself left out
    waiting: tuple[WaitingNumber, ...]  # of the whole hall, the longest first
    closed: tuple[CounterStanding, ...] = ()

    @property
    def newest(self) -> BoardCall | None:
        """The call everybody is to look at; none once the person has come."""
        return next((one for one in self.calls if not one.serving), None)

    @property
    def groups(self) -> tuple[WaitingGroup, ...]:
        """Who waits, under their letters."""
        people = Counter(one.number[:1] for one in self.waiting)
        return tuple(WaitingGroup(letter, people[letter]) for letter in sorted(people))

    def is_called(self, call: BoardCall) -> bool:
        """Whether a call still stands: its person has not come yet."""
        return call in self.calls and not call.serving

    def only(self, counters: Collection[str]) -> HallBoard:
        """The board of some counters alone; of all where none is named."""
        if not counters:
            return self
        return replace(
            self,
            calls=tuple(call for call in self.calls if call.counter in counters),
            recent=tuple(call for call in self.recent if call.counter in counters),
            closed=tuple(one for one in self.closed if one.counter in counters),
        )

    def at(self, counter: str) -> BoardCall | None:
        """Who is called to, or served at, a counter."""
        return next((one for one in self.calls if one.counter == counter), None)

    def closed_at(self, counter: str) -> CounterStanding | None:
        """Why a counter calls nobody; None while it works."""
        return next((one for one in self.closed if one.counter == counter), None)


def called_name(person: Applicant) -> str:
    """`张*女士`: the name as a hall may hear and see it.

    The 17th digit of a resident identity number is odd for men (GB 11643); without one the title
    would be a guess and is left out.
    """
    number = person.identity_number
    masked = masked_name(person.name)
    if len(number) != _RESIDENT_LENGTH or not number[:-1].isdigit():
        return masked
    return masked + ("先生" if int(number[-2]) % 2 else "女士")


_RESIDENT_LENGTH = 18
