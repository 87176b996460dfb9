"""What the rules themselves bring before the supervisors."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.entity import EntityKind


class Severity(enum.Enum):
    """蓝、黄、红."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def word(self) -> str:
        """The colour in words."""
        return _SEVERITY_WORDS[self]


class SupervisionRule(enum.Enum):
    """Which rule was touched."""

    LATER_DEMAND = "later_demand"  # 行政许可法 art. 72(四)
    ACCEPTED_BY_SILENCE = "accepted_by_silence"  # the same
    CONSENTED_BY_SILENCE = "consented_by_silence"
    CONSENT_NEAR = "consent_near"
    ASSIST_OVERDUE = "assist_overdue"
    PROCEDURE_OVERDUE = "procedure_overdue"
    CALENDAR_MISSING = "calendar_missing"
    BEYOND_CATALOGUE = "beyond_catalogue"  # 行政许可法 art. 31
    BEYOND_PROCEDURE = "beyond_procedure"  # 擅自增加环节

    @property
    def word(self) -> str:
        """The rule as a list shows it."""
        return _RULE_WORDS[self]


@dataclass(frozen=True)
class SupervisionRaised:
    """One event for the supervisors; the same occasion always has the same `event_id`."""

    kind: ClassVar[str] = "supervision.raised"
    entity: ClassVar[EntityKind] = EntityKind.SUPERVISION

    event_id: str
    case_id: str
    rule: SupervisionRule
    severity: Severity
    raised_on: date
    detail: str
    responsible: str  # may be empty

    @property
    def entity_id(self) -> str:
        """The event it is about."""
        return self.event_id


def event_id(case_id: str, rule: SupervisionRule, occasion: str) -> str:
    """The id of one occasion within a case, whoever notices it and however often."""
    content = f"{rule.value}/{case_id}/{occasion}"
    return hashlib.sha256(content.encode()).hexdigest()[:32]


_SEVERITY_WORDS = {Severity.BLUE: "蓝", Severity.YELLOW: "黄", Severity.RED: "红"}
_RULE_WORDS = {
    SupervisionRule.LATER_DEMAND: "一次性告知之后追加要求",
    SupervisionRule.ACCEPTED_BY_SILENCE: "逾期未告知，视为受理",
    SupervisionRule.CONSENTED_BY_SILENCE: "超时默认，视为同意",
    SupervisionRule.CONSENT_NEAR: "超时默认临近",
    SupervisionRule.ASSIST_OVERDUE: "协办超时",
    SupervisionRule.PROCEDURE_OVERDUE: "特别程序超时",
    SupervisionRule.CALENDAR_MISSING: "放假安排未公布，不能认定期满",
    SupervisionRule.BEYOND_CATALOGUE: "要求公布目录以外的材料",
    SupervisionRule.BEYOND_PROCEDURE: "增加公布程序以外的环节",
}
