"""Twenty working days on, one by one and a million at once, beside three libraries.

chinesecalendar, holidays and numpy.busday_offset get the same days in turn. numpy has no Chinese
calendar: it is given ours, as a seven-day week and every day off as a holiday (a week without
Saturdays could not express the make-up days). Each side gets its days in its own type, made before.
"""

from __future__ import annotations

import random
import time
from datetime import date
from typing import TYPE_CHECKING

import chinese_calendar
import holidays
import numpy as np

from benchmarks.result import Result
from core.calendar import Calendar, national_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 7
WANTED = 20
SLOW, FAST = 100, 20_000  # sums a round, for those in milliseconds and those in microseconds
MANY = 1_000_000


def measure() -> tuple[Result, ...]:
    """Time each peer and ours in turn; the figures are ms for a thousand sums, or for a million."""
    calendar = national_calendar()
    days = _working_triggers(calendar)
    by_holidays = holidays.country_holidays("CN", years=range(2006, 2028))
    numpy_calendar = _numpy_calendar(calendar)
    stamps = {day: np.datetime64(day) for day in days}

    def ours(day: date) -> object:
        return calendar.working_days_after(day, WANTED)

    def numpy_sum(day: date) -> object:
        return np.busday_offset(stamps[day], WANTED, roll="preceding", busdaycal=numpy_calendar)

    peers: tuple[tuple[str, Callable[[date], object], int, float], ...] = (
        ("chinesecalendar", lambda day: chinese_calendar.find_workday(WANTED, day), SLOW, 1 / 500),
        ("holidays", lambda day: by_holidays.get_nth_working_day(day, WANTED), SLOW, 1.0),
        ("numpy", numpy_sum, FAST, 1.0),
    )
    one_by_one = tuple(
        _beside(f'"+20 wd" beside {name}, 1,000 sums', ours, peer, days[:sums], promised)
        for name, peer, sums, promised in peers
    )
    return (*one_by_one, _at_once(calendar, numpy_calendar, days))


def _working_triggers(calendar: Calendar) -> list[date]:
    """Working days: from a day of rest chinesecalendar counts a day too many."""
    sample = random.Random(20261122)  # noqa: S311  (reproducible samples, nothing secret)
    first = date(2007, 1, 1).toordinal()
    worked = [
        day
        for day in (date.fromordinal(first + n) for n in range(19 * 365))
        if calendar.is_working(day)
    ]
    return sample.choices(worked, k=FAST)


def _numpy_calendar(calendar: Calendar) -> np.busdaycalendar:
    first, last = calendar.first.toordinal(), calendar.horizon.toordinal()
    off = [
        day for n in range(first, last + 1) if not calendar.is_working(day := date.fromordinal(n))
    ]
    return np.busdaycalendar(weekmask="1111111", holidays=np.array(off, dtype="datetime64[D]"))


def _beside(
    name: str,
    ours: Callable[[date], object],
    peer: Callable[[date], object],
    days: Sequence[date],
    promised: float,
) -> Result:
    _agree(list(map(ours, days)), [_as_date(peer(day)) for day in days])
    times = [(_per_thousand(ours, days), _per_thousand(peer, days)) for _ in range(ROUNDS)]
    return Result(
        name, tuple(one for one, _ in times), tuple(other for _, other in times), promised
    )


def _at_once(calendar: Calendar, numpy_calendar: np.busdaycalendar, days: list[date]) -> Result:
    many = days * (MANY // len(days))
    stamps = np.array(many, dtype="datetime64[D]")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        dues = calendar.working_days_after_each(many, WANTED)
        middle = time.perf_counter()
        by_numpy = np.busday_offset(stamps, WANTED, roll="preceding", busdaycal=numpy_calendar)
        ended = time.perf_counter()
        _agree(dues[::997], by_numpy[::997].tolist())
        ours.append((middle - began) * 1000)
        theirs.append((ended - middle) * 1000)
    return Result('"+20 wd" beside numpy, 1,000,000 at once', tuple(ours), tuple(theirs), 3.0)


def _per_thousand(add: Callable[[date], object], days: Sequence[date]) -> float:
    began = time.perf_counter()
    for day in days:
        add(day)
    return (time.perf_counter() - began) * 1000 * 1000 / len(days)


def _as_date(found: object) -> object:
    return found.item() if isinstance(found, np.datetime64) else found


def _agree(ours: list[object] | list[date], theirs: list[object]) -> None:
    if ours != theirs:
        raise AssertionError("the libraries do not reckon the same dates")
