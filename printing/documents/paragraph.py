"""Chinese text set into lines: the only way words get onto a paper."""

from __future__ import annotations

import enum
import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from printing import typeface
from printing.linebreak import break_lines
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.typeface import Glyph


class Align(enum.Enum):
    """How a line fills its width; SPREAD shares the blank out between the characters."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"
    SPREAD = "spread"


@dataclass(frozen=True)
class TextStyle:
    """The look of a paragraph; sizes in points, indent of the first line in em."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    align: Align = Align.LEFT
    indent: int = 0
    before: float = 0
    after: float = 0
    grey: float = 0  # 0 black, 1 white


@dataclass(frozen=True)
class Strong:
    """A part of a paragraph set in bold."""

    text: str


class Paragraph(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """Text in one style, broken into lines by the Chinese rules."""

    def __init__(self, *parts: str | Strong, style: TextStyle) -> None:
        super().__init__()
        self.style = style
        self._glyphs: Sequence[Glyph] = [
            glyph for part in parts for glyph in _part_glyphs(part, style.weight)
        ]

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Points above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Points below."""
        return self.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # reportlab's signature
        """Break into lines for the width; points."""
        ems = width / self.style.size
        self._lines = break_lines(self._glyphs, ems - self.style.indent, ems)
        self.width = width
        self.height = len(self._lines) * self.style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list[Paragraph]:
        """What fits and the rest; a page neither ends nor begins with a single line."""
        self.wrap(width, height)
        fitting = int(height / self.style.leading)
        if fitting >= len(self._lines):
            return [self]
        fitting = min(fitting, len(self._lines) - 2)
        if fitting < 2:  # noqa: PLR2004  # two lines, see above
            return []
        cut = self._lines[fitting].start
        head, tail = Paragraph(style=self.style), Paragraph(style=replace(self.style, indent=0))
        head._glyphs, tail._glyphs = self._glyphs[:cut], self._glyphs[cut:]
        return [head, tail]

    def draw(self) -> None:
        """Set the lines from the top down."""
        for number, line in enumerate(self._lines):
            middle = self.height - (number + 0.5) * self.style.leading
            indent = self.style.indent * self.style.size if number == 0 else 0
            self._draw_line(
                _trimmed(self._glyphs[line.start : line.stop]), indent, middle, self._align(line)
            )

    def _align(self, line: range) -> Align:
        ends_here = line.stop == len(self._glyphs)
        if self.style.align is Align.JUSTIFIED and ends_here:
            return Align.LEFT
        return self.style.align

    def _draw_line(
        self, glyphs: Sequence[Glyph], indent: float, middle: float, align: Align
    ) -> None:
        size = self.style.size
        blank = self.width - indent - sum(glyph.width for glyph in glyphs) * size
        text = self.canv.beginText(
            indent + _lead(align, blank), middle - _MIDDLE_ABOVE_BASELINE * size
        )
        text.setFillGray(self.style.grey)
        text.setStrokeGray(self.style.grey)
        self.canv.setLineWidth(_RARE_STROKE * size)
        text.setCharSpace(_spacing(align, blank / size, len(glyphs)) * size)
        for font, run in itertools.groupby(glyphs, key=lambda glyph: glyph.font):
            text.setFont(font, size)
            text.setTextRenderMode(_FILL_AND_STROKE if font == typeface.RARE else _FILL)
            text.textOut("".join(glyph.char for glyph in run))
        self.canv.drawText(text)


_MIDDLE_ABOVE_BASELINE = 0.38  # em; half-way between Noto's ascent 0.88 and descent -0.12
_FILL, _FILL_AND_STROKE = 0, 2  # PDF 32000-1, 9.3.6
_RARE_STROKE = 0.014  # em; HanaMinB is a light Ming face, this brings it to Noto's regular weight
_WIDEST_JUSTIFIED_GAP = 0.2  # em; beyond it a ragged line reads better than a torn one


def _part_glyphs(part: str | Strong, weight: Weight) -> tuple[Glyph, ...]:
    if isinstance(part, Strong):
        return typeface.glyphs(part.text, Weight.BOLD)
    return typeface.glyphs(part, weight)


def _trimmed(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    end = len(glyphs)
    while end and glyphs[end - 1].char == " ":
        end -= 1
    return glyphs[:end]


def _lead(align: Align, blank: float) -> float:
    """Points left free before the line."""
    return {Align.CENTRE: blank / 2, Align.RIGHT: blank}.get(align, 0.0)


def _spacing(align: Align, blank: float, count: int) -> float:
    """Em added after each character so that the line fills its width."""
    gap = max(blank, 0.0) / max(count - 1, 1)
    if align is Align.SPREAD or (align is Align.JUSTIFIED and gap <= _WIDEST_JUSTIFIED_GAP):
        return gap
    return 0.0
