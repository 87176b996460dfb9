"""Slot files: the TOML an administrator writes, read into the slots of 预约."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.appointment import Slot, SlotNotSound, SlotShare, require_sound_slot
from core.errors import Refusal
from core.moment import CHINA
from db.unit_of_work import new_id

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails


class SlotFileNotUnderstood(Refusal):
    """A slot file that cannot be read, or with a slot that cannot be opened."""


def read_slots(path: Path) -> tuple[Slot, ...]:
    """The slots in a file, in its order.

    Raises: SlotFileNotUnderstood, naming the place in the file.
    """
    try:
        found = _File.model_validate(_read(path))
    except ValidationError as error:
        raise _not_understood(path, _what_is_wrong(error.errors()[0])) from error
    slots = tuple(_slot(one) for one in found.slots)
    for place, slot in enumerate(slots, start=1):
        try:
            require_sound_slot(slot)
        except SlotNotSound as error:
            what = f"第 {place} 个时段的 to 不晚于 from，或名额不对"
            raise _not_understood(path, what) from error
    return slots


_Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Slot(_Strict):
    item: Annotated[str, Field(min_length=1, max_length=40)]
    day: date
    begins: _Clock = Field(alias="from")
    ends: _Clock = Field(alias="to")
    places: Annotated[
        dict[
            Annotated[str, Field(min_length=1, max_length=20)],
            Annotated[int, Field(ge=1, le=1000)],
        ],
        Field(min_length=1),
    ]


class _File(_Strict):
    slots: Annotated[tuple[_Slot, ...], Field(strict=False, min_length=1)]


def _slot(one: _Slot) -> Slot:
    return Slot(
        slot_id=new_id(),
        item_code=one.item,
        begins_at=_moment(one.day, one.begins),
        ends_at=_moment(one.day, one.ends),
        shares=tuple(SlotShare(station, places) for station, places in one.places.items()),
    )


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), CHINA)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _not_understood(path, "读不到") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _not_understood(path, f"写法有误（{error}）") from error


def _what_is_wrong(error: ErrorDetails) -> str:
    problem = _PROBLEMS.get(error["type"], "的值不对")
    match [part for part in error["loc"] if part != "[key]"]:
        case [_, int(place), *keys] if keys:
            return f"第 {place + 1} 个时段的 {'.'.join(map(str, keys))} {problem}"
        case [_, int(place)]:
            return f"第 {place + 1} 个时段{problem}"
        case parts:
            return f"里的 {'.'.join(map(str, parts))} {problem}"


def _not_understood(path: Path, what: str) -> SlotFileNotUnderstood:
    return SlotFileNotUnderstood(
        f"预约时段文件 {path.name} {what}，一个时段也没有开放，已有的预约不受影响，请改正后再试。"
    )


_PROBLEMS = {"missing": "没有写", "extra_forbidden": "没有人认识", "too_short": "是空的"}
