"""How numbers are read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spoken import CLIPS, SEE_SCREEN, spoken_call


def aloud(number: str, counter: str) -> str:
    return "".join(clip.says for clip in spoken_call(number, counter))


@pytest.mark.parametrize(
    ("number", "counter", "said"),
    [
        ("A3012", "3", "请A三零幺二号到三号窗口"),
        ("B11001", "11", "请B幺幺零零幺号到十一号窗口"),
        ("A1", "1", "请A幺号到一号窗口"),
        ("a3012", "10", "请A三零幺二号到十号窗口"),
        ("A3012", "20", "请A三零幺二号到二十号窗口"),
        ("A3012", "07", "请A三零幺二号到七号窗口"),
        ("A3012", "B12", "请A三零幺二号到B十二号窗口"),
        ("A3012", "112", "请A三零幺二号到幺幺二号窗口"),
        ("A3012", "0", "请A三零幺二号到零号窗口"),
        ("A3012", "综合", "请A三零幺二号到请看大屏幕"),
        ("A3012", "", "请A三零幺二号到请看大屏幕"),
        ("甲3012", "3", "请看大屏幕"),
    ],
)
def test_a_call_is_read_as_people_read_it(number: str, counter: str, said: str) -> None:
    assert aloud(number, counter) == said


@given(st.text(max_size=12), st.text(max_size=8))
def test_whatever_the_number_there_is_something_to_say(number: str, counter: str) -> None:
    clips = spoken_call(number, counter)
    assert clips
    assert set(clips) <= set(CLIPS)
    assert clips[-1] is SEE_SCREEN or clips[-1].says == "号窗口"


@given(st.integers(1, 99), st.integers(1, 99))
def test_no_two_counters_sound_alike(one: int, other: int) -> None:
    assert (aloud("A3012", str(one)) == aloud("A3012", str(other))) == (one == other)
