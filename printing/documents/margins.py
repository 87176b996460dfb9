"""The printable part of the A4 sheet, in points."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

EDGE = 15 * mm  # nothing is printed nearer to the paper's edge: desk printers cut it off
SIDE = 22 * mm
HEAD = 20 * mm
FOOT = 25 * mm
WIDTH = A4[0] - 2 * SIDE  # 166 mm
HEIGHT = A4[1] - HEAD - FOOT
