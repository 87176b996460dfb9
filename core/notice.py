"""文书: one numbered paper as a value, everything it prints frozen when it is numbered."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from core.case_notices import (
    AcceptanceBody,
    CorrectionReceiptBody,
    DecisionBody,
    DeemedAcceptanceBody,
    DeemedConsentBody,
    DeliveryBody,
    DenialBody,
    ExtensionBody,
    NotAcceptedBody,
    NotRequiredBody,
    OneTimeBody,
    OverdueBody,
    PaymentBody,
    ReceiptBody,
    SpecialProcedureBody,
)
from core.course_notices import (
    ConditionalBody,
    CorrectionSlipBody,
    DeemedWithdrawalBody,
    JointBody,
    ResumptionBody,
    RevocationBody,
    TerminationBody,
    WithdrawalBody,
)
from core.notice_lines import DueLine
from core.office_notices import (
    ComplaintBody,
    GuidanceBody,
    GuideBody,
    LedgerBody,
    MonthlyReportBody,
    SchoolFeeBody,
    SupervisionBody,
    UrgingBody,
)
from core.paper_kind import NoticeKind


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper and whom to ask or complain to."""

    hall: str
    department: str
    counter: str
    enquiry_phone: str
    supervision_phone: str


CourseBody = (
    ConditionalBody
    | DeemedWithdrawalBody
    | RevocationBody
    | WithdrawalBody
    | TerminationBody
    | ResumptionBody
    | JointBody
    | CorrectionSlipBody
)
CaseBody = (
    ReceiptBody
    | AcceptanceBody
    | OneTimeBody
    | CorrectionReceiptBody
    | NotRequiredBody
    | NotAcceptedBody
    | ExtensionBody
    | SpecialProcedureBody
    | DecisionBody
    | DenialBody
    | DeemedAcceptanceBody
    | DeemedConsentBody
    | DeliveryBody
    | PaymentBody
    | OverdueBody
    | CourseBody
)
OfficeBody = (
    GuidanceBody
    | UrgingBody
    | SupervisionBody
    | ComplaintBody
    | GuideBody
    | LedgerBody
    | MonthlyReportBody
    | SchoolFeeBody
)
NoticeBody = CaseBody | OfficeBody


@dataclass(frozen=True)
class Notice:
    """One numbered paper, complete: printing it needs nothing else."""

    notice_id: str
    number: str  # 清河食药〔2026〕受03-000417
    case_number: str  # 20260928-03-0412; empty on a paper about no case
    slip_code: str  # printed for eye and hand; typing it opens the case; empty as case_number is
    letterhead: Letterhead
    addressee: str  # applicant, department or complainant; empty on a publication
    item_code: str  # empty on a paper about no item
    item_name: str
    clerk: str
    badge: str
    issued_at: datetime  # aware
    body: NoticeBody
    code: str  # what the QR symbol says: a signed core.paper_code
    valid_until: date | None = None  # its last day, where the paper is limited in time

    @property
    def kind(self) -> NoticeKind:
        """Which paper it is."""
        return NoticeKind(self.body.paper)


def last_day(body: NoticeBody) -> date | None:
    """The day after which a paper no longer serves; None for one that is not limited in time.

    A provisional day is none either: it may still move, and a signed code cannot.
    """
    match body:
        case OneTimeBody(correct_by=line) | PaymentBody(pay_by=line) | SchoolFeeBody(valid_to=line):
            return None if line.provisional_note else line.due
        case ConditionalBody(supply_by=line):
            return None if line.provisional_note else line.due
        case _:
            return None


def prints_due_date(part: object) -> bool:
    """Whether a paper's body, or a part of it, names a day that was reckoned from today."""
    if isinstance(part, DueLine):
        return True
    if isinstance(part, tuple):
        return any(map(prints_due_date, part))
    if is_dataclass(part):
        return any(prints_due_date(getattr(part, field.name)) for field in fields(part))
    return False
