"""Holiday notices as tables: JSON (day lists, or our own periods), CSV, and ICS calendars."""

from __future__ import annotations

import csv
import json
import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.errors import Refusal
from core.notice_import.festival import Festival, festivals, holiday_name
from core.notice_import.parsed_notice import (
    ParsedNotice,
    ParsedPeriod,
    Scope,
    Source,
    periods_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Entry = tuple[str, date, bool]  # name, day, off


class NoticeFileNotUnderstood(Refusal):
    """A file or one of its rows is not of the form its kind has."""


class SeveralYears(Refusal):
    """A table holds the days of more than one year."""


def read_json(text: str) -> ParsedNotice:
    """Read `{"year", "days": [{"name", "date", "isOffDay"}]}`, or our own form.

    Ours is `{"year", "number", "issued", "periods": [{"name", "first", "last", "make_up": []}]}`;
    number and issued may stand in either.

    Raises: NoticeFileNotUnderstood, SeveralYears.
    """
    try:
        content = json.loads(text)
        if "periods" in content:
            periods = _found(tuple(_period(entry) for entry in content["periods"]))
        else:
            periods = _found(periods_of(_day_entry(entry) for entry in content["days"]))
        issued = content.get("issued")
        year = _year(content["year"]) if "year" in content else _one_year(periods)
        return ParsedNotice(
            year=year,
            scope=Scope(content.get("scope", Scope.YEAR.value)),
            source=Source.JSON,
            periods=periods,
            number=str(content.get("number", "")),
            issued=_iso(issued) if issued else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _not_understood(f"JSON 的{_place(error)}看不懂") from None


def read_csv(text: str) -> ParsedNotice:
    """Read rows `date,name,off|work`; a heading, empty rows and 休/班 are understood.

    Raises: NoticeFileNotUnderstood, SeveralYears.
    """
    entries = []
    for number, row in enumerate(csv.reader(text.lstrip("\ufeff").splitlines()), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and not any(map(str.isdigit, row[0]))):
            continue
        try:
            day, name, kind = cells[:3]
            entries.append((holiday_name(name), _iso(day), _OFF_WORDS[kind.lower()]))
        except (ValueError, KeyError):
            raise _not_understood(f"表格第{number}行{_quoted(','.join(cells))}看不懂") from None
    return _of_days(entries, Source.CSV)


def read_ics(text: str) -> ParsedNotice:
    """Read all-day events whose summary says 休, 假期, 放假 or 班; others are no arrangement.

    Raises: NoticeFileNotUnderstood, SeveralYears.
    """
    lines = re.sub(r"\r?\n[ \t]", "", text)  # a long line goes on in the next, after a space
    entries: list[Entry] = []
    for event in re.findall("BEGIN:VEVENT(.*?)END:VEVENT", lines, re.DOTALL):
        fields = dict(re.findall(r"(?m)^([A-Z-]+)[;:](.*?)\r?$", event))
        if (entry := _event(fields)) is not None:
            entries += entry
    return _of_days(entries, Source.ICS)


def _of_days(entries: list[Entry], source: Source) -> ParsedNotice:
    periods = _found(periods_of(entries))
    return ParsedNotice(_one_year(periods), Scope.YEAR, source, periods)


def _found(periods: tuple[ParsedPeriod, ...]) -> tuple[ParsedPeriod, ...]:
    if not periods:
        raise _not_understood("文件里没有放假日期")
    for period in periods:
        if not period.days_off:
            raise _not_understood(f"{_quoted(period.name)}只有上班日没有放假日")
    return periods


def _year(written: object) -> int:
    year = int(str(written))
    if year not in _YEARS:
        raise ValueError(f"'{year}'")
    return year


def _one_year(periods: Iterable[ParsedPeriod]) -> int:
    years = {_year_of(period, day) for period in periods for day in period.days_off}
    if len(years) > 1:
        listed = "、".join(f"{year}年" for year in sorted(years))
        raise SeveralYears(f"文件里有{listed}几个年份，没有导入任何内容，请只保留一个年份的日期。")
    return years.pop()


def _year_of(period: ParsedPeriod, day: date) -> int:
    is_of_next_year = day.month == _DECEMBER and Festival.NEW_YEAR in festivals(period.name)
    return day.year + 1 if is_of_next_year else day.year


def _period(entry: dict[str, object]) -> ParsedPeriod:
    first, last = (_iso(str(entry[end])) for end in ("first", "last"))
    make_up = entry.get("make_up", [])
    if last < first or not isinstance(make_up, list):
        raise ValueError(entry)
    days = range(first.toordinal(), last.toordinal() + 1)
    return ParsedPeriod(
        name=holiday_name(str(entry["name"])),
        days_off=tuple(map(date.fromordinal, days)),
        make_up=tuple(_iso(str(day)) for day in make_up),
    )


def _day_entry(entry: dict[str, object]) -> Entry:
    off = entry["isOffDay"]
    if not isinstance(off, bool):
        raise TypeError(off)
    return holiday_name(str(entry["name"])), _iso(str(entry["date"])), off


def _event(fields: dict[str, str]) -> Iterator[Entry] | None:
    summary = fields.get("SUMMARY", "").rpartition(":")[2]
    special = fields.get("X-APPLE-SPECIAL-DAY", "")
    works = bool(re.search("班", summary)) or special == "ALTERNATE-WORKDAY"
    if not works and not (re.search("休|假", summary) or special == "WORK-HOLIDAY"):
        return None
    begin = re.search(r"(\d{8})$", fields.get("DTSTART", ""))
    end = re.search(r"(\d{8})$", fields.get("DTEND", ""))
    if begin is None or "RRULE" in fields:
        raise _not_understood(f"日历事件{_quoted(summary)}不是单独的全天事件")
    try:
        first = _iso(begin[1])
        last = _iso(end[1]) - _ONE_DAY if end else first
    except (ValueError, OverflowError):
        raise _not_understood(f"日历事件{_quoted(summary)}的日期看不懂") from None
    name = holiday_name(re.split("[ (（]|假期|放假|调休|补班|上班|休|班", summary)[0])
    days = range(first.toordinal(), last.toordinal() + 1)
    return ((name, date.fromordinal(day), not works) for day in days)


def _iso(written: str) -> date:
    if read := re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?", written):
        with suppress(ValueError):
            return date(*map(int, read.groups()))
    raise ValueError(f"'{written}'")


def _place(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"第{error.lineno}行"
    if isinstance(error, KeyError):
        return f"“{error.args[0]}”一项"
    value = re.search("'(.*)'", str(error))  # Invalid isoformat string: '2026-13-01'
    return _quoted(value[1]) if value else "内容"


def _quoted(text: str) -> str:
    return f"“{text.replace('。', ' ')[:30]}”"


def _not_understood(what: str) -> NoticeFileNotUnderstood:
    return NoticeFileNotUnderstood(f"{what}，没有导入任何内容，请核对后重试。")


_YEARS: Final = range(2000, 2100)
_DECEMBER: Final = 12
_ONE_DAY: Final = timedelta(days=1)
_OFF_WORDS: Final = {
    **dict.fromkeys(("off", "休", "放假", "休息", "true", "1"), True),
    **dict.fromkeys(("work", "班", "上班", "补班", "调休上班", "false", "0"), False),
}
