"""What hangs on a case, as rows: checklist, clocks, special procedures, assistance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from core.case_parts import AssistTask, SpecialProcedure
from core.clock import Clock, ClockKind, ClockState
from core.limit import Limit
from core.special_procedure import pauses
from db.course_tables import assist_task, special_procedure
from db.payload import text_of, value_of
from db.tables import checklist_row, clock

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from core.calendar import Calendar
    from core.case import Case
    from core.limit import Pause


def columns(case: Case) -> dict[str, object]:
    """What of a case under review stands in its own row."""
    return {
        "lapse": case.lapse.value if case.lapse else "",
        "joint": case.joint.value if case.joint else "",
        "urgent": case.urgent,
        "extension": text_of(case.extension) if case.extension else "",
        "conclusion": text_of(case.conclusion) if case.conclusion else "",
    }


def add(connection: Connection, case: Case, calendar: Calendar) -> None:
    """Write every part of a case; the due dates of open clocks are those under the calendar."""
    _add_checklist(connection, case)
    if case.clocks:
        connection.execute(
            insert(clock),
            [
                {
                    "case_id": case.case_id,
                    "place": place,
                    "kind": one.kind.value,
                    "trigger": one.trigger,
                    "limit_text": str(one.limit),
                    "state": one.state.value,
                    "ended_on": one.ended_on,
                    "extension_text": str(one.extension) if one.extension else "",
                    "subject": one.subject,
                    "due_on": one.due(calendar).due_day if one.state.is_open else None,
                }
                for place, one in enumerate(case.clocks)
            ],
        )
    _add_procedures(connection, case)
    _add_assists(connection, case)


def remove(connection: Connection, case_id: str) -> None:
    """Take every part away, to be written anew."""
    for table in (checklist_row, clock, special_procedure, assist_task):
        connection.execute(delete(table).where(table.c.case_id == case_id))


def clocks(
    connection: Connection, case_id: str, of_procedures: tuple[SpecialProcedure, ...]
) -> tuple[Clock, ...]:
    """A case's clocks; the office's stand while its special procedures do."""
    rows = connection.execute(
        select(clock).where(clock.c.case_id == case_id).order_by(clock.c.place)
    ).all()
    stand = pauses(of_procedures)
    return tuple(clock_of(row, stand) for row in rows)


def clock_of(row: Row[tuple[object, ...]], stand: tuple[Pause, ...]) -> Clock:
    """The clock in a row; `stand` are the pauses of its case."""
    kind = ClockKind(row.kind)
    return Clock(
        kind=kind,
        trigger=row.trigger,
        limit=Limit.parse(row.limit_text),
        state=ClockState(row.state),
        ended_on=row.ended_on,
        pauses=stand if kind in _PAUSED else (),
        extension=Limit.parse(row.extension_text) if row.extension_text else None,
        subject=row.subject,
    )


def procedures(connection: Connection, case_id: str) -> tuple[SpecialProcedure, ...]:
    """A case's special procedures in the order they were asked for."""
    rows = connection.execute(
        select(special_procedure.c.content)
        .where(special_procedure.c.case_id == case_id)
        .order_by(special_procedure.c.number)
    )
    return tuple(value_of(SpecialProcedure, content) for content in rows.scalars())


def assists(connection: Connection, case_id: str) -> tuple[AssistTask, ...]:
    """What other departments were asked for, in that order."""
    rows = connection.execute(
        select(assist_task.c.content)
        .where(assist_task.c.case_id == case_id)
        .order_by(assist_task.c.place)
    )
    return tuple(value_of(AssistTask, content) for content in rows.scalars())


_PAUSED = (ClockKind.PROMISE, ClockKind.STATUTORY)


def _add_checklist(connection: Connection, case: Case) -> None:
    checklist = case.checklist
    if checklist.materials:
        connection.execute(
            insert(checklist_row),
            [
                {
                    "case_id": case.case_id,
                    "row": material.row,
                    "state": state.value,
                    "listed": int(material.row in checklist.listed),
                }
                for material, state in zip(checklist.materials, checklist.states, strict=True)
            ],
        )


def _add_procedures(connection: Connection, case: Case) -> None:
    if case.procedures:
        connection.execute(
            insert(special_procedure),
            [
                {
                    "case_id": case.case_id,
                    "number": one.number,
                    "ground": one.ground.value,
                    "state": one.state.value,
                    "began_on": one.began_on,
                    "ended_on": one.ended_on,
                    "content": text_of(one),
                }
                for one in case.procedures
            ],
        )


def _add_assists(connection: Connection, case: Case) -> None:
    if case.assists:
        connection.execute(
            insert(assist_task),
            [
                {
                    "case_id": case.case_id,
                    "place": place,
                    "department": one.department,
                    "state": one.state.value,
                    "asked_on": one.asked_on,
                    "content": text_of(one),
                }
                for place, one in enumerate(case.assists)
            ],
        )
