"""What must hold of every day at a real hall, read from its rows once the day is over."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from core.moment import instant
from core.ticket_states import TicketState
from core.ticket_time import spent
from db import ticket_steps, tickets
from db.tables import ticket
from db.ticket_tables import ticket_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from benchmarks.simulated_day.course import Day, Turn
    from benchmarks.simulated_day.floor import HallFloor
    from benchmarks.simulated_day.plan import Person
    from core.queue_policy import OvertakingCap, QueuePolicy


@dataclass(frozen=True)
class Passed:
    """What somebody suffered from later-queued people during one wait."""

    people: int
    lost: timedelta
    lost_before_last: timedelta = timedelta()  # when the last of them was called

    def keeps(self, cap: OvertakingCap) -> bool:
        """Whether nobody passed who no longer could."""
        return self.people <= cap.tickets and (not self.people or self.lost_before_last < cap.wait)


def faults(day: Day, floor: HallFloor, policy: QueuePolicy) -> tuple[str, ...]:
    """What went wrong with people, counters, numbers and the cap; nothing should."""
    return (
        *floor.ask(_people, day, floor),
        *floor.ask(_counters, day),
        *floor.ask(_numbers, day),
        *_wrong_counters(day),
        *_unfair_waits(day, policy),
    )


def passed(turns: Sequence[Turn], policy: QueuePolicy) -> Iterator[tuple[Turn, Passed]]:
    """What each wait saw of later-queued people; the turns of a day, in the order of the calls."""
    calls: dict[str, list[Turn]] = {}
    for turn in turns:
        item = turn.place.item
        if item not in calls:
            calls[item] = [one for one in turns if policy.profile_of(one.counter).serves((item,))]
        yield turn, _passed(turn, calls[item])


def _passed(turn: Turn, calls: list[Turn]) -> Passed:
    people, lost, earlier = 0, timedelta(), timedelta()
    place = bisect_right(calls, turn.place.began_at, key=_called_at)
    before = turn.place.began_at
    for other in calls[place:]:
        if other.called_at >= turn.called_at:
            break
        if other.place.queued_at > turn.place.callable_from:
            people += 1
            earlier = lost
            lost += other.called_at - before
        before = other.called_at
    return Passed(people, lost, earlier)


def _called_at(turn: Turn) -> datetime:
    return turn.called_at


def _people(connection: Connection, day: Day, floor: HallFloor) -> Iterator[str]:
    for person in day.plan.people:
        ticket_id = floor.ticket_ids[person.serial]
        one = tickets.load(connection, ticket_id)
        if one.state is not _end_of(person, day) or one.ended_at is None:
            yield f"{one.number} ended as {one.state.value}, not {_end_of(person, day).value}"
        elif one.state is TicketState.FINISHED:
            time = spent(ticket_steps.periods(connection, ticket_id), one.ended_at)
            if time.service != person.served_in_all:
                yield f"{one.number} was served {time.service}, not {person.served_in_all}"


def _end_of(person: Person, day: Day) -> TicketState:
    if person.serial not in day.called_at:
        return TicketState.LEFT
    if person.misses > 1 and person.revives_after is None:
        return TicketState.NO_SHOW
    return TicketState.FINISHED


def _counters(connection: Connection, day: Day) -> Iterator[str]:
    rows = connection.execute(
        select(ticket_period)
        .join(ticket, ticket.c.ticket_id == ticket_period.c.ticket_id)
        .where(
            ticket.c.day == day.plan.opens.date(),
            ticket_period.c.state.in_((TicketState.CALLED.value, TicketState.SERVING.value)),
        )
        .order_by(ticket_period.c.began_at, ticket_period.c.ended_at)
    )
    busy: dict[str, datetime] = {}
    for row in rows:
        if row.counter in busy and instant(row.began_at) < busy[row.counter]:
            yield f"counter {row.counter} had two people at {row.began_at}"
        busy[row.counter] = instant(row.ended_at)


def _numbers(connection: Connection, day: Day) -> Iterator[str]:
    given: dict[str, list[int]] = defaultdict(list)
    numbers = connection.execute(
        select(ticket.c.number).where(ticket.c.day == day.plan.opens.date())
    ).scalars()
    for number in numbers:
        given[number[:-3]].append(int(number[-3:]))
    for series, serials in given.items():
        if sorted(serials) != list(range(1, len(serials) + 1)):
            yield f"series {series} has gaps or doubles"


def _wrong_counters(day: Day) -> Iterator[str]:
    profiles = {one.counter: one for one in day.plan.profiles}
    for turn in day.turns:
        profile = profiles[turn.counter]
        if not profile.serves((turn.place.item,)) and not profile.helps_with((turn.place.item,)):
            yield f"person {turn.serial} came for {turn.place.item} to counter {turn.counter}"


def _unfair_waits(day: Day, policy: QueuePolicy) -> Iterator[str]:
    for turn, suffered in passed(day.turns, policy):
        if not suffered.keeps(policy.cap):
            yield f"person {turn.serial} was passed by {suffered.people} people, {suffered.lost}"
