"""A station's clock beside what is known: believed, set back, or far ahead."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock_guard import (
    FAR_AHEAD,
    LONGEST_UNUSED,
    TOLERANCE,
    ClockFinding,
    ClockReading,
    TrustedTime,
    judged,
    not_trusted,
)
from core.moment import CHINA

NOON = datetime(2026, 9, 28, 12, 0, tzinfo=CHINA)
SURE = TrustedTime(NOON, timedelta(hours=5), "run 1")
SECOND = timedelta(seconds=1)


def reading(wall: datetime, monotonic: timedelta, running: str = "run 1") -> ClockReading:
    return ClockReading(wall, monotonic, running)


def finding(one: ClockReading, trusted: TrustedTime | None, last: datetime | None) -> ClockFinding:
    return judged(one, trusted, last).finding


def test_a_clock_nothing_is_known_about_is_believed() -> None:
    assert finding(reading(NOON, timedelta()), None, None) is ClockFinding.OK


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        (timedelta(), ClockFinding.OK),
        (-TOLERANCE, ClockFinding.OK),
        (-TOLERANCE - SECOND, ClockFinding.SET_BACK),
        (FAR_AHEAD, ClockFinding.OK),
        (FAR_AHEAD + SECOND, ClockFinding.FAR_AHEAD),
    ],
)
def test_within_one_run_the_monotonic_clock_tells_how_late_it_is(
    off: timedelta, expected: ClockFinding
) -> None:
    later = timedelta(hours=3)
    one = reading(NOON + later + off, SURE.monotonic + later)
    verdict = judged(one, SURE, None)
    assert verdict.finding is expected
    bound = {ClockFinding.SET_BACK: NOON + later, ClockFinding.FAR_AHEAD: NOON + later + FAR_AHEAD}
    assert verdict.expected == bound.get(expected, one.wall)


def test_the_wall_may_not_stand_still_while_the_monotonic_clock_runs() -> None:
    frozen = reading(NOON, SURE.monotonic + timedelta(hours=1))
    assert finding(frozen, SURE, None) is ClockFinding.SET_BACK


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        (-TOLERANCE - SECOND, ClockFinding.SET_BACK),
        (-TOLERANCE, ClockFinding.OK),
        (timedelta(days=9), ClockFinding.OK),  # over National Day
        (LONGEST_UNUSED, ClockFinding.OK),
        (LONGEST_UNUSED + SECOND, ClockFinding.FAR_AHEAD),
    ],
)
@pytest.mark.parametrize("known", ["trusted before a restart", "last entry"])
def test_after_a_restart_only_the_bounds_are_known(
    known: str, off: timedelta, expected: ClockFinding
) -> None:
    one = reading(NOON + off, timedelta(minutes=1), "run 2")
    if known == "last entry":
        assert finding(one, None, NOON) is expected
    else:
        assert finding(one, SURE, None) is expected


def test_the_later_of_the_two_counts() -> None:
    one = reading(NOON + timedelta(hours=1), SURE.monotonic + timedelta(hours=1))
    written_ahead = NOON + timedelta(hours=2)
    assert finding(one, SURE, written_ahead) is ClockFinding.SET_BACK
    assert judged(one, SURE, written_ahead).expected == written_ahead


@given(
    st.timedeltas(timedelta(), timedelta(days=30)),
    st.timedeltas(-timedelta(days=60), timedelta(days=60)),
)
def test_a_clock_is_never_both_and_always_one(runs: timedelta, off: timedelta) -> None:
    found = finding(reading(NOON + runs + off, SURE.monotonic + runs), SURE, None)
    if off < -TOLERANCE:
        assert found is ClockFinding.SET_BACK
    elif off > FAR_AHEAD:
        assert found is ClockFinding.FAR_AHEAD
    else:
        assert found is ClockFinding.OK


def test_the_refusal_says_what_the_clock_shows_and_who_settles_it() -> None:
    said = str(not_trusted(ClockFinding.SET_BACK, NOON))
    assert "本机时钟被拨慢或倒退（2026-09-28 12:00）" in said
    assert "请监察人员核对时钟后确认" in said
    assert ClockFinding.OK.word == "正常"
