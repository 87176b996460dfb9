"""A font embedded in subsets: the stock cut once per process, the rest for each document."""

from __future__ import annotations

import itertools
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTEncoding, TTFont

from printing.face import Face

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfbase.pdfdoc import PDFDocument

STOCK = 0  # the number of the subset that is the same in every document
Shown = list[tuple[str, bytes]]  # what a page's content calls the subset, and codes in it


class Font(TTFont):  # type: ignore[misc]  # reportlab publishes no types
    """A TrueType font whose text can be copied out of the PDF, rare characters included.

    `stock` are the characters nearly every paper prints, at most 255. They have the same codes in
    every document, and their outlines are cut and deflated once.
    """

    def __init__(self, name: str, path: Path, resource: str, stock: str) -> None:
        # TTFont's own __init__ would read the file once more, value by value.
        self.fontName = name
        self.face = Face(path)
        self.encoding = TTEncoding()
        self.shapable = False
        self._resource = resource
        self._stock = _Codes()
        self._stock.take(stock)
        self._stock_cut: _Cut | None = None
        self._codes: WeakKeyDictionary[PDFDocument, _Codes] = WeakKeyDictionary()

    def shown(self, text: str, doc: PDFDocument) -> Shown:
        """The text as a page of the document shows it."""
        return [
            (self.getSubsetInternalName(subset, doc), codes)
            for subset, codes in self.splitString(text, doc)
        ]

    def shown_from_stock(self, text: str) -> Shown | None:
        """As `shown` in every document that embeds the subset STOCK; None beyond the stock."""
        if not self._stock.of.keys() >= set(text):
            return None
        return [(self._resource_of(subset), codes) for subset, codes in self._stock.split(text)]

    def splitString(  # noqa: N802  # reportlab's name
        self,
        text: str,
        doc: PDFDocument,
        encoding: str = "utf-8",  # noqa: ARG002  # reportlab's signature
    ) -> list[tuple[int, bytes]]:
        """The text in pieces of one subset each."""
        codes = self._codes_in(doc)
        codes.take(text)
        return codes.split(text)

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: N802  # reportlab's name
        """The subset's resource; the document will embed it."""
        self._codes_in(doc).used.add(subset)
        return self._resource_of(subset)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802  # reportlab's name
        """Embed the subsets the document uses."""
        codes = self._codes.pop(doc)
        for number in sorted(codes.used):
            if number == STOCK and self._stock.subsets:
                self._embed(doc, number, self._cut_stock())
            else:
                cut = _cut(self.face, number, codes.subsets[number], _EVERY_TIME)
                self._embed(doc, number, cut)

    def _cut_stock(self) -> _Cut:
        if self._stock_cut is None:
            self._stock_cut = _cut(self.face, STOCK, self._stock.subsets[STOCK], _ONCE)
        return self._stock_cut

    def _codes_in(self, doc: PDFDocument) -> _Codes:
        codes = self._codes.get(doc)
        if codes is None:
            # What is not in stock begins a subset of its own: the stock stays as it was cut.
            codes = _Codes(dict(self._stock.of), list(self._stock.subsets), room=0)
            self._codes[doc] = codes
            doc.fontMapping[self.fontName] = f"/{self._resource}"
            doc.delayedFonts.append(self)
        return codes

    def _resource_of(self, subset: int) -> str:
        return f"/{self._resource}+{subset}"

    def _embed(self, doc: PDFDocument, number: int, cut: _Cut) -> None:
        resource = self._resource_of(number)[1:]
        outlines = doc.Reference(_Written(cut.outlines), f"outlines {resource}")
        to_unicode = doc.Reference(_Written(cut.to_unicode), f"characters {resource}")
        descriptor = doc.Reference(_Written(cut.descriptor, outlines), f"descriptor {resource}")
        font = _Written(cut.font, to_unicode, descriptor)
        doc.Reference(font, resource)
        doc.idToObject[pdfdoc.BasicFonts].dict[resource] = font


