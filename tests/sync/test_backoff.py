"""Pauses between tries, and when a line that moves too little counts as dead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.backoff import FIRST, LONGEST, LineStalled, Stall, longest_pause, pause

DRAWS = st.floats(0, 1, exclude_max=True)


@given(st.integers(1, 10_000), DRAWS)
def test_a_pause_is_anything_up_to_a_bound_that_doubles_to_a_minute(
    failures: int, draw: float
) -> None:
    bound = longest_pause(failures)
    assert FIRST <= bound <= LONGEST
    assert 0 <= pause(failures, draw) < bound
    assert longest_pause(failures + 1) in (bound * 2, LONGEST)


@given(st.integers(1, 20), DRAWS, st.floats(0, 1e6))
def test_f13_what_the_server_asked_for_is_waited_but_not_for_ever(
    failures: int, draw: float, told: float
) -> None:
    waited = pause(failures, draw, told)
    assert min(told, LONGEST) <= waited <= LONGEST + longest_pause(failures)


def test_two_stations_do_not_come_back_together() -> None:
    assert pause(5, 0.1) != pause(5, 0.9)


@given(st.lists(st.tuples(st.floats(0.01, 20), st.integers(1024, 10**6)), max_size=50))
def test_a_line_that_moves_is_never_cut_however_long_it_takes(
    parts: list[tuple[float, int]],
) -> None:
    now, judged = 0.0, Stall()
    for after, size in parts:
        now += after
        judged = judged.after(size, now)


def test_f06_a_byte_a_second_is_a_dead_line() -> None:
    judged = Stall()
    for second in range(1, 30):
        judged = judged.after(1, float(second))
    with pytest.raises(LineStalled):
        judged.after(1, 30.0)
