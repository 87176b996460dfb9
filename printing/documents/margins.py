"""The printable part of each sheet, in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

if TYPE_CHECKING:
    from core.paper_kind import Sheet

EDGE = 15 * mm  # nothing is printed nearer to the paper's edge: desk printers cut it off
SIDE = 22 * mm
HEAD = 20 * mm
FOOT = 25 * mm


@dataclass(frozen=True)
class Geometry:
    """A sheet and its margins; text runs between `side` and `side`, `head` and `foot`."""

    width: float
    height: float
    side: float = SIDE
    head: float = HEAD
    foot: float = FOOT
    edge: float = EDGE

    @property
    def text_width(self) -> float:
        """From margin to margin: 166 mm on an upright A4."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> float:
        """What a page holds."""
        return self.height - self.head - self.foot


def geometry(sheet: Sheet) -> Geometry:
    """The geometry of the sheet."""
    width, height = sheet.value
    return Geometry(width * mm, height * mm)
