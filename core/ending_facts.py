"""Facts that decide or end a case, and those that silence concludes."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from core.case_states import CaseEvent
from core.entity import AboutCase
from core.moment import business_day
from core.staff import Clerk


@dataclass(frozen=True)
class CaseGranted(AboutCase):
    """准予, on the spot."""

    kind: ClassVar[str] = "case.granted"
    event: ClassVar[CaseEvent] = CaseEvent.GRANT

    decided_on: date
    by: Clerk | None = None  # None in entries written before it was kept

    @property
    def day(self) -> date:
        """The day of the decision."""
        return self.decided_on


@dataclass(frozen=True)
class GrantedAfterReview(AboutCase):
    """准予, by who has the power to decide; `checkers` are the badges of an inspection on site."""

    kind: ClassVar[str] = "case.granted_after_review"
    event: ClassVar[CaseEvent] = CaseEvent.GRANT

    decided_on: date
    checkers: tuple[str, ...]
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the decision."""
        return self.decided_on


@dataclass(frozen=True)
class CaseDenied(AboutCase):
    """不予许可, with reasons (行政许可法 art. 38)."""

    kind: ClassVar[str] = "case.denied"
    event: ClassVar[CaseEvent] = CaseEvent.DENY

    reasons: tuple[str, ...]
    decided_on: date
    checkers: tuple[str, ...]
    by: Clerk

    @property
    def day(self) -> date:
        """The day of the decision."""
        return self.decided_on


@dataclass(frozen=True)
class CaseDelivered(AboutCase):
    """送达."""

    kind: ClassVar[str] = "case.delivered"
    event: ClassVar[CaseEvent] = CaseEvent.DELIVER

    delivered_at: datetime
    method: str
    by: Clerk | None = None  # None in entries written before it was kept

    @property
    def day(self) -> date:
        """The hall's day of delivery."""
        return business_day(self.delivered_at)


@dataclass(frozen=True)
class CaseWithdrawn(AboutCase):
    """撤回 by the applicant before a decision."""

    kind: ClassVar[str] = "case.withdrawn"
    event: ClassVar[CaseEvent] = CaseEvent.WITHDRAW

    reason: str  # may be empty: nobody has to give one
    withdrawn_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of withdrawal."""
        return self.withdrawn_on


@dataclass(frozen=True)
class CaseTerminated(AboutCase):
    """终止审查 on a legal ground: the applicant died, the matter lapsed."""

    kind: ClassVar[str] = "case.terminated"
    event: ClassVar[CaseEvent] = CaseEvent.TERMINATE

    legal_ground: str
    terminated_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of termination."""
        return self.terminated_on


@dataclass(frozen=True)
class CaseArchived(AboutCase):
    """归档 after delivery."""

    kind: ClassVar[str] = "case.archived"
    event: ClassVar[CaseEvent] = CaseEvent.ARCHIVE

    archived_on: date
    by: Clerk

    @property
    def day(self) -> date:
        """The day of archiving."""
        return self.archived_on


@dataclass(frozen=True)
class CaseVoided(AboutCase):
    """作废, under four eyes."""

    kind: ClassVar[str] = "case.voided"
    event: ClassVar[CaseEvent] = CaseEvent.VOID

    reason: str
    voided_on: date
    by: Clerk
    second: Clerk

    @property
    def day(self) -> date:
        """The day of voiding."""
        return self.voided_on


class CorrectedField(enum.Enum):
    """What of an entry can be put right afterwards."""

    APPLICANT_NAME = "applicant_name"
    PHONE = "phone"
    RECEIVED_ON = "received_on"
    ACCEPTED_ON = "accepted_on"

    @property
    def word(self) -> str:
        """The field as printed."""
        return _FIELD_WORDS[self]


@dataclass(frozen=True)
class EntryCorrected(AboutCase):
    """更正录入, under four eyes; days are written `2026-09-28`, the old value stays on record."""

    kind: ClassVar[str] = "case.entry_corrected"
    event: ClassVar[CaseEvent] = CaseEvent.CORRECT_ENTRY

    what: CorrectedField
    before: str
    after: str
    reason: str
    corrected_on: date
    by: Clerk
    second: Clerk

    @property
    def day(self) -> date:
        """The day of the correction."""
        return self.corrected_on


@dataclass(frozen=True)
class _Silence(AboutCase):
    """A clock ran out and that decided.

    A conclusion from other facts, so two stations may both draw it: it counts once.
    """

    passed_on: date  # the clock's last day
    drawn_from: str  # `Clock.shape` of the clock that ran out: another shape is another clock


@dataclass(frozen=True)
class AcceptanceDeemed(_Silence):
    """视为受理 from the day of receipt (行政许可法 art. 32(4))."""

    kind: ClassVar[str] = "case.acceptance_deemed"
    event: ClassVar[CaseEvent] = CaseEvent.DEEM_ACCEPTED


@dataclass(frozen=True)
class WithdrawalDeemed(_Silence):
    """视为撤回: the materials did not come."""

    kind: ClassVar[str] = "case.withdrawal_deemed"
    event: ClassVar[CaseEvent] = CaseEvent.DEEM_WITHDRAWN


@dataclass(frozen=True)
class LapseRefused(_Silence):
    """不予受理, where the locality's rule says so: the materials did not come."""

    kind: ClassVar[str] = "case.lapse_refused"
    event: ClassVar[CaseEvent] = CaseEvent.REFUSE_LAPSED


@dataclass(frozen=True)
class AcceptanceRevoked(_Silence):
    """撤销受理: what a conditional acceptance waited for did not come."""

    kind: ClassVar[str] = "case.acceptance_revoked"
    event: ClassVar[CaseEvent] = CaseEvent.REVOKE_ACCEPTANCE


@dataclass(frozen=True)
class ConsentDeemed(_Silence):
    """视为同意: the office's own silence, where an item has the basis for it."""

    kind: ClassVar[str] = "case.consent_deemed"
    event: ClassVar[CaseEvent] = CaseEvent.DEEM_CONSENTED

    basis: str
    leader: str


@dataclass(frozen=True)
class AssistDeemed(_Silence):
    """视为无异议: a department asked to assist did not answer."""

    kind: ClassVar[str] = "case.assist_deemed"
    event: ClassVar[CaseEvent] = CaseEvent.DEEM_ASSIST

    department: str


DecisionFact = CaseGranted | GrantedAfterReview | CaseDenied
EndingFact = (
    CaseDelivered | CaseWithdrawn | CaseTerminated | CaseArchived | CaseVoided | EntryCorrected
)
SilenceFact = (
    AcceptanceDeemed
    | WithdrawalDeemed
    | LapseRefused
    | AcceptanceRevoked
    | ConsentDeemed
    | AssistDeemed
)

_FIELD_WORDS = {
    CorrectedField.APPLICANT_NAME: "申请人姓名",
    CorrectedField.PHONE: "联系电话",
    CorrectedField.RECEIVED_ON: "收件日期",
    CorrectedField.ACCEPTED_ON: "受理日期",
}
