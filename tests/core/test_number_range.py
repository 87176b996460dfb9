"""Numbers that go round and never meet one that is still alive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.number_range import NumberRange, RangeExhausted, next_shown

RANGE = NumberRange(101, 104)


def test_a_day_begins_at_the_first_and_wraps_after_the_last() -> None:
    shown, last = [], None
    for _ in range(6):
        last = next_shown(RANGE, last, ())
        shown.append(last)
    assert shown == [101, 102, 103, 104, 101, 102]


def test_a_number_somebody_still_holds_is_passed_over() -> None:
    assert next_shown(RANGE, 104, {101, 102}) == 103


def test_when_all_are_held_nothing_is_issued() -> None:
    with pytest.raises(RangeExhausted, match="没有发新号"):
        next_shown(RANGE, 102, range(101, 105))


@given(st.data())
def test_a_shown_number_is_in_the_range_and_never_live(data: st.DataObject) -> None:
    first = data.draw(st.integers(1, 50))
    numbers = NumberRange(first, first + data.draw(st.integers(0, 20)))
    within = st.integers(numbers.first, numbers.last)
    live = data.draw(st.sets(within, max_size=numbers.last - numbers.first))
    shown = next_shown(numbers, data.draw(st.none() | within), live)
    assert numbers.first <= shown <= numbers.last
    assert shown not in live
