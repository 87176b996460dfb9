"""Where a line of Chinese may end (GB/T 15834, CLReq): pure arithmetic over set glyphs.

reportlab's own CJK wrapping lets ，；： open a line, leaves （《 at a line's end, hangs marks over
the table's edge and cuts numbers in two; an official paper does none of that.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.typeface import Glyph

NEVER_FIRST = frozenset("，。、；：！？）》」』】〕〉〗’”…—～·％‰℃!),.:;?]}%")
NEVER_LAST = frozenset("（《「『【〔〈〖‘“([{￥$")


def break_lines(glyphs: Sequence[Glyph], first: float, rest: float) -> tuple[range, ...]:
    """Break the glyphs into lines no wider than `first` em, then `rest` em.

    The ranges index the glyphs in order and leave none out; blanks at a line's end do not count
    towards its width. A word or number wider than a whole line is cut where it must be.
    """
    ends = list(accumulate(glyph.width for glyph in glyphs))
    lines: list[range] = []
    start = 0
    while start < len(glyphs):
        end = _line_end(glyphs, ends, start, rest if lines else first)
        lines.append(range(start, end))
        start = end
    return tuple(lines)


_DIGITS = frozenset("0123456789")
_FUZZ = 1e-6  # em; sums of widths are not exact


def _line_end(glyphs: Sequence[Glyph], ends: Sequence[float], start: int, width: float) -> int:
    limit = width + _FUZZ + (ends[start - 1] if start else 0)
    over = bisect_right(ends, limit, lo=start)
    while over < len(glyphs) and glyphs[over].char == " ":
        over += 1
    if over == len(glyphs):
        return over
    chances = (index for index in range(over, start, -1) if _may_break(glyphs, index))
    return next(chances, max(over, start + 1))


def _may_break(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether a line may end before the glyph at the index (at least 1)."""
    before, after = glyphs[index - 1].char, glyphs[index].char
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before == " " and index > 1:
        before = glyphs[index - 2].char
        return not (before in _DIGITS and _is_han(after))  # 20 个工作日
    if before in _DIGITS and _is_han(after):
        return False  # 2026年
    return not (_in_word(before) and _in_word(after))


def _is_han(char: str) -> bool:
    return unicodedata.category(char) == "Lo"


def _in_word(char: str) -> bool:
    return "!" <= char < "\u2000"
