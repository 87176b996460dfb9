"""What the papers on the course of a case say: conditional, joint, resumed, ended, put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.notice_lines import DueLine, MissingLine, Remedies

# `paper`, the value of the NoticeKind, tells the bodies apart when they come from the journal.


@dataclass(frozen=True)
class ConditionalBody:
    """容缺受理承诺书: accepted now; what the applicant undertakes to supply, and what follows."""

    received_on: date
    accepted_on: date
    dues: tuple[DueLine, ...]
    missing: tuple[MissingLine, ...]
    supply_by: DueLine
    lapse: str  # 视为撤回申请, 撤销受理
    basis: tuple[str, ...]
    paper: Literal["conditional"] = "conditional"


@dataclass(frozen=True)
class DeemedWithdrawalBody:
    """视为撤回告知书: the listed materials did not come in time."""

    received_on: date
    told_number: str  # number of the paper that listed them
    supply_by: DueLine  # the day that passed
    deemed_on: date
    missing: tuple[str, ...]
    basis: tuple[str, ...]
    paper: Literal["deemed_withdrawal"] = "deemed_withdrawal"


@dataclass(frozen=True)
class RevocationBody:
    """撤销受理告知书: what a conditional acceptance waited for did not come in time."""

    accepted_on: date
    told_number: str  # number of the 容缺受理承诺书
    supply_by: DueLine  # the day that passed
    revoked_on: date
    missing: tuple[str, ...]
    remedies: Remedies
    basis: tuple[str, ...]
    paper: Literal["revocation"] = "revocation"


@dataclass(frozen=True)
class WithdrawalBody:
    """撤回确认书: the applicant takes the application back before a decision."""

    received_on: date
    withdrawn_on: date
    reason: str  # may be empty
    returned: tuple[str, ...]  # materials given back
    paper: Literal["withdrawal"] = "withdrawal"


@dataclass(frozen=True)
class TerminationBody:
    """终止审查决定书, on a legal ground."""

    accepted_on: date
    terminated_on: date
    legal_ground: str
    remedies: Remedies
    basis: tuple[str, ...]
    paper: Literal["termination"] = "termination"


@dataclass(frozen=True)
class ResumptionBody:
    """恢复计时告知书: the special procedure is over, and these are the dates now."""

    accepted_on: date
    procedure: str
    began_on: date
    ended_on: date
    outcome: str  # 结果已产生：……
    dues: tuple[DueLine, ...]  # empty while another procedure still stands
    basis: tuple[str, ...]
    paper: Literal["resumption"] = "resumption"


@dataclass(frozen=True)
class AssistLine:
    """One department on a 联办会签单."""

    department: str
    answer_by: DueLine
    silence: str  # 逾期不答复的，视为无异议; empty where it is waited for


@dataclass(frozen=True)
class JointBody:
    """联办会签单: who leads, who is asked for what, and by when."""

    accepted_on: date
    mode: str  # 联合办理
    lead: str
    matter: str
    assists: tuple[AssistLine, ...]
    dues: tuple[DueLine, ...]
    basis: tuple[str, ...]
    paper: Literal["joint"] = "joint"


@dataclass(frozen=True)
class CorrectionLine:
    """One thing put right; `before` is empty where only what was done is told."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class CorrectionSlipBody:
    """更正单: what was put right, why, and who saw it; also for a case made void."""

    corrected_on: date
    lines: tuple[CorrectionLine, ...]
    reason: str  # may be empty for what the applicant corrects on the spot
    agreed_by: tuple[str, ...]  # two persons of the office, or the applicant's initials
    paper: Literal["correction_slip"] = "correction_slip"
