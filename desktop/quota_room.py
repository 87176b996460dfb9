"""Numbers of limited items: the kiosk keeps the quota, the desk may go beyond with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.appointment import identity_digest
from core.quota import IssuePlace, quota_of, require_within
from core.quota_facts import QuotaCounted
from core.ticket_class import WALKED_IN
from db import queue_policies, quotas
from desktop import reception

if TYPE_CHECKING:
    from core.staff import OnDuty
    from core.ticket import Ticket
    from core.ticket_class import Entitlement
    from db.unit_of_work import UnitOfWork


def issue_at_kiosk(
    work: UnitOfWork,
    duty: OnDuty,
    item_code: str,
    identity_number: str = "",
    *,
    entitled: Entitlement = WALKED_IN,
    ticket_id: str = "",
) -> Ticket:
    """Hand out the next number of an item, within its quota.

    Raises: QuotaReached, PersonQuotaReached, RangeExhausted.
    """
    counted = _Counted(work, item_code, identity_number)
    counted.require(IssuePlace.KIOSK, "")
    ticket = reception.issue_ticket(work, duty, item_code, entitled=entitled, ticket_id=ticket_id)
    counted.keep(ticket, duty, "")
    return ticket


def issue_at_desk(
    work: UnitOfWork,
    duty: OnDuty,
    item_code: str = "",
    identity_number: str = "",
    reason: str = "",
    *,
    entitled: Entitlement = WALKED_IN,
) -> Ticket:
    """Hand out the next number of an item; beyond its quota the reason goes on record.

    Raises: ReasonMissing, GroundMissing, RangeExhausted.
    """
    counted = _Counted(work, item_code, identity_number)
    kept = counted.require(IssuePlace.DESK, reason)
    ticket = reception.issue_ticket(work, duty, item_code, entitled=entitled)
    counted.keep(ticket, duty, kept)
    return ticket


class _Counted:
    """One number against its item's quota; an item without one is not counted."""

    def __init__(self, work: UnitOfWork, item_code: str, identity_number: str) -> None:
        hall = work.identity.hall
        self._work = work
        self._quota = quota_of(queue_policies.in_force(work.connection, hall).quotas, item_code)
        self._digest = identity_number and identity_digest(hall, work.today, identity_number)

    def require(self, place: IssuePlace, reason: str) -> str:
        """The reason to be kept, when one more may pass."""
        work, quota = self._work, self._quota
        use = quotas.used(
            work.connection, work.identity.hall, work.today, quota.item_code, self._digest
        )
        return require_within(quota, use, place, reason)

    def keep(self, ticket: Ticket, duty: OnDuty, reason: str) -> None:
        """Count the number."""
        if not self._quota.is_limited:
            return
        work, code = self._work, self._quota.item_code
        counted = QuotaCounted(ticket.ticket_id, work.today, code, self._digest, reason)
        work.record(counted, duty.clerk.badge)
