"""A ticket printer on paper of its own: executes ESC/POS and gives back what it printed.

It knows the commands of EPSON's reference the product may use and refuses everything else, as a
printer would by printing rubbish.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parents[2] / "printing" / "fonts"
HALF, CELL = 12, 24  # dots of an ASCII and of a Chinese character
LINE_SPACING = 30
BASELINE = 21


class NotUnderstood(Exception):
    """Bytes no printer would print as meant."""


@dataclass(frozen=True)
class TextLine:
    words: str
    left: int
    top: int
    height: int
    bold: bool


@dataclass(frozen=True)
class Block:
    """A raster image as it was sent."""

    picture: Image.Image
    top: int


@dataclass
class Slip:
    """What came out of the printer."""

    dots: int
    paper: Image.Image
    used: int = 0
    lines: list[TextLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    commands: list[bytes] = field(default_factory=list)

    @property
    def picture(self) -> Image.Image:
        """The paper so far, black on white."""
        return self.paper.crop((0, 0, self.dots, self.used))

    @property
    def words(self) -> str:
        """All text printed as text, without blanks."""
        return "".join("".join(line.words.split()) for line in self.lines)


@dataclass
class _Style:
    align: int = 0
    bold: bool = False
    wide: int = 1
    high: int = 1


@dataclass
class _Symbol:
    model: int = 0
    module: int = 0
    correction: str = ""
    data: bytes = b""


def printed(stream: bytes, dots: int = 576, *, kanji: bool = True, codes: bool = True) -> Slip:
    """Execute the bytes on a printer with so many dots per line.

    Raises: NotUnderstood.
    """
    printer = _Printer(stream, dots, knows_kanji=kanji, knows_codes=codes)
    printer.run()
    return printer.slip


class _Printer:
    def __init__(self, stream: bytes, dots: int, *, knows_kanji: bool, knows_codes: bool) -> None:
        self.slip = Slip(dots, Image.new("L", (dots, 40_000), 255))
        self._stream = stream
        self._place = 0
        self._knows_kanji = knows_kanji
        self._knows_codes = knows_codes
        self._kanji = False
        self._style = _Style()
        self._symbol = _Symbol()
        self._line: list[tuple[str, _Style]] = []

    def run(self) -> None:
        for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
            if command in self._stream:
                raise NotUnderstood(f"a real-time command inside the job: {command!r}")
        while self._place < len(self._stream):
            self._execute(self._take(1)[0])
        if self._line:
            raise NotUnderstood("the last line is never printed")

    def _execute(self, byte: int) -> None:
        if byte == 0x0A:
            self._print_line()
        elif byte in (0x1B, 0x1C, 0x1D):
            self._command(bytes((byte,)) + self._take(1))
        else:
            self._character(byte)

    def _take(self, count: int) -> bytes:
        taken = self._stream[self._place : self._place + count]
        if len(taken) < count:
            raise NotUnderstood("the job ends inside a command")
        self._place += count
        return taken

    # --- text ------------------------------------------------------------------------------------

    def _character(self, byte: int) -> None:
        if 0x20 <= byte <= 0x7E:
            self._line.append((chr(byte), self._now()))
        elif 0x81 <= byte <= 0xFE and self._kanji:
            pair = bytes((byte,)) + self._take(1)
            try:
                self._line.append((pair.decode("gbk"), self._now()))
            except UnicodeDecodeError as error:  # four-byte GB 18030 has digits here
                raise NotUnderstood(f"no Chinese character: {pair!r}") from error
        else:
            raise NotUnderstood(f"neither a character nor a command: {byte:#04x}")

    def _now(self) -> _Style:
        return _Style(**vars(self._style))

    def _print_line(self) -> None:
        widths = [(HALF if char.isascii() else CELL) * style.wide for char, style in self._line]
        high = max((CELL * style.high for _, style in self._line), default=CELL)
        left = start = self._left(sum(widths))
        for (char, style), width in zip(self._line, widths, strict=True):
            glyph = _glyph(char, "Bold" if style.bold else "Regular")
            glyph = glyph.resize((width, CELL * style.high), Image.Resampling.NEAREST)
            self.slip.paper.paste(glyph, (left, self.slip.used + high - glyph.height))
            left += width
        words = "".join(char for char, _ in self._line)
        bold = any(style.bold for _, style in self._line)
        self.slip.lines.append(TextLine(words, start, self.slip.used, high, bold))
        self._line.clear()
        self.slip.used += max(high, LINE_SPACING)

    def _left(self, width: int) -> int:
        if width > self.slip.dots:
            raise NotUnderstood(f"{width} dots on a line of {self.slip.dots}")
        return (self.slip.dots - width) * self._style.align // 2

    # --- commands --------------------------------------------------------------------------------

    def _command(self, name: bytes) -> None:
        if name not in _COMMANDS:
            raise NotUnderstood(f"unknown command {name!r}")
        if self._line and name not in {b"\x1d!", b"\x1bE"}:
            raise NotUnderstood(f"{name!r} in the middle of a line")
        self.slip.commands.append(name)
        _COMMANDS[name](self)

    def reset(self) -> None:
        self._style, self._kanji = _Style(), False

    def kanji(self) -> None:
        if not self._knows_kanji:
            raise NotUnderstood("FS & on a printer without Chinese characters")
        self._kanji = True

    def align(self) -> None:
        self._style.align = self._within(0, 2)

    def emphasise(self) -> None:
        self._style.bold = bool(self._within(0, 1))

    def feed_dots(self) -> None:
        self.slip.used += self._within(0, 255)

    def feed_lines(self) -> None:
        self.slip.used += LINE_SPACING * self._within(0, 255)

    def magnify(self) -> None:
        size = self._take(1)[0]
        self._style.wide, self._style.high = (size >> 4) + 1, (size & 15) + 1
        if max(self._style.wide, self._style.high) > 8:
            raise NotUnderstood(f"characters magnified by more than 8: {size:#04x}")

    def cut(self) -> None:
        if self._take(1) != b"B":
            raise NotUnderstood("only feed and partial cut")
        self._take(1)
        self.slip.cuts.append(self.slip.used)

    def _within(self, least: int, most: int) -> int:
        value = self._take(1)[0]
        if not least <= value <= most:
            raise NotUnderstood(f"{value} is not within {least} and {most}")
        return value

    def raster(self) -> None:
        if self._take(2) != b"0\0":
            raise NotUnderstood("only GS v 0 at normal size")
        across, down = (int.from_bytes(self._take(2), "little") for _ in range(2))
        if across * 8 > self.slip.dots or not across or not 0 < down <= 240:
            raise NotUnderstood(f"an image of {across} bytes by {down}")
        ink = Image.frombytes("1", (across * 8, down), self._take(across * down))
        picture = ink.point(lambda dot: 0 if dot else 255).convert("L")
        self.slip.paper.paste(picture, (self._left(picture.width), self.slip.used))
        self.slip.blocks.append(Block(picture, self.slip.used))
        self.slip.used += down

    def two_dimensional(self) -> None:
        if self._take(1) != b"k" or not self._knows_codes:
            raise NotUnderstood("GS ( of another kind")
        parameters = self._take(int.from_bytes(self._take(2), "little"))
        if parameters[0] != 49:
            raise NotUnderstood("not a QR symbol")
        match parameters[1], parameters[2:]:
            case 65, b"2\0":
                self._symbol.model = 2
            case 67, bytes(size) if len(size) == 1 and 1 <= size[0] <= 16:
                self._symbol.module = size[0]
            case 69, bytes(level) if len(level) == 1 and level in b"0123":
                self._symbol.correction = "LMQH"[int(level)]
            case 80, bytes(data) if data[:1] == b"0" and len(data) > 1:
                self._symbol.data = data[1:]
            case 81, b"0":
                self._print_symbol()
            case function, rest:
                raise NotUnderstood(f"GS ( k function {function} with {rest!r}")

    def _print_symbol(self) -> None:
        symbol = self._symbol
        if not (symbol.model and symbol.module and symbol.correction and symbol.data):
            raise NotUnderstood("a QR symbol printed before it was described")
        text = symbol.data.decode("ascii")
        drawn = zxingcpp.create_barcode(
            text, zxingcpp.BarcodeFormat.QRCode, ec_level=symbol.correction
        ).to_image(scale=symbol.module, add_quiet_zones=False)
        picture = Image.fromarray(drawn)
        self.slip.paper.paste(picture, (self._left(picture.width), self.slip.used))
        self.slip.codes.append(text)
        self.slip.used += picture.height
        self._symbol = _Symbol(symbol.model, symbol.module, symbol.correction)


_COMMANDS = {
    b"\x1b@": _Printer.reset,
    b"\x1ba": _Printer.align,
    b"\x1bE": _Printer.emphasise,
    b"\x1bJ": _Printer.feed_dots,
    b"\x1bd": _Printer.feed_lines,
    b"\x1c&": _Printer.kanji,
    b"\x1d!": _Printer.magnify,
    b"\x1d(": _Printer.two_dimensional,
    b"\x1dV": _Printer.cut,
    b"\x1dv": _Printer.raster,
}


@functools.cache
def _font(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"NotoSansSC-{weight}.ttf", CELL)


@functools.cache
def _glyph(char: str, weight: str) -> Image.Image:
    """The printer's bitmap of a character: 12 or 24 dots wide, 24 high."""
    font = _font(weight)
    cell = HALF if char.isascii() else CELL
    picture = Image.new("L", (max(cell, round(font.getlength(char))), CELL), 255)
    ImageDraw.Draw(picture).text((0, BASELINE), char, fill=0, font=font, anchor="ls")
    picture = picture.resize((cell, CELL))
    return picture.point(lambda grey: 0 if grey < 128 else 255)
