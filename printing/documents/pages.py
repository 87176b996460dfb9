"""Blocks put on pages, before anything is drawn: a page can then say how many there are."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from printing.documents.block import FUZZ, Block, Divisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from printing.documents.margins import Geometry


@dataclass
class Page:
    """The blocks of one page from the top down, each with the height of its lower edge."""

    free: float  # what is left, in points above the foot
    after: float = 0  # white the last block asked for; part of what is used
    placed: list[tuple[Block, float]] = field(default_factory=list)

    def room(self, block: Block) -> float:
        """What is left for the block."""
        return self.free - self._above(block)

    def place(self, block: Block, height: float) -> None:
        """Put the block below the others."""
        bottom = self.room(block) - height
        self.placed.append((block, bottom))
        self.after = block.getSpaceAfter()
        self.free = bottom - self.after

    def draw(self, canvas: Canvas, geometry: Geometry) -> None:
        """Draw the blocks between the margins."""
        for block, bottom in self.placed:
            block.drawOn(canvas, geometry.side, geometry.foot + bottom)

    def _above(self, block: Block) -> float:
        return max(block.getSpaceBefore() - self.after, 0) if self.placed else 0


def fill(blocks: Iterable[Block], geometry: Geometry) -> list[Page]:
    """The blocks on as many pages as they need, at least one."""
    width, height = geometry.text_width, geometry.text_height
    pages = [Page(height)]
    waiting = deque(blocks)
    while waiting:
        page, block = pages[-1], waiting.popleft()
        room = page.room(block)
        _, used = block.wrap(width, room)
        if used <= room + FUZZ:
            page.place(block, used)
            continue
        parts = block.split(width, room) if room > 0 else ()
        if not parts and page.placed:
            pages.append(Page(height))
            parts = (block,)
        waiting.extendleft(reversed(parts or _divided(block, width, height)))
    return pages


def _divided(block: Block, width: float, height: float) -> Sequence[Block]:
    if isinstance(block, Divisible) and (parts := block.divide(width, height)):
        return parts
    raise AssertionError(f"{type(block).__name__} is higher than a page and cannot be split")
