"""Days are those of the hall, instants are kept in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.moment import CHINA, business_day, instant, instant_text

zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(datetime(1949, 10, 1), datetime(2199, 12, 31), timezones=zones)  # noqa: DTZ001  (bounds are naive by hypothesis' rule)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-28T15:59:59.999999Z", "2026-09-28"),
        ("2026-09-28T16:00:00.000000Z", "2026-09-29"),
        ("2025-12-31T16:00:00.000000Z", "2026-01-01"),
    ],
)
def test_the_day_changes_at_midnight_in_beijing(text: str, day: str) -> None:
    assert business_day(instant(text)) == date.fromisoformat(day)


@given(instants)
def test_the_day_does_not_depend_on_the_zone_an_instant_is_written_in(at: datetime) -> None:
    assert business_day(at) == business_day(at.astimezone(UTC))
    assert business_day(at) == at.astimezone(CHINA).date()


def test_an_instant_is_written_in_utc_to_the_microsecond() -> None:
    at = datetime(2026, 9, 28, 10, 36, tzinfo=CHINA)
    assert instant_text(at) == "2026-09-28T02:36:00.000000Z"
    assert instant_text(at + timedelta(microseconds=7)) == "2026-09-28T02:36:00.000007Z"


@given(instants)
def test_an_instant_is_read_as_it_was_written(at: datetime) -> None:
    read = instant(instant_text(at))
    assert read == at
    assert read.tzinfo is UTC


@given(instants, instants)
def test_written_instants_sort_by_time(one: datetime, other: datetime) -> None:
    assert (one < other) == (instant_text(one) < instant_text(other))