_ONCE, _EVERY_TIME = 9, 1  # levels of deflating: outlines hardly get smaller by trying harder
_SUBSET_SIZE = 256  # codes are one byte; 0 stands for the missing glyph
_CODES_PER_BLOCK = 100  # a bfchar block may hold no more (PDF 32000-1, 9.10.3)


@dataclass
class _Codes:
    """Which code in which subset stands for a character: subset number times 256 plus code."""

    of: dict[str, int] = field(default_factory=dict)
    subsets: list[list[int]] = field(default_factory=list)
    room: int = 0  # codes left in the last subset
    used: set[int] = field(default_factory=set)

    def take(self, text: str) -> None:
        """Give every new character a code."""
        for char in text:
            if char not in self.of:
                if not self.room:
                    self.subsets.append([0])
                    self.room = _SUBSET_SIZE - 1
                self.of[char] = (len(self.subsets) - 1) * _SUBSET_SIZE + len(self.subsets[-1])
                self.subsets[-1].append(ord(char))
                self.room -= 1

    def split(self, text: str) -> list[tuple[int, bytes]]:
        """The text in pieces of one subset each."""
        codes = [self.of[char] for char in text]
        if codes and max(codes) < _SUBSET_SIZE:
            return [(0, bytes(codes))]
        return [
            (subset, bytes([code % _SUBSET_SIZE for code in piece]))
            for subset, piece in itertools.groupby(codes, lambda code: code // _SUBSET_SIZE)
        ]


@dataclass(frozen=True)
class _Cut:
    """A subset as the bodies of its objects; `%b` stands for a reference to another one."""

    outlines: bytes
    to_unicode: bytes
    descriptor: bytes
    font: bytes


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab publishes no types
    """An object whose body is written already but for its references."""

    __RefOnly__ = 1  # reportlab's word for an object that is not written in place

    def __init__(self, body: bytes, *references: pdfdoc.PDFObjectReference) -> None:
        self._body = body
        self._references = references

    def format(self, document: PDFDocument) -> bytes:
        if not self._references:
            return self._body
        return self._body % tuple(reference.format(document) for reference in self._references)


def _cut(face: Face, number: int, subset: Sequence[int], level: int) -> _Cut:
    outlines = face.makeSubset(subset)
    name = f"{SUBSETN(number).decode()}+{face.name.decode()}"
    box = " ".join(f"{edge:g}" for edge in face.bbox)
    widths = " ".join(f"{face.getCharWidth(char):g}" for char in subset)
    descriptor = (
        f"<< /Type /FontDescriptor /FontName /{name} /FontBBox [ {box} ]"
        f" /Flags {face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC} /ItalicAngle {face.italicAngle:g}"
        f" /Ascent {face.ascent:g} /Descent {face.descent:g} /CapHeight {face.capHeight:g}"
        f" /StemV {face.stemV:g} /MissingWidth {face.defaultWidth:g} /FontFile2 %b >>"
    )
    font = (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 0"
        f" /LastChar {len(subset) - 1} /Widths [ {widths} ] /ToUnicode %b /FontDescriptor %b >>"
    )
    return _Cut(
        outlines=_stream(outlines, level, f" /Length1 {len(outlines)}"),
        to_unicode=_stream(_to_unicode(subset).encode("ascii"), level),
        descriptor=descriptor.encode("ascii"),
        font=font.encode("ascii"),
    )


def _stream(content: bytes, level: int, entries: str = "") -> bytes:
    packed = zlib.compress(content, level)
    head = f"<< /Filter /FlateDecode /Length {len(packed)}{entries} >>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream"


def _to_unicode(subset: Sequence[int]) -> str:
    """The ToUnicode CMap of one 8-bit font subset, values in UTF-16BE (PDF 32000-1, 9.10.3).

    reportlab writes code points above U+FFFF as five hex digits, which readers take for another
    character: the archived paper could no longer be searched for 𬱖.
    """
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
