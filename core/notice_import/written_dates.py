"""Dates as notices write them: 2月15日（农历腊月二十八、周日）至23日, 4月28日、29日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.notice_import.parsed_notice import WrittenDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TO: Final = "[至到\\-—–~―]+"
_DAY: Final = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})"
_NOTE: Final = r"(?P<{0}n>\([^()]*\))?"
_SPAN: Final = re.compile(
    f"{_DAY.format('a')}日?{_NOTE.format('a')}{_TO}{_DAY.format('b')}日{_NOTE.format('b')}"
    f"|{_DAY.format('c')}日{_NOTE.format('c')}"
)
_WEEKDAY: Final = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
_WEEKDAYS: Final = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_ONE_DAY: Final = timedelta(days=1)


class DateImpossible(ValueError):
    """A date the calendar does not have, or a range that runs backwards."""


@dataclass
class DateReader:
    """Reads the dates of one section, where a month once named holds until the next.

    A date without a year is the one nearest to `anchor`: a 31 December in the section on 元旦 is
    last year's.
    """

    anchor: date
    month: int | None = None

    def days(self, clause: str) -> Iterator[tuple[date, WrittenDay | None]]:
        """Every day a clause names, ranges day by day, with the weekday where it is written.

        Raises: DateImpossible.
        """
        for span in _SPAN.finditer(clause):
            if span["cd"]:
                yield self._day(span, "c")
                continue
            first, last = self._day(span, "a"), self._day(span, "b")
            length = (last[0] - first[0]).days
            if not 0 < length <= _LONGEST:
                raise DateImpossible(span[0])
            yield first
            for n in range(1, length):
                yield first[0] + _ONE_DAY * n, None
            yield last

    def _day(self, span: re.Match[str], end: str) -> tuple[date, WrittenDay | None]:
        if span[f"{end}m"]:
            self.month = int(span[f"{end}m"])
        if self.month is None:
            raise DateImpossible(span[0])
        day_of_month, year = int(span[f"{end}d"]), span[f"{end}y"]
        years = [int(year)] if year else [self.anchor.year + n for n in (-1, 0, 1)]
        found = list(_existing(years, self.month, day_of_month))
        if not found:
            raise DateImpossible(span[0])
        day = min(found, key=lambda day: abs(day - self.anchor))
        weekday = _WEEKDAY.search(span[f"{end}n"] or "")
        return day, WrittenDay(day, _WEEKDAYS[weekday[1]]) if weekday else None


def has_dates(clause: str) -> bool:
    """Whether a clause names any day."""
    return _SPAN.search(clause) is not None


def only_dates(clause: str) -> bool:
    """Whether a clause is a list of dates and nothing else, to be read with the next clause."""
    return has_dates(clause) and not re.sub("[、和及与将其中]", "", _SPAN.sub("", clause))


def full_date(text: str) -> date | None:
    """A date with its year, in figures or in Chinese (二〇〇六年十二月十四日); None otherwise."""
    read = re.fullmatch(r"(\d{4}|[〇○Oo零一二三四五六七八九]{4})年(.+)月(.+)日", text)
    if read is None:
        return None
    year, month, day = map(number, read.groups())
    if year is None or month is None or day is None:
        return None
    return next(iter(_existing([year], month, day)), None)


def number(text: str) -> int | None:
    """A number in figures or Chinese: 7, 七, 十, 二十三, 二〇〇六; None when it is neither."""
    if text.isdecimal():
        return int(text)
    digits = {sign: value for value, signs in enumerate(_DIGITS) for sign in signs}
    if "十" in text:
        tens, _, ones = text.partition("十")
        parts = [digits.get(tens) if tens else 1, digits.get(ones) if ones else 0]
        return None if None in parts else (parts[0] or 0) * 10 + (parts[1] or 0)
    if not text or any(sign not in digits for sign in text):
        return None
    return int("".join(str(digits[sign]) for sign in text))


def _existing(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue  # 29 February of another year


_DIGITS: Final = ("〇○Oo零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_LONGEST: Final = 60
