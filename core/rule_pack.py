"""Rules in which localities differ, as one versioned value that can be signed."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from core.deadline import Urgency, urgency, working_days_left
from core.errors import Refusal
from core.journal import canonical
from core.limit import Limit, LimitNotUnderstood, Unit
from core.silence import AssistSilence, Lapse

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.catalogue import ServiceItem

E = TypeVar("E", bound=enum.Enum)


class RulePackNotUnderstood(Refusal):
    """A rule pack with an unknown or missing key, a wrong value, or not in its canonical form."""


@dataclass(frozen=True)
class RulePack:
    """What the law leaves to a locality. Limits are those the hall gives or promises."""

    version: str
    locality: str
    correction_limit: Limit  # the Act leaves the applicant's own limit open
    correction_lapse: Lapse  # WITHDRAWN or REFUSED
    conditional_lapse: Lapse  # 浙江 REVOKED, 安阳 WITHDRAWN
    assist_silence: AssistSilence
    contact_limit: Limit  # 差评: the first call
    repair_limit: Limit  # 差评: 15 working days in 四川, 5 in 德州
    three_days_unit: Unit  # of “3 天” where a rule leaves it open
    blue_at: int  # working days left
    yellow_at: int

    def urgency(self, calendar: Calendar, today: date, due: date | None) -> Urgency:
        """How near a due date is by this locality's thresholds."""
        found = urgency(calendar, today, due)
        if due is None or found is Urgency.OVERDUE:
            return found
        left = working_days_left(calendar, today, due)
        if left <= self.yellow_at:
            return Urgency.DUE1
        return Urgency.DUE2 if left <= self.blue_at else Urgency.NORMAL

    def last_days(self, calendar: Calendar, today: date) -> dict[Urgency, date]:
        """The last due date of each nearness, so that a database can count by it."""
        return {
            Urgency.OVERDUE: today - timedelta(days=1),
            Urgency.DUE1: _last_with(self.yellow_at, calendar, today),
            Urgency.DUE2: _last_with(self.blue_at, calendar, today),
            Urgency.NORMAL: date.max,
        }

    def assist_silence_of(self, item: ServiceItem) -> AssistSilence:
        """What an assisting department's silence means for an item."""
        return item.assist_silence or self.assist_silence

    def conditional_lapse_of(self, item: ServiceItem) -> Lapse:
        """What follows for an item when a conditional acceptance is not completed."""
        own = item.conditional.lapse if item.conditional else None
        return own or self.conditional_lapse

    def conditional_limit_of(self, item: ServiceItem) -> Limit:
        """How long an item's missing materials may follow."""
        own = item.conditional.limit if item.conditional else None
        return own or self.correction_limit


DEFAULT_PACK = RulePack(
    version="default",
    locality="",
    correction_limit=Limit(15, Unit.WORKING_DAY),
    correction_lapse=Lapse.WITHDRAWN,
    conditional_lapse=Lapse.REVOKED,
    assist_silence=AssistSilence.WAITS,
    contact_limit=Limit(1, Unit.WORKING_DAY),
    repair_limit=Limit(15, Unit.WORKING_DAY),
    three_days_unit=Unit.DAY,
    blue_at=2,
    yellow_at=1,
)


def parsed(content: bytes) -> RulePack:
    """The pack in its canonical JSON; whether it is signed is asked before, outside.

    Raises: RulePackNotUnderstood.
    """
    try:
        values = json.loads(content.decode())
    except ValueError as error:
        raise _not_understood("不是 JSON 文本") from error
    if not isinstance(values, dict):
        raise _not_understood("不是一组键值")
    expected = {one.name for one in fields(RulePack)}
    if strange := sorted(set(values) - expected):
        raise _not_understood(f"里不认识 {'、'.join(strange)}")
    if lacking := sorted(expected - set(values)):
        raise _not_understood(f"里缺少 {'、'.join(lacking)}")
    pack = RulePack(
        version=_text(values, "version"),
        locality=_text(values, "locality"),
        correction_limit=_limit(values, "correction_limit"),
        correction_lapse=_member(Lapse, values, "correction_lapse"),
        conditional_lapse=_member(Lapse, values, "conditional_lapse"),
        assist_silence=_member(AssistSilence, values, "assist_silence"),
        contact_limit=_limit(values, "contact_limit"),
        repair_limit=_limit(values, "repair_limit"),
        three_days_unit=_member(Unit, values, "three_days_unit"),
        blue_at=_count(values, "blue_at"),
        yellow_at=_count(values, "yellow_at"),
    )
    _require_sense(pack)
    if written(pack) != content:
        raise _not_understood("不是规范写法")
    return pack


def written(pack: RulePack) -> bytes:
    """The one text of a pack that is signed."""
    return canonical({one.name: _plain(getattr(pack, one.name)) for one in fields(pack)}).encode()


def _last_with(left: int, calendar: Calendar, today: date) -> date:
    return calendar.working_days_after(today, left + 1) - timedelta(days=1)


def _text(values: dict[str, object], name: str) -> str:
    value = values[name]
    if not isinstance(value, str):
        raise _wrong(name)
    return value


def _count(values: dict[str, object], name: str) -> int:
    value = values[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(name)
    return value


def _limit(values: dict[str, object], name: str) -> Limit:
    try:
        limit = Limit.parse(_text(values, name))
    except LimitNotUnderstood as error:
        raise _wrong(name) from error
    if limit.unit not in _DAYS or not limit.value:
        raise _wrong(name)
    return limit


def _member(kind: type[E], values: dict[str, object], name: str) -> E:
    try:
        return kind(values[name])
    except ValueError as error:
        raise _wrong(name) from error


def _plain(value: object) -> object:
    if isinstance(value, enum.Enum):
        return value.value
    return str(value) if isinstance(value, Limit) else value


def _require_sense(pack: RulePack) -> None:
    if not pack.version.strip():
        raise _wrong("version")
    if pack.correction_lapse not in (Lapse.WITHDRAWN, Lapse.REFUSED):
        raise _wrong("correction_lapse")
    if pack.conditional_lapse not in (Lapse.WITHDRAWN, Lapse.REVOKED):
        raise _wrong("conditional_lapse")
    if pack.three_days_unit not in (Unit.DAY, Unit.WORKING_DAY):
        raise _wrong("three_days_unit")
    if pack.yellow_at > pack.blue_at:
        raise _wrong("yellow_at")


def _wrong(name: str) -> RulePackNotUnderstood:
    return _not_understood(f"里 {name} 的值不对")


def _not_understood(what: str) -> RulePackNotUnderstood:
    return RulePackNotUnderstood(
        f"规则包{what}，没有采用，现行规则不变，请向发布单位索取正确的规则包。"
    )


_DAYS = (Unit.WORKING_DAY, Unit.DAY, Unit.MONTH)
