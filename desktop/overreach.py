"""What goes beyond the published item is brought before the supervisors as it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import overreach
from db import supervision

if TYPE_CHECKING:
    from core.case import Case
    from core.notice import NoticeBody
    from core.overreach import PublishedStep
    from core.staff import OnDuty
    from core.supervision import SupervisionRaised
    from db.unit_of_work import UnitOfWork


def watch_paper(work: UnitOfWork, duty: OnDuty, case: Case, body: NoticeBody) -> None:
    """A paper about to be issued asks for something the frozen item does not list.

    It is issued all the same: what it asks for was demanded, and a demand off the record helps
    nobody.
    """
    _raise(work, duty, overreach.of_paper(case, body, duty.clerk, work.today))


def watch_step(work: UnitOfWork, duty: OnDuty, case: Case, fact: PublishedStep) -> None:
    """A step just taken is not in the published procedure."""
    _raise(work, duty, overreach.of_step(case, fact))


def _raise(work: UnitOfWork, duty: OnDuty, event: SupervisionRaised | None) -> None:
    if event is not None and not supervision.is_known(work.connection, event.event_id):
        work.record(event, duty.clerk.badge)
