"""What a day at the counters came to: people served and missed, and their mean times."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.ticket_class import TicketClass
from core.ticket_states import TicketState
from core.ticket_time import spent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.ticket import Ticket
    from core.ticket_time import Period


@dataclass(frozen=True)
class DayFigures:
    """One day; the means are over those served whose end is known, None for nobody."""

    served: int
    no_show_walk_in: int  # a number nobody answered to
    no_show_appointment: int  # the same of an appointment, or nobody even checked in
    left: int
    void: int
    still_open: int
    mean_waiting: timedelta | None
    mean_service: timedelta | None


def day_figures(
    lives: Iterable[tuple[Ticket, tuple[Period, ...]]], missed_appointments: int
) -> DayFigures:
    """The figures of the day's tickets, each with the periods that are over."""
    states: Counter[TicketState] = Counter()
    missed, times = 0, []
    for ticket, periods in lives:
        states[ticket.state] += 1
        if ticket.state is TicketState.NO_SHOW:
            missed += ticket.klass is TicketClass.APPOINTMENT
        elif ticket.state is TicketState.FINISHED and ticket.ended_at is not None:
            times.append(spent(periods, ticket.ended_at))
    return DayFigures(
        served=states[TicketState.FINISHED],
        no_show_walk_in=states[TicketState.NO_SHOW] - missed,
        no_show_appointment=missed + missed_appointments,
        left=states[TicketState.LEFT],
        void=states[TicketState.VOID],
        still_open=sum(number for state, number in states.items() if state.is_open),
        mean_waiting=_mean([one.waiting for one in times]),
        mean_service=_mean([one.service for one in times]),
    )


def _mean(lengths: list[timedelta]) -> timedelta | None:
    return sum(lengths, timedelta()) / len(lengths) if lengths else None
