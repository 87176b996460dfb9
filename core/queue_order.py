"""Who is called next, and why, in words: a pure function of the policy and of what happened.

The promise about overtaking. A ticket is passed by each later-queued ticket that was called, at
a counter whose own work it was, while it waited. Once it was passed `cap.tickets` times, or the
passes took `cap.wait` (each takes the time since the call before it: the turn it used up), no
such counter calls a later-queued ticket before it. Counters that merely help out do not count.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from core.moment import CHINA
from core.queue_policy import CounterProfile, QueuePolicy
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from core.queue_policy import Waiting

    _Claim = tuple[Fraction, int, tuple[datetime, str, str]]


class Ground(enum.Enum):
    """Which rule chose the ticket."""

    RESERVED = "reserved"
    PROTECTED = "protected"
    TURN = "turn"
    LONGEST_WAIT = "longest_wait"
    HELP = "help"


@dataclass(frozen=True)
class Choice:
    """The ticket to call, and the rule and words for calling it."""

    ticket_id: str
    ground: Ground
    reason: str  # A3023：预约 10:20 到点，等候 31 分钟

    @property
    def words(self) -> str:
        """The reason without the number."""
        return self.reason.partition("：")[2]


@dataclass(frozen=True)
class Call:
    """A call that was made."""

    counter: str
    klass: TicketClass  # its standing when called
    items: tuple[str, ...]
    queued_at: datetime
    called_at: datetime


@dataclass(frozen=True)
class RecentCalls:
    """The day's calls, oldest first; a ticket called again counts once."""

    calls: Sequence[Call] = ()


def next_ticket(
    waiting: Iterable[Waiting],
    policy: QueuePolicy,
    asked: CounterProfile,
    history: RecentCalls,
    now: datetime,
) -> Choice | None:
    """The ticket that counter calls now; None when none of those waiting is for it."""
    present = [one for one in waiting if _is_callable(one, asked, now)]
    own = [one for one in present if _is_own(one, policy, asked, now)]
    if not own:
        return _help(present, asked, now)
    queue = _Queue(policy, asked, _Past(history.calls), now)
    chosen = queue.chosen(own)
    overtaken = [one for one in _oldest_of_each_kind(own, policy) if _age(one) < _age(chosen)]
    oldest = next(filter(queue.is_protected, sorted(overtaken, key=_age)), None)
    if oldest is not None:
        # Who queued before it does not pass it, and keeps whatever claim it has.
        own = [one for one in own if _age(one) <= _age(oldest)]
        chosen = queue.chosen(own)
        if chosen is oldest:
            words = f"后来的号已先办到上限，{_waited(chosen, now)}"
            return _choice(chosen, Ground.PROTECTED, words)
    return queue.explained(chosen, own)


def call_of(ticket: Waiting, policy: QueuePolicy, counter: str, at: datetime) -> Call:
    """The call of a ticket, for the history."""
    standing = policy.standing(ticket, at)
    return Call(counter, standing, ticket.items, ticket.callable_from, at)


def _is_callable(ticket: Waiting, asked: CounterProfile, now: datetime) -> bool:
    if ticket.reserved_for:
        mine = ticket.reserved_for == asked.counter
    else:
        mine = asked.serves(ticket.items) or asked.helps_with(ticket.items)
    return mine and ticket.callable_from <= now


def _is_own(ticket: Waiting, policy: QueuePolicy, asked: CounterProfile, now: datetime) -> bool:
    if ticket.reserved_for or asked.serves(ticket.items):
        return True
    return now - ticket.callable_from >= policy.help_after


def _oldest_of_each_kind(own: list[Waiting], policy: QueuePolicy) -> Iterable[Waiting]:
    # What passed a ticket has passed all older ones that the same counters call as well.
    oldest: dict[tuple[frozenset[str], str], Waiting] = {}
    for one in own:
        kind = policy.named_for(one.items), one.reserved_for
        if kind not in oldest or _age(one) < _age(oldest[kind]):
            oldest[kind] = one
    return oldest.values()


def _help(present: list[Waiting], asked: CounterProfile, now: datetime) -> Choice | None:
    oldest = min(present, key=_age, default=None)
    if oldest is None:
        return None
    return _choice(
        oldest, Ground.HELP, f"{asked.counter}号窗口的事项无人等候，协办，{_waited(oldest, now)}"
    )


class _Past:
    """The calls, newest first, taken from the history once and only as far as somebody looks."""

    def __init__(self, calls: Sequence[Call]) -> None:
        self._unread = reversed(calls)
        self._newest_first: list[Call] = []

    def __iter__(self) -> Iterator[Call]:
        yield from self._newest_first
        for call in self._unread:
            self._newest_first.append(call)
            yield call


