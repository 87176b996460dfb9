"""Which story a paper about a case tells, and in how many counterparts."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from printing.documents import (
    acceptance,
    correction_receipt,
    course_papers,
    decision,
    deemed_acceptance,
    deemed_consent,
    delivery,
    denial,
    extension,
    not_accepted,
    not_required,
    one_time,
    overdue,
    payment,
    receipt,
    special_procedure,
)
from printing.documents.sheet import Counterpart
from printing.documents.stub import stub

if TYPE_CHECKING:
    from core.notice import CaseBody, Notice
    from printing.documents.block import Block


def counterparts(notice: Notice, body: CaseBody) -> tuple[Counterpart, ...]:
    """The paper once, or what both sides sign twice; the one notice leaves a stub besides."""
    if notice.kind.copies == 1:
        return (Counterpart("", lambda: _story(notice, body)),)
    return (
        Counterpart("申请人留存联", lambda: _story(notice, body)),
        Counterpart("窗口留存联", lambda: [*_story(notice, body), *_stub(notice, body)]),
    )


def _stub(notice: Notice, body: CaseBody) -> list[Block]:
    return [stub(notice, body)] if isinstance(body, OneTimeBody) else []


def _story(notice: Notice, body: CaseBody) -> list[Block]:  # noqa: C901, PLR0911, PLR0912  # one line per paper
    match body:
        case ReceiptBody():
            return receipt.story(notice, body)
        case AcceptanceBody():
            return acceptance.story(notice, body)
        case OneTimeBody():
            return one_time.story(notice, body)
        case CorrectionReceiptBody():
            return correction_receipt.story(notice, body)
        case NotRequiredBody():
            return not_required.story(notice, body)
        case NotAcceptedBody():
            return not_accepted.story(notice, body)
        case ExtensionBody():
            return extension.story(notice, body)
        case SpecialProcedureBody():
            return special_procedure.story(notice, body)
        case DecisionBody():
            return decision.story(notice, body)
        case DenialBody():
            return denial.story(notice, body)
        case DeemedAcceptanceBody():
            return deemed_acceptance.story(notice, body)
        case DeemedConsentBody():
            return deemed_consent.story(notice, body)
        case DeliveryBody():
            return delivery.story(notice, body)
        case PaymentBody():
            return payment.story(notice, body)
        case OverdueBody():
            return overdue.story(notice, body)
        case _:
            return course_papers.story(notice, body)
