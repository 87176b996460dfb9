"""Days and times as the screen writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.moment import CHINA

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

translate = QCoreApplication.translate
_WEEKDAYS = "一二三四五六日"


def day_and_month(day: date) -> str:
    """`10月30日`."""
    return translate("day_words", "{month}月{day}日").format(month=day.month, day=day.day)


def weekday(day: date) -> str:
    """`周五`."""
    return translate("day_words", "周{weekday}").format(weekday=_WEEKDAYS[day.weekday()])


def full_day(day: date) -> str:
    """`2026年9月28日 星期一`."""
    return translate("day_words", "{year}年{month}月{day}日 星期{weekday}").format(
        year=day.year, month=day.month, day=day.day, weekday=_WEEKDAYS[day.weekday()]
    )


def clock_time(at: datetime) -> str:
    """`10:42` by the hall's clock."""
    return at.astimezone(CHINA).strftime("%H:%M")


def age(passed: timedelta) -> str:
    """`3 小时`, in the largest whole unit; less than a minute is one."""
    minutes = max(1, int(passed.total_seconds() // 60))
    if minutes < _HOUR:
        return translate("day_words", "{count} 分钟").format(count=minutes)
    if minutes < _DAY:
        return translate("day_words", "{count} 小时").format(count=minutes // _HOUR)
    return translate("day_words", "{count} 天").format(count=minutes // _DAY)


_HOUR, _DAY = 60, 24 * 60  # minutes
