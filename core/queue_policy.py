"""The order of the queue as data: shares of the classes, ageing, caps, windows and skills."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from core.errors import Refusal
from core.item_group import ItemGroup, fault_in
from core.quota import ItemQuota
from core.ticket_class import TicketClass


class QueuePolicyNotSound(Refusal):
    """A queue policy that contradicts itself."""


@dataclass(frozen=True)
class Waiting:
    """A waiting ticket as far as its order is concerned; all moments are aware."""

    ticket_id: str
    number: str
    klass: TicketClass
    items: tuple[str, ...]  # empty: any counter may serve it
    queued_at: datetime
    due_at: datetime | None = None  # of an appointment
    reserved_for: str = ""  # the one counter that may call it
    not_before: datetime | None = None  # set aside until then

    @property
    def callable_from(self) -> datetime:
        """When it began to wait for a call."""
        return self.queued_at if self.not_before is None else max(self.queued_at, self.not_before)


@dataclass(frozen=True)
class CounterProfile:
    """What a counter serves; a ticket with several items is served where one of them is."""

    counter: str
    items: tuple[str, ...] = ()  # empty: every item
    also: tuple[str, ...] = ()  # only when nobody waits for `items`: a quick counter's others

    def serves(self, items: tuple[str, ...]) -> bool:
        """Whether such a ticket is this counter's own work."""
        return not self.items or not items or not set(self.items).isdisjoint(items)

    def helps_with(self, items: tuple[str, ...]) -> bool:
        """Whether the counter takes such a ticket when it has none of its own."""
        return not set(self.also).isdisjoint(items)


@dataclass(frozen=True)
class ClassShare:
    """How many calls in a round a class gets: 2 beside 1 is two for one."""

    klass: TicketClass
    share: int  # at least 1


@dataclass(frozen=True)
class AppointmentRule:
    """How far from its time an appointment still counts as one, by the moment of check-in."""

    early: timedelta  # earlier than this before its time it waits as an ordinary ticket
    late: timedelta  # checked in later than this after its time it is an ordinary ticket


@dataclass(frozen=True)
class RecallRule:
    """What becomes of a number nobody answers to."""

    calls: int = 0  # as often it waits again; called more often than that, it is missed
    pause: timedelta = timedelta(minutes=5)  # not offered again before

    def again_from(self, calls: int, now: datetime) -> datetime | None:
        """When a number called that often is offered again; None when it is missed."""
        return now + self.pause if calls <= self.calls else None


@dataclass(frozen=True)
class OvertakingCap:
    """What a ticket may suffer from later-queued ones before nobody may pass it any more."""

    tickets: int  # later-queued tickets called before it where it could have been called
    wait: timedelta  # what those calls took, each the time since the call before it


@dataclass(frozen=True)
class QueuePolicy:
    """One version of a hall's order; every station adopts the same."""

    version: str
    shares: tuple[ClassShare, ...]  # a class not named has share 1
    ageing: timedelta  # each such wait of its head adds 1 to a class's share; zero: never
    cap: OvertakingCap
    appointment: AppointmentRule
    help_after: timedelta  # a wait after which `also` counts as a counter's own work
    counters: tuple[CounterProfile, ...] = ()  # a counter not named serves every item
    recall: RecallRule = RecallRule()
    groups: tuple[ItemGroup, ...] = ()  # an item not named is a walk-in's
    quotas: tuple[ItemQuota, ...] = ()  # an item not named has no limit

    def share_of(self, klass: TicketClass) -> int:
        """A class's calls in a round."""
        return next((one.share for one in self.shares if one.klass is klass), 1)

    def profile_of(self, counter: str) -> CounterProfile:
        """What a counter serves."""
        return self._profiles.get(counter) or CounterProfile(counter)

    def named_for(self, items: tuple[str, ...]) -> frozenset[str]:
        """The counters named here whose own work such a ticket is."""
        found = self._named.get(items)
        if found is None:
            found = frozenset(one.counter for one in self.counters if one.serves(items))
            self._named[items] = found
        return found

    @cached_property
    def _named(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    @cached_property
    def _profiles(self) -> dict[str, CounterProfile]:
        return {one.counter: one for one in self.counters}

    def standing(self, ticket: Waiting, now: datetime) -> TicketClass:
        """The class a ticket counts in now: an appointment far from its time is ordinary."""
        if ticket.klass is not TicketClass.APPOINTMENT:
            return ticket.klass
        if ticket.due_at is None:
            return TicketClass.ORDINARY
        opens, closes = ticket.due_at - self.appointment.early, ticket.due_at
        if now < opens or ticket.queued_at > closes + self.appointment.late:
            return TicketClass.ORDINARY
        return TicketClass.APPOINTMENT


DEFAULT_POLICY = QueuePolicy(
    version="default",
    shares=(
        ClassShare(TicketClass.URGENT, 3),
        ClassShare(TicketClass.APPOINTMENT, 3),
        ClassShare(TicketClass.PRIORITY, 2),
        ClassShare(TicketClass.RETURN_VISIT, 2),
        ClassShare(TicketClass.ORDINARY, 1),
    ),
    ageing=timedelta(minutes=20),
    cap=OvertakingCap(tickets=60, wait=timedelta(minutes=10)),
    appointment=AppointmentRule(early=timedelta(minutes=10), late=timedelta(minutes=15)),
    help_after=timedelta(minutes=30),
)


def require_sound(policy: QueuePolicy) -> None:
    """Refuse a policy that no queue could follow.

    Raises: QueuePolicyNotSound.
    """
    classes = [one.klass for one in policy.shares]
    counters = [one.counter for one in policy.counters]
    limited = [one.item_code for one in policy.quotas]
    lengths = (
        policy.ageing,
        policy.cap.wait,
        policy.appointment.early,
        policy.appointment.late,
        policy.help_after,
        policy.recall.pause,
    )
    faults = (
        (not policy.version.strip(), "没有版本号"),
        (len(set(classes)) < len(classes), "同一类别写了两次份额"),
        (any(one.share < 1 for one in policy.shares), "份额小于 1"),
        (policy.cap.tickets < 0, "越过人数上限小于 0"),
        (policy.recall.calls < 0, "重呼次数小于 0"),
        (any(length < timedelta() for length in lengths), "时长小于 0"),
        (len(set(counters)) < len(counters), "同一窗口写了两次"),
        (len(set(limited)) < len(limited), "同一事项写了两次限额"),
        (bool(fault_in(policy.groups)), fault_in(policy.groups)),
        (any(min(one.of_day, one.of_person) < 0 for one in policy.quotas), "限额小于 0"),
    )
    for wrong, words in faults:
        if wrong:
            raise QueuePolicyNotSound(f"排队规则{words}，没有采用，现行规则不变，请改正后再导入。")
