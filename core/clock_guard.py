"""Whether a station's clock can be believed: dates are law, and a clock is easily turned."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.errors import Refusal
from core.moment import CHINA


class ClockNotTrusted(Refusal):
    """A paper with dates while the station's clock is in question."""


class ClockFinding(enum.Enum):
    """What the clock shows beside what is known."""

    OK = "ok"
    SET_BACK = "set_back"
    FAR_AHEAD = "far_ahead"

    @property
    def word(self) -> str:
        """The finding in words."""
        return _FINDING_WORDS[self]


@dataclass(frozen=True)
class ClockReading:
    """The wall clock and the monotonic one, read together.

    `running` names the one start of the machine whose monotonic clock it is: after another start
    that clock begins anew and cannot be compared.
    """

    wall: datetime  # aware
    monotonic: timedelta
    running: str


@dataclass(frozen=True)
class TrustedTime:
    """A moment that was sure: told by the server, or confirmed by a supervisor."""

    at: datetime  # aware
    monotonic: timedelta
    running: str


@dataclass(frozen=True)
class ClockVerdict:
    """The finding, and the bound that the clock broke."""

    finding: ClockFinding
    expected: datetime


def judged(
    reading: ClockReading, trusted: TrustedTime | None, last_entry_at: datetime | None
) -> ClockVerdict:
    """What to think of the clock.

    Time never runs back behind the last trusted moment or the last journal entry. Within one run
    of the machine the monotonic clock tells how much later it is now; without it a station that
    stood unused for longer than `LONGEST_UNUSED` asks rather than believes.
    """
    earliest = _earliest(reading, trusted, last_entry_at)
    if earliest is None:
        return ClockVerdict(ClockFinding.OK, reading.wall)
    if reading.wall < earliest - TOLERANCE:
        return ClockVerdict(ClockFinding.SET_BACK, earliest)
    latest = earliest + (FAR_AHEAD if _comparable(reading, trusted) else LONGEST_UNUSED)
    if reading.wall > latest:
        return ClockVerdict(ClockFinding.FAR_AHEAD, latest)
    return ClockVerdict(ClockFinding.OK, reading.wall)


def not_trusted(finding: ClockFinding, shown: datetime) -> ClockNotTrusted:
    """The refusal while the clock is in question."""
    return ClockNotTrusted(
        f"本机时钟{finding.word}（{shown.astimezone(CHINA):%Y-%m-%d %H:%M}），"
        "带日期的文书暂不出具，已有的记录不受影响，请监察人员核对时钟后确认。"
    )


TOLERANCE = timedelta(minutes=5)  # what a time service corrects in its ordinary course
FAR_AHEAD = timedelta(hours=24)  # a machine that slept overnight stands still meanwhile
LONGEST_UNUSED = timedelta(days=45)  # longer than any holiday a hall closes for
_FINDING_WORDS = {
    ClockFinding.OK: "正常",
    ClockFinding.SET_BACK: "被拨慢或倒退",
    ClockFinding.FAR_AHEAD: "大幅超前",
}


def _earliest(
    reading: ClockReading, trusted: TrustedTime | None, last_entry_at: datetime | None
) -> datetime | None:
    known = [moment for moment in (last_entry_at, _carried_on(reading, trusted)) if moment]
    return max(known, default=None)


def _carried_on(reading: ClockReading, trusted: TrustedTime | None) -> datetime | None:
    if trusted is None:
        return None
    if not _comparable(reading, trusted):
        return trusted.at
    return trusted.at + (reading.monotonic - trusted.monotonic)


def _comparable(reading: ClockReading, trusted: TrustedTime | None) -> bool:
    return trusted is not None and trusted.running == reading.running
