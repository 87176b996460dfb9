"""What a paper is made of: blocks that know their height and can draw themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

FUZZ = 1e-6  # points; sums of heights are not exact
ENDLESS = 1e6  # points; more than any block is high


class Block(Protocol):
    """A part of a paper from margin to margin, all in points; reportlab's Flowables are blocks."""

    def wrap(self, width: float, height: float, /) -> tuple[float, float]:
        """Lay out for the width and return the size taken; `height` is what the page has left."""
        ...

    def split(self, width: float, height: float, /) -> Sequence[Block]:
        """Parts of which the first fits into the height; none where the block is kept whole."""
        ...

    def drawOn(self, canvas: Canvas, x: float, y: float, /) -> None:  # noqa: N802  # reportlab's name
        """Draw as wrapped last, with the lower left corner there."""
        ...

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """White above, unless the block begins a page."""
        ...

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """White below; the larger one of two neighbours' counts."""
        ...


@runtime_checkable
class Divisible(Protocol):
    """A block that can do something about being higher than a whole page."""

    def divide(self, width: float, height: float, /) -> Sequence[Block]:
        """Parts of which the first fits into the height of an empty page."""
        ...


class Drawing:
    """A block drawn by hand: set `width` and `height` in `wrap`, draw on `canv` in `draw`."""

    canv: Canvas
    width: float = 0
    height: float = 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # for a block that adapts
        """The size taken."""
        return self.width, self.height

    def split(self, width: float, height: float) -> Sequence[Block]:  # noqa: ARG002  # kept whole
        """Nothing: a drawing is kept whole."""
        return ()

    def drawOn(self, canvas: Canvas, x: float, y: float) -> None:  # noqa: N802  # reportlab's name
        """Draw with the origin moved to the lower left corner."""
        canvas.saveState()
        canvas.translate(x, y)
        self.canv = canvas
        self.draw()
        canvas.restoreState()

    def draw(self) -> None:
        """Draw on `canv`; graphics state set here ends here."""

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """None."""
        return 0

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """None."""
        return 0


class Gap(Drawing):
    """White of a given height."""

    def __init__(self, height: float) -> None:
        self.height = height


class Together:
    """Blocks that stay on one page as long as a page can hold them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = tuple(blocks)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # wrapped as a whole
        """The height of the blocks one below the other."""
        self._tops = tuple(stacked(self._blocks, width))
        return width, self._tops[-1][1] if self._tops else 0

    def split(self, width: float, height: float) -> Sequence[Block]:  # noqa: ARG002  # kept whole
        """Nothing: that is what they are together for."""
        return ()

    def divide(self, width: float, height: float) -> Sequence[Block]:  # noqa: ARG002  # let go
        """The blocks, each for itself: no page can hold them all."""
        return self._blocks

    def drawOn(self, canvas: Canvas, x: float, y: float) -> None:  # noqa: N802  # reportlab's name
        """Draw from the top down."""
        total = self._tops[-1][1] if self._tops else 0
        for block, bottom in self._tops:
            block.drawOn(canvas, x, y + total - bottom)

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """That of the first block."""
        return self._blocks[0].getSpaceBefore() if self._blocks else 0

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """That of the last block."""
        return self._blocks[-1].getSpaceAfter() if self._blocks else 0


def stacked(blocks: Sequence[Block], width: float) -> Iterator[tuple[Block, float]]:
    """Each block, wrapped, with the distance from the top of the stack to its bottom."""
    bottom = after = 0.0
    for number, block in enumerate(blocks):
        _, height = block.wrap(width, ENDLESS)
        above = max(block.getSpaceBefore() - after, 0) if number else 0
        bottom += above + height
        after = block.getSpaceAfter()
        yield block, bottom
        bottom += after
