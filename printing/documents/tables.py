"""The tables of a paper: labelled fields, lists that may run over pages, due dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from printing.documents.margins import HEIGHT, WIDTH
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import (
    CELL,
    CELL_PADDING,
    CELL_STRONG,
    COLUMN_HEAD,
    DUE_DAY,
    FRAME_LINE,
    GRID,
    LABEL,
    NOTE,
)
from printing.documents.wording import due_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.notice_lines import DueLine

Cell = str | list[Paragraph]


@dataclass(frozen=True)
class Column:
    """One column of a list: its heading and its width in points."""

    heading: str
    width: float
    align: Align = Align.LEFT


def fields(rows: Sequence[Sequence[tuple[str, str]]]) -> Flowable:
    """A grid of labelled values; a row holds one pair across or two side by side."""
    cells: list[list[Paragraph | None]] = []
    spans = []
    for number, row in enumerate(rows):
        line: list[Paragraph | None] = []
        for label, value in row:
            line += [Paragraph(label, style=LABEL), Paragraph(value, style=CELL)]
        if len(row) == 1:
            line += [None, None]
            spans.append(("SPAN", (1, number), (3, number)))
        cells.append(line)
    return Table(
        cells,
        colWidths=[_LABEL_WIDTH, WIDTH / 2 - _LABEL_WIDTH] * 2,
        style=[*GRID, *spans],
        spaceBefore=_ABOVE,
        spaceAfter=_BELOW,
    )


def listing(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Flowable:
    """A list as a table; its head is repeated on every page it runs over."""
    head = [
        Paragraph(column.heading, style=replace(COLUMN_HEAD, align=column.align))
        for column in columns
    ]
    body = [part for row in rows for part in _page_high(columns, row)]
    return _List(
        [head, *body],
        colWidths=[column.width for column in columns],
        repeatRows=1,
        style=[*GRID, ("LINEBELOW", (0, 0), (-1, 0), FRAME_LINE, (0, 0, 0))],
        spaceBefore=_ABOVE,
        spaceAfter=_BELOW,
    )


def due_dates(dues: Sequence[DueLine]) -> list[Flowable]:
    """Each limit with its day, firm or provisional, and what it rests on."""
    columns = (
        Column("时限", 30 * mm),
        Column("截止日期（含当日）", 58 * mm),
        Column("状态", 14 * mm, Align.CENTRE),
        Column("期限与依据", 64 * mm),
    )
    rows: list[list[Cell]] = [
        [
            [Paragraph(due.name, style=CELL_STRONG)],
            [Paragraph(due_words(due.due), style=DUE_DAY)],
            "暂定" if due.provisional_note else "确定",
            [Paragraph(due.limit, style=CELL), Paragraph(due.basis, style=NOTE)],
        ]
        for due in dues
    ]
    return [listing(columns, rows), *provisional_notes(dues)]


def provisional_notes(dues: Sequence[DueLine]) -> list[Flowable]:
    """What 暂定 means: each reason once, below the dates it holds for."""
    notes = dict.fromkeys(due.provisional_note for due in dues if due.provisional_note)
    explained: list[Flowable] = [
        Paragraph(
            f"“暂定”说明：{note.rstrip('。')}；放假安排公布后按新的日历重新计算。", style=NOTE
        )
        for note in notes
    ]
    if explained:
        explained.append(Spacer(0, _BELOW))
    return explained


_LABEL_WIDTH = 18 * mm  # four characters
_ABOVE, _BELOW = 1.5 * mm, 3.5 * mm
_TALLEST_ROW = HEIGHT - 15 * mm  # room for the repeated head


def _page_high(columns: Sequence[Column], row: Sequence[Cell]) -> Iterator[list[list[Paragraph]]]:
    """The row, cut into several where one would be taller than a page.

    reportlab's own cutting inside a row forgets the repeated head and overruns the page.
    """
    cells = [_paragraphs(column, cell) for column, cell in zip(columns, row, strict=True)]
    while any(cells):
        cut = [
            _cut(cell, column.width - 2 * CELL_PADDING)
            for column, cell in zip(columns, cells, strict=True)
        ]
        yield [head for head, _ in cut]
        cells = [rest for _, rest in cut]


def _paragraphs(column: Column, cell: Cell) -> list[Paragraph]:
    if isinstance(cell, str):
        return [Paragraph(cell, style=replace(CELL, align=column.align))]
    return cell


def _cut(cell: list[Paragraph], width: float) -> tuple[list[Paragraph], list[Paragraph]]:
    """What fits into the tallest row, and the rest."""
    room = _TALLEST_ROW
    for number, paragraph in enumerate(cell):
        _, used = paragraph.wrap(width, room)
        if used > room:
            parts = paragraph.split(width, room)
            fitting, rest = (parts[:1], parts[1:]) if parts else ([], [paragraph])
            return cell[:number] + fitting, rest + cell[number + 1 :]
        room -= used
    return cell, []


class _List(Table):  # type: ignore[misc]  # reportlab publishes no types
    """A table that is closed by a line on every page it runs over."""

    def split(self, width: float, height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(width, height)
        for part in parts[:-1]:
            part.setStyle([("LINEBELOW", (0, -1), (-1, -1), FRAME_LINE, (0, 0, 0))])
        return parts
