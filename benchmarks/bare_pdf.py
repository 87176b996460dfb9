"""The least a PDF takes: fonts cut beforehand, text at given places, nothing laid out.

Not a writer for the product: it breaks no lines, checks no coverage and takes no other font.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import zxingcpp

from printing.face import Face

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_BLOCK = 100  # entries of a character map


class BareFont:
    """Characters known beforehand, cut and deflated once; a document adds its own."""

    def __init__(self, resource: str, path: Path, known: str, first: int) -> None:
        self.resource = resource
        self.face = Face(path)
        self.known = {char: code for code, char in enumerate(dict.fromkeys(known), start=1)}
        self.objects = self.cut(self.known, first)

    def cut(self, chars: Iterable[str], first: int) -> list[bytes]:
        """Font, descendant, descriptor, outlines and character map, numbered from `first`."""
        points = [ord(char) for char in chars]
        widths = " ".join(f"{self.face.getCharWidth(point):g}" for point in points)
        name = f"BARE{first:02d}+Bare"
        outlines = self.face.makeSubset(points)
        font = (
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{first + 1} 0 R]/ToUnicode {first + 4} 0 R>>"
        )
        descendant = (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)"
            f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {first + 2} 0 R"
            f"/CIDToGIDMap/Identity/DW 1000/W[1[{widths}]]>>"
        )
        descriptor = (
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -120 1000 880]"
            "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 733/StemV 80"
            f"/FontFile2 {first + 3} 0 R>>"
        )
        return [
            *(body.encode() for body in (font, descendant, descriptor)),
            _stream(outlines, f"/Length1 {len(outlines)}"),
            _stream(_to_unicode(points).encode()),
        ]


@dataclass
class BarePage:
    """Operators of one page and the characters it needs beyond the known ones."""

    added: dict[str, dict[str, int]]  # by font resource, shared by the pages of a document
    operators: list[str] = field(default_factory=list)

    def text(self, font: BareFont, size: float, x: float, y: float, words: str) -> None:
        """One line of text."""
        added = self.added[font.resource]
        shown = [f"BT {x:g} {y:g} Td"]
        part, codes = "", ""
        for char in words:
            code = font.known.get(char)
            needed = font.resource
            if code is None:
                code = added.setdefault(char, len(added) + 1)
                needed += "d"
            if needed != part:
                if codes:
                    shown.append(f"/{part} {size:g} Tf <{codes}>Tj")
                part, codes = needed, ""
            codes += f"{code:04x}"
        shown.append(f"/{part} {size:g} Tf <{codes}>Tj ET")
        self.operators.append(" ".join(shown))

    def rules(self, *lines: tuple[float, float, float, float]) -> None:
        """Lines from x, y to x, y."""
        self.operators += [f"{a:g} {b:g} m {c:g} {d:g} l S" for a, b, c, d in lines]

    def symbol(self, x: float, y: float, size: float, text: str) -> None:
        """A QR symbol as a mask of one bit a module."""
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        image = memoryview(made.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # a buffer, though the stub does not say so
        across = (image.shape or (0,))[0]
        pixels = image.tobytes().hex().translate({ord("f"): "1"})[::2]
        padding = "1" * (-across % 8)
        rows = (pixels[start : start + across] + padding for start in range(0, across**2, across))
        bits = "".join(f"{int(row, 2):0{len(row) // 4}x}" for row in rows)
        self.operators.append(
            f"q {size:g} 0 0 {size:g} {x:g} {y:g} cm BI /W {across} /H {across} /IM true /BPC 1"
            f" /F /AHx ID {bits}> EI Q"
        )


def written(
    fonts: Sequence[BareFont], pages: Sequence[BarePage], common: bytes, size: tuple[float, float]
) -> bytes:
    """The file: catalogue, page tree, known fonts, the document's own, contents.

    `common` is a finished content stream every page begins with; fonts are numbered from 3.
    """
    objects = [b"", b"", *(body for font in fonts for body in font.objects)]
    resources = "".join(f"/{font.resource} {3 + 5 * place} 0 R" for place, font in enumerate(fonts))
    for font in fonts:
        if added := pages[0].added[font.resource]:
            resources += f"/{font.resource}d {len(objects) + 1} 0 R"
            objects += font.cut(added, len(objects) + 1)
    objects.append(common)
    shared = len(objects)
    kids = [shared + 1 + 2 * number for number in range(len(pages))]
    for number, page in zip(kids, pages, strict=True):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]:g} {size[1]:g}]"
            f"/Contents[{shared} 0 R {number + 1} 0 R]/Resources<</Font<<{resources}>>>>>>".encode()
        )
        objects.append(_stream("\n".join(page.operators).encode()))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    kid_list = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{kid_list}]/Count {len(kids)}>>".encode()
    return _file(objects)


def content(page: BarePage) -> bytes:
    """The page's operators as a stream to begin other pages with."""
    return _stream(("\n".join(page.operators) + "\n").encode())


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<</Filter/FlateDecode/Length {len(packed)}{entries}>>stream\n".encode()
    return head + packed + b"\nendstream"


def _to_unicode(points: Sequence[int]) -> str:
    entries = [
        f"<{code:04X}> <{chr(point).encode('utf-16-be').hex()}>"
        for code, point in enumerate(points, start=1)
    ]
    blocks = (entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK))
    maps = "\n".join(
        f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo"
        "<</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def /CMapName /Adobe-Identity-UCS def"
        " /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{maps}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _file(objects: Sequence[bytes]) -> bytes:
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    place = len(parts[0])
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(place)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        place += len(parts[-1])
    entries = "".join(f"{offset:010d} 00000 n \n" for offset in places)
    count = len(objects) + 1
    parts.append(
        f"xref\n0 {count}\n0000000000 65535 f \n{entries}"
        f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{place}\n%%EOF\n".encode()
    )
    return b"".join(parts)
