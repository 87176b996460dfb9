"""What each paper about a case says, one frozen value per kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.notice_lines import ChargeLine, DueLine, MaterialLine, MissingLine, Remedies

# `paper`, the value of the NoticeKind, tells the bodies apart when they come from the journal.


@dataclass(frozen=True)
class ReceiptBody:
    """收件凭证: what was handed in; the acceptance limit runs from here (行政许可法 art. 32)."""

    received_at: datetime  # aware
    materials: tuple[MaterialLine, ...]
    answer_by: DueLine  # the day by which the office accepts, refuses or tells what is missing
    paper: Literal["receipt"] = "receipt"


@dataclass(frozen=True)
class AcceptanceBody:
    """受理通知书: what was accepted and when it will be done (行政许可法 art. 32)."""

    received_on: date
    accepted_on: date
    dues: tuple[DueLine, ...]
    materials: tuple[MaterialLine, ...]
    not_counted: tuple[str, ...]  # special procedures whose time is not counted (art. 45)
    fee: str
    basis: tuple[str, ...]
    paper: Literal["acceptance"] = "acceptance"


@dataclass(frozen=True)
class OneTimeBody:
    """一次性告知（补正）通知书: everything that is missing, once (行政许可法 art. 32(4))."""

    received_on: date
    received_count: int
    missing: tuple[MissingLine, ...]
    correct_by: DueLine
    after: str  # what happens once complete: the limit in words
    basis: tuple[str, ...]
    lapse: str = "视为撤回申请"  # what happens if nothing comes
    paper: Literal["one_time"] = "one_time"


@dataclass(frozen=True)
class CorrectionReceiptBody:
    """补正材料收件单: what came of the one notice's list, and what of it is still open."""

    received_at: datetime  # aware
    told_number: str  # number of the one notice
    materials: tuple[MaterialLine, ...]
    still_missing: tuple[str, ...]
    told_title: str = "一次性告知（补正）通知书"  # of the paper with that list
    paper: Literal["correction_receipt"] = "correction_receipt"


@dataclass(frozen=True)
class NotRequiredBody:
    """不受理告知书: the matter needs no licence (行政许可法 art. 32(1))."""

    received_on: date
    reason: str
    advice: str  # what the applicant may do instead; may be empty
    basis: tuple[str, ...]
    paper: Literal["not_required"] = "not_required"


@dataclass(frozen=True)
class NotAcceptedBody:
    """不予受理通知书, with the organ that is in charge and the remedies (art. 32(2))."""

    received_on: date
    reason: str
    right_organ: str  # may be empty: the defect is another one
    remedies: Remedies
    basis: tuple[str, ...]
    paper: Literal["not_accepted"] = "not_accepted"


@dataclass(frozen=True)
class ExtensionBody:
    """延期告知书, told before the old date has passed (行政许可法 art. 42)."""

    accepted_on: date
    reason: str
    approver: str
    approved_on: date
    before: DueLine
    after: DueLine
    basis: tuple[str, ...]
    paper: Literal["extension"] = "extension"


@dataclass(frozen=True)
class SpecialProcedureBody:
    """特别程序告知书: time not counted, told in writing with its length (行政许可法 art. 45)."""

    accepted_on: date
    procedure: str  # 专家评审
    reason: str
    begins_on: date
    expected: DueLine  # the procedure's own limit
    remaining: tuple[str, ...]  # 承诺时限剩余 8 个工作日，自程序结束的次日继续计算
    approver: str
    basis: tuple[str, ...]
    paper: Literal["special_procedure"] = "special_procedure"


@dataclass(frozen=True)
class DecisionBody:
    """准予决定书 (行政许可法 art. 34, 38)."""

    accepted_on: date
    decided_on: date
    result: str
    validity: str  # empty when the result has no term
    basis: tuple[str, ...]
    paper: Literal["decision"] = "decision"


@dataclass(frozen=True)
class DenialBody:
    """不予决定书: reasons and remedies (行政许可法 art. 38)."""

    accepted_on: date
    decided_on: date
    reasons: tuple[str, ...]
    remedies: Remedies
    basis: tuple[str, ...]
    paper: Literal["denial"] = "denial"


@dataclass(frozen=True)
class DeemedAcceptanceBody:
    """视为受理确认单: silence has made receipt acceptance (行政许可法 art. 32(4))."""

    received_on: date
    tell_by: DueLine  # the day that passed in silence
    confirmed_on: date
    dues: tuple[DueLine, ...]  # counted from the day of receipt
    responsible: str  # who answers for the silence
    basis: tuple[str, ...]
    paper: Literal["deemed_acceptance"] = "deemed_acceptance"


@dataclass(frozen=True)
class DeemedConsentBody:
    """视为同意通知书: 超时默认, where the item has a basis for it."""

    accepted_on: date
    passed: DueLine  # the limit that passed without a decision
    deemed_on: date
    result: str
    default_basis: str  # the rule under which silence is consent
    formal_by: DueLine  # when the formal result follows
    leader: str
    basis: tuple[str, ...]
    paper: Literal["deemed_consent"] = "deemed_consent"


@dataclass(frozen=True)
class DeliveryBody:
    """送达回证: what was handed over, how and when (行政许可法 art. 44)."""

    delivered_at: datetime  # aware
    method: str
    papers: tuple[str, ...]
    paper: Literal["delivery"] = "delivery"


@dataclass(frozen=True)
class PaymentBody:
    """缴款通知单: charges of the catalogue, no cash (行政许可法 art. 58, 59)."""

    charges: tuple[ChargeLine, ...]
    total: str  # 1,280.00
    total_in_words: str  # 壹仟贰佰捌拾元整
    pay_by: DueLine
    licence: str  # 收费许可证 number; may be empty where none is needed
    how: str  # where and how to pay
    paper: Literal["payment"] = "payment"


@dataclass(frozen=True)
class OverdueBody:
    """超时说明: why it is late and when it will be done (优化营商环境条例 art. 36)."""

    accepted_on: date
    passed: tuple[DueLine, ...]
    overdue: str  # 3 个工作日
    reason: str
    measures: str
    new_day: DueLine
    leader: str
    paper: Literal["overdue"] = "overdue"
