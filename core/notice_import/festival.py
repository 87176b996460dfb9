"""The seven statutory holidays: their names in notices, and how many days the law gives each."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Festival(enum.Enum):
    """A holiday of the whole nation (全国年节及纪念日放假办法 art. 2); the value is its name."""

    NEW_YEAR = "元旦"
    SPRING = "春节"
    QINGMING = "清明节"
    LABOUR = "劳动节"
    DRAGON_BOAT = "端午节"
    MID_AUTUMN = "中秋节"
    NATIONAL = "国庆节"

    @property
    def fixed_day(self) -> tuple[int, int] | None:
        """Month and day of its first day; None where the moon or the sun decides."""
        return _FIXED.get(self)


def holiday_name(written: str) -> str:
    """A holiday's name as the calendar knows it: “五一”国际劳动节 is 劳动节."""
    parts = [part for part in re.split("[、和与及,]", re.sub('[“”"‘’\\s]', "", written)) if part]
    return "、".join(next((f.value for f in festivals(part)), part) for part in parts)


def festivals(name: str) -> tuple[Festival, ...]:
    """The statutory holidays a name speaks of, in their order of the year."""
    return tuple(festival for festival, signs in _SIGNS.items() if any(s in name for s in signs))


def statutory_days(year: int) -> Mapping[Festival, int]:
    """How many days each holiday of the year has by the text of the law then in force."""
    # The texts of 1999, 2007 (from 2008), 2013 and 2024 (from 2025).
    if year >= _SINCE_2025:
        return dict.fromkeys(Festival, 1) | {
            Festival.SPRING: 4,
            Festival.LABOUR: 2,
            Festival.NATIONAL: 3,
        }
    if year >= _SINCE_2008:
        return dict.fromkeys(Festival, 1) | {Festival.SPRING: 3, Festival.NATIONAL: 3}
    return {
        Festival.NEW_YEAR: 1,
        Festival.SPRING: 3,
        Festival.LABOUR: 3,
        Festival.NATIONAL: 3,
    }


_SINCE_2008: Final = 2008
_SINCE_2025: Final = 2025
_FIXED: Final = {
    Festival.NEW_YEAR: (1, 1),
    Festival.LABOUR: (5, 1),
    Festival.NATIONAL: (10, 1),
}
_SIGNS: Final = {
    Festival.NEW_YEAR: ("元旦",),
    Festival.SPRING: ("春节",),
    Festival.QINGMING: ("清明",),
    Festival.LABOUR: ("劳动节", "五一"),
    Festival.DRAGON_BOAT: ("端午",),
    Festival.MID_AUTUMN: ("中秋",),
    Festival.NATIONAL: ("国庆", "十一"),
}
