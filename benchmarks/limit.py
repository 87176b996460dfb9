"""The receipt and the ledger by the bare writer: labels and rules drawn once, places given."""

from __future__ import annotations

from dataclasses import astuple
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bare_pdf import BareFont, BarePage, content, written
from benchmarks.ledger import PER_PAGE, SHARES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.receipt import Receipt, Rows

FONTS = Path(__file__).parents[1] / "printing" / "fonts"
_A4 = (595.28, 841.89)
_LEFT, _RIGHT, _MIDDLE = 62.4, 532.9, 297.6
_FACTS, _WORDS, _DUES, _MATERIALS = 676, 575, 522, 445  # points above the lower edge
_DUE_COLUMNS = (_LEFT, _LEFT + 85, _LEFT + 249, _LEFT + 289, _RIGHT)
_MATERIAL_COLUMNS = (_LEFT, _LEFT + 34, _LEFT + 340, _LEFT + 414, _RIGHT)
_ROW, _IN_LINE = 21, 42  # points, characters


def receipt_writer(example: Receipt) -> Callable[[Receipt], bytes]:
    """A writer of receipts with that many rows; the example's characters are cut beforehand."""
    strong = (example.title, example.dues, example.materials[0])
    regular, bold = fonts = _fonts(astuple(example), strong)
    template = _page()
    _draw_labels(template, example, regular, bold)
    common = content(template)

    def write(receipt: Receipt) -> bytes:
        page = _page()
        _draw_values(page, receipt, regular, bold)
        return written(fonts, (page,), common, _A4)

    return write


def ledger_writer(example: Rows) -> Callable[[Rows], bytes]:
    """A writer of ledgers below the example's head; the example's characters are cut beforehand."""
    head = example[0]
    regular, bold = fonts = _fonts(example, head)
    edges = [_LEFT + 7.17 * share for share in accumulate(SHARES, initial=0)]
    levels = _levels(500, PER_PAGE + 1)
    template = _page()
    _draw_grid(template, edges, levels)
    _draw_row(template, bold, edges, levels[0], head)
    common = content(template)

    def write(rows: Rows) -> bytes:
        added: dict[str, dict[str, int]] = {"R": {}, "B": {}}
        pages = []
        for start in range(1, len(rows), PER_PAGE):
            page = BarePage(added)
            for row, level in zip(rows[start : start + PER_PAGE], levels[1:], strict=False):
                _draw_row(page, regular, edges, level, row)
            pages.append(page)
        return written(fonts, pages, common, (_A4[1], _A4[0]))

    return write


Words = str | tuple["Words", ...]


def _fonts(regular: Words, bold: Words) -> tuple[BareFont, BareFont]:
    return (
        BareFont("R", FONTS / "NotoSansSC-Regular.ttf", _characters(regular), 3),
        BareFont("B", FONTS / "NotoSansSC-Bold.ttf", _characters(bold), 8),
    )


def _characters(words: Words) -> str:
    return words if isinstance(words, str) else "".join(map(_characters, words))


def _page() -> BarePage:
    return BarePage({"R": {}, "B": {}})


def _draw_labels(page: BarePage, receipt: Receipt, regular: BareFont, bold: BareFont) -> None:
    for y, words in zip((770, 752), receipt.offices, strict=True):
        page.text(regular, 12.5, _MIDDLE - 6.25 * len(words), y, words)
    page.text(bold, 22, _MIDDLE - 11 * len(receipt.title), 722, receipt.title)
    page.rules((_LEFT, 690, _RIGHT, 690), (_LEFT, 688, _RIGHT, 688))
    facts = _levels(_FACTS, len(receipt.facts))
    _draw_grid(page, (_LEFT, _LEFT + 51, _RIGHT), facts)
    for level, row in zip(facts, receipt.facts, strict=False):
        for pair, (label, _) in enumerate(row):
            page.text(regular, 10, _LEFT + 5 + 235 * pair, level - 14, label)
    for top, columns, rows in (
        (_DUES, _DUE_COLUMNS, receipt.dues),
        (_MATERIALS, _MATERIAL_COLUMNS, receipt.materials),
    ):
        _draw_grid(page, columns, _levels(top, len(rows)))
        _draw_row(page, bold, columns, top, rows[0])
    for y, words in zip((155, 140), receipt.last_words, strict=True):
        page.text(regular, 9.5, _LEFT, y, words)
    for level, (label, _) in zip(_levels(126, 2), receipt.boxes, strict=True):
        page.text(regular, 10, 170, level - 14, label)
    page.text(regular, 8, _RIGHT - 60, 45, receipt.foot)


def _draw_values(page: BarePage, receipt: Receipt, regular: BareFont, bold: BareFont) -> None:
    for x, words in zip((_LEFT, _MIDDLE + 90), receipt.numbers, strict=True):
        page.text(regular, 10, x, 695, words)
    for level, row in zip(_levels(_FACTS, 3), receipt.facts, strict=True):
        for pair, (_, value) in enumerate(row):
            page.text(regular, 10, _LEFT + 56 + 235 * pair, level - 14, value)
    words = receipt.accepted + receipt.not_counted
    for number, start in enumerate(range(0, len(words), _IN_LINE)):
        page.text(regular, 11, _LEFT, _WORDS - 14 * number, words[start : start + _IN_LINE])
    for level, due in zip(_levels(_DUES, 2)[1:], receipt.dues[1:], strict=True):
        for font, size, column, cell in zip(
            (bold, bold, regular, regular), (10, 11.5, 10, 6.5), _DUE_COLUMNS, due, strict=False
        ):
            page.text(font, size, column + 5, level - 14, cell)
    for level, material in zip(_levels(_MATERIALS, 12)[1:], receipt.materials[1:], strict=True):
        _draw_row(page, regular, _MATERIAL_COLUMNS, level, material)
    _draw_foot(page, receipt, regular)


def _draw_foot(page: BarePage, receipt: Receipt, font: BareFont) -> None:
    page.symbol(_LEFT, 72, 62, receipt.code)
    for y, hint in zip((62, 52), receipt.code_hints, strict=True):
        page.text(font, 7.5, _LEFT, y, hint)
    for level, (_, value) in zip(_levels(126, 2), receipt.boxes, strict=True):
        page.text(font, 10, 230, level - 14, value)
    for y, line in zip((122, 105, 88), receipt.seal, strict=True):
        page.text(font, 11, 445 - 5.5 * len(line), y, line)


def _draw_grid(page: BarePage, edges: Sequence[float], levels: Sequence[float]) -> None:
    page.rules(*((edges[0], level, edges[-1], level) for level in levels))
    page.rules(*((edge, levels[0], edge, levels[-1]) for edge in edges))


def _draw_row(
    page: BarePage, font: BareFont, edges: Sequence[float], level: float, row: Sequence[str]
) -> None:
    for edge, words in zip(edges, row, strict=False):
        page.text(font, 10, edge + 5, level - 14, words)


def _levels(top: float, rows: int) -> list[float]:
    return [top - _ROW * row for row in range(rows + 1)]
