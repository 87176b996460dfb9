"""What a new catalogue version changes for applicants, in a clerk's words."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.catalogue import ServiceItem


class WorseWithoutBasis(Refusal):
    """A change to the applicants' disadvantage for which no legal basis was given (擅自增加)."""


class Effect(enum.Enum):
    """What a change means for whoever applies."""

    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"

    @property
    def word(self) -> str:
        """The effect as a list shows it."""
        return _EFFECT_WORDS[self]


@dataclass(frozen=True)
class Change:
    """One difference between two versions of the catalogue."""

    item_code: str
    item_name: str
    effect: Effect
    words: str


@dataclass(frozen=True)
class StatedBasis:
    """The article a change to the applicants' disadvantage rests on, item by item."""

    item_code: str
    basis: str


def changes(before: tuple[ServiceItem, ...], after: tuple[ServiceItem, ...]) -> tuple[Change, ...]:
    """Every difference, in the order of the new version, items that are gone at the end."""
    # The comparing is for administrators alone: no window loads it.
    from core.item_change import item_changes  # noqa: PLC0415  (see above)

    known = {item.code: item for item in before}
    found: list[Change] = []
    for item in after:
        old = known.pop(item.code, None)
        if old is None:
            found.append(_of(item, Effect.NEUTRAL, "新增事项"))
        else:
            found += [_of(item, effect, words) for effect, words in item_changes(old, item)]
    found += [_of(item, Effect.NEUTRAL, "取消事项，不再收件") for item in known.values()]
    return tuple(found)


def require_bases(found: Iterable[Change], stated: Iterable[StatedBasis]) -> None:
    """Whatever makes things worse for applicants has its legal basis on record.

    Raises: WorseWithoutBasis, naming the first such item with all its changes.
    Source: 行政许可法 art. 16, 优化营商环境条例 (no conditions, steps, materials without basis).
    """
    based = {one.item_code for one in stated if one.basis.strip()}
    worse = [
        change
        for change in found
        if change.effect is Effect.WORSE and change.item_code not in based
    ]
    if not worse:
        return
    first = worse[0]
    words = "、".join(one.words for one in worse if one.item_code == first.item_code)
    raise WorseWithoutBasis(
        f"事项 {first.item_code} {first.item_name} 对申请人不利的变更没有法律依据（{words}），"
        "目录没有发布，请取消变更，或写明该事项变更的依据。"
    )


def _of(item: ServiceItem, effect: Effect, words: str) -> Change:
    return Change(item.code, item.name, effect, words)


_EFFECT_WORDS = {
    Effect.WORSE: "对申请人不利",
    Effect.BETTER: "对申请人有利",
    Effect.NEUTRAL: "无利弊",
}
