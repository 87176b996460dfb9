"""How long it will take, learned from how long it took: a range in minutes and its own error.

Three steps. Times at the counter are learned per item and hour, each mean drawn towards the
item's, and that towards the hall's, the more so the fewer were seen. People ahead and people in
service add up to work, shared by the counters that are calling. What really happened on the
learned days, divided by what this would have said, gives each class its range: four in five
waits fell in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from core.moment import CHINA
from core.queue_policy import QueuePolicy
from core.ticket_class import TicketClass
from core.wait_situations import Ahead, People, item_of, situations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.queue_log import LoggedTicket

K = TypeVar("K")


@dataclass(frozen=True)
class WaitRange:
    """Minutes a person will probably wait."""

    low: float
    likely: float
    high: float

    def words(self) -> str:
        """As a slip says it: whole minutes, in fives beyond ten."""
        low, high = _rounded_down(self.low), _rounded_up(self.high)
        if low == 0:
            return f"{high} 分钟以内"
        if low == high:
            return f"约 {high} 分钟"
        return f"{low} 至 {high} 分钟"


@dataclass(frozen=True)
class MeasuredError:
    """How estimates fared on days they had not learned from."""

    people: int
    minutes: float  # mean of |likely - actual|
    mape: float  # mean of |likely - actual| ÷ actual, over waits of a minute or more
    coverage: float  # share of all waits within the range


@dataclass(frozen=True)
class Spread:
    """Actual ÷ likely waits: one in ten below `low`, half below `middle`, one in ten above."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class LearnedWaits:
    """What past days teach."""

    policy: QueuePolicy  # says which counters serve which items
    hall: float  # minutes at the counter, whatever the item
    items: Mapping[str, float]
    hours: Mapping[tuple[str, int], float]
    spread: Spread
    classes: Mapping[TicketClass, Spread]  # those seen often enough

    def minutes_of(self, item: str, at: datetime) -> float:
        """The mean time of an item at an hour."""
        hour = at.astimezone(CHINA).hour
        return self.hours.get((item, hour), self.items.get(item, self.hall))

    def estimate(self, ahead: Ahead) -> WaitRange:
        """The range for a person who joins now."""
        likely = self.likely(ahead) + _LEVEL
        spread = self.classes.get(ahead.klass, self.spread)
        low, middle, high = (
            max(0.0, likely * ratio - _LEVEL) for ratio in (spread.low, spread.middle, spread.high)
        )
        return WaitRange(low, middle, high)

    def likely(self, ahead: Ahead) -> float:
        """Minutes by the learned means alone."""
        in_service = sum(people.number for people in ahead.in_service)
        if not ahead.waiting and in_service < ahead.counters:
            return 0.0
        # Whoever is in service has on average half of the time still to go.
        work = self._work(ahead.waiting, ahead.at) + self._work(ahead.in_service, ahead.at) / 2
        return work / ahead.counters

    def _work(self, people: tuple[People, ...], at: datetime) -> float:
        return sum(one.number * self.minutes_of(one.item, at) for one in people)


def learned(logged: Sequence[LoggedTicket], policy: QueuePolicy) -> LearnedWaits | None:
    """What those days teach; None while fewer than `FEWEST` people were served."""
    services = [
        (item_of(one), one.queued_at.astimezone(CHINA).hour, held / _MINUTE)
        for one in logged
        if (held := one.held) is not None
    ]
    if len(services) < FEWEST:
        return None
    # One ticket left open over lunch must not teach that everything takes hours.
    longest = sorted(minutes for _, _, minutes in services)[int(len(services) * _TRIMMED)]
    capped = [(item, hour, min(minutes, longest)) for item, hour, minutes in services]
    hall = sum(minutes for *_, minutes in capped) / len(capped)
    items = {
        item: _drawn(values, hall)
        for item, values in _grouped((item, minutes) for item, _, minutes in capped).items()
    }
    hours = {
        (item, hour): _drawn(values, items[item])
        for (item, hour), values in _grouped(
            ((item, hour), minutes) for item, hour, minutes in capped
        ).items()
    }
    plain = LearnedWaits(policy, hall, items, hours, _AS_SAID, {})
    ratios = _grouped(
        (ahead.klass, (actual + _LEVEL) / (plain.likely(ahead) + _LEVEL))
        for ahead, actual in situations(logged, policy)
    )
    return replace(
        plain,
        spread=_spread([ratio for values in ratios.values() for ratio in values]),
        classes={
            klass: _spread(values) for klass, values in ratios.items() if len(values) >= FEWEST
        },
    )


def measured(logged: Sequence[LoggedTicket], policy: QueuePolicy) -> MeasuredError | None:
    """The error on the last day of the log, learned from the days before it."""
    last = max((one.day for one in logged), default=None)
    before = [one for one in logged if one.day != last]
    known = learned(before, policy)
    if known is None:
        return None
    return error_of(known, [one for one in logged if one.day == last])


def error_of(known: LearnedWaits, logged: Sequence[LoggedTicket]) -> MeasuredError | None:
    """How an estimate fares on a day; None when nobody was called."""
    pairs = [(known.estimate(ahead), actual) for ahead, actual in situations(logged, known.policy)]
    if not pairs:
        return None
    told = [(given, actual) for given, actual in pairs if actual >= 1]
    shares = [abs(given.likely - actual) / actual for given, actual in told]
    minutes = sum(abs(given.likely - actual) for given, actual in pairs) / len(pairs)
    within = sum(given.low <= actual <= given.high for given, actual in pairs)
    mape = sum(shares) / len(shares) if shares else 0.0
    return MeasuredError(len(pairs), minutes, mape, within / len(pairs))


def _grouped(pairs: Iterable[tuple[K, float]]) -> dict[K, list[float]]:
    found: dict[K, list[float]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _spread(ratios: list[float]) -> Spread:
    ordered = sorted(ratios)
    low, middle, high = (ordered[int(len(ordered) * share)] for share in (_LOW, 0.5, _HIGH))
    return Spread(low, middle, high)


def _drawn(values: Sequence[float], towards: float) -> float:
    return (sum(values) + _DRAW * towards) / (len(values) + _DRAW)


def _rounded_down(minutes: float) -> int:
    whole = int(minutes)
    return whole if whole < _FINE else whole - whole % _STEP


def _rounded_up(minutes: float) -> int:
    whole = max(1, -int(-minutes // 1))
    return whole if whole <= _FINE else -(-whole // _STEP) * _STEP


FEWEST = 30  # people; below them nothing is said
_LEVEL = 2.0  # minutes added on both sides of a ratio, or a wait of none would rule it
_DRAW = 10  # people's worth of the wider mean
_TRIMMED = 0.98
_LOW, _HIGH = 0.1, 0.9
_AS_SAID = Spread(1.0, 1.0, 1.0)
_FINE, _STEP = 10, 5  # minutes
_MINUTE = timedelta(minutes=1)
