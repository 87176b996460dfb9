"""An item's process as drawn in its guide: boxes in reading order, an arrow to each next one."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.block import Drawing
from printing.documents.paragraph import Paragraph
from printing.documents.styles import CELL_PADDING, CELL_STRONG, FRAME_LINE, STEP, STEP_NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from core.office_notices import ProcessStep
    from printing.documents.block import Block


def process(label: str, label_width: float, steps: Sequence[ProcessStep]) -> Block:
    """The steps drawn in a frame beside their label; widths in points.

    Rows run to and fro, so that every arrow is short. What does not fit on the page goes on over
    it, with an arrow out and an arrow in.
    """
    boxes = [_Box(number, step) for number, step in enumerate(steps, start=1)]
    return _Process(label, label_width, boxes)


class _Process(Drawing):
    """Rows of boxes in a frame beside their label."""

    def __init__(
        self,
        label: str,
        label_width: float,
        boxes: Sequence[_Box],
        per_row: int = 0,
        open_edges: frozenset[_Edge] = frozenset(),
    ) -> None:
        self._label, self._label_width = label, label_width
        self._boxes = boxes
        self._per_row = per_row  # chosen for the width, then kept on every page
        self._open_edges = open_edges

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """As above a table."""
        return float(1.5 * mm)

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """As below a table."""
        return float(3.5 * mm)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # a block's signature
        """Choose how many boxes stand in a row; points."""
        room = width - self._label_width - 2 * _AROUND
        self._per_row = self._per_row or _most_per_row(self._boxes, room)
        self._box_width = _box_width(self._per_row, room)
        self._row_heights = [
            max(box.height(self._box_width) for box in row)
            for row in _rows(self._boxes, self._per_row)
        ]
        self.width = width
        self.height = (
            self._above + self._below + sum(self._row_heights) + _GAP * (len(self._row_heights) - 1)
        )
        return width, self.height

    def split(self, width: float, height: float) -> list[_Process]:
        """The rows that fit and the rest."""
        self.wrap(width, height)
        used, fitting = self._above, 0
        for row_height in self._row_heights[:-1]:
            used += row_height + _GAP  # below it goes the arrow out
            fitting += used <= height
        if not fitting:
            return []
        cut = fitting * self._per_row
        return [
            self._part(self._boxes[:cut], self._open_edges | {_Edge.BOTTOM}),
            self._part(self._boxes[cut:], self._open_edges | {_Edge.TOP}),
        ]

    def draw(self) -> None:
        """The frame, the boxes, and an arrow from each box to the next."""
        self._draw_frame()
        places = self._places()
        for place, box in zip(places, self._boxes, strict=True):
            box.draw_on(self.canv, place)
        for place, following in pairwise(places):
            _draw_arrow(self.canv, *_way(place, following))
        first, last = places[0], places[-1]
        if _Edge.TOP in self._open_edges:
            _draw_arrow(self.canv, (first.centre, self.height), (first.centre, first.top))
        if _Edge.BOTTOM in self._open_edges:
            _draw_arrow(self.canv, (last.centre, last.bottom), (last.centre, 0))

    @property
    def _above(self) -> float:
        return _GAP if _Edge.TOP in self._open_edges else _AROUND

    @property
    def _below(self) -> float:
        return _GAP if _Edge.BOTTOM in self._open_edges else _AROUND

    def _part(self, boxes: Sequence[_Box], open_edges: frozenset[_Edge]) -> _Process:
        return _Process(self._label, self._label_width, boxes, self._per_row, open_edges)

    def _places(self) -> list[_Place]:
        places = []
        top = self.height - self._above
        rows = _rows(self._boxes, self._per_row)
        for number, (row, height) in enumerate(zip(rows, self._row_heights, strict=True)):
            columns: Sequence[int] = range(self._per_row)
            if number % 2:
                columns = columns[::-1]
            for column, _ in zip(columns, row, strict=False):  # the last row may be shorter
                left = self._label_width + _AROUND + column * (self._box_width + _GAP)
                places.append(_Place(left, top - height, self._box_width, height))
            top -= height + _GAP
        return places

    def _draw_frame(self) -> None:
        self.canv.setLineWidth(FRAME_LINE)
        self.canv.rect(0, 0, self.width, self.height)
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeGray(0.45)
        self.canv.line(self._label_width, 0, self._label_width, self.height)
        self.canv.setStrokeGray(0)
        label = Paragraph(self._label, style=CELL_STRONG)
        _, high = label.wrap(self._label_width - 2 * CELL_PADDING, self.height)
        label.drawOn(self.canv, CELL_PADDING, (self.height - high) / 2)


_AROUND: float = 4 * mm  # from the frame to the boxes
_GAP: float = 6 * mm  # between boxes: an arrow's length
_INSIDE: float = 1.5 * mm  # from a box to its text
_MOST_PER_ROW = 4
_TALLEST = 32 * mm  # wider boxes are chosen before a box grows taller


class _Edge(enum.Enum):
    """Where the process goes on to another page."""

    TOP = enum.auto()
    BOTTOM = enum.auto()


class _Box:
    """One step: number and name, below them who does it and how long it takes."""

    def __init__(self, number: int, step: ProcessStep) -> None:
        name, bracket, aside = step.name.partition("（")  # 现场核查（必要时）
        self._lines = [Paragraph(f"{number}. {name}", style=STEP)]
        self._lines += [
            Paragraph(text, style=STEP_NOTE)
            for text in (bracket + aside, step.who, step.limit)
            if text
        ]

    def height(self, width: float) -> float:
        """Points, for a box of that width."""
        return self._text_height(width) + 2 * _INSIDE

    def draw_on(self, canvas: Canvas, place: _Place) -> None:
        """The outline, and the text in the middle of it."""
        canvas.setLineWidth(0.8)
        canvas.roundRect(place.left, place.bottom, place.width, place.height, 1.5 * mm)
        top = place.top - (place.height - self._text_height(place.width)) / 2
        for line in self._lines:
            _, high = line.wrap(place.width - 2 * _INSIDE, 0)
            top -= high
            line.drawOn(canvas, place.left + _INSIDE, top)

    def _text_height(self, width: float) -> float:
        return math.fsum(line.wrap(width - 2 * _INSIDE, 0)[1] for line in self._lines)


@dataclass(frozen=True)
class _Place:
    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    @property
    def centre(self) -> float:
        return self.left + self.width / 2

    @property
    def middle(self) -> float:
        return self.bottom + self.height / 2


_Point = tuple[float, float]


def _most_per_row(boxes: Sequence[_Box], room: float) -> int:
    """As many as leave every box low, evened out over the rows: five stand 3 and 2, not 4 and 1."""
    for most in range(_MOST_PER_ROW, 1, -1):
        per_row = math.ceil(len(boxes) / math.ceil(len(boxes) / most))
        if all(box.height(_box_width(per_row, room)) <= _TALLEST for box in boxes):
            return per_row
    return 1


def _box_width(per_row: int, room: float) -> float:
    return (room - (per_row - 1) * _GAP) / per_row


def _rows(boxes: Sequence[_Box], per_row: int) -> list[Sequence[_Box]]:
    return [boxes[start : start + per_row] for start in range(0, len(boxes), per_row)]


def _way(place: _Place, following: _Place) -> tuple[_Point, _Point]:
    """From the edge of a box to the facing edge of the next."""
    if following.top <= place.bottom:
        return (place.centre, place.bottom), (following.centre, following.top)
    if following.left > place.left:
        return (place.right, place.middle), (following.left, following.middle)
    return (place.left, place.middle), (following.right, following.middle)


def _draw_arrow(canvas: Canvas, start: _Point, tip: _Point) -> None:
    """One path: the shaft, then the filled head whose second corner is the tip."""
    length = math.dist(start, tip)
    along = ((tip[0] - start[0]) / length, (tip[1] - start[1]) / length)
    neck = (tip[0] - _HEAD_LENGTH * along[0], tip[1] - _HEAD_LENGTH * along[1])
    aside = (-along[1] * _HEAD_WIDTH / 2, along[0] * _HEAD_WIDTH / 2)
    path = canvas.beginPath()
    path.moveTo(*start)
    path.lineTo(*neck)
    path.moveTo(neck[0] + aside[0], neck[1] + aside[1])
    path.lineTo(*tip)
    path.lineTo(neck[0] - aside[0], neck[1] - aside[1])
    path.close()
    canvas.setLineWidth(0.9)
    canvas.setLineJoin(1)  # round: a mitred tip would run into the box
    canvas.drawPath(path, stroke=1, fill=1)


_HEAD_LENGTH, _HEAD_WIDTH = 2.4 * mm, 2 * mm
