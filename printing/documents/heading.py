"""The head of the first page: hall, department, title, numbers, double rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from printing.documents.margins import WIDTH
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import BARE, CELL, OFFICE, TITLE

if TYPE_CHECKING:
    from core.notice import Notice


def heading(notice: Notice, title: str = "") -> list[Flowable]:
    """The flowables every paper begins with; the title is the kind's own unless one is given."""
    return [
        Paragraph(notice.letterhead.hall, style=OFFICE),
        Paragraph(notice.letterhead.department, style=OFFICE),
        Paragraph(title or notice.kind.title, style=TITLE),
        _numbers(notice),
        _DoubleRule(),
        Spacer(0, 2.5 * mm),
    ]


def _numbers(notice: Notice) -> Flowable:
    number = Paragraph(f"编号：{notice.number}", style=CELL)
    if not notice.case_number:
        return number
    case = Paragraph(f"办件编号：{notice.case_number}", style=replace(CELL, align=Align.RIGHT))
    return Table([[number, case]], colWidths=[0.56 * WIDTH, 0.44 * WIDTH], style=BARE)


class _DoubleRule(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """A thick line over a thin one, as official letterheads have it."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # reportlab's signature
        self.width, self.height = width, 2 * mm
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(1.4)
        self.canv.line(0, 1.1 * mm, self.width, 1.1 * mm)
        self.canv.setLineWidth(0.4)
        self.canv.line(0, 0.3 * mm, self.width, 0.3 * mm)
