"""What a case under review carries: special procedures, an extension, assistance, conclusions."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from core.case_states import CaseEvent, CaseState
from core.errors import Refusal
from core.limit import Limit
from core.silence import AssistSilence
from core.staff import Clerk


class NoGroundInLaw(Refusal):
    """A pause was asked for on a ground that art. 45 does not name."""


class Ground(enum.Enum):
    """The procedures whose time is not counted (行政许可法 art. 45), and no others."""

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TESTING = "testing"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert_review"

    @property
    def word(self) -> str:
        """The procedure as the Act names it."""
        return _GROUND_WORDS[self]


class ProcedureState(enum.Enum):
    """How far a special procedure has come."""

    REQUESTED = "requested"
    APPROVED = "approved"  # the notice is numbered; the clock runs until it is delivered
    REJECTED = "rejected"
    RUNNING = "running"
    ENDED = "ended"


class ProcedureEnd(enum.Enum):
    """Why a special procedure ended."""

    RESULT = "result"
    CANCELLED = "cancelled"

    @property
    def word(self) -> str:
        """The reason as printed."""
        return "结果已产生" if self is ProcedureEnd.RESULT else "程序已撤销"


@dataclass(frozen=True)
class SpecialProcedure:
    """One procedure whose time is not counted, from its request to its result."""

    number: int  # 1, 2, 3 … within the case
    ground: Ground
    reason: str
    expected: Limit  # its own limit, clock X
    state: ProcedureState
    requested_by: Clerk
    requested_on: date
    approved_by: Clerk | None = None
    begins_on: date | None = None  # as the notice tells it
    notice_id: str = ""
    began_on: date | None = None
    ended_on: date | None = None

    @property
    def is_pending(self) -> bool:
        """Whether it is asked for and has not begun."""
        return self.state in (ProcedureState.REQUESTED, ProcedureState.APPROVED)


@dataclass(frozen=True)
class Extension:
    """The one extension of a case, from its request to its delivery (行政许可法 art. 42)."""

    limit: Limit
    reason: str
    requested_by: Clerk
    requested_on: date
    approved_by: Clerk | None = None
    approved_on: date | None = None
    notice_id: str = ""
    delivered_on: date | None = None


class JointMode(enum.Enum):
    """How several departments handle one case."""

    OPINION = "opinion"
    UNITED = "united"  # 行政许可法 art. 26: 45 working days and at most 15 more

    @property
    def word(self) -> str:
        """The way as printed."""
        return "征求意见" if self is JointMode.OPINION else "联合办理"


class AssistState(enum.Enum):
    """How far an assisting department has come."""

    OPEN = "open"
    ANSWERED = "answered"
    DEEMED = "deemed"  # 视为无异议


@dataclass(frozen=True)
class AssistTask:
    """What one department is asked for."""

    department: str
    matter: str
    asked_on: date
    limit: Limit
    silence: AssistSilence
    state: AssistState = AssistState.OPEN
    answered_on: date | None = None
    opinion: str = ""


@dataclass(frozen=True)
class Conclusion:
    """What silence decided, and from where; an act done in time elsewhere takes it back."""

    event: CaseEvent
    source: CaseState
    passed_on: date  # the last day that passed in silence


def ground(word: str) -> Ground:
    """The ground of that name.

    Raises: NoGroundInLaw.
    """
    for found in Ground:
        if found.word == word.strip():
            return found
    names = "、".join(one.word for one in Ground)
    raise NoGroundInLaw(
        f"“{word}”不是行政许可法第四十五条所列的程序，不能暂停计时，办件没有变动，"
        f"请从{names}中选择。"
    )


_GROUND_WORDS = {
    Ground.HEARING: "听证",
    Ground.TENDER: "招标",
    Ground.AUCTION: "拍卖",
    Ground.INSPECTION: "检验",
    Ground.TESTING: "检测",
    Ground.QUARANTINE: "检疫",
    Ground.APPRAISAL: "鉴定",
    Ground.EXPERT_REVIEW: "专家评审",
}
