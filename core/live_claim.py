"""A counter's claim on a waiting ticket, among counters that share one database."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.errors import Refusal

# Longer than anybody walks from the last row of chairs; shorter than anybody stays seated unasked.
LAPSE = timedelta(minutes=5)


class ClaimLost(Refusal):
    """A counter goes on with a ticket that was meanwhile given to another."""


class RequestNotTheSame(Refusal):
    """A request's identifier that stood for another request before."""


class ClaimState(enum.Enum):
    """Where a claim stands; a new epoch begins where the ticket waits again."""

    WAITING = "waiting"
    HELD = "held"
    SERVING = "serving"  # the person is there: it lapses no more
    DONE = "done"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class LiveClaim:
    """One epoch of one ticket's claim."""

    ticket_id: str
    epoch: int  # counts up with every time the ticket waits; an old one opens nothing
    state: ClaimState
    station: str = ""
    counter: str = ""
    claimed_at: datetime | None = None


def waiting_again(lapsed: LiveClaim) -> LiveClaim:
    """The epoch after one that lapsed: whoever held that one is fenced off."""
    return LiveClaim(lapsed.ticket_id, lapsed.epoch + 1, ClaimState.WAITING)


def held(claim: LiveClaim, station: str, counter: str, at: datetime) -> LiveClaim:
    """The claim as a counter takes it."""
    return replace(claim, state=ClaimState.HELD, station=station, counter=counter, claimed_at=at)
