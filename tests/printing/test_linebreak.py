from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from printing.linebreak import NEVER_FIRST, NEVER_LAST, break_lines
from printing.typeface import Glyph

TEXTS = st.text("办理时限自受之日起，。、；：）》（《“”20369aA-/ ", max_size=60)
WIDTHS = st.floats(2, 30)


def glyphs(text: str) -> list[Glyph]:
    return [Glyph(char, "any", 0.5 if char < "\x80" else 1.0) for char in text]


def lines(text: str, width: float, first: float | None = None) -> list[str]:
    broken = break_lines(glyphs(text), width if first is None else first, width)
    return [text[line.start : line.stop] for line in broken]


def width_of(line: str) -> float:
    return sum(glyph.width for glyph in glyphs(line.rstrip(" ")))


def is_han(char: str) -> bool:
    return "\u4e00" <= char < "\ua000"


@given(TEXTS, WIDTHS, WIDTHS)
def test_lines_hold_the_whole_text_and_fit(text: str, first: float, width: float) -> None:
    broken = lines(text, width, first)
    assert "".join(broken) == text
    assert all(broken)
    limits = [first, *[width] * len(broken)]
    assert all(width_of(line) <= limit + 1e-6 for line, limit in zip(broken, limits, strict=False))


@given(TEXTS, WIDTHS)
def test_marks_and_numbers_are_kept_unless_no_other_place_was_left(text: str, width: float) -> None:
    broken = lines(text, width)
    for line, following in itertools.pairwise(broken):
        start = following.lstrip(" ")[:1]
        bad = (
            following[0] in NEVER_FIRST
            or line[-1] in NEVER_LAST
            or (line[-1] in "0123456789" and is_han(start))
            or (line[-1].isascii() and line[-1] != " " and following[0].isascii())
        )
        # Two Han characters side by side are always a place to break.
        assert not bad or not any(
            is_han(line[index]) and is_han(line[index + 1]) for index in range(len(line) - 1)
        )


def test_a_mark_takes_the_character_before_it_along() -> None:
    assert lines("依照规定，予以受理。", 4) == ["依照规", "定，予以", "受理。"]


def test_an_opening_bracket_goes_with_what_it_opens() -> None:
    assert lines("依照规《办法》", 4) == ["依照规", "《办法》"]


def test_a_number_is_not_cut_and_keeps_its_unit() -> None:
    assert lines("自受理起 20 个工作日内", 6) == ["自受理起 ", "20 个工作日", "内"]
    assert lines("截止日期2026年", 6) == ["截止日期", "2026年"]


def test_a_number_wider_than_the_line_is_cut_where_it_must_be() -> None:
    assert lines("20260928", 2) == ["2026", "0928"]


def test_the_first_line_is_shorter_by_its_indent() -> None:
    assert lines("依照规定予以受理", 6, first=4) == ["依照规定", "予以受理"]
