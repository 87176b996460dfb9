"""Chinese text set into lines: the only way words get onto a paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.content import Content
from printing.documents.setting import Align, Strong, TextStyle, cut, set_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

__all__ = ["Align", "Paragraph", "Strong", "TextStyle"]


class Paragraph:
    """Text in one style, broken into lines by the Chinese rules."""

    __slots__ = ("_parts", "_setting", "style")  # a ledger has tens of thousands

    def __init__(self, *parts: str | Strong, style: TextStyle) -> None:
        self.style = style
        self._parts = parts

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        """Points above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        """Points below."""
        return self.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # a block's signature
        """Break into lines for the width; points."""
        self._setting = set_parts(self._parts, self.style, width)
        return width, self._setting.height

    def wrapOn(self, _: Canvas, width: float, height: float) -> tuple[float, float]:  # noqa: N802  # reportlab's name
        """As `wrap`, for a Flowable that sets words inside of it."""
        return self.wrap(width, height)

    def split(self, width: float, height: float) -> Sequence[Paragraph]:
        """What fits and the rest; a page neither ends nor begins with a single line."""
        lines = set_parts(self._parts, self.style, width).lines
        fitting = int(height / self.style.leading)
        if fitting >= len(lines):
            return (self,)
        fitting = min(fitting, len(lines) - 2)
        if fitting < 2:  # noqa: PLR2004  # two lines, see above
            return ()
        head, tail = cut(self._parts, lines[fitting].place.start)
        return (
            Paragraph(*head, style=self.style),
            Paragraph(*tail, style=replace(self.style, indent=0)),
        )

    def drawOn(self, canvas: Canvas, x: float, y: float) -> None:  # noqa: N802  # reportlab's name
        """Show the lines from the top down."""
        if self._setting.lines:
            document = canvas._doc  # noqa: SLF001  # fonts keep their codes by it; it has no public name
            canvas.drawText(Content(self._setting.code(x, y, document)))
