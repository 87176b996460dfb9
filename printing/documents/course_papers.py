"""Which story a paper on the course of a case tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from printing.documents import (
    conditional,
    correction_slip,
    deemed_withdrawal,
    joint,
    resumption,
    revocation,
    termination,
    withdrawal,
)

if TYPE_CHECKING:
    from core.notice import CourseBody, Notice
    from printing.documents.block import Block


def story(notice: Notice, body: CourseBody) -> list[Block]:  # noqa: PLR0911  (one line per paper)
    """The paper from heading to seal."""
    match body:
        case ConditionalBody():
            return conditional.story(notice, body)
        case DeemedWithdrawalBody():
            return deemed_withdrawal.story(notice, body)
        case RevocationBody():
            return revocation.story(notice, body)
        case WithdrawalBody():
            return withdrawal.story(notice, body)
        case TerminationBody():
            return termination.story(notice, body)
        case ResumptionBody():
            return resumption.story(notice, body)
        case JointBody():
            return joint.story(notice, body)
        case CorrectionSlipBody():
            return correction_slip.story(notice, body)
