"""S17: what a day came to, from its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.day_figures import DayFigures
from db import queue_log
from desktop import appointments, day_end, reception, ticket_moves
from desktop.day_figures import figures
from tests.queue.counter_life import (
    THREE,
    at,
    booked,
    called,
    finished,
    issued,
    minutes,
    serving,
)

if TYPE_CHECKING:
    from tests.review_hall import Hall


def test_s17_the_day_adds_up(hall: Hall) -> None:
    appointment = booked(hall, 30)
    for minute in (0, 1, 2):
        issued(at(hall, minute))
    for minute in (5, 10):
        serving(at(hall, minute))
        finished(at(hall, minute + 4))
    called(at(hall, 20))
    at(hall, 21).do(reception.no_show, THREE)
    missed = at(hall, 90).do(appointments.record_missed, THREE, hall.now.date())
    assert [one.appointment_id for one in missed] == [appointment.appointment_id]
    day = hall.now.date()
    assert hall.ask(figures, day) == DayFigures(
        served=2,
        no_show_walk_in=1,
        no_show_appointment=1,
        left=0,
        void=0,
        still_open=0,
        mean_waiting=minutes(7),
        mean_service=minutes(4),
    )
    logged = hall.ask(
        lambda reading: tuple(queue_log.logged(reading.connection, "qinghe", day, day))
    )
    assert [one.wait for one in logged] == [minutes(number) for number in (5, 9, 18)]
    assert [one.held for one in logged] == [minutes(number) for number in (4, 4, 1)]


def test_s17_a_number_nobody_knows_the_end_of_spoils_no_mean(hall: Hall) -> None:
    there = booked(hall, 20)
    for minute in (0, 1, 2, 3):
        issued(at(hall, minute))
    serving(at(hall, 5))
    at(hall, 6).do(ticket_moves.park, THREE, "去复印")
    at(hall, 10).do(appointments.check_in, THREE, there.appointment_id)
    called(at(hall, 20))
    at(hall, 21).do(reception.no_show, THREE)
    one = serving(at(hall, 22))
    assert hall.ask(figures, hall.now.date()).still_open == 4
    finished(at(hall, 30))
    voided = serving(at(hall, 31))
    at(hall, 32).do(ticket_moves.return_to_queue, THREE)
    at(hall, 33).do(ticket_moves.void, THREE, voided.ticket_id, "取重了")
    serving(at(hall, 40))
    at(hall, 480).do(day_end.close_day, THREE)
    found = hall.ask(figures, hall.now.date())
    assert (found.served, found.no_show_walk_in, found.no_show_appointment) == (2, 0, 1)
    assert (found.left, found.void, found.still_open) == (1, 1, 0)
    assert (found.mean_waiting, found.mean_service) == (minutes(21), minutes(8))
    assert one.number == "A3002"
