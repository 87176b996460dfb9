"""A slip in the printers' own language, ESC/POS (EPSON's, and its many relatives').

Text goes out as text where the printer's GBK font holds every character of the line; any other
line goes out as dots. Units that differ between models (GS P, ESC 3) are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.slip.drawing import code_module
from printing.slip.lines import Code, Cut, Rule, Space, Text
from printing.slip.raster import rasterised
from printing.slip.typesetting import Measure, printer_bytes, set_lines
from printing.typeface import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.slip.drawing import Piece
    from printing.slip.lines import Line
    from printing.slip.profile import Profile
    from printing.slip.typesetting import SetLine


def encoded(lines: Sequence[Line], profile: Profile) -> bytes:
    """The bytes that print the lines on a printer of the profile."""
    return b"".join(
        (
            _RESET,
            _KANJI_ON if profile.has_kanji else b"",
            *(part for line in lines for part in _line(line, profile)),
        )
    )


_RESET = b"\x1b@"
_KANJI_ON = b"\x1c&"
_FEED_AND_CUT = b"\x1dVB\x00"
_FEED_TO_TEAR = b"\x1bd\x06"  # lines; past the edge the paper is torn at
_LONGEST_FEED = 255  # dots


def _line(line: Line, profile: Profile) -> Iterator[bytes]:
    match line:
        case Text():
            yield from _text(line, profile)
        case Rule():
            yield _dots(line, profile)
        case Code():
            if profile.has_codes and _is_ascii(line.text):
                yield _code(line)
            else:
                yield _dots(line, profile)
        case Space(dots=dots):
            full, rest = divmod(dots, _LONGEST_FEED)
            yield _feed(_LONGEST_FEED) * full + _feed(rest)
        case Cut():
            yield _FEED_AND_CUT if profile.has_cutter else _FEED_TO_TEAR


def _text(text: Text, profile: Profile) -> Iterator[bytes]:
    measure = Measure.CELLS if profile.has_kanji else Measure.GLYPHS
    for line in set_lines(text, profile.dots, measure):
        characters = [printer_bytes(char) for char in line.text.words]
        if profile.has_kanji and None not in characters:
            yield _characters(line, b"".join(code for code in characters if code))
        else:
            for drawn in set_lines(line.text, profile.dots, Measure.GLYPHS):
                yield _dots(drawn, profile)


def _characters(line: SetLine, codes: bytes) -> bytes:
    wide = high = line.magnification - 1
    return b"".join(
        (
            _align(line.text.align.value),
            bytes((0x1B, ord("E"), line.text.weight is Weight.BOLD)),
            bytes((0x1D, ord("!"), wide << 4 | high)),
            codes,
            b"\n",
        )
    )


def _code(code: Code) -> bytes:
    data = code.text.encode("ascii")
    return b"".join(
        (
            _align(1),
            _symbol(65, b"2\0"),  # model 2
            _symbol(67, bytes((code_module(code.text),))),
            _symbol(69, b"1"),  # error correction M, as on the other papers
            _symbol(80, b"0" + data),
            _symbol(81, b"0"),
        )
    )


def _symbol(function: int, parameters: bytes) -> bytes:
    """GS ( k for QR symbols."""
    size = len(parameters) + 2
    return b"\x1d(k" + size.to_bytes(2, "little") + bytes((ord("1"), function)) + parameters


def _dots(piece: Piece, profile: Profile) -> bytes:
    """The piece as an image; none is higher than the 240 rows that small printers hold."""
    rows = rasterised(piece, profile.dots).rows
    size = len(rows[0]).to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return _align(0) + b"\x1dv0\0" + size + _harmless(b"".join(rows))


def _harmless(data: bytes) -> bytes:
    """Dots in which no real-time command (DLE EOT, DLE ENQ, DLE DC4) can be read.

    Printers obey those even inside an image: DLE DC4 8 throws the slip away. One dot more
    beside a black one is not seen.
    """
    for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        data = data.replace(command, b"\x18" + command[1:])
    return data


def _feed(dots: int) -> bytes:
    return bytes((0x1B, ord("J"), dots))


def _align(value: int) -> bytes:
    return bytes((0x1B, ord("a"), value))


def _is_ascii(text: str) -> bool:
    return all(" " <= char <= "~" for char in text)
