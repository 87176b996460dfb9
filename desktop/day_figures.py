"""The figures of a day at the counters, from the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.appointment import AppointmentState
from core.day_figures import day_figures
from db import appointments, ticket_steps, tickets

if TYPE_CHECKING:
    from datetime import date

    from core.day_figures import DayFigures
    from db.unit_of_work import Reading


def figures(reading: Reading, day: date) -> DayFigures:
    """What the hall's day came to, as far as this station knows."""
    connection, hall = reading.connection, reading.identity.hall
    periods = ticket_steps.periods_on(connection, hall, day)
    lives = ((one, periods.get(one.ticket_id, ())) for one in tickets.of_day(connection, hall, day))
    missed = sum(
        one.state is AppointmentState.MISSED
        for slot in appointments.slots_on(connection, hall, day)
        for one in appointments.of_slot(connection, slot)
    )
    return day_figures(lives, missed)
