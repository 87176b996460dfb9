"""The right to call a ticket: it moves from station to station and is never in two places.

One station holds the right, or the hall does. Its holder calls without asking, cable or no
cable; a ticket is born with the right at its home. Whoever else wants it asks the hall, which
calls the right back (revoke), waits for the holder's word (ack), and only then gives it out
(grant). Every grant bears a fencing epoch one higher than the last; word of another epoch is
void, so a delayed or doubled message does nothing. Silence and time decide nothing: a station
that does not answer keeps its right until a supervisor overrides, and only then may one ticket
be served at two counters, on record.

No I/O: values and transitions, each side's its own. Both sides keep their value durably before
a message leaves.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from core.errors import Refusal


class TicketTaken(Refusal):
    """A ticket asked for after somebody called it."""


class RightNotHeld(Refusal):
    """A station would call or give back a ticket whose right is elsewhere."""


class Use(enum.Enum):
    """What a station did with a right that it is asked about."""

    UNUSED = "unused"  # given up for good: of this epoch it calls no more
    CALLED = "called"


class RightState(enum.Enum):
    """Where a right stands at one station."""

    NONE = "none"
    HELD = "held"
    CALLED = "called"


@dataclass(frozen=True)
class Revoke:
    """Hall to station: give up the right of that epoch."""

    station: str
    epoch: int


@dataclass(frozen=True)
class Ack:
    """Station to hall: the right of that epoch is given up, or was used."""

    station: str
    epoch: int
    use: Use


@dataclass(frozen=True)
class Grant:
    """Hall to station: the right is yours under that epoch."""

    station: str
    epoch: int


Message = Revoke | Ack | Grant


@dataclass(frozen=True)
class Custody:
    """What the hall knows of one ticket's right."""

    holder: str  # empty: the hall itself
    epoch: int = 1
    asker: str = ""  # who gets the right once the holder has given it up
    called_by: frozenset[str] = frozenset()
    overridden: bool = False  # once flagged, always flagged


@dataclass(frozen=True)
class Right:
    """What a station knows of its right to one ticket; `epoch` is its fence."""

    station: str
    epoch: int = 0
    state: RightState = RightState.NONE


@dataclass(frozen=True)
class HallStep:
    """The hall's new knowledge, and what it sends."""

    custody: Custody
    sends: tuple[Message, ...] = ()


@dataclass(frozen=True)
class StationStep:
    """A station's new knowledge, and what it sends."""

    right: Right
    sends: tuple[Message, ...] = ()


def home_right(station: str) -> Right:
    """The right a ticket is born with where it is issued."""
    return Right(station, 1, RightState.HELD)


def asked(custody: Custody, station: str) -> HallStep:
    """A station wants the ticket; asking again repairs whatever message was lost.

    Raises: TicketTaken.
    """
    _require_untaken(custody)
    if not custody.holder:
        return _given(custody, station)
    if custody.holder == station and not custody.asker:
        return HallStep(custody, (Grant(station, custody.epoch),))
    waiting = custody.asker or station
    return HallStep(replace(custody, asker=waiting), (Revoke(custody.holder, custody.epoch),))


def acked(custody: Custody, ack: Ack) -> HallStep:
    """A station's word; that somebody was called is a fact and counts under any epoch."""
    if ack.use is Use.CALLED:
        return HallStep(replace(custody, called_by=custody.called_by | {ack.station}, asker=""))
    if (ack.station, ack.epoch) != (custody.holder, custody.epoch):
        return HallStep(custody)
    free = replace(custody, holder="")
    return _given(free, custody.asker) if custody.asker else HallStep(free)


def overridden(custody: Custody, station: str) -> HallStep:
    """A supervisor gives the ticket to a station though its holder does not answer.

    Raises: TicketTaken.
    """
    _require_untaken(custody)
    if custody.holder in ("", station):
        return asked(replace(custody, asker=""), station)
    given = _given(replace(custody, overridden=True), station)
    return replace(given, sends=(Revoke(custody.holder, custody.epoch), *given.sends))


def granted(right: Right, grant: Grant) -> StationStep:
    """A grant arrives; one at or below the fence is answered with what became of it."""
    if grant.epoch > right.epoch:
        if right.state is RightState.CALLED:
            return StationStep(right, (Ack(right.station, grant.epoch, Use.CALLED),))
        return StationStep(replace(right, epoch=grant.epoch, state=RightState.HELD))
    if grant.epoch < right.epoch or right.state is RightState.HELD:
        return StationStep(right)
    return StationStep(right, (_word(right),))


def revoked(right: Right, revoke: Revoke) -> StationStep:
    """A revoke arrives, perhaps before the grant it ends: the fence rises and keeps that out."""
    if revoke.epoch < right.epoch:
        return StationStep(right)
    if right.state is RightState.CALLED:
        return StationStep(right, (Ack(right.station, revoke.epoch, Use.CALLED),))
    gone = replace(right, epoch=revoke.epoch, state=RightState.NONE)
    return StationStep(gone, (_word(gone),))


def called(right: Right) -> StationStep:
    """The station calls the ticket, whether or not anybody can be told.

    Raises: RightNotHeld.
    """
    _require_held(right)
    used = replace(right, state=RightState.CALLED)
    return StationStep(used, (_word(used),))


def given_back(right: Right) -> StationStep:
    """The station leaves the ticket to the hall, as at the end of a shift.

    Raises: RightNotHeld.
    """
    _require_held(right)
    gone = replace(right, state=RightState.NONE)
    return StationStep(gone, (_word(gone),))


def _given(custody: Custody, station: str) -> HallStep:
    given = replace(custody, holder=station, epoch=custody.epoch + 1, asker="")
    return HallStep(given, (Grant(station, given.epoch),))


def _word(right: Right) -> Ack:
    use = Use.CALLED if right.state is RightState.CALLED else Use.UNUSED
    return Ack(right.station, right.epoch, use)


def _require_untaken(custody: Custody) -> None:
    if custody.called_by:
        stations = "、".join(sorted(custody.called_by))
        raise TicketTaken(f"这个号已由工位 {stations} 叫过，没有再给出，请叫下一位。")


def _require_held(right: Right) -> None:
    if right.state is not RightState.HELD:
        raise RightNotHeld("本工位现在没有这个号的叫号权，号没有变动，请叫下一位或联网后申领。")
