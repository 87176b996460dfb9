"""The materials an office has received, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.paragraph import Align
from printing.documents.tables import Column, listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice_lines import MaterialLine
    from printing.documents.block import Block


def received_list(materials: Sequence[MaterialLine]) -> list[Block]:
    """Each material with its form and copies; nothing when there is none."""
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("已收材料", 111 * mm),
        Column("形式", 28.5 * mm),
        Column("份数", 14.5 * mm, Align.CENTRE),
    )
    rows = [
        [str(number), line.name, line.form, str(line.copies)]
        for number, line in enumerate(materials, start=1)
    ]
    return [listing(columns, rows)] if rows else []


def count_words(materials: Sequence[MaterialLine]) -> str:
    """`共 3 项、5 份`."""
    return f"共 {len(materials)} 项、{sum(line.copies for line in materials)} 份"
