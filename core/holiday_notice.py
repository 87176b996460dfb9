"""Holiday notices as values: the State Council's, and those of an ethnic area's government."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.errors import Refusal


class RegionNotUnderstood(Refusal):
    """A regional layer does not carry the six digits of an administrative division."""


@dataclass(frozen=True)
class HolidayPeriod:
    """The days off of one holiday (both ends off) and the weekend days worked in exchange."""

    name: str
    first: date
    last: date
    make_up: tuple[date, ...] = ()


@dataclass(frozen=True)
class HolidayNotice:
    """One notice: the year it arranges, its number (发文字号), day of signing, and periods.

    A period replaces those of the same name and year in every notice signed before.
    """

    year: int
    number: str
    issued: date
    periods: tuple[HolidayPeriod, ...]


@dataclass(frozen=True)
class RegionalLayer:
    """The holidays a local government set for an ethnic area (全国年节及纪念日放假办法 art. 4).

    `code` is the division's six digits (GB/T 2260), `notices` the local government's, each with
    its number as the source. Without notices the layer changes nothing.

    Raises:
        RegionNotUnderstood: the code is not six digits although there are notices.
    """

    code: str = ""
    region: str = ""
    notices: tuple[HolidayNotice, ...] = ()

    def __post_init__(self) -> None:
        if self.notices and not (len(self.code) == _DIGITS and self.code.isdecimal()):
            raise RegionNotUnderstood(
                f"地方放假安排的行政区划代码“{self.code}”不是6位数字，日历没有更换，请核对代码。"
            )


_DIGITS: Final = 6
