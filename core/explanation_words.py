"""A due date explained in one paragraph a clerk can read out across the glass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar import Calendar
from core.counting import HOURS, Cause
from core.counting_rules import Direction, FirstDay, Roll
from core.deadline import Deadline
from core.explanation import extension_days, make_up_days
from core.limit import Unit
from core.moment import hall_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.counting import SkippedDay


def in_words(calendar: Calendar, found: Deadline, event: str = "") -> str:
    """The reckoning as one paragraph, ending with the calendar's version.

    `event` is what the clock starts from (收件, 受理, 有效期届满); `calendar` is the one the
    deadline was reckoned under.
    """
    says = _Paragraph(calendar, found, event)
    told = "；".join(part for part in (says.end(), *says.details()) if part)
    note = found.provisional_note()
    reserved = f"。该日期为暂定，{note}" if note else ""
    return f"{says.received()}{told}{reserved}。依据日历{found.calendar_version}。"


@dataclass(frozen=True)
class _Paragraph:
    calendar: Calendar
    found: Deadline
    event: str

    def received(self) -> str:
        """What the cut-off made of the moment of arrival."""
        cutoff, trigger = self.found.rules.cutoff, self.found.trigger
        if cutoff is None or hall_day(trigger) == hall_day(self.found.starts_on):
            return ""
        rests = not self.calendar.is_working(trigger)
        when = "休息日" if rests else f"收件截止时间{cutoff:%H:%M}之后"
        return f"{self._moment(trigger)}在{when}收到，按{self._start()}收到计算。"

    def end(self) -> str:
        """From when it is counted and where that ends."""
        found = self.found
        if not found.limit.value and not extension_days(found):
            return f"时限为当场办结，即{self._start()}当日"
        if found.remaining is not None:
            done = f"已计{len(found.counted)}日，" if found.counted else ""
            left = _plain(found.remaining.words())
            return f"{self._origin()}，{done}现已暂停，尚余{left}，恢复后才有到期日"
        return f"{self._origin()}，{self._nth()}为{self._due()}"

    def details(self) -> Iterator[str]:
        """What was left out, what was worked in exchange, and what was added."""
        found = self.found
        legs = (found.limit, *([found.extension] if found.extension else ()))
        by_working_days = any(leg.unit in _OF_WORKING_DAYS for leg in legs)
        rest = [day for day in found.skipped if day.cause is not Cause.PAUSE]
        if rest and by_working_days:
            yield f"跳过：{'、'.join(self._by_reason(rest))}"
        if paused := [day for day in found.skipped if day.cause is Cause.PAUSE]:
            yield f"暂停不计：{'、'.join(self._by_reason(paused))}，共{len(paused)}天"
        worked = [day for day in make_up_days(self.calendar, found) if day != found.due]
        if worked and by_working_days:
            days = "、".join(f"{self._written(day)}（{_weekday(day)}）" for day in sorted(worked))
            yield f"调休上班照常计入：{days}"
        if (added := extension_days(found)) and found.extension:
            more = _plain(found.extension.words())
            yield f"其中延长的{more}自{self._written(added[0])}起"
        if found.rules.direction is Direction.BEFORE and found.due is not None:
            yield self._if_closed(hall_day(found.due))

    def _if_closed(self, due: date) -> str:
        if self.calendar.is_working(due):
            return ""
        before = self.calendar.working_days_after(due, -1)
        return f"当天休息，到窗口办理请不晚于{self._written(before)}（{_weekday(before)}）"

    def _origin(self) -> str:
        found = self.found
        if found.limit.unit in HOURS:
            return f"自{self._moment(found.starts_on)}{self.event}起算"
        counted = found.rules.first_day is FirstDay.COUNTED
        if found.rules.direction is Direction.BEFORE:
            return f"自{self._start()}{self.event}向前倒推（当天{'计入' if counted else '不计'}）"
        return f"自{self._start()}{self.event}{'当日' if counted else '次日'}起算"

    def _nth(self) -> str:
        found = self.found
        count, unit = len(found.counted), found.limit.unit
        if found.extension is not None and found.extension.unit is not unit:
            return f"满{_plain(found.limit.words())}再延长{_plain(found.extension.words())}"
        if unit is Unit.WORKING_DAY:
            return f"第{count}个工作日"
        if unit is Unit.DAY:
            return f"第{count}日"
        more = found.extension.value if found.extension else 0
        return f"满{found.limit.value + more}{_UNITS[unit]}"

    def _due(self) -> str:
        found = self.found
        end = found.due
        if end is None:
            raise AssertionError("only a clock without an open pause has an end to tell")
        if found.rolled_from is None:
            stays = found.rules.roll is Roll.NEVER and not self.calendar.is_working(end)
            return f"{self._with_name(end)}{'，逢休息日不顺延' if stays else ''}"
        rest = self._with_name(found.rolled_from)
        return f"{rest}，逢休息日顺延至{self._with_name(end)}"

    def _by_reason(self, days: list[SkippedDay]) -> Iterator[str]:
        weekend = [day for day in days if day.reason == _WEEKEND]
        for reason in dict.fromkeys(day.reason for day in days if day.reason != _WEEKEND):
            yield "、".join(self._runs(day.day for day in days if day.reason == reason)) + reason
        if weekend:
            yield f"{_WEEKEND}{len(weekend)}天"

    def _runs(self, days: Iterable[date]) -> Iterator[str]:
        runs: list[list[date]] = []
        for day in sorted(days):
            if runs and day - runs[-1][-1] == timedelta(days=1):
                runs[-1].append(day)
            else:
                runs.append([day])
        for run in runs:
            first, last = run[0], run[-1]
            if first == last:
                yield self._written(first)
            elif (first.year, first.month) == (last.year, last.month):
                yield f"{self._written(first)}至{last.day}日"
            else:
                yield f"{self._written(first)}至{self._written(last)}"

    def _start(self) -> str:
        return self._written(hall_day(self.found.starts_on))

    def _with_name(self, moment: date) -> str:
        name = self.calendar.name(moment)
        what = f"，{name}" if name not in ("", _WEEKEND) else ""
        return f"{self._moment(moment)}（{_weekday(moment)}{what}）"

    def _moment(self, moment: date) -> str:
        clock = f"{moment:%H:%M}" if isinstance(moment, datetime) else ""
        return f"{self._written(moment)}{clock}"

    def _written(self, day: date) -> str:
        year = f"{day.year}年" if day.year != hall_day(self.found.trigger).year else ""
        return f"{year}{day.month}月{day.day}日"


def _weekday(day: date) -> str:
    return f"周{'一二三四五六日'[day.weekday()]}"


def _plain(words: str) -> str:
    return words.replace(" ", "")


_OF_WORKING_DAYS: Final = frozenset({Unit.WORKING_DAY, Unit.WORKING_HOUR})
_WEEKEND: Final = "周末"
_UNITS: Final = {Unit.MONTH: "个月", Unit.HOUR: "小时", Unit.WORKING_HOUR: "个工作小时"}
