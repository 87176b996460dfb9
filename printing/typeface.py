"""The typefaces of the papers: which font draws a character, and what no font can draw.

Noto Sans SC holds GB 18030-2022 level 2, HanaMinB the rest of level 3. Fonts are read on first
use and once per process; HanaMinB only when a rare character occurs.
"""

from __future__ import annotations

import enum
import functools
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument


RARE = "HanaMinB"  # the font of last resort
WRITING = threading.Lock()  # held while a document is written: reportlab cuts one subset at a time


class Weight(enum.Enum):
    """The two weights a paper uses; the value names the font and its file."""

    REGULAR = "NotoSansSC-Regular"
    BOLD = "NotoSansSC-Bold"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character set in a font; the width is in em."""

    char: str
    font: str
    width: float


def printable(text: str) -> str:
    """The text as the paper shows it.

    Composed (NFC), characters of old GBK systems restored, invisible ones dropped, and each
    character without a glyph replaced by 〓〔U+xxxxx〕, so that a name never loses one silently.
    """
    return "".join(
        char if _font_of(char, Weight.REGULAR) else f"〓〔U+{ord(char):04X}〕"
        for char in _cleaned(text)
    )


def missing(text: str) -> tuple[str, ...]:
    """The characters of the text no font can draw, each once, in order of appearance."""
    return tuple(
        dict.fromkeys(char for char in _cleaned(text) if not _font_of(char, Weight.REGULAR))
    )


def glyphs(text: str, weight: Weight) -> tuple[Glyph, ...]:
    """The text as glyphs in printing order."""
    return tuple(_glyph(char, weight) for char in printable(text))


def load(weight: Weight) -> str:
    """Register the weight with reportlab and return the font's name."""
    _font(weight.value)
    return weight.value


_FOLDER = Path(__file__).with_name("fonts")
_LOADING = threading.Lock()
_IDEOGRAPHIC_SPACE = "\u3000"
_INVISIBLE = frozenset(("Cc", "Cf"))  # control and format characters, pasted in by accident
_CODES_PER_BLOCK = 100  # a bfchar block may hold no more (PDF 32000-1, 9.10.3)

# GBK systems before GB 18030-2005 kept FE50–FEA0 in the private use area, U+E815–U+E864;
# names copied from them still arrive that way (U+E863 is the surname 䶮).
_GBK_PRIVATE_USE = {
    0xE815 + offset: char
    for offset, char in enumerate(
        "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
        "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
    )
}


def _cleaned(text: str) -> str:
    visible = (
        " " if char.isspace() and char != _IDEOGRAPHIC_SPACE else char
        for char in text.translate(_GBK_PRIVATE_USE)
        if char.isspace() or unicodedata.category(char) not in _INVISIBLE
    )
    return unicodedata.normalize("NFC", "".join(visible))


@functools.lru_cache(maxsize=8192)
def _font_of(char: str, weight: Weight) -> str | None:
    for name in (weight.value, RARE):
        if ord(char) in _font(name).face.charToGlyph:
            return name
    return None


@functools.lru_cache(maxsize=8192)
def _glyph(char: str, weight: Weight) -> Glyph:
    name = _font_of(char, weight) or weight.value
    return Glyph(char, name, _font(name).face.getCharWidth(ord(char)) / 1000)


def _font(name: str) -> _Font:
    font = _FONTS.get(name)
    if font is None:
        with _LOADING:
            font = _FONTS.get(name) or _Font(name, str(_FOLDER / f"{name}.ttf"))
            pdfmetrics.registerFont(font)
            _FONTS[name] = font
    return font


class _Font(TTFont):  # type: ignore[misc]  # reportlab publishes no types
    """A TrueType font whose text can be copied out of the PDF, rare characters included."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802  # reportlab's name
        # reportlab writes code points above U+FFFF as five hex digits, which readers take for
        # another character: the archived paper could no longer be searched for 𬱖.
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        internal = doc.fontMapping[self.fontName].lstrip("/")
        for number, subset in enumerate(subsets):
            stream = doc.idToObject[fonts[f"{internal}+{number}"].ToUnicode.name]
            stream.content = _to_unicode(subset)


_FONTS: dict[str, _Font] = {}


def _to_unicode(subset: Sequence[int]) -> str:
    """The ToUnicode CMap of one 8-bit font subset, values in UTF-16BE (PDF 32000-1, 9.10.3)."""
    entries = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(subset)
        if value
    ]
    blocks = [
        entries[start : start + _CODES_PER_BLOCK]
        for start in range(0, len(entries), _CODES_PER_BLOCK)
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
