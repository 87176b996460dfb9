"""How many tickets a station has the right to call beforehand: few, and filled up as they go.

A station keeps calling from its set when the cable is out; a small set keeps few people waiting
for a station that does not come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.queue_policy import CounterProfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.queue_policy import Waiting

HOME_SET = 3  # tickets; about a quarter of an hour of calls without the server


@dataclass(frozen=True)
class HomeSet:
    """The tickets one station holds the right to call."""

    station: str
    profile: CounterProfile  # what its counter serves
    tickets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refill:
    """A ticket of the hall's that goes to a station's set."""

    ticket_id: str
    station: str


def refills(
    pool: Iterable[Waiting], sets: Sequence[HomeSet], size: int = HOME_SET
) -> tuple[Refill, ...]:
    """Who gets which of the hall's tickets, in the pool's order, the emptiest set first.

    `sets` are those of stations the hall can reach now: a silent one is given no more.
    """
    count = {one.station: len(one.tickets) for one in sets}
    found = []
    for ticket in pool:
        able = [
            one for one in sets if count[one.station] < size and one.profile.serves(ticket.items)
        ]
        if not able:
            continue
        chosen = min(able, key=lambda one: (count[one.station], one.station)).station
        count[chosen] += 1
        found.append(Refill(ticket.ticket_id, chosen))
    return tuple(found)
