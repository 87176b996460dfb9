"""事务时限: the office's clocks that hang on no case, as named limits with their source."""

from __future__ import annotations

import enum
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from core.clock import Clock, ClockKind
from core.errors import Refusal
from core.limit import Limit, Unit

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.rule_pack import RulePack


class LimitNotGiven(Refusal):
    """A clock whose limit the issuer sets was started without one."""


class GenericKind(enum.Enum):
    """What the office has to do within a limit."""

    INSTRUCTION = "instruction"
    DISCLOSURE = "disclosure"
    DISCLOSURE_OF_CONCERN = "disclosure_of_concern"
    FILING = "filing"
    SUPERVISION = "supervision"
    RECTIFICATION = "rectification"
    COMPLAINT = "complaint"
    BAD_REVIEW_CONTACT = "bad_review_contact"
    BAD_REVIEW_REPAIR = "bad_review_repair"
    PUBLIC_NOTICE = "public_notice"
    SCHOOL_FEE = "school_fee"


class Recurrence(enum.Enum):
    """How often something is published anew."""

    HALF_MONTHLY = "half_monthly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True)
class NamedLimit:
    """One limit with the rule it rests on; `limit` None: whoever starts it sets it."""

    name: str
    limit: Limit | None
    source: str


@dataclass(frozen=True)
class RecurringDuty:
    """Something published at the end of every period."""

    name: str
    every: Recurrence
    source: str


def named_limit(kind: GenericKind, pack: RulePack) -> NamedLimit:
    """The limit of a kind under a locality's rules."""
    named = _NAMED[kind]
    match kind:
        case GenericKind.DISCLOSURE | GenericKind.PUBLIC_NOTICE:
            # The rule says “3 天” and not which days.
            return replace(named, limit=Limit(3, pack.three_days_unit))
        case GenericKind.BAD_REVIEW_CONTACT:
            return replace(named, limit=pack.contact_limit)
        case GenericKind.BAD_REVIEW_REPAIR:
            return replace(named, limit=pack.repair_limit)
        case _:
            return named


def started(kind: GenericKind, trigger: date, pack: RulePack, given: Limit | None = None) -> Clock:
    """A clock of a kind; `given` where the issuer sets the limit.

    Raises: LimitNotGiven.
    """
    named = named_limit(kind, pack)
    limit = named.limit or given
    if limit is None:
        raise LimitNotGiven(f"{named.name}没有写明期限，没有开始计时，请填写完成期限。")
    return Clock(ClockKind.GENERIC, trigger, limit, subject=kind.value)


def validity_end(limit: Limit, issued_on: date, calendar: Calendar) -> date | None:
    """The last day of a validity: unlike a deadline it never rolls off a rest day."""
    return Clock(ClockKind.GENERIC, issued_on, limit).due(calendar).unrolled


def period_end(every: Recurrence, day: date) -> date:
    """The last day of the period that a day belongs to, when the next edition is due."""
    match every:
        case Recurrence.HALF_MONTHLY if day.day <= _HALF:
            return day.replace(day=_HALF)
        case Recurrence.HALF_MONTHLY | Recurrence.MONTHLY:
            return day.replace(day=monthrange(day.year, day.month)[1])
        case Recurrence.YEARLY:
            return date(day.year, 12, 31)


DUTIES = (
    RecurringDuty("定期政务公开", Recurrence.MONTHLY, "政务公开制度（定期公开每月一次）"),
    RecurringDuty("网页更新", Recurrence.HALF_MONTHLY, "政务公开制度（网页最少每半月更新）"),
    RecurringDuty("固定内容公开", Recurrence.YEARLY, "政务公开制度（固定内容每年一次）"),
)
_HALF = 15
_BAD_REVIEW = "国办发〔2019〕51号；本地好差评办法"
_NAMED = {
    GenericKind.INSTRUCTION: NamedLimit(
        "请示", Limit(1, Unit.WORKING_DAY), "机关公文办理制度（签收 1 个工作日之内送审签）"
    ),
    GenericKind.DISCLOSURE: NamedLimit("随时公开", None, "政务公开制度（3 天内）"),
    GenericKind.DISCLOSURE_OF_CONCERN: NamedLimit(
        "热点难点公开", Limit(7, Unit.DAY), "政务公开制度（一周内）"
    ),
    GenericKind.FILING: NamedLimit("方案备案", Limit(10, Unit.DAY), "文件下发之日起 10 日内报备案"),
    GenericKind.SUPERVISION: NamedLimit("督办事项", None, "督办事项通知单所定期限"),
    GenericKind.RECTIFICATION: NamedLimit("整改报送", None, "整改建议书所定期限"),
    GenericKind.COMPLAINT: NamedLimit(
        "投诉受理", Limit(5, Unit.WORKING_DAY), "效能投诉办理制度（5 个工作日）"
    ),
    GenericKind.BAD_REVIEW_CONTACT: NamedLimit("差评联系", None, _BAD_REVIEW),
    GenericKind.BAD_REVIEW_REPAIR: NamedLimit("差评整改", None, _BAD_REVIEW),
    GenericKind.PUBLIC_NOTICE: NamedLimit("公示", None, "公示制度（公示 3 天）"),
    GenericKind.SCHOOL_FEE: NamedLimit(
        "进校收费批准", Limit(5, Unit.DAY), "进校收费批准通知书（有效期五天）"
    ),
}
