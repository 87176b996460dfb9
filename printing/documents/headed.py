"""A section's heading and the first block below it, which no page end may part."""

from __future__ import annotations

from reportlab.platypus import Flowable

from printing.documents.paragraph import Paragraph
from printing.documents.styles import SECTION


class Headed(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """A heading that stays on the page of its block, or of the block's first part."""

    def __init__(self, heading: str, block: Flowable) -> None:
        super().__init__()
        self._words, self._block = heading, block
        self._heading = Paragraph(heading, style=SECTION)

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Points above."""
        return self._heading.getSpaceBefore()

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Points below."""
        return float(self._block.getSpaceAfter())

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The heading, the white below it, the block; points."""
        _, heading_height = self._heading.wrap(width, height)
        self._above_block = heading_height + self._block.getSpaceBefore()
        _, block_height = self._block.wrap(width, height - self._above_block)
        self.width, self.height = width, self._above_block + block_height
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The heading with what fits of the block, and the rest of the block."""
        self.wrap(width, height)
        first, *rest = self._block.split(width, height - self._above_block) or [self._block]
        return [Headed(self._words, first), *rest] if rest else []

    def draw(self) -> None:
        """From the top down."""
        self._heading.drawOn(self.canv, 0, self.height - self._heading.height)
        self._block.drawOn(self.canv, 0, 0)
