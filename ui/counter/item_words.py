"""Items typed into one field, apart by blanks or 、: codes, pieces of a name, or initials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.errors import Refusal
from ui.counter.item_search import found_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.workbench import ItemChoice

translate = QCoreApplication.translate


class ItemNotFound(Refusal):
    """What was typed names no item in force."""


def typed_items(items: Sequence[ItemChoice], typed: str) -> tuple[str, ...]:
    """The codes of what was typed, the best match of each piece.

    Raises: ItemNotFound.
    """
    codes = []
    for piece in _pieces(typed):
        found = found_items(items, piece)
        if not found:
            raise ItemNotFound(f"没有查到事项“{piece}”，号没有变动，请换个字或输事项代码。")
        codes.append(found[0].code)
    return tuple(dict.fromkeys(codes))


def item_names(items: Sequence[ItemChoice], typed: str) -> str:
    """What was understood, in names."""
    try:
        codes = typed_items(items, typed)
    except ItemNotFound:
        return translate("strips", "没有查到")
    names = {item.code: item.name for item in items}
    return "、".join(names[code] for code in codes)


def _pieces(typed: str) -> list[str]:
    return [piece for piece in re.split(r"[\s、,，;；]+", typed) if piece]
