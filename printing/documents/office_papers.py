"""Which story a paper of the office itself tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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
from printing.documents import (
    complaint,
    guidance,
    guide,
    ledger,
    monthly_report,
    school_fee,
    supervision,
    urging,
)

if TYPE_CHECKING:
    from core.notice import Notice, OfficeBody
    from printing.documents.block import Block


def story(notice: Notice, body: OfficeBody) -> list[Block]:  # noqa: PLR0911  # one per paper
    """The paper from heading to its last box."""
    match body:
        case GuidanceBody():
            return guidance.story(notice, body)
        case UrgingBody():
            return urging.story(notice, body)
        case SupervisionBody():
            return supervision.story(notice, body)
        case ComplaintBody():
            return complaint.story(notice, body)
        case GuideBody():
            return guide.story(notice, body)
        case LedgerBody():
            return ledger.story(notice, body)
        case MonthlyReportBody():
            return monthly_report.story(notice, body)
        case SchoolFeeBody():
            return school_fee.story(notice, body)
        case _:
            assert_never(body)
