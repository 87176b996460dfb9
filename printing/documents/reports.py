"""Ledgers and reports as printed lists: shares of the width, figures to the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from printing.documents.headed import Headed
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import BODY
from printing.documents.tables import Column, listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.office_notices import ReportColumn, ReportTable
    from printing.documents.block import Block


def report(table: ReportTable) -> Block:
    """The table below its heading; an empty one says that nothing was recorded."""
    if table.rows:
        cells = zip(*table.rows, strict=True)
        columns = [
            Column(column.heading, column.share, _align(column, texts))
            for column, texts in zip(table.columns, cells, strict=True)
        ]
        rows: Block = listing(columns, table.rows)
    else:
        rows = Paragraph("本期没有记录。", style=BODY)
    return Headed(table.heading, rows) if table.heading else rows


_FIGURE = re.compile(r"[-+]?[\d,]*\.?\d+ ?%?|[-—]?")
_NUMBER_OF_THE_ROW = "序号"


def _align(column: ReportColumn, texts: Sequence[str]) -> Align:
    if column.heading == _NUMBER_OF_THE_ROW:
        return Align.CENTRE
    if any(texts) and all(_FIGURE.fullmatch(text) for text in texts):
        return Align.RIGHT
    return Align.LEFT
