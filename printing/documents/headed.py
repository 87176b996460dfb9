"""A section's heading and the first block below it, which no page end may part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.block import Divisible
from printing.documents.paragraph import Paragraph
from printing.documents.styles import SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from printing.documents.block import Block


class Headed:
    """A heading that stays on the page of its block, or of the block's first part."""

    def __init__(self, heading: str, block: Block) -> None:
        self._words, self._block = heading, block
        self._heading = Paragraph(heading, style=SECTION)
        self._heading_height = self._height = 0.0

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Points above."""
        return self._heading.getSpaceBefore()

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Points below."""
        return self._block.getSpaceAfter()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The heading, the white below it, the block; points."""
        _, self._heading_height = self._heading.wrap(width, height)
        _, block_height = self._block.wrap(width, height - self._above_block)
        self._height = self._above_block + block_height
        return width, self._height

    def split(self, width: float, height: float) -> Sequence[Block]:
        """The heading with what fits of the block, and the rest of the block."""
        self.wrap(width, height)
        return self._parted(self._block.split(width, height - self._above_block))

    def divide(self, width: float, height: float) -> Sequence[Block]:
        """As `split`, of a block whose first part is higher than a page."""
        if not isinstance(self._block, Divisible):
            return ()
        self.wrap(width, height)
        return self._parted(self._block.divide(width, height - self._above_block))

    def drawOn(self, canvas: Canvas, x: float, y: float) -> None:  # noqa: N802  # reportlab's name
        """From the top down."""
        self._heading.drawOn(canvas, x, y + self._height - self._heading_height)
        self._block.drawOn(canvas, x, y)

    @property
    def _above_block(self) -> float:
        return self._heading_height + self._block.getSpaceBefore()

    def _parted(self, parts: Sequence[Block]) -> Sequence[Block]:
        if not parts:
            return ()
        first, *rest = parts
        return (Headed(self._words, first), *rest)
