"""Which papers exist: heading, mark inside the number, copies, sheet."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Sheet(enum.Enum):
    """The paper a document is printed on; width and height in mm."""

    A4 = (210, 297)
    A4_LANDSCAPE = (297, 210)


class NoticeKind(enum.Enum):
    """文书: every numbered paper of a hall."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    ONE_TIME = "one_time"
    CORRECTION_RECEIPT = "correction_receipt"
    NOT_REQUIRED = "not_required"
    NOT_ACCEPTED = "not_accepted"
    EXTENSION = "extension"
    SPECIAL_PROCEDURE = "special_procedure"
    DECISION = "decision"
    DENIAL = "denial"
    DEEMED_ACCEPTANCE = "deemed_acceptance"
    DEEMED_CONSENT = "deemed_consent"
    CONDITIONAL = "conditional"
    DEEMED_WITHDRAWAL = "deemed_withdrawal"
    REVOCATION = "revocation"
    WITHDRAWAL = "withdrawal"
    TERMINATION = "termination"
    RESUMPTION = "resumption"
    JOINT = "joint"
    CORRECTION_SLIP = "correction_slip"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    OVERDUE = "overdue"
    GUIDANCE = "guidance"
    URGING = "urging"
    SUPERVISION = "supervision"
    COMPLAINT = "complaint"
    GUIDE = "guide"
    LEDGER = "ledger"
    MONTHLY_REPORT = "monthly_report"
    SCHOOL_FEE = "school_fee"

    @property
    def title(self) -> str:
        """The heading printed on the paper."""
        return _TRAITS[self].title

    @property
    def mark(self) -> str:
        """The one-character series mark inside the number."""
        return _TRAITS[self].mark

    @property
    def copies(self) -> int:
        """Copies the one PDF holds: what the applicant signs is made out in two (一式两份)."""
        return _TRAITS[self].copies

    @property
    def sheet(self) -> Sheet:
        """The sheet it is printed on."""
        return _TRAITS[self].sheet


@dataclass(frozen=True)
class _Traits:
    title: str
    mark: str
    copies: int = 1
    sheet: Sheet = Sheet.A4


# Titles follow DB31/T 862-2021 annexes B to G and GB/T 39046 where they name a form.
_TRAITS = {
    NoticeKind.RECEIPT: _Traits("收件凭证", "收"),
    NoticeKind.ACCEPTANCE: _Traits("受理通知书", "受"),
    NoticeKind.ONE_TIME: _Traits("一次性告知（补正）通知书", "告", copies=2),
    NoticeKind.CORRECTION_RECEIPT: _Traits("补正材料收件单", "补"),
    NoticeKind.NOT_REQUIRED: _Traits("不受理告知书", "免"),
    NoticeKind.NOT_ACCEPTED: _Traits("不予受理通知书", "拒", copies=2),
    NoticeKind.EXTENSION: _Traits("延期告知书", "延", copies=2),
    NoticeKind.SPECIAL_PROCEDURE: _Traits("特别程序告知书", "特", copies=2),
    NoticeKind.DECISION: _Traits("准予决定书", "准"),
    NoticeKind.DENIAL: _Traits("不予决定书", "驳"),
    NoticeKind.DEEMED_ACCEPTANCE: _Traits("视为受理确认单", "视"),
    NoticeKind.DEEMED_CONSENT: _Traits("视为同意通知书", "默"),
    NoticeKind.CONDITIONAL: _Traits("容缺受理承诺书", "容", copies=2),
    NoticeKind.DEEMED_WITHDRAWAL: _Traits("视为撤回告知书", "逾"),
    NoticeKind.REVOCATION: _Traits("撤销受理告知书", "销"),
    NoticeKind.WITHDRAWAL: _Traits("撤回确认书", "撤", copies=2),
    NoticeKind.TERMINATION: _Traits("终止审查决定书", "终"),
    NoticeKind.RESUMPTION: _Traits("恢复计时告知书", "恢"),
    NoticeKind.JOINT: _Traits("联办会签单", "联"),
    NoticeKind.CORRECTION_SLIP: _Traits("更正单", "更"),
    NoticeKind.DELIVERY: _Traits("送达回证", "送", copies=2),
    NoticeKind.PAYMENT: _Traits("缴款通知单", "缴"),
    NoticeKind.OVERDUE: _Traits("超时说明", "超"),
    NoticeKind.GUIDANCE: _Traits("指引单", "引"),
    NoticeKind.URGING: _Traits("催办单", "催"),
    NoticeKind.SUPERVISION: _Traits("督办事项通知单", "督"),
    NoticeKind.COMPLAINT: _Traits("投诉受理单", "诉"),
    NoticeKind.GUIDE: _Traits("办事指南", "南"),
    NoticeKind.LEDGER: _Traits("台账", "账", sheet=Sheet.A4_LANDSCAPE),
    NoticeKind.MONTHLY_REPORT: _Traits("月度通报", "报", sheet=Sheet.A4_LANDSCAPE),
    NoticeKind.SCHOOL_FEE: _Traits("进校收费批准通知书", "校"),
}