@dataclass(frozen=True)
class _Queue:
    policy: QueuePolicy
    asked: CounterProfile
    past: _Past
    now: datetime

    def is_protected(self, ticket: Waiting) -> bool:
        """Whether nobody may pass it any more."""
        cap, since = self.policy.cap, ticket.callable_from
        passes, lost = 0, timedelta()
        cost_from: datetime | None = None  # a pass whose call before it is still looked for
        could_call = self._could_call(ticket)
        for call in self.past:
            if call.called_at < since or passes >= cap.tickets:
                break
            if not could_call(call.counter):
                continue
            if cost_from is not None:
                lost += cost_from - call.called_at
                cost_from = None
            if call.queued_at > since:
                passes += 1
                cost_from = call.called_at
        if cost_from is not None:
            lost += cost_from - since
        return passes >= cap.tickets or (passes > 0 and lost >= cap.wait)

    def chosen(self, own: list[Waiting]) -> Waiting:
        """By reservation, then by the turn of the classes; nobody favoured waits beyond FIFO."""
        reserved = [one for one in own if one.reserved_for]
        if reserved:
            return min(reserved, key=_age)
        heads = self._heads(own)
        turn = min(heads, key=self._claim(heads))
        head = heads[turn]
        # It was another class's turn, but whoever has the greater share also came first.
        favoured = [
            one
            for klass, one in heads.items()
            if self.policy.share_of(klass) > self.policy.share_of(turn) and _age(one) < _age(head)
        ]
        return min(favoured, key=_age, default=head)

    def explained(self, chosen: Waiting, own: list[Waiting]) -> Choice:
        """The choice in words."""
        waited = _waited(chosen, self.now)
        if chosen.reserved_for:
            return _choice(chosen, Ground.RESERVED, f"指定到{chosen.reserved_for}号窗口，{waited}")
        standing = self.policy.standing(chosen, self.now)
        if standing is TicketClass.APPOINTMENT and chosen.due_at is not None:
            due = f"预约 {chosen.due_at.astimezone(CHINA):%H:%M}"
            came = "到点" if self.now >= chosen.due_at else "临近"
            return _choice(chosen, Ground.TURN, f"{due} {came}，{waited}")
        if all(_age(chosen) <= _age(one) for one in own):
            return _choice(
                chosen, Ground.LONGEST_WAIT, f"等候最久 {_minutes(chosen, self.now)} 分钟"
            )
        heads = self._heads(own)
        if len(heads) == 1:
            return _choice(chosen, Ground.TURN, f"{standing.word}，{waited}")
        weights = {klass: self._weight(klass, head) for klass, head in heads.items()}
        ratio = ":".join(str(weight) for weight in weights.values())
        words = "、".join(klass.word for klass in weights)
        return _choice(chosen, Ground.TURN, f"{standing.word}，本轮{words} {ratio}，{waited}")

    def _heads(self, own: list[Waiting]) -> dict[TicketClass, Waiting]:
        heads: dict[TicketClass, Waiting] = {}
        for klass in TicketClass:
            of_class = [one for one in own if self.policy.standing(one, self.now) is klass]
            if of_class:
                by = _due if klass is TicketClass.APPOINTMENT else _age
                heads[klass] = min(of_class, key=by)
        return heads

    def _weight(self, klass: TicketClass, head: Waiting) -> int:
        share = self.policy.share_of(klass)
        if not self.policy.ageing:
            return share
        return share + (self.now - head.callable_from) // self.policy.ageing

    def _claim(self, heads: dict[TicketClass, Waiting]) -> Callable[[TicketClass], _Claim]:
        # Whoever's next call would leave the round best balanced; a round is as many calls as
        # the shares of the classes present, less the one to come.
        weights = {klass: self._weight(klass, head) for klass, head in heads.items()}
        round_ = self._round(weights)

        def claim(klass: TicketClass) -> _Claim:
            weight = weights[klass]
            return Fraction(round_.count(klass) + 1, weight), -weight, _age(heads[klass])

        return claim

    def _round(self, weights: dict[TicketClass, int]) -> list[TicketClass]:
        found: list[TicketClass] = []
        length = sum(weights.values()) - 1
        if len(weights) == 1:
            return found
        for call in self.past:
            if len(found) == length:
                break
            if call.klass in weights and self.asked.serves(call.items):
                found.append(call.klass)
        return found

    def _could_call(self, ticket: Waiting) -> Callable[[str], bool]:
        if ticket.reserved_for:
            return ticket.reserved_for.__eq__
        known: dict[str, bool] = {}

        def could(counter: str) -> bool:
            if counter not in known:
                known[counter] = self.policy.profile_of(counter).serves(ticket.items)
            return known[counter]

        return could


def _age(ticket: Waiting) -> tuple[datetime, str, str]:
    return ticket.callable_from, ticket.number, ticket.ticket_id


def _due(ticket: Waiting) -> tuple[datetime, datetime, str, str]:
    return (ticket.due_at or ticket.callable_from, *_age(ticket))


def _choice(ticket: Waiting, ground: Ground, words: str) -> Choice:
    return Choice(ticket.ticket_id, ground, f"{ticket.number}：{words}")


def _waited(ticket: Waiting, now: datetime) -> str:
    return f"等候 {_minutes(ticket, now)} 分钟"


def _minutes(ticket: Waiting, now: datetime) -> int:
    return (now - ticket.callable_from) // timedelta(minutes=1)
