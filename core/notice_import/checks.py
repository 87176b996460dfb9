"""What a read notice must agree with before anyone approves it, each finding in words."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from core.calendar import Calendar
from core.notice_import.festival import Festival, festivals, statutory_days
from core.notice_import.parsed_notice import ParsedNotice, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Check(enum.Enum):
    """Every check by name."""

    SIGNED = "signed"
    YEAR_FOLLOWS = "year_follows"
    WITHIN_YEAR = "within_year"
    WEEKDAYS_AGREE = "weekdays_agree"
    STATED_DAYS_AGREE = "stated_days_agree"
    NO_DAY_TWICE = "no_day_twice"
    MAKE_UP_AT_WEEKENDS = "make_up_at_weekends"
    EVERY_HOLIDAY = "every_holiday"
    HOLIDAY_INSIDE = "holiday_inside"
    IN_LIEU_EQUALS_MAKE_UP = "in_lieu_equals_make_up"
    WORKDAYS_OF_YEAR = "workdays_of_year"
    DECEMBER_BEFORE = "december_before"
    YEAR_REPLACED = "year_replaced"


class Severity(enum.Enum):
    """Whether a finding stops the import or is only to be known."""

    REFUSE = "refuse"
    WARN = "warn"


@dataclass(frozen=True)
class Finding:
    """One thing that does not agree, or that whoever approves must know."""

    check: Check
    severity: Severity
    words: str


def findings(parsed: ParsedNotice, in_force: Calendar) -> tuple[Finding, ...]:
    """Check a notice by itself and against the calendar it is to enter."""
    examined = _Examined(parsed, in_force)
    return tuple(
        Finding(check, severity, words)
        for check, severity, said in (
            (Check.SIGNED, Severity.REFUSE, examined.unsigned()),
            (Check.YEAR_FOLLOWS, Severity.REFUSE, examined.gap()),
            (Check.WITHIN_YEAR, Severity.REFUSE, examined.outside()),
            (Check.WEEKDAYS_AGREE, Severity.REFUSE, examined.weekdays()),
            (Check.STATED_DAYS_AGREE, Severity.REFUSE, examined.stated()),
            (Check.NO_DAY_TWICE, Severity.REFUSE, examined.twice()),
            (Check.MAKE_UP_AT_WEEKENDS, Severity.REFUSE, examined.worked_weekdays()),
            (Check.EVERY_HOLIDAY, Severity.REFUSE, examined.missing()),
            (Check.HOLIDAY_INSIDE, Severity.REFUSE, examined.fixed_days()),
            (Check.IN_LIEU_EQUALS_MAKE_UP, examined.of_a_year(), examined.in_lieu()),
            (Check.WORKDAYS_OF_YEAR, Severity.WARN, examined.workdays()),
            (Check.DECEMBER_BEFORE, Severity.WARN, examined.december()),
            (Check.YEAR_REPLACED, Severity.WARN, examined.replaced()),
        )
        for words in said
    )


@dataclass(frozen=True)
class _Examined:
    parsed: ParsedNotice
    in_force: Calendar

    def of_a_year(self) -> Severity:
        """An amendment may give a day more; a whole year balances."""
        return Severity.REFUSE if self.parsed.scope is Scope.YEAR else Severity.WARN

    def unsigned(self) -> Iterator[str]:
        if not self.parsed.number:
            yield "没有文号，请照通知补上，如“国办发明电〔2025〕7号”。"
        if self.parsed.issued is None:
            yield "没有成文日期，请照通知落款补上。"

    def gap(self) -> Iterator[str]:
        last = self.in_force.last.year
        if self.parsed.year > last + 1:
            yield f"日历只到{last}年，请先导入{last + 1}年的放假安排。"
        elif self.parsed.year < self.in_force.first.year:
            yield f"日历从{self.in_force.first.year}年开始，更早的年份不导入。"
        elif self.parsed.scope is Scope.AMENDMENT and self.parsed.year > last:
            yield f"{self.parsed.year}年还没有放假安排，请先导入全年安排再导入调整。"

    def outside(self) -> Iterator[str]:
        year = self.parsed.year
        for day in sorted({*self._off(), *self._make_up()}):
            is_new_years = day.year == year - 1 and day.month == _DECEMBER
            if day.year != year and not is_new_years:
                yield f"{_written(day)}不在{year}年内，请核对年份。"

    def weekdays(self) -> Iterator[str]:
        for period in self.parsed.periods:
            for written in period.written:
                if written.day.weekday() != written.weekday:
                    yield (
                        f"{period.name}：{_written(written.day)}写作{_weekday(written.weekday)}，"
                        f"实为{_weekday(written.day.weekday())}，请核对日期。"
                    )

    def stated(self) -> Iterator[str]:
        for period in self.parsed.periods:
            counted = len(set(period.days_off))
            if period.stated_days not in (None, counted):
                stated = f"{period.name}写明放假{period.stated_days}天"
                yield f"{stated}，列出的是{counted}天，请核对起止日。"

    def twice(self) -> Iterator[str]:
        for day, times in sorted(Counter([*self._off(), *self._make_up()]).items()):
            if times > 1:
                yield f"{_written(day)}出现了{times}次，同一天只能放假或上班一次，请核对。"

    def worked_weekdays(self) -> Iterator[str]:
        for day in sorted(self._make_up()):
            if day.weekday() < _SATURDAY:
                yield f"{_written(day)}是{_weekday(day.weekday())}，调休上班日应在周末，请核对。"

    def missing(self) -> Iterator[str]:
        if self.parsed.scope is Scope.YEAR:
            named = {one for period in self.parsed.periods for one in festivals(period.name)}
            for festival in statutory_days(self.parsed.year):
                if festival not in named:
                    yield f"没有{festival.value}的放假安排，请核对是否漏了一条。"

    def fixed_days(self) -> Iterator[str]:
        for period in self.parsed.periods:
            for festival in festivals(period.name):
                if (fixed := festival.fixed_day) is None:
                    continue
                day = date(self.parsed.year, *fixed)
                if day not in period.days_off:
                    yield f"{period.name}的放假日里没有{_written(day)}，请核对起止日。"

    def in_lieu(self) -> Iterator[str]:
        statutory = self._statutory()
        if statutory is None:
            return
        weekdays = sum(day.weekday() < _SATURDAY for day in set(self._off()))
        in_lieu, make_up = weekdays - statutory, len(set(self._make_up()))
        if in_lieu != make_up:
            yield (
                f"周一至周五共放假{weekdays}天，其中法定{statutory}天，调休{in_lieu}天，"
                f"上班日却有{make_up}天，请核对是否漏了放假日或上班日。"
            )

    def workdays(self) -> Iterator[str]:
        if any(self.gap()):
            return
        year = self.parsed.year
        days = [date.fromordinal(n) for n in _days_of(year)]
        weekdays = sum(day.weekday() < _SATURDAY for day in days)
        expected = weekdays - sum(statutory_days(year).values())
        worked = sum(map(calendar_with(self.parsed, self.in_force).is_working, days))
        # What a 元旦 moved across the turn of the year was worked, or not, in December.
        worked += sum(day.year < year for day in set(self._make_up()))
        worked -= sum(day.year < year and day.weekday() < _SATURDAY for day in set(self._off()))
        if worked != expected:
            yield f"{year}年应有{expected}个工作日，照此安排是{worked}个，请核对是否漏日。"

    def december(self) -> Iterator[str]:
        touched = sorted(
            day for day in {*self._off(), *self._make_up()} if day.year < self.parsed.year
        )
        if touched:
            days = "、".join(
                f"{_written(day)}{'上班' if day in self._make_up() else '放假'}" for day in touched
            )
            yield f"通知动到上一年12月：{days}，上一年末的期限会跟着变。"

    def replaced(self) -> Iterator[str]:
        year = self.parsed.year
        if self.parsed.scope is Scope.YEAR and year <= self.in_force.last.year:
            yield f"日历里已有{year}年的放假安排，同名节日会以本次为准。"

    def _statutory(self) -> int | None:
        """Days the law gives the holidays of the notice; None when one is not of the law."""
        by_law = statutory_days(self.parsed.year)
        named: set[Festival] = set()
        for period in self.parsed.periods:
            found = [festival for festival in festivals(period.name) if festival in by_law]
            if not found:
                return None
            named.update(found)
        return sum(by_law[festival] for festival in named)

    def _off(self) -> list[date]:
        return [day for period in self.parsed.periods for day in period.days_off]

    def _make_up(self) -> list[date]:
        return [day for period in self.parsed.periods for day in period.make_up]


def calendar_with(parsed: ParsedNotice, in_force: Calendar) -> Calendar:
    """The calendar the notice would make, to be looked at before it is signed.

    Raises: NoticesIncomplete when a year between would be missing.
    """
    signed = parsed.signed(parsed.number or "待补", parsed.issued or date.max)
    return in_force.amended(signed.notice())


def refusals(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop the import."""
    return tuple(finding for finding in found if finding.severity is Severity.REFUSE)


def _days_of(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _weekday(number: int) -> str:
    return f"周{'一二三四五六日'[number]}"


_SATURDAY: Final = 5
_DECEMBER: Final = 12
