"""A font file mapped into memory, its tables read in bulk.

reportlab reads a table value by value and copies all outlines for each subset; with ten megabytes
a font that is most of what a first paper waits for.
"""

from __future__ import annotations

import itertools
import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

if TYPE_CHECKING:
    from pathlib import Path


class Face(TTFontFace):  # type: ignore[misc]  # reportlab publishes no types
    """A TrueType face whose cmap has format 12, the one that reaches beyond the BMP.

    Raises: TTFError for another font.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(_Mapped(path))

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803, ARG002  # reportlab's names
        """Read names and metrics, then character map, widths and places of the outlines."""
        super().extractInfo(charInfo=0)
        self.charToGlyph = self._character_map()
        self.glyphToChar: dict[int, list[int]] = {}  # asked for by text shaping only
        self.hmetrics = self._horizontal_metrics()
        widths = [1000 * advance / self.unitsPerEm for advance in self.hmetrics.advances]
        self.defaultWidth = widths[0]
        self.charToGlyph[_NO_BREAK_SPACE] = self.charToGlyph[_SPACE]
        self.charWidths = dict(
            zip(self.charToGlyph, map(widths.__getitem__, self.charToGlyph.values()), strict=True)
        )
        self.glyphPos = self._outline_places()

    def get_table(self, tag: str) -> bytes | _Outlines:
        """The table; of the outlines only what is taken out of them is copied."""
        start, length = self.get_table_pos(tag)
        if tag == "glyf":
            return _Outlines(self._ttf_data[start : start + length])
        return self._table(tag)

    def _table(self, tag: str) -> bytes:
        return bytes(self.get_chunk(*self.get_table_pos(tag)))

    def _character_map(self) -> dict[int, int]:
        table = self._table("cmap")
        _, subtables = struct.unpack_from(">HH", table)
        for number in range(subtables):
            (offset,) = struct.unpack_from(">4xL", table, 4 + 8 * number)
            form, groups = struct.unpack_from(">H10xL", table, offset)
            if form == _SEGMENTED_COVERAGE:
                return _characters(struct.unpack_from(f">{3 * groups}L", table, offset + 16))
        raise TTFError(f"{self.filename} has no cmap of format {_SEGMENTED_COVERAGE}")

    def _horizontal_metrics(self) -> _Metrics:
        (full,) = struct.unpack_from(">34xH", self._table("hhea"))
        rest = self.numGlyphs - full
        values = struct.unpack_from(f">{2 * full + rest}H", self._table("hmtx"))
        # The last advance holds for all glyphs that state a bearing only.
        advances = values[: 2 * full : 2] + values[2 * full - 2 : 2 * full - 1] * rest
        return _Metrics(advances, values[1 : 2 * full : 2] + values[2 * full :])

    def _outline_places(self) -> Sequence[int]:
        (is_long,) = struct.unpack_from(">50xH", self._table("head"))
        count = self.numGlyphs + 1
        table = self._table("loca")
        if is_long:
            return struct.unpack_from(f">{count}L", table)
        return [2 * half for half in struct.unpack_from(f">{count}H", table)]


_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0
_SEGMENTED_COVERAGE = 12  # OpenType, cmap, format 12


class _Mapped:
    """The font file as reportlab takes an open file; all processes share its pages."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path

    def read(self) -> memoryview:
        with self._path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


@dataclass(frozen=True)
class _Metrics:
    """Advance width and left side bearing by glyph, paired only when asked for."""

    advances: Sequence[int]
    bearings: Sequence[int]

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        return self.advances[glyph], self.bearings[glyph]


@dataclass(frozen=True)
class _Outlines:
    table: memoryview

    def __getitem__(self, part: slice) -> bytes:
        return bytes(self.table[part])


def _characters(groups: Sequence[int]) -> dict[int, int]:
    """From groups of first character, last character, first glyph."""
    found: dict[int, int] = {}
    for first, last, glyph in zip(groups[::3], groups[1::3], groups[2::3], strict=True):
        found.update(zip(range(first, last + 1), itertools.count(glyph), strict=False))
    return found
