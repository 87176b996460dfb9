"""Finding a service item by code, by a piece of its name, or by pinyin initials."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.workbench import ItemChoice


def found_items(choices: Sequence[ItemChoice], typed: str) -> tuple[ItemChoice, ...]:
    """The items that match, those that begin with what was typed first; all for nothing typed."""
    wanted = "".join(typed.split()).casefold()
    if not wanted:
        return tuple(choices)
    ranked = ((_rank(choice, wanted), choice) for choice in choices)
    matching = [(rank, choice) for rank, choice in ranked if rank is not None]
    return tuple(choice for _, choice in sorted(matching, key=lambda pair: pair[0]))


def initials(name: str) -> str:
    """Pinyin initials of a name, `食品经营许可` as `spjyxk`; signs and rare characters left out.

    The first level of GB 2312 is sorted by pinyin, so a character's place tells its initial.
    """
    return "".join(_initial(character) for character in name)


def _rank(choice: ItemChoice, wanted: str) -> int | None:
    for text in (choice.code.casefold(), choice.name.casefold(), initials(choice.name)):
        if (place := text.find(wanted)) >= 0:
            return int(place > 0)
    return None


def _initial(character: str) -> str:
    if character.isascii():
        return character.casefold() if character.isalnum() else ""
    code = int.from_bytes(character.encode("gb2312", "ignore"))
    if not _FIRST_CODES[0] <= code < _LEVEL_TWO:
        return ""
    return _LETTERS[bisect_right(_FIRST_CODES, code) - 1]


# GB 2312-1980, level 1: the first character of each initial (啊 芭 擦 … 匝), and where it ends.
_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST_CODES = tuple(
    int.from_bytes(character.encode("gb2312"))
    for character in "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
)
_LEVEL_TWO = 0xD7FA
