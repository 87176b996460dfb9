"""Looking at the counter, and every act of the queue, finds its numbers by an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event

from desktop import reception, ticket_moves
from desktop.workbench import workbench
from tests.queue.counter_life import THREE, called, finished, issued, serving

if TYPE_CHECKING:
    from tests.review_hall import Hall


def test_no_look_and_no_act_reads_the_numbers_of_every_year(hall: Hall) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(*told: object) -> None:
        _, _, statement, parameters, *_ = told
        if "ticket" in str(statement) and isinstance(parameters, tuple):
            asked.append((str(statement), parameters))

    event.listen(hall.connection, "before_cursor_execute", note)
    issued(hall)
    issued(hall)
    called(hall)
    hall.do(reception.no_show, THREE)
    parked = serving(hall)
    hall.do(ticket_moves.park, THREE, "缴费")
    hall.ask(workbench, "3")
    hall.do(ticket_moves.resume, THREE, parked.ticket_id)
    hall.ask(workbench, "3")
    finished(hall)
    event.remove(hall.connection, "before_cursor_execute", note)
    assert asked
    for statement, given in asked:
        assert "SCAN ticket" not in plan(hall, statement, given), statement


def plan(hall: Hall, statement: str, given: tuple[object, ...]) -> str:
    """How the database goes about it, one step a line; steps through an index say so."""
    rows = hall.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
    return "\n".join(str(row[-1]) for row in rows if "INDEX" not in str(row[-1]))
