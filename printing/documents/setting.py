"""Words set into lines of a given width, and the operators that show them."""

from __future__ import annotations

import enum
import functools
import itertools
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from printing import typeface
from printing.font import STOCK
from printing.linebreak import break_lines
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument

    from printing.font import Shown
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


Parts = tuple[str | Strong, ...]


class Run(NamedTuple):
    """Text of one font."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line and how it fills its width; points."""

    place: range  # of its characters in the whole text
    runs: tuple[Run, ...]
    lead: float  # left free before the line
    gap: float  # added after each character


@dataclass(frozen=True, slots=True)
class Setting:
    """Words set for a width: everything but where they will stand."""

    style: TextStyle
    lines: tuple[Line, ...]
    height: float  # points
    begin: tuple[float, float]  # of the first line, from the lower left corner of the whole
    fonts: frozenset[str]
    operators: str | None  # where they are the same in every document

    def code(self, x: float, y: float, document: PDFDocument) -> str:
        """The page content that shows the lines with their lower left corner at x, y."""
        right, up = self.begin
        return f"q BT {x + right:.2f} {y + up:.2f} Td {self._operators_in(document)} ET Q"

    def _operators_in(self, document: PDFDocument) -> str:
        if self.operators is None:
            return _operators(
                self.style,
                self.lines,
                {
                    run: typeface.font(run.font).shown(run.text, document)
                    for run in _runs(self.lines)
                },
            )
        for font in self.fonts:
            typeface.font(font).getSubsetInternalName(STOCK, document)
        return self.operators


@functools.lru_cache(maxsize=4096)  # a paper has a hundred; most are on the next paper too
def set_parts(parts: Parts, style: TextStyle, width: float) -> Setting:
    """Break the parts into lines for a width in points."""
    glyphs = [glyph for part in parts for glyph in _glyphs(part, style)]
    ems = width / style.size
    places = break_lines(glyphs, ems - style.indent, ems)
    lines = tuple(_line(glyphs, place, style, ems) for place in places)
    shown = {run: typeface.font(run.font).shown_from_stock(run.text) for run in _runs(lines)}
    stocked = {run: known for run, known in shown.items() if known is not None}
    height = len(lines) * style.leading
    return Setting(
        style=style,
        lines=lines,
        height=height,
        begin=(
            lines[0].lead if lines else 0,
            height - style.leading / 2 - _MIDDLE_ABOVE_BASELINE * style.size,
        ),
        fonts=frozenset(run.font for run in shown),
        operators=_operators(style, lines, stocked) if len(stocked) == len(shown) else None,
    )


def cut(parts: Parts, place: int) -> tuple[Parts, Parts]:
    """The parts before and from a place in the whole text."""
    before: list[str | Strong] = []
    after: list[str | Strong] = []
    for part in parts:
        strong = isinstance(part, Strong)
        text = typeface.printable(part.text if isinstance(part, Strong) else part)
        head, tail = text[:place], text[place:]
        place = max(place - len(text), 0)
        before.append(Strong(head) if strong else head)
        after.append(Strong(tail) if strong else tail)
    return tuple(before), tuple(after)


_font_of = operator.attrgetter("font")
_MIDDLE_ABOVE_BASELINE = 0.38  # em; half-way between Noto's ascent 0.88 and descent -0.12
_FILL, _FILL_AND_STROKE = 0, 2  # PDF 32000-1, 9.3.6
_RARE_STROKE = 0.014  # em; HanaMinB is a light Ming face, this brings it to Noto's regular weight
_WIDEST_JUSTIFIED_GAP = 0.2  # em; beyond it a ragged line reads better than a torn one


def _glyphs(part: str | Strong, style: TextStyle) -> tuple[Glyph, ...]:
    if isinstance(part, Strong):
        return typeface.glyphs(part.text, Weight.BOLD)
    return typeface.glyphs(part, style.weight)


def _line(glyphs: Sequence[Glyph], place: range, style: TextStyle, ems: float) -> Line:
    shown = _trimmed(glyphs[place.start : place.stop])
    indent = 0 if place.start else style.indent
    align = style.align
    if align is Align.JUSTIFIED and place.stop == len(glyphs):
        align = Align.LEFT
    blank = 0.0
    if align is not Align.LEFT:
        blank = ems - indent - sum(glyph.width for glyph in shown)
    return Line(
        place=place,
        runs=tuple(
            Run(font, "".join([glyph.char for glyph in run]))
            for font, run in itertools.groupby(shown, _font_of)
        ),
        lead=round((indent + _lead(align, blank)) * style.size, 2),
        gap=_gap(align, blank, len(shown)) * style.size,
    )


def _trimmed(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    end = len(glyphs)
    while end and glyphs[end - 1].char == " ":
        end -= 1
    return glyphs[:end]


def _lead(align: Align, blank: float) -> float:
    """Em left free before the line."""
    if align is Align.CENTRE:
        return blank / 2
    return blank if align is Align.RIGHT else 0.0


def _gap(align: Align, blank: float, count: int) -> float:
    """Em added after each character so that the line fills its width."""
    gap = max(blank, 0.0) / max(count - 1, 1)
    if align is Align.SPREAD or (align is Align.JUSTIFIED and gap <= _WIDEST_JUSTIFIED_GAP):
        return gap
    return 0.0


def _runs(lines: Sequence[Line]) -> Iterator[Run]:
    return itertools.chain.from_iterable(line.runs for line in lines)


def _operators(style: TextStyle, lines: Sequence[Line], shown: Mapping[Run, Shown]) -> str:
    return " ".join(_each_operator(style, lines, shown))


def _each_operator(
    style: TextStyle, lines: Sequence[Line], shown: Mapping[Run, Shown]
) -> Iterator[str]:
    """From the beginning of the first line; only what differs from the operator before."""
    yield f"{style.grey:g} g"
    if any(run.font == typeface.RARE for run in shown):
        yield f"{style.grey:g} G {_RARE_STROKE * style.size:.3f} w"
    lead, gap, mode, selected = lines[0].lead if lines else 0.0, 0.0, _FILL, ""
    for line in lines:
        if line.place.start:
            yield f"{line.lead - lead:.2f} {-style.leading:g} Td"
            lead = line.lead
        if line.gap != gap:
            yield f"{line.gap:.4f} Tc"
            gap = line.gap
        for run in line.runs:
            wanted = _FILL_AND_STROKE if run.font == typeface.RARE else _FILL
            if wanted != mode:
                yield f"{wanted} Tr"
                mode = wanted
            for resource, codes in shown[run]:
                if resource != selected:
                    yield f"{resource} {style.size:g} Tf"
                    selected = resource
                yield f"<{codes.hex()}>Tj"
