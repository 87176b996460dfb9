"""Item groups: which letter and which numbers the tickets of an item carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.number_range import NumberRange

if TYPE_CHECKING:
    from collections.abc import Iterable

# A fixed width of three digits keeps A3012 (station 3) apart from A 30 12.
WHOLE_RANGE = NumberRange(1, 999)
APPOINTED = "Y"  # the letter of numbers given out for an appointment


@dataclass(frozen=True)
class ItemGroup:
    """A letter, the items it stands for and the numbers it shows."""

    prefix: str
    items: tuple[str, ...] = ()
    numbers: NumberRange = WHOLE_RANGE


WALK_IN = ItemGroup("A")  # every item that no group names


def group_of(groups: Iterable[ItemGroup], item_code: str) -> ItemGroup:
    """The group of an item."""
    return next((one for one in groups if item_code in one.items), WALK_IN)


def fault_in(groups: Iterable[ItemGroup]) -> str:
    """What contradicts itself in a hall's groups; empty when nothing does."""
    prefixes: set[str] = set()
    items: set[str] = set()
    for one in groups:
        if len(one.prefix) != 1 or not "A" <= one.prefix <= "Z" or one.prefix == APPOINTED:
            return f"号码字头“{one.prefix}”不是 A 至 Z 的一个字母，或是预约专用的 {APPOINTED}"
        if one.prefix in prefixes:
            return f"号码字头 {one.prefix} 写了两次"
        if not items.isdisjoint(one.items):
            return f"字头 {one.prefix} 的事项已在别的字头下"
        if not WHOLE_RANGE.first <= one.numbers.first <= one.numbers.last <= WHOLE_RANGE.last:
            return f"字头 {one.prefix} 的号码不在 1 至 999 之间"
        prefixes.add(one.prefix)
        items |= set(one.items)
    return ""
