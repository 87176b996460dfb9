"""The one look of all papers: sizes of text, rules and padding of tables, in points."""

from __future__ import annotations

from printing.documents.grid import Ruling
from printing.documents.paragraph import Align, TextStyle
from printing.typeface import Weight

OFFICE = TextStyle(12.5, 18, align=Align.CENTRE)
TITLE = TextStyle(22, 30, weight=Weight.BOLD, align=Align.CENTRE, before=4, after=8)
BODY = TextStyle(11, 18, align=Align.JUSTIFIED, indent=2, after=3)
LABEL = TextStyle(10, 15, align=Align.SPREAD)
CELL = TextStyle(10, 15)
CELL_STRONG = TextStyle(10, 15, weight=Weight.BOLD)
COLUMN_HEAD = TextStyle(9.5, 14, weight=Weight.BOLD)
DUE_DAY = TextStyle(11.5, 16, weight=Weight.BOLD)
STUB_TITLE = TextStyle(14, 20, weight=Weight.BOLD, align=Align.CENTRE, after=3)
SECTION = TextStyle(11.5, 18, weight=Weight.BOLD, before=4)
STEP = TextStyle(10, 14, weight=Weight.BOLD, align=Align.CENTRE)
STEP_NOTE = TextStyle(8.5, 12, align=Align.CENTRE)
NOTE = TextStyle(8.5, 12.5, grey=0.25)
CONTACTS = TextStyle(9.5, 15, before=4)
SIGNED = TextStyle(11, 17, align=Align.CENTRE)
SEAL_HINT = TextStyle(8, 15, align=Align.CENTRE, grey=0.5)
CODE_HINT = TextStyle(7.5, 11)
MARK = TextStyle(10, 14, weight=Weight.BOLD, align=Align.CENTRE)
MARGINAL = TextStyle(8, 11, grey=0.2)

FRAME_LINE = 0.9
CELL_PADDING = 5

BARE = Ruling(frame=0, inner=0, beside=0, above=0)
GRID = Ruling(frame=FRAME_LINE, inner=0.4, beside=CELL_PADDING, above=3)
