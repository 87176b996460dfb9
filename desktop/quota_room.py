"""Numbers of limited items: the kiosk keeps the quota, the desk may go beyond with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.appointment import identity_digest
from core.quota import IssuePlace, quota_of, require_within
from core.quota_facts import QuotaCounted
from db import queue_policies, quotas
from desktop import reception

if TYPE_CHECKING:
    from core.staff import OnDuty
    from core.ticket import Ticket
    from db.unit_of_work import UnitOfWork


def issue_at_kiosk(
    work: UnitOfWork, duty: OnDuty, item_code: str, identity_number: str = ""
) -> Ticket:
    """Hand out the next number of an item, within its quota.

    Raises: QuotaReached, PersonQuotaReached, RangeExhausted.
    """
    kept = _counted(work, item_code, identity_number, IssuePlace.KIOSK, "")
    return _issue(work, duty, item_code, kept)


def issue_at_desk(
    work: UnitOfWork, duty: OnDuty, item_code: str, identity_number: str = "", reason: str = ""
) -> Ticket:
    """Hand out the next number of an item; beyond its quota the reason goes on record.

    Raises: ReasonMissing, RangeExhausted.
    """
    kept = _counted(work, item_code, identity_number, IssuePlace.DESK, reason)
    return _issue(work, duty, item_code, kept)


def _counted(
    work: UnitOfWork, item_code: str, identity_number: str, place: IssuePlace, reason: str
) -> tuple[str, str]:
    hall = work.identity.hall
    digest = identity_number and identity_digest(hall, work.today, identity_number)
    use = quotas.used(work.connection, hall, work.today, item_code, digest)
    quota = quota_of(queue_policies.in_force(work.connection, hall).quotas, item_code)
    return digest, require_within(quota, use, place, reason)


def _issue(work: UnitOfWork, duty: OnDuty, item_code: str, kept: tuple[str, str]) -> Ticket:
    digest, reason = kept
    ticket = reception.issue_ticket(work, duty, item_code)
    counted = QuotaCounted(ticket.ticket_id, work.today, item_code, digest, reason)
    work.record(counted, duty.clerk.badge)
    return ticket
