"""What silence and lapse mean: an applicant's, an assisting department's, the office's own."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from core.limit import Limit


class Lapse(enum.Enum):
    """What becomes of an application whose materials did not come in time; provinces disagree."""

    WITHDRAWN = "withdrawn"  # 视为撤回
    REFUSED = "refused"  # 不予受理
    REVOKED = "revoked"  # 撤销受理, of what was accepted conditionally

    @property
    def word(self) -> str:
        """The consequence as told to the applicant."""
        return _LAPSE_WORDS[self]


class AssistSilence(enum.Enum):
    """What it means that a department asked to assist does not answer."""

    WAITS = "waits"
    NO_OBJECTION = "no_objection"  # 视为无异议


class ExcludedClass(enum.Enum):
    """Matters in which the office's silence is never consent, whatever an item's switch says."""

    PUBLIC_SAFETY = "public_safety"
    NATIONAL_SECURITY = "national_security"
    LIFE_AND_HEALTH = "life_and_health"
    ENVIRONMENT = "environment"
    FINANCE = "finance"

    @property
    def word(self) -> str:
        """The class in a refusal."""
        return _CLASS_WORDS[self]


@dataclass(frozen=True)
class ConditionalAcceptance:
    """容缺受理 of an item: which catalogue rows may follow later, and by when."""

    rows: tuple[int, ...]
    limit: Limit | None = None  # None: the hall's correction limit
    lapse: Lapse | None = None  # None: as the locality's rule pack says


@dataclass(frozen=True)
class DefaultConsent:
    """超时默认 of an item: the rule under which the office's silence is consent, and whose it is.

    In force from `effective_from` to `effective_to`, both included; None is open-ended.
    """

    basis: str
    leader: str  # who answers for the silence
    effective_from: date
    effective_to: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on a day."""
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )


_LAPSE_WORDS = {
    Lapse.WITHDRAWN: "视为撤回申请",
    Lapse.REFUSED: "不予受理",
    Lapse.REVOKED: "撤销受理",
}
_CLASS_WORDS = {
    ExcludedClass.PUBLIC_SAFETY: "公共安全",
    ExcludedClass.NATIONAL_SECURITY: "国家安全",
    ExcludedClass.LIFE_AND_HEALTH: "生命健康",
    ExcludedClass.ENVIRONMENT: "生态环境",
    ExcludedClass.FINANCE: "金融安全",
}
