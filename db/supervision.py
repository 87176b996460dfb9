"""Supervision events as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from core.supervision import Severity, SupervisionRaised, SupervisionRule
from db.course_tables import supervision_event

if TYPE_CHECKING:
    from sqlalchemy import Connection


def add(connection: Connection, hall: str, event: SupervisionRaised) -> None:
    """Write an event; the same event again, from whichever station, changes nothing."""
    if is_known(connection, event.event_id):
        return
    connection.execute(
        insert(supervision_event),
        {
            "event_id": event.event_id,
            "hall": hall,
            "case_id": event.case_id,
            "rule": event.rule.value,
            "severity": event.severity.value,
            "raised_on": event.raised_on,
            "detail": event.detail,
            "responsible": event.responsible,
        },
    )


def is_known(connection: Connection, event_id: str) -> bool:
    """Whether the event was raised already."""
    found = connection.execute(
        select(supervision_event.c.event_id).where(supervision_event.c.event_id == event_id)
    ).scalar_one_or_none()
    return found is not None


def of_case(connection: Connection, case_id: str) -> tuple[SupervisionRaised, ...]:
    """A case's events, oldest first."""
    rows = connection.execute(
        select(supervision_event)
        .where(supervision_event.c.case_id == case_id)
        .order_by(supervision_event.c.raised_on, supervision_event.c.event_id)
    )
    return tuple(
        SupervisionRaised(
            row.event_id,
            row.case_id,
            SupervisionRule(row.rule),
            Severity(row.severity),
            row.raised_on,
            row.detail,
            row.responsible,
        )
        for row in rows
    )
