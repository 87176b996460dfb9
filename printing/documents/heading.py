"""The head of the first page: hall, department, title, numbers, double rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.block import Drawing, Gap
from printing.documents.grid import Grid
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import BARE, CELL, OFFICE, TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from printing.documents.block import Block


def heading(notice: Notice, title: str = "") -> list[Block]:
    """The blocks every paper begins with; the title is the kind's own unless one is given."""
    return [
        Paragraph(notice.letterhead.hall, style=OFFICE),
        Paragraph(notice.letterhead.department, style=OFFICE),
        Paragraph(title or notice.kind.title, style=TITLE),
        _numbers(notice),
        _DoubleRule(),
        Gap(2.5 * mm),
    ]


def _numbers(notice: Notice) -> Block:
    number = Paragraph(f"编号：{notice.number}", style=CELL)
    if not notice.case_number:
        return number
    case = Paragraph(f"办件编号：{notice.case_number}", style=replace(CELL, align=Align.RIGHT))
    return Grid([[[number], [case]]], _number_widths, BARE)


def _number_widths(width: float) -> Sequence[float]:
    return 0.56 * width, 0.44 * width


class _DoubleRule(Drawing):
    """A thick line over a thin one, as official letterheads have it."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # a block's signature
        self.width, self.height = width, 2 * mm
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(1.4)
        self.canv.line(0, 1.1 * mm, self.width, 1.1 * mm)
        self.canv.setLineWidth(0.4)
        self.canv.line(0, 0.3 * mm, self.width, 0.3 * mm)
