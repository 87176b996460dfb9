"""Cells in rows and columns: measured once, split between rows, ruled around what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise
from typing import TYPE_CHECKING

from printing.content import Content
from printing.documents.block import FUZZ, Block, stacked

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Cell = Sequence[Block]
Cells = Sequence[Cell]  # of a row; the last cell of a short row takes the columns that are left
Widths = Callable[[float], Sequence[float]]  # of the columns, for the width the grid is given


@dataclass(frozen=True)
class Ruling:
    """Lines and padding of a grid in points; without a frame no line is drawn."""

    frame: float
    inner: float
    beside: float
    above: float  # and below


class Grid:
    """A table as a block; its first `heads` rows are repeated on every page it runs over."""

    def __init__(
        self,
        rows: Sequence[Cells],
        widths: Widths,
        ruling: Ruling,
        *,
        heads: int = 0,
        lowest: float = 0,
        before: float = 0,
        after: float = 0,
    ) -> None:
        self._rows = [_Row(cells) for cells in rows]
        self._widths = widths
        self._ruling = ruling
        self._heads = heads
        self._lowest = lowest  # a row is at least that high
        self._before, self._after = before, after
        self._width = self._height = 0.0
        self._edges: Sequence[float] = ()  # of the columns, from the left

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # a block's signature
        """Measure the rows for the width."""
        if width != self._width:
            self._width, self._edges = width, (0, *accumulate(self._widths(width)))
            self._take(self._rows)
        return width, self._height

    def split(self, width: float, height: float) -> Sequence[Grid]:
        """The rows that fit and the rest, both below the head; none where no row fits."""
        self.wrap(width, height)
        fitting = 0
        for bottom in accumulate(row.height for row in self._rows):
            if bottom > height + FUZZ:
                break
            fitting += 1
        if fitting <= self._heads:
            return ()
        return self._part(self._rows[self._heads : fitting]), self._part(self._rows[fitting:])

    def divide(self, width: float, height: float) -> Sequence[Grid]:
        """As much of the first row as a page can hold, and the rest."""
        self.wrap(width, height)
        first, *others = self._rows[self._heads :]
        above = sum(row.height for row in self._rows[: self._heads])
        head, rest = first.cut(height - above - 2 * self._ruling.above)
        if not any(head):
            return ()
        return self._part([_Row(head)]), self._part([_Row(rest), *others])

    def drawOn(self, canvas: Canvas, x: float, y: float) -> None:  # noqa: N802  # reportlab's name
        """Draw the cells, then the rules around them."""
        bottom = y + self._height
        for row in self._rows:
            bottom -= row.height
            row.draw(canvas, x, bottom)
        if self._ruling.frame:
            self._draw_rules(canvas, x, y)

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Points above."""
        return self._before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Points below."""
        return self._after

    def _part(self, body: Sequence[_Row]) -> Grid:
        part = Grid(
            (),
            self._widths,
            self._ruling,
            heads=self._heads,
            lowest=self._lowest,
            before=self._before,
            after=self._after,
        )
        part._width, part._edges = self._width, self._edges
        part._take([*self._rows[: self._heads], *body])
        return part

    def _take(self, rows: list[_Row]) -> None:
        for row in rows:
            row.measure(self._edges, self._ruling, self._lowest)
        self._rows = rows
        self._height = sum(row.height for row in rows)

    def _draw_rules(self, canvas: Canvas, x: float, y: float) -> None:
        tops = (-row.height for row in self._rows)
        levels = list(accumulate(tops, initial=y + self._height))  # from the upper edge down
        right = x + self._edges[-1]
        lines = [(x, level, right, level) for level in levels[1:-1]]
        for edge in sorted(set(chain.from_iterable(row.inner_edges for row in self._rows))):
            lines += ((x + edge, top, x + edge, low) for top, low in self._stretches(edge, levels))
        canvas.saveState()
        canvas.setLineWidth(self._ruling.inner)
        canvas.setStrokeGray(_INNER_GREY)
        canvas.drawPath(_path(lines))
        canvas.setLineWidth(self._ruling.frame)
        canvas.setStrokeGray(0)
        canvas.setLineJoin(_ROUND)
        canvas.rect(x, y, right - x, self._height)
        if self._heads:
            canvas.line(x, levels[self._heads], right, levels[self._heads])
        canvas.restoreState()

    def _stretches(self, edge: float, levels: Sequence[float]) -> Iterator[tuple[float, float]]:
        """From where to where a column's edge runs: a cell that takes several columns covers it."""
        rows = zip(self._rows, pairwise(levels), strict=True)
        for runs, group in groupby(rows, lambda row: edge in row[0].inner_edges):
            if runs:
                between = [top_and_bottom for _, top_and_bottom in group]
                yield between[0][0], between[-1][1]


_INNER_GREY = 0.45
_ROUND = 1  # PDF 32000-1, 8.4.3.4


class _Row:
    """A row, its height and where its blocks go once measured."""

    __slots__ = ("_beside", "_cells", "_edges", "_stacks", "height", "inner_edges")

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._edges: Sequence[float] = ()

    def measure(self, edges: Sequence[float], ruling: Ruling, lowest: float) -> None:
        if self._edges is edges:
            return
        self._edges, self._beside = edges, ruling.beside
        self.inner_edges = edges[1 : len(self._cells)]
        self._stacks = [
            tuple(stacked(cell, width))
            for cell, width in zip(self._cells, self._widths(), strict=True)
        ]
        highest = max((stack[-1][1] for stack in self._stacks if stack), default=0)
        self.height = max(highest + 2 * ruling.above, lowest)

    def cut(self, room: float) -> tuple[Cells, Cells]:
        """What fits into the room, and the rest."""
        parts = [
            _cut(cell, width, room) for cell, width in zip(self._cells, self._widths(), strict=True)
        ]
        return [head for head, _ in parts], [rest for _, rest in parts]

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        for left, stack in zip(self._edges, self._stacks, strict=False):
            if stack:
                top = y + (self.height + stack[-1][1]) / 2
                for block, bottom in stack:
                    block.drawOn(canvas, x + left + self._beside, top - bottom)

    def _widths(self) -> list[float]:
        edges = (0.0, *self.inner_edges, self._edges[-1])
        return [right - left - 2 * self._beside for left, right in pairwise(edges)]


def _path(lines: Sequence[tuple[float, float, float, float]]) -> Content:
    return Content(" ".join([f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in lines]))


def _cut(cell: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """What of the cell fits into the room, and the rest."""
    for number, block in enumerate(cell):
        _, used = block.wrap(width, room)
        if used > room:
            parts = block.split(width, room)
            fitting, rest = (parts[:1], parts[1:]) if parts else ((), (block,))
            return [*cell[:number], *fitting], [*rest, *cell[number + 1 :]]
        room -= used
    return cell, ()
