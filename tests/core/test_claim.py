"""Every order in which messages may come, be lost, doubled or late; every moment to be offline."""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from core import claim
from core.claim import (
    Ack,
    Custody,
    Grant,
    HallStep,
    Message,
    Revoke,
    Right,
    RightNotHeld,
    RightState,
    StationStep,
    TicketTaken,
    Use,
    home_right,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_UNDER_WAY = 2


class Network(enum.Enum):
    REPEATS = "repeats"  # every message may come late, never, or any number of times
    LOSES = "loses"  # every message comes once or is gone for good; one too many is gone


@dataclass(frozen=True)
class Protocol:
    asked: Callable[[Custody, str], HallStep] = claim.asked
    acked: Callable[[Custody, Ack], HallStep] = claim.acked
    granted: Callable[[Right, Grant], StationStep] = claim.granted
    revoked: Callable[[Right, Revoke], StationStep] = claim.revoked
    overrides: bool = False
    network: Network = Network.REPEATS


@dataclass(frozen=True)
class World:
    custody: Custody
    rights: tuple[Right, ...]
    under_way: frozenset[Message] = frozenset()

    @property
    def served_at(self) -> list[str]:
        return [one.station for one in self.rights if one.state is RightState.CALLED]

    def hall(self, step: HallStep) -> World:
        return replace(self, custody=step.custody, under_way=self.under_way.union(step.sends))

    def station(self, step: StationStep) -> World:
        rights = tuple(
            step.right if one.station == step.right.station else one for one in self.rights
        )
        return replace(self, rights=rights, under_way=self.under_way.union(step.sends))


START = World(Custody("A"), (home_right("A"), Right("B")))


def steps(world: World, rules: Protocol) -> Iterator[World]:
    for right in world.rights:
        station = right.station
        if right.state is RightState.HELD:
            yield world.station(claim.called(right))
            yield world.station(claim.given_back(right))
        if not world.custody.called_by:
            yield world.hall(rules.asked(world.custody, station))
            if rules.overrides:
                yield world.hall(claim.overridden(world.custody, station))
    for message in world.under_way:
        left = world
        if rules.network is Network.LOSES:
            left = replace(world, under_way=world.under_way - {message})
            yield left
        yield delivered(left, message, rules)


def delivered(world: World, message: Message, rules: Protocol) -> World:
    if isinstance(message, Ack):
        return world.hall(rules.acked(world.custody, message))
    right = next(one for one in world.rights if one.station == message.station)
    if isinstance(message, Grant):
        return world.station(rules.granted(right, message))
    return world.station(rules.revoked(right, message))


def reachable(rules: Protocol, last_epoch: int) -> dict[World, list[World]]:
    """Every world there can be, breadth first, up to that epoch, and what follows it."""

    def within(world: World) -> bool:
        crowded = rules.network is Network.LOSES and len(world.under_way) > MOST_UNDER_WAY
        return world.custody.epoch <= last_epoch and not crowded

    found: dict[World, list[World]] = {}
    todo = deque([START])
    while todo:
        world = todo.popleft()
        if world in found:
            continue
        found[world] = [after for after in steps(world, rules) if within(after)]
        todo.extend(after for after in found[world] if after not in found)
    return found


def served_twice(worlds: dict[World, list[World]]) -> list[World]:
    return [world for world in worlds if len(world.served_at) > 1 and not world.custody.overridden]


def never_served(worlds: dict[World, list[World]]) -> list[World]:
    """Worlds from which no sequence of steps gets the person served."""
    before: dict[World, list[World]] = {}
    for world, following in worlds.items():
        for after in following:
            before.setdefault(after, []).append(world)
    ends = [world for world in worlds if world.served_at]
    good = set(ends)
    while ends:
        for world in before.get(ends.pop(), []):
            if world not in good:
                good.add(world)
                ends.append(world)
    # At the last epochs the search itself cuts the grants that would follow.
    spare = max(world.custody.epoch for world in worlds) - 2
    return [world for world in worlds if world not in good and world.custody.epoch <= spare]


def test_nobody_is_served_at_two_counters_without_an_override() -> None:
    assert served_twice(reachable(Protocol(), 5)) == []


def test_an_override_may_serve_twice_but_never_unflagged() -> None:
    worlds = reachable(Protocol(overrides=True), 4)
    assert served_twice(worlds) == []
    assert any(len(world.served_at) > 1 for world in worlds)


def test_whoever_waits_can_still_be_served_after_any_losses() -> None:
    assert never_served(reachable(Protocol(network=Network.LOSES), 4)) == []


def test_either_station_can_come_to_serve() -> None:
    worlds = reachable(Protocol(), 3)
    assert {tuple(world.served_at) for world in worlds} == {(), ("A",), ("B",)}


# --- planted faults: each must be found ----------------------------------------------------------


def granted_before_the_ack(custody: Custody, station: str) -> HallStep:
    step = claim.asked(custody, station)
    if step.custody.asker:
        return claim.acked(step.custody, Ack(custody.holder, custody.epoch, Use.UNUSED))
    return step


def acked_of_any_epoch(custody: Custody, ack: Ack) -> HallStep:
    return claim.acked(custody, replace(ack, epoch=custody.epoch))


def granted_below_the_fence(right: Right, grant: Grant) -> StationStep:
    if right.state is RightState.NONE:
        return StationStep(replace(right, state=RightState.HELD))
    return claim.granted(right, grant)


def revoked_but_kept(right: Right, revoke: Revoke) -> StationStep:
    return replace(claim.revoked(right, revoke), right=right)


@pytest.mark.parametrize(
    "fault",
    [
        Protocol(asked=granted_before_the_ack),
        Protocol(acked=acked_of_any_epoch),
        Protocol(granted=granted_below_the_fence),
        Protocol(revoked=revoked_but_kept),
    ],
    ids=["grant before ack", "no epoch at the hall", "no fence at the station", "right kept"],
)
def test_a_planted_fault_serves_somebody_twice(fault: Protocol) -> None:
    assert served_twice(reachable(fault, 4))


def asked_without_repeating(custody: Custody, station: str) -> HallStep:
    step = claim.asked(custody, station)
    return step if custody.asker == "" else replace(step, sends=())


def test_a_planted_silence_strands_somebody() -> None:
    silent = Protocol(asked=asked_without_repeating, network=Network.LOSES)
    assert never_served(reachable(silent, 4))


# --- single steps --------------------------------------------------------------------------------


def test_a_ticket_that_was_called_is_not_given_out_again() -> None:
    taken = claim.acked(Custody("A"), Ack("A", 1, Use.CALLED)).custody
    with pytest.raises(TicketTaken, match="已由工位 A 叫过"):
        claim.asked(taken, "B")
    with pytest.raises(TicketTaken):
        claim.overridden(taken, "B")


def test_a_station_without_the_right_can_neither_call_nor_give_back() -> None:
    with pytest.raises(RightNotHeld):
        claim.called(Right("B"))
    with pytest.raises(RightNotHeld):
        claim.given_back(Right("B"))


def test_that_somebody_was_called_counts_even_after_an_override() -> None:
    custody = claim.overridden(Custody("A"), "B").custody
    both = claim.acked(
        claim.acked(custody, Ack("B", 2, Use.CALLED)).custody, Ack("A", 1, Use.CALLED)
    )
    assert both.custody.called_by == {"A", "B"}
    assert both.custody.overridden


def test_a_station_whose_giving_back_was_lost_says_so_again_when_granted_the_same() -> None:
    gone = claim.given_back(home_right("A")).right
    (grant,) = claim.asked(Custody("A"), "A").sends
    assert grant == Grant("A", 1)
    assert claim.granted(gone, grant).sends == (Ack("A", 1, Use.UNUSED),)


def test_an_override_of_a_ticket_the_hall_holds_is_an_ordinary_grant() -> None:
    step = claim.overridden(Custody(""), "B")
    assert (step.custody.holder, step.custody.overridden) == ("B", False)
