"""What a day's tickets tell afterwards: when each waited, was called and left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.moment import business_day
from core.queue_policy import Waiting
from core.queue_simulation import DayLog, Shift, Visit
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from collections.abc import Iterable


class NothingToReplay(Refusal):
    """A day on which nobody was served."""


@dataclass(frozen=True)
class LoggedTicket:
    """One ticket of a past day; all moments are aware."""

    number: str
    klass: TicketClass
    items: tuple[str, ...]
    queued_at: datetime
    called_at: datetime | None = None
    ended_at: datetime | None = None
    counter: str = ""
    due_at: datetime | None = None

    @property
    def day(self) -> date:
        """The hall's day."""
        return business_day(self.queued_at)

    @property
    def wait(self) -> timedelta | None:
        """From queueing to the call."""
        return None if self.called_at is None else self.called_at - self.queued_at

    @property
    def held(self) -> timedelta | None:
        """How long it held its counter, from the call to the end."""
        if self.called_at is None or self.ended_at is None:
            return None
        return self.ended_at - self.called_at


def day_log(logged: Iterable[LoggedTicket]) -> DayLog:
    """The day to replay: counters call from their first call to the end of their last person.

    A ticket whose time at the counter is not known gets the median of those that are.
    Raises: NothingToReplay.
    """
    tickets = tuple(logged)
    spans = sorted(one.held for one in tickets if one.held is not None)
    if not spans:
        raise NothingToReplay("这一天没有办完的号，没有可以推演的记录，请换一天。")
    usual = spans[len(spans) // 2]
    visits = tuple(
        Visit(
            Waiting(
                f"{place}/{one.number}", one.number, one.klass, one.items, one.queued_at, one.due_at
            ),
            usual if one.held is None else one.held,
            one.called_at,
        )
        for place, one in enumerate(tickets)
    )
    return DayLog(visits, _shifts(tickets))


def _shifts(tickets: tuple[LoggedTicket, ...]) -> tuple[Shift, ...]:
    spans: dict[str, tuple[datetime, datetime]] = {}
    for one in tickets:
        if one.called_at is None or one.ended_at is None:
            continue
        opens, closes = spans.get(one.counter, (one.called_at, one.ended_at))
        spans[one.counter] = min(opens, one.called_at), max(closes, one.ended_at)
    return tuple(Shift(counter, *span) for counter, span in sorted(spans.items()))
