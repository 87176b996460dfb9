"""Text set into single lines of a slip, by the printer's characters or by the typefaces."""

from __future__ import annotations

import enum
import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from printing import typeface
from printing.linebreak import break_lines
from printing.slip.lines import Align, Size, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.typeface import Glyph

EM = 24  # dots; a Chinese character at normal size, an ASCII one has half of it


class Measure(enum.Enum):
    """Whose characters make the line."""

    CELLS = "cells"  # the printer's: ASCII 12 dots, Chinese 24
    GLYPHS = "glyphs"  # the typefaces'


@dataclass(frozen=True)
class SetLine:
    """Text that fits on one line, magnified by a whole number."""

    text: Text
    magnification: int

    @property
    def em(self) -> int:
        """Dots of a Chinese character, wide and high."""
        return EM * self.magnification


def set_lines(text: Text, dots: int, measure: Measure) -> tuple[SetLine, ...]:
    """The text in lines of at most `dots`, each with the words that stand on it; none if blank."""
    words = typeface.printable(text.words).rstrip(" ")
    if not words:
        return ()
    glyphs = [
        replace(glyph, width=_width(glyph, measure))
        for glyph in typeface.glyphs(words, text.weight)
    ]
    whole = sum(glyph.width for glyph in glyphs)
    smallest = min(text.size.value, Size.LARGE.value)
    for magnification in range(text.size.value, smallest - 1, -1):
        if whole * EM * magnification <= dots:
            return (SetLine(replace(text, words=words, hang=0), magnification),)
    ranges = _broken(glyphs, dots / (EM * smallest), text)
    return tuple(
        SetLine(
            replace(
                text,
                words="　" * (text.hang if number else 0)
                + words[part.start : part.stop].rstrip(" "),
                size=Size(smallest),
                hang=0,
            ),
            smallest,
        )
        for number, part in enumerate(ranges)
    )


@functools.lru_cache(maxsize=8192)
def printer_bytes(char: str) -> bytes | None:
    """The character as the printer's own font has it, None when it has not.

    Printers know GBK at most: four-byte GB 18030 prints as rubbish, and the two-byte places
    that only GB 18030 fills (䶮 at FE9F) as nothing.
    """
    if " " <= char <= "~":
        return char.encode("ascii")
    try:
        code = char.encode("gbk")
    except UnicodeEncodeError:
        return None
    return code if len(code) == 2 else None  # noqa: PLR2004  # bytes of a GBK character


def _width(glyph: Glyph, measure: Measure) -> float:
    code = printer_bytes(glyph.char)
    if measure is Measure.GLYPHS or code is None:
        return glyph.width
    return len(code) / 2


def _broken(glyphs: Sequence[Glyph], ems: float, text: Text) -> tuple[range, ...]:
    """The lines of the text; centred ones about equally long."""
    ranges = break_lines(glyphs, ems, ems - text.hang)
    if text.align is not Align.CENTRE:
        return ranges
    narrower = ranges
    while len(narrower) == len(ranges) and ems > 1:
        ranges, ems = narrower, ems - _BALANCING_STEP
        narrower = break_lines(glyphs, ems, ems - text.hang)
    return ranges


_BALANCING_STEP = 0.5  # em
