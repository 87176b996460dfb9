"""The states of a case and what may happen to it, in a clerk's words."""

from __future__ import annotations

import enum


class CaseState(enum.Enum):
    """办件状态."""

    RECEIVED = "received"
    AWAITING_CORRECTION = "awaiting_correction"
    CONDITIONALLY_ACCEPTED = "conditionally_accepted"
    ACCEPTED = "accepted"
    AWAITING_PROCEDURE = "awaiting_procedure"
    PAUSED = "paused"
    DECIDED = "decided"
    DEEMED_CONSENTED = "deemed_consented"
    DELIVERED = "delivered"
    ARCHIVED = "archived"
    NOT_REQUIRED = "not_required"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    ACCEPTANCE_REVOKED = "acceptance_revoked"
    TERMINATED = "terminated"
    VOIDED = "voided"

    @property
    def word(self) -> str:
        """The state on screens and papers."""
        return _STATE_WORDS[self]

    @property
    def is_final(self) -> bool:
        """Whether the case has ended: no clock of it runs any more."""
        return self in _FINAL


class CaseEvent(enum.Enum):
    """What may happen to a case."""

    CORRECT_ON_THE_SPOT = "correct_on_the_spot"
    FIND_NOT_REQUIRED = "find_not_required"
    REFUSE = "refuse"
    TELL_ONCE = "tell_once"
    SUPPLY = "supply"
    EXTEND_CORRECTION = "extend_correction"
    ACCEPT = "accept"
    ACCEPT_CONDITIONALLY = "accept_conditionally"
    COMPLETE = "complete"
    DEEM_ACCEPTED = "deem_accepted"
    DEEM_WITHDRAWN = "deem_withdrawn"
    REFUSE_LAPSED = "refuse_lapsed"
    REVOKE_ACCEPTANCE = "revoke_acceptance"
    ASK_ASSIST = "ask_assist"
    ANSWER_ASSIST = "answer_assist"
    DEEM_ASSIST = "deem_assist"
    REQUEST_PROCEDURE = "request_procedure"
    APPROVE_PROCEDURE = "approve_procedure"
    REJECT_PROCEDURE = "reject_procedure"
    BEGIN_PROCEDURE = "begin_procedure"
    END_PROCEDURE = "end_procedure"
    REQUEST_EXTENSION = "request_extension"
    APPROVE_EXTENSION = "approve_extension"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    TERMINATE = "terminate"
    GRANT = "grant"
    DENY = "deny"
    DEEM_CONSENTED = "deem_consented"
    EXPLAIN_OVERDUE = "explain_overdue"
    MARK_URGENT = "mark_urgent"
    DEMAND_LATER = "demand_later"
    DELIVER = "deliver"
    ARCHIVE = "archive"
    CORRECT_ENTRY = "correct_entry"
    VOID = "void"

    @property
    def word(self) -> str:
        """The act in a clerk's words."""
        return _EVENT_WORDS[self]


_FINAL = frozenset(
    {
        CaseState.ARCHIVED,
        CaseState.NOT_REQUIRED,
        CaseState.NOT_ACCEPTED,
        CaseState.WITHDRAWN,
        CaseState.DEEMED_WITHDRAWN,
        CaseState.ACCEPTANCE_REVOKED,
        CaseState.TERMINATED,
        CaseState.VOIDED,
    }
)
_STATE_WORDS = {
    CaseState.RECEIVED: "已收件",
    CaseState.AWAITING_CORRECTION: "待补正",
    CaseState.CONDITIONALLY_ACCEPTED: "容缺受理",
    CaseState.ACCEPTED: "已受理",
    CaseState.AWAITING_PROCEDURE: "待批特别程序",
    CaseState.PAUSED: "暂停",
    CaseState.DECIDED: "已决定",
    CaseState.DEEMED_CONSENTED: "视为同意",
    CaseState.DELIVERED: "已送达",
    CaseState.ARCHIVED: "归档",
    CaseState.NOT_REQUIRED: "不受理",
    CaseState.NOT_ACCEPTED: "不予受理",
    CaseState.WITHDRAWN: "撤回",
    CaseState.DEEMED_WITHDRAWN: "视为撤回",
    CaseState.ACCEPTANCE_REVOKED: "撤销受理",
    CaseState.TERMINATED: "终止",
    CaseState.VOIDED: "作废",
}
_EVENT_WORDS = {
    CaseEvent.CORRECT_ON_THE_SPOT: "当场更正",
    CaseEvent.FIND_NOT_REQUIRED: "告知不受理",
    CaseEvent.REFUSE: "不予受理",
    CaseEvent.TELL_ONCE: "出具一次性告知",
    CaseEvent.SUPPLY: "收取部分补正材料",
    CaseEvent.EXTEND_CORRECTION: "延长补正期限",
    CaseEvent.ACCEPT: "受理",
    CaseEvent.ACCEPT_CONDITIONALLY: "容缺受理",
    CaseEvent.COMPLETE: "补齐容缺材料",
    CaseEvent.DEEM_ACCEPTED: "视为受理",
    CaseEvent.DEEM_WITHDRAWN: "视为撤回",
    CaseEvent.REFUSE_LAPSED: "逾期未补正而不予受理",
    CaseEvent.REVOKE_ACCEPTANCE: "撤销受理",
    CaseEvent.ASK_ASSIST: "转协办",
    CaseEvent.ANSWER_ASSIST: "登记协办意见",
    CaseEvent.DEEM_ASSIST: "视为协办无异议",
    CaseEvent.REQUEST_PROCEDURE: "申请特别程序",
    CaseEvent.APPROVE_PROCEDURE: "批准特别程序",
    CaseEvent.REJECT_PROCEDURE: "不批准特别程序",
    CaseEvent.BEGIN_PROCEDURE: "暂停计时",
    CaseEvent.END_PROCEDURE: "恢复计时",
    CaseEvent.REQUEST_EXTENSION: "申请延期",
    CaseEvent.APPROVE_EXTENSION: "批准延期",
    CaseEvent.EXTEND: "延期",
    CaseEvent.WITHDRAW: "撤回申请",
    CaseEvent.TERMINATE: "终止审查",
    CaseEvent.GRANT: "作出准予决定",
    CaseEvent.DENY: "作出不予决定",
    CaseEvent.DEEM_CONSENTED: "视为同意",
    CaseEvent.EXPLAIN_OVERDUE: "说明超时",
    CaseEvent.MARK_URGENT: "列为急件",
    CaseEvent.DEMAND_LATER: "追加要求材料",
    CaseEvent.DELIVER: "送达",
    CaseEvent.ARCHIVE: "归档",
    CaseEvent.CORRECT_ENTRY: "更正录入",
    CaseEvent.VOID: "作废",
}
