"""The State Council's notice as pasted text, read line by line.

一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from core.calendar import Calendar
from core.errors import Refusal
from core.notice_import.festival import Festival, festivals, holiday_name
from core.notice_import.parsed_notice import (
    ParsedNotice,
    ParsedPeriod,
    Scope,
    Source,
    WrittenDay,
)
from core.notice_import.written_dates import (
    DateImpossible,
    DateReader,
    full_date,
    has_dates,
    number,
    only_dates,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class NoticeYearMissing(Refusal):
    """The text does not say which year it arranges."""


class NoHolidayFound(Refusal):
    """The text names no days off."""


class NoticeLineNotUnderstood(Refusal):
    """A line speaks of days, but not in the words of a notice."""


def read_text(text: str, in_force: Calendar) -> ParsedNotice:
    """Read a pasted notice, of a year or amending one; the rest of the page does no harm.

    `in_force` gives the holiday that an amendment extends (延长2020年春节假期至2月2日).

    Raises:
        NoticeYearMissing, NoHolidayFound: the text is not such a notice.
        NoticeLineNotUnderstood: a line of it cannot be read; nothing is guessed.
    """
    body, issued = _without_signature(unicodedata.normalize("NFKC", text))
    year = _year(body)
    title = _title(body)
    sections = [_Section(year, title, written, in_force) for written in _sections(body)]
    periods = tuple(period for section in sections if (period := section.read()))
    if not periods:
        raise NoHolidayFound(
            "这段文字里没有放假日期，没有导入任何内容，请粘贴放假通知的全文后重试。"
        )
    named = {festival for period in periods for festival in festivals(period.name)}
    whole_year = "部分节假日" in title or len(named) >= _OF_A_YEAR
    return ParsedNotice(
        year=year,
        scope=Scope.YEAR if whole_year else Scope.AMENDMENT,
        source=Source.TEXT,
        periods=periods,
        number=_document_number(body),
        issued=issued,
    )


@dataclass
class _Section:
    """One numbered paragraph being read."""

    year: int
    title: str
    written: str
    in_force: Calendar
    off: set[date] = field(default_factory=set)
    make_up: set[date] = field(default_factory=set)
    moved: set[date] = field(default_factory=set)
    weekdays: dict[date, WrittenDay] = field(default_factory=dict)

    def read(self) -> ParsedPeriod | None:
        """The holiday of the paragraph; None when it is about something else."""
        head = _HEAD.match(self.written)
        name = holiday_name(head[1] or head[2] or "") if head else ""
        is_named = bool(festivals(name))
        body = self.written[head.end() :] if head and is_named else self.written
        if not is_named:
            name = self._name_of_title() or name
        # 安排职工在除夕（2月9日）休息: a date in brackets of its own arranges nothing.
        body = re.sub(r"\([^()]*\d月\d+日[^()]*\)", "", body)
        # 新年 decides which December is meant.
        anchor = date(self.year, 1 if Festival.NEW_YEAR in festivals(name) else 7, 1)
        reader = DateReader(anchor)
        try:
            for sentence in body.split("。"):
                self._sentence(name, sentence, reader)
        except DateImpossible as impossible:
            raise self._not_understood(str(impossible)) from None
        if not self.off:
            if self.make_up or self.moved or is_named:
                raise self._not_understood(self.written)
            return None
        return ParsedPeriod(
            name=name,
            days_off=tuple(sorted(self.off)),
            make_up=tuple(sorted(self.make_up | (self.moved - self.off))),
            stated_days=_stated_days(body),
            written=tuple(self.weekdays[day] for day in sorted(self.weekdays)),
        )

    def _sentence(self, name: str, sentence: str, reader: DateReader) -> None:
        waiting = ""  # dates alone wait for the words after the comma
        for clause in _clauses(sentence):
            if only_dates(clause):
                waiting += f"{clause}、"
            elif has_dates(waiting + clause):
                self._clause(name, waiting + clause, reader)
                waiting = ""
        if waiting:
            raise self._not_understood(sentence)

    def _clause(self, name: str, clause: str, reader: DateReader) -> None:
        if shifted := re.fullmatch("(.+?)调至(.+)", clause):
            self.moved |= self._days(shifted[1], reader)
            self._days(shifted[2], reader)  # inside the days off, or checked as missing there
        elif re.search("延长.*假期至", clause):
            self._extend(name, clause, reader)
        elif "不放假" in clause:
            raise self._not_understood(clause)
        elif re.search("放假|补休|调休", clause):
            self.off |= self._days(clause, reader)
        elif re.search("起(?:正常|照常)?上班", clause):
            self._days(clause, reader)
        elif re.search("上班|补班", clause):
            self.make_up |= self._days(clause, reader)
        elif re.search("法定|公休", clause):
            # Told again for information; 29日、30日、31日 after 2月4日 mean January.
            _keep_month(clause, reader)
        else:
            raise self._not_understood(clause)

    def _extend(self, name: str, clause: str, reader: DateReader) -> None:
        last = max(self._days(clause[clause.index("假期至") :], reader))
        extended = [one for one in self.in_force.periods(self.year) if one.name == name]
        if not extended:
            raise self._not_understood(clause)
        first = min(period.first for period in extended)
        days = range(first.toordinal(), last.toordinal() + 1)
        self.off |= set(map(date.fromordinal, days))
        make_up = {day for period in extended for day in period.make_up}
        self.make_up |= make_up - self.off

    def _days(self, clause: str, reader: DateReader) -> set[date]:
        found = set()
        for day, written in reader.days(clause):
            found.add(day)
            if written is not None:
                self.weekdays[day] = written
        return found

    def _name_of_title(self) -> str:
        """The holiday a one-holiday notice names in its title, as the year already calls it."""
        named = festivals(self.title)
        for period in self.in_force.periods(self.year):
            if len(named) == 1 and named[0] in festivals(period.name):
                return period.name
        occasion = re.search(
            r"关于(?:调整|延长)?(?:\d{4}年)?(.+?)(?:调休放假|放假|假期)", self.title
        )
        return holiday_name(occasion[1]) if occasion else ""

    def _not_understood(self, words: str) -> NoticeLineNotUnderstood:
        short = words.replace("。", " ").strip()[:_SHORT]
        return NoticeLineNotUnderstood(
            f"看不懂“{short}”，没有导入任何内容，请核对这一条后重试，或改用表格导入。"
        )


def _without_signature(text: str) -> tuple[str, date | None]:
    flat = re.sub(r"[^\S\n]+", "", text)
    for sign in reversed(list(_SIGNATURE.finditer(flat))):
        if issued := full_date(sign[1]):
            # A date above the arrangement belongs to a heading; below it the page's own words end.
            ends = sign.start() if sign.start() > flat.rfind("放假") else len(flat)
            return flat[:ends], issued
    return flat, None


def _title(body: str) -> str:
    found = re.search("关于[^。]{2,60}?的?通知", body.replace("\n", ""))
    return found[0] if found else ""


def _year(body: str) -> int:
    flat = body.replace("\n", "")
    for pattern in (
        r"关于(?:调整|延长)?(20\d\d)年",
        r"现将(?:调整|延长)?(20\d\d)年",
        r"(20\d\d)年(?:部分节假日|元旦|春节|劳动节|国庆节)",
        r"(?<!\d)(20\d\d)年\d{1,2}月\d{1,2}日(?:至|全国|放假)",
    ):
        if found := re.search(pattern, flat):
            return int(found[1])
    raise NoticeYearMissing(
        "这段文字没有写明是哪一年的放假安排，没有导入任何内容，请连同标题一起粘贴。"
    )


def _document_number(body: str) -> str:
    found = re.search(r"(国(?:办)?发(?:明电)?)[〔\[(【](\d{4})[〕\])】](?:第)?(\d+)号", body)
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else ""


def _sections(body: str) -> Iterator[str]:
    starts = [found.end() for found in _MARK.finditer(body)]
    starts += [found.start() for found in _NAMED_LINE.finditer(body)]
    starts = sorted(set(starts)) or [_after_salutation(body)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        section = _MARK.sub("", body[start:end]) if end < len(body) else body[start:end]
        yield section.replace("\n", "")


def _after_salutation(body: str) -> int:
    found = re.search("特作如下调休:|安排如下:|通知如下[:。]", body)
    return found.end() if found else 0


def _clauses(sentence: str) -> Iterator[str]:
    kept = re.sub(r"\([^()]*\)", lambda note: note[0].replace(",", "、"), sentence)
    for clause in re.split("[,;:]", kept):
        if clause:
            yield clause


def _keep_month(clause: str, reader: DateReader) -> None:
    if months := re.findall(r"(\d{1,2})月", clause):
        reader.month = int(months[-1])


def _stated_days(body: str) -> int | None:
    if found := re.search("共([0-9一二三四五六七八九十]+)天", body) or re.search(
        "放假([0-9一二三四五六七八九十]+)天", body
    ):
        return number(found[1])
    return None


_IN_CHINESE: Final = "〇○Oo零一二三四五六七八九十"
_SIGNATURE: Final = re.compile(
    rf"(?:国务院(?:办公厅)?|^|\n)\n*"
    rf"((?:\d{{4}}|[{_IN_CHINESE}]{{4}})年[\d{_IN_CHINESE}]{{1,3}}月[\d{_IN_CHINESE}]{{1,3}}日)"
)
_HEAD: Final = re.compile(r"([^:\d。,;]{0,40}?):?(?=\d)|([^:。,;]{0,40}?):")
_MARK: Final = re.compile(r"(?:^|(?<=[\n。:;]))\n*(?:[一二三四五六七八九十]{1,3}|\d{1,2})、")
_NAMED_LINE: Final = re.compile(
    '(?:^|(?<=\n))(?=[“"]?(?:元旦|春节|清明|五一|国际劳动|劳动|端午|中秋|十一|国庆)[^:\n]{0,12}:)'
)
_OF_A_YEAR: Final = 4
_SHORT: Final = 30
