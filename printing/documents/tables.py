"""The tables of a paper: labelled fields, lists that may run over pages, due dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.block import Gap
from printing.documents.grid import Grid
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import (
    CELL,
    CELL_STRONG,
    COLUMN_HEAD,
    DUE_DAY,
    GRID,
    LABEL,
    NOTE,
)
from printing.documents.wording import due_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice_lines import DueLine
    from printing.documents.block import Block

Cell = str | list[Paragraph]


@dataclass(frozen=True)
class Column:
    """One column of a list: its heading and its share of the width the list is given."""

    heading: str
    width: float
    align: Align = Align.LEFT


def fields(rows: Sequence[Sequence[tuple[str, str]]]) -> Block:
    """A grid of labelled values; a row holds one pair across or two side by side."""
    cells = [
        [
            [Paragraph(text, style=style)]
            for pair in row
            for text, style in zip(pair, (LABEL, CELL), strict=True)
        ]
        for row in rows
    ]
    return Grid(cells, _field_widths, GRID, before=_ABOVE, after=_BELOW)


def listing(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Block:
    """A list as a table; its head is repeated on every page it runs over."""
    head = [
        [Paragraph(column.heading, style=replace(COLUMN_HEAD, align=column.align))]
        for column in columns
    ]
    styles = [replace(CELL, align=column.align) for column in columns]
    body = [
        [
            [Paragraph(cell, style=style)] if isinstance(cell, str) else cell
            for style, cell in zip(styles, row, strict=True)
        ]
        for row in rows
    ]
    total = sum(column.width for column in columns)

    def widths(width: float) -> Sequence[float]:
        return [column.width / total * width for column in columns]

    return Grid([head, *body], widths, GRID, heads=1, before=_ABOVE, after=_BELOW)


def due_dates(dues: Sequence[DueLine]) -> list[Block]:
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


def provisional_notes(dues: Sequence[DueLine]) -> list[Block]:
    """What 暂定 means: each reason once, below the dates it holds for."""
    notes = dict.fromkeys(due.provisional_note for due in dues if due.provisional_note)
    explained: list[Block] = [
        Paragraph(
            f"“暂定”说明：{note.rstrip('。')}；放假安排公布后按新的日历重新计算。", style=NOTE
        )
        for note in notes
    ]
    if explained:
        explained.append(Gap(_BELOW))
    return explained


_LABEL_WIDTH = 18 * mm  # four characters
_ABOVE, _BELOW = 1.5 * mm, 3.5 * mm


def _field_widths(width: float) -> Sequence[float]:
    return (_LABEL_WIDTH, width / 2 - _LABEL_WIDTH) * 2
