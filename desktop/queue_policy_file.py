"""Queue policy files: the TOML an administrator writes, read into a queue policy."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import Refusal
from core.item_group import WHOLE_RANGE, ItemGroup
from core.number_range import NumberRange
from core.queue_policy import (
    AppointmentRule,
    ClassShare,
    CounterProfile,
    OvertakingCap,
    QueuePolicy,
    RecallRule,
    require_sound,
)
from core.quota import ItemQuota
from core.ticket_class import TicketClass

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


DEFAULT_FILE = Path(__file__).with_name("queue_policy.toml")


class QueuePolicyNotUnderstood(Refusal):
    """A policy file that cannot be read, with a key nobody knows or a value of the wrong kind."""


def read_queue_policy(path: Path) -> QueuePolicy:
    """The policy in a file.

    Raises: QueuePolicyNotUnderstood, naming the key; QueuePolicyNotSound.
    """
    try:
        found = _File.model_validate(_read(path))
    except ValidationError as error:
        raise _not_understood(path, _what_is_wrong(error.errors()[0])) from error
    policy = QueuePolicy(
        version=found.version,
        shares=tuple(ClassShare(klass, share) for klass, share in found.shares.items()),
        ageing=timedelta(minutes=found.ageing_minutes),
        cap=OvertakingCap(found.cap.tickets, timedelta(minutes=found.cap.minutes)),
        appointment=AppointmentRule(
            timedelta(minutes=found.appointment.early_minutes),
            timedelta(minutes=found.appointment.late_minutes),
        ),
        help_after=timedelta(minutes=found.help_after_minutes),
        counters=tuple(CounterProfile(one.counter, one.items, one.also) for one in found.counters),
        recall=RecallRule(found.recall.calls, timedelta(minutes=found.recall.pause_minutes)),
        groups=tuple(
            ItemGroup(one.prefix, one.items, NumberRange(one.first, one.last))
            for one in found.groups
        ),
        quotas=tuple(ItemQuota(one.item, one.day, one.person) for one in found.quotas),
    )
    require_sound(policy)
    return policy


_Count = Annotated[int, Field(ge=0, le=100_000)]
_Class = Annotated[TicketClass, Field(strict=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Cap(_Strict):
    tickets: _Count
    minutes: _Count


class _Appointment(_Strict):
    early_minutes: _Count
    late_minutes: _Count


class _Recall(_Strict):
    calls: _Count
    pause_minutes: _Count


class _Counter(_Strict):
    counter: Annotated[str, Field(min_length=1, max_length=20)]
    items: Annotated[tuple[str, ...], Field(strict=False)] = ()
    also: Annotated[tuple[str, ...], Field(strict=False)] = ()


class _Group(_Strict):
    prefix: Annotated[str, Field(min_length=1, max_length=1)]
    items: Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
    first: _Count = WHOLE_RANGE.first
    last: _Count = WHOLE_RANGE.last


class _Quota(_Strict):
    item: Annotated[str, Field(min_length=1, max_length=40)]
    day: _Count = 0
    person: _Count = 0


class _File(_Strict):
    version: Annotated[str, Field(min_length=1, max_length=40)]
    ageing_minutes: _Count
    help_after_minutes: _Count
    shares: dict[_Class, Annotated[int, Field(ge=1, le=99)]]
    cap: _Cap
    appointment: _Appointment
    recall: _Recall = _Recall(calls=0, pause_minutes=5)
    counters: Annotated[tuple[_Counter, ...], Field(strict=False)] = ()
    groups: Annotated[tuple[_Group, ...], Field(strict=False)] = ()
    quotas: Annotated[tuple[_Quota, ...], Field(strict=False)] = ()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _not_understood(path, "读不到") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _not_understood(path, f"写法有误（{error}）") from error


def _what_is_wrong(error: ErrorDetails) -> str:
    parts = [part for part in error["loc"] if part != "[key]"]
    key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in parts)
    # A class nobody knows is an unknown key of the shares.
    unknown = "[key]" in error["loc"] or error["type"] == "extra_forbidden"
    problem = "没有人认识" if unknown else _PROBLEMS.get(error["type"], "的值不对")
    return f"里的 {key} {problem}"


def _not_understood(path: Path, what: str) -> QueuePolicyNotUnderstood:
    return QueuePolicyNotUnderstood(
        f"排队规则文件 {path.name} {what}，没有采用，现行规则不变，请改正后再试。"
    )


_PROBLEMS = {"missing": "没有写"}
