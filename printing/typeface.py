"""The typefaces of the papers: which font draws a character, and what no font can draw.

Noto Sans SC holds GB 18030-2022 level 2, HanaMinB the rest of level 3. Fonts are read on first
use and once per process; HanaMinB only when a rare character occurs.
"""

from __future__ import annotations

import enum
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from printing import stock
from printing.font import Font

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
    if _is_printable(text):
        return text
    shown = "".join(
        char if _font_of(char, Weight.REGULAR) else f"〓〔U+{ord(char):04X}〕"
        for char in _cleaned(text)
    )
    _PRINTABLE.update(shown)
    return shown


def missing(text: str) -> tuple[str, ...]:
    """The characters of the text no font can draw, each once, in order of appearance."""
    if _is_printable(text):
        return ()
    return tuple(
        dict.fromkeys(char for char in _cleaned(text) if not _font_of(char, Weight.REGULAR))
    )


def glyphs(text: str, weight: Weight) -> tuple[Glyph, ...]:
    """The text as glyphs in printing order."""
    return tuple(map(_GLYPHS[weight].__getitem__, printable(text)))


def load(weight: Weight) -> str:
    """Register the weight with reportlab and return the font's name."""
    return str(font(weight.value).fontName)


def font(name: str) -> Font:
    """The font of that name, registered with reportlab."""
    known = _FONTS.get(name)
    if known is None:
        with _LOADING:
            known = _FONTS.get(name)
            if known is None:
                known = Font(name, _FOLDER / f"{name}.ttf", *_EMBEDDING[name])
                pdfmetrics.registerFont(known)
                _FONTS[name] = known
    return known


_FOLDER = Path(__file__).with_name("fonts")
_LOADING = threading.Lock()
_IDEOGRAPHIC_SPACE = "\u3000"
_INVISIBLE = frozenset(("Cc", "Cf"))  # control and format characters, pasted in by accident

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


def _is_printable(text: str) -> bool:
    """Whether each character has passed before and nothing is left to be composed."""
    return _PRINTABLE.issuperset(text) and unicodedata.is_normalized("NFC", text)


def _font_of(char: str, weight: Weight) -> str | None:
    for name in (weight.value, RARE):
        if ord(char) in font(name).face.charToGlyph:
            return name
    return None


class _GlyphsOf(dict[str, Glyph]):
    """The glyphs of one weight, made when first asked for."""

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, char: str) -> Glyph:
        name = _font_of(char, self._weight) or self._weight.value
        glyph = Glyph(char, name, font(name).face.getCharWidth(ord(char)) / 1000)
        self[char] = glyph
        return glyph


_FONTS: dict[str, Font] = {}
_PRINTABLE: set[str] = set()
_GLYPHS = {weight: _GlyphsOf(weight) for weight in Weight}
# Under which name a page selects the font, and which characters it keeps cut.
_EMBEDDING = {
    Weight.REGULAR.value: ("R", stock.REGULAR),
    Weight.BOLD.value: ("B", stock.BOLD),
    RARE: ("H", ""),
}
