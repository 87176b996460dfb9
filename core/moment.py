"""Business time: instants are stored in UTC, days are those of the hall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "北京时间")  # one zone, no summer time since 1992


def business_day(at: datetime) -> date:
    """The hall's calendar day of an aware instant."""
    return at.astimezone(CHINA).date()


def hall_day(moment: date) -> date:
    """The hall's day of a day, or of a moment; one without an offset is the hall's own time."""
    if not isinstance(moment, datetime):
        return moment
    return business_day(moment) if moment.tzinfo is not None else moment.date()


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes, never negative."""
    return max(0, int((end - start).total_seconds() // 60))


def instant_text(at: datetime) -> str:
    """An aware instant as sortable UTC text, `2026-09-28T02:36:00.000000Z`."""
    utc = at.astimezone(UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='microseconds')}Z"


def instant(text: str) -> datetime:
    """The aware instant written by `instant_text`."""
    return datetime.fromisoformat(text)  # strptime takes a hundred times as long
