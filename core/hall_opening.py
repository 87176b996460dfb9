"""When the hall is open; for working hours and people at the door, never for legal time.

A Saturday on duty does not make a working day, and a power cut takes none away: those are the
calendar's (`core.calendar`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from core.calendar import DayKind
from core.errors import Refusal
from core.moment import CHINA

if TYPE_CHECKING:
    from core.calendar import Calendar

Sessions = tuple[tuple[time, time], ...]  # opens, closes


class OpeningHoursNotUnderstood(Refusal):
    """Opening hours are empty, overlap, or close before they open."""


class OpeningDayTwice(Refusal):
    """Two different openings are given for one day."""


@dataclass(frozen=True)
class OpeningHours:
    """One day's sessions as (opens, closes), in order.

    Raises:
        OpeningHoursNotUnderstood: there is no session, or the times do not ascend.
    """

    sessions: Sessions = ((time(9), time(12)), (time(13), time(17)))

    def __post_init__(self) -> None:
        times = [moment for session in self.sessions for moment in session]
        if not times or any(later <= earlier for earlier, later in pairwise(times)):
            raise OpeningHoursNotUnderstood(
                "大厅开放时段为空或前后重叠，没有算出日期，请核对开放时间设置。"
            )


@dataclass(frozen=True)
class OpeningDay:
    """A day on which the hall departs from its week: weekend duty, a power cut, a short day."""

    day: date
    hours: OpeningHours | None  # None: closed
    word: str  # 周末延时服务, 停电


@dataclass(frozen=True)
class HallOpening:
    """Opening hours of working days, of a regular weekend service if any, and of single days.

    Raises:
        OpeningDayTwice: a single day is given twice.
    """

    hours: OpeningHours = OpeningHours()
    weekend: OpeningHours | None = None  # on 周末 only; holidays are closed
    days: tuple[OpeningDay, ...] = ()

    def __post_init__(self) -> None:
        given = [opening.day for opening in self.days]
        if twice := sorted({day for day in given if given.count(day) > 1}):
            raise OpeningDayTwice(
                f"{twice[0]}有两条大厅开放安排，没有采用任何一条，请只保留其中一条。"
            )

    def sessions(self, calendar: Calendar, day: date) -> Sessions:
        """The day's sessions; none when the hall is closed."""
        if (single := self._single(day)) is not None:
            hours = single.hours
        elif calendar.is_working(day):
            hours = self.hours
        else:
            hours = self.weekend if calendar.kind(day) is DayKind.REST_DAY else None
        return () if hours is None else hours.sessions

    def word(self, calendar: Calendar, day: date) -> str:
        """What sets the day apart for the hall (停电, 周末延时服务, 国庆节); may be empty."""
        single = self._single(day)
        return calendar.name(day) if single is None else single.word

    def is_open(self, calendar: Calendar, at: datetime) -> bool:
        """Whether the door is open at a moment (Beijing time unless it says otherwise)."""
        local = at if at.tzinfo is None else at.astimezone(CHINA)
        return any(
            opens <= local.time() < closes
            for opens, closes in self.sessions(calendar, local.date())
        )

    def _single(self, day: date) -> OpeningDay | None:
        return next((opening for opening in self.days if opening.day == day), None)


STANDARD_OPENING: Final = HallOpening()
