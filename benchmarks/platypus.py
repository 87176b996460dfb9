"""The papers as reportlab's own layout makes them: stock TTFont, Table, CJK paragraphs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from benchmarks.ledger import SHARES
from benchmarks.limit import FONTS
from printing.qr import draw_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.receipt import Receipt, Rows

_WIDTH = 166 * mm
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.4, (0.45, 0.45, 0.45)),
    ("BOX", (0, 0), (-1, -1), 0.9, (0, 0, 0)),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
]


class Platypus:
    """Fonts are registered once, as they should be."""

    def __init__(self) -> None:
        for name, file in (("stock", "NotoSansSC-Regular"), ("stock-bold", "NotoSansSC-Bold")):
            pdfmetrics.registerFont(TTFont(name, FONTS / f"{file}.ttf"))
        body = {"fontName": "stock", "wordWrap": "CJK"}
        self._cell = ParagraphStyle("cell", fontSize=10, leading=15, **body)
        self._body = ParagraphStyle("body", self._cell, fontSize=11, leading=18, firstLineIndent=22)
        self._office = ParagraphStyle("office", self._cell, fontSize=12.5, leading=18, alignment=1)
        self._strong = ParagraphStyle("strong", self._cell, fontName="stock-bold")
        self._title = ParagraphStyle("title", self._strong, fontSize=22, leading=30, alignment=1)

    def receipt(self, receipt: Receipt) -> bytes:
        """One A4 receipt."""
        facts = [[text for pair in row for text in pair] for row in receipt.facts]
        spans = [
            ("SPAN", (1, row), (3, row))
            for row, pairs in enumerate(receipt.facts)
            if len(pairs) == 1
        ]
        closing = Table(
            [
                [
                    [_Code(receipt.code), *map(self._set, receipt.code_hints)],
                    Table(self._cells(receipt.boxes), [22 * mm, 42 * mm], style=_GRID),
                    [self._set(line) for line in receipt.seal],
                ]
            ],
            [36 * mm, 68 * mm, 62 * mm],
        )
        story = [
            *(Paragraph(line, self._office) for line in receipt.offices),
            Paragraph(receipt.title, self._title),
            Table(self._cells([receipt.numbers]), [0.56 * _WIDTH, 0.44 * _WIDTH]),
            Table(
                self._cells([row + [""] * (4 - len(row)) for row in facts]),
                [18 * mm, 65 * mm, 18 * mm, 65 * mm],
                style=[*_GRID, *spans],
            ),
            Paragraph(receipt.accepted, self._body),
            self._list(receipt.dues, [30 * mm, 58 * mm, 14 * mm, 64 * mm]),
            Paragraph(receipt.not_counted, self._body),
            self._list(receipt.materials, [12 * mm, 108 * mm, 26 * mm, 20 * mm]),
            KeepTogether([*map(self._set, receipt.last_words), Spacer(0, 3 * mm), closing]),
        ]
        return _built(story, A4)

    def ledger(self, rows: Rows) -> bytes:
        """A landscape list of many pages."""
        width = 253 * mm
        return _built([self._list(rows, [share * width / 100 for share in SHARES])], landscape(A4))

    def _list(self, rows: Rows, widths: Sequence[float]) -> Table:
        head = [Paragraph(cell, self._strong) for cell in rows[0]]
        return LongTable([head, *self._cells(rows[1:])], widths, repeatRows=1, style=_GRID)

    def _cells(self, rows: Sequence[Sequence[str]]) -> list[list[Paragraph]]:
        return [[self._set(cell) for cell in row] for row in rows]

    def _set(self, words: str) -> Paragraph:
        return Paragraph(words, self._cell)


class _Code(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.width = self.height = 22 * mm

    def draw(self) -> None:
        draw_code(self.canv, self._text, self.height)


def _built(story: list[Flowable], size: tuple[float, float]) -> bytes:
    file = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 22 * mm)
    SimpleDocTemplate(file, pagesize=size, initialFontName="stock", **margins).build(story)
    return file.getvalue()
