"""The receipt by typst, fpdf2 and weasyprint, each as its manual shows it and warm."""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import typst
import zxingcpp
from fpdf import FPDF
from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.ledger import SHARES
from benchmarks.limit import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.receipt import Receipt, Rows

_HERE = Path(__file__).parent
_REGULAR, _BOLD = FONTS / "NotoSansSC-Regular.ttf", FONTS / "NotoSansSC-Bold.ttf"
_STYLE = f"""
@font-face {{ font-family: noto; src: url("{_REGULAR.as_uri()}") }}
@font-face {{ font-family: noto; font-weight: bold; src: url("{_BOLD.as_uri()}") }}
@page {{ size: A4; margin: 20mm 22mm 25mm; @bottom-right {{ content: element(foot) }} }}
body {{ font: 10pt/15pt noto }}
header, h1, aside {{ text-align: center }}
h1 {{ font-size: 22pt; line-height: 30pt }}
table {{ width: 100%; border-collapse: collapse; margin: 4pt 0 }}
td {{ border: 0.4pt solid gray; padding: 3pt 5pt }}
p {{ font-size: 11pt; line-height: 18pt; text-indent: 2em; text-align: justify; margin: 0 }}
footer {{ position: running(foot); font-size: 8pt }}
section {{ break-inside: avoid }}
figure {{ margin: 0; font-size: 7.5pt }}
img {{ width: 22mm; display: block }}
"""


class Typst:
    """One compiler per template for the whole process; the words come in as inputs."""

    def __init__(self) -> None:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        self._receipt = typst.Compiler(str(_HERE / "receipt.typ"), font_paths=fonts)
        self._ledger = typst.Compiler(str(_HERE / "ledger.typ"), font_paths=fonts)

    def receipt(self, receipt: Receipt) -> bytes:
        """One A4 receipt."""
        inputs = {"words": json.dumps(asdict(receipt)), "code": _symbol(receipt.code)}
        return _compiled(self._receipt, inputs)

    def ledger(self, rows: Rows) -> bytes:
        """A landscape list of many pages."""
        inputs = {"rows": json.dumps(rows), "shares": json.dumps(SHARES)}
        return _compiled(self._ledger, inputs)


class WeasyPrint:
    """Style sheet and fonts are read once."""

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._style = CSS(string=_STYLE, font_config=self._fonts)

    def receipt(self, receipt: Receipt) -> bytes:
        """One A4 receipt."""
        facts = [[text for pair in row for text in pair] for row in receipt.facts]
        page = (
            f"<footer>{receipt.foot}</footer><header>{_lines_of(receipt.offices)}</header>"
            f"<h1>{receipt.title}</h1><p class=numbers>{'　'.join(receipt.numbers)}</p>"
            f"{_table_of(facts)}<p>{html.escape(receipt.accepted)}</p>{_table_of(receipt.dues)}"
            f"<p>{html.escape(receipt.not_counted)}</p>{_table_of(receipt.materials)}"
            f"<section><div>{_lines_of(receipt.last_words)}</div>"
            f"<figure><img src='data:image/svg+xml;utf8,{quote(_symbol(receipt.code))}'>"
            f"<figcaption>{_lines_of(receipt.code_hints)}</figcaption></figure>"
            f"{_table_of(receipt.boxes)}<aside>{_lines_of(receipt.seal)}</aside></section>"
        )
        return bytes(
            HTML(string=page).write_pdf(stylesheets=[self._style], font_config=self._fonts)
        )


class Fpdf:
    """A document of fpdf2 reads its fonts by itself: there is no way to keep them."""

    def receipt(self, receipt: Receipt) -> bytes:
        """One A4 receipt."""
        pdf = FPDF(format="A4")
        pdf.set_margins(22, 20, 22)
        pdf.add_font("noto", fname=_REGULAR)
        pdf.add_font("noto", style="B", fname=_BOLD)
        pdf.add_page()
        for line in receipt.offices:
            self._line(pdf, line, 12.5, "C")
        self._line(pdf, receipt.title, 22, "C", style="B")
        self._table(pdf, [receipt.numbers], (56, 44), 0)
        self._table(pdf, [[text for pair in row for text in pair] for row in receipt.facts], (), 0)
        self._line(pdf, receipt.accepted, 11)
        self._table(pdf, receipt.dues, (30, 58, 14, 64), 1)
        self._line(pdf, receipt.not_counted, 11)
        self._table(pdf, receipt.materials, (12, 108, 26, 20), 1)
        for line in receipt.last_words:
            self._line(pdf, line, 9.5)
        pdf.image(_picture(receipt.code), w=22)
        for line in (*receipt.code_hints, *receipt.seal, receipt.foot):
            self._line(pdf, line, 8)
        self._table(pdf, receipt.boxes, (22, 42), 0)
        return bytes(pdf.output())

    def _line(self, pdf: FPDF, words: str, size: float, align: str = "L", style: str = "") -> None:
        pdf.set_font("noto", style=style, size=size)
        pdf.multi_cell(0, size / 2, words, align=align, new_x="LMARGIN", new_y="NEXT")

    def _table(
        self, pdf: FPDF, rows: Iterable[Sequence[str]], widths: tuple[int, ...], heads: int
    ) -> None:
        pdf.set_font("noto", size=10)
        with pdf.table(
            list(rows),
            col_widths=widths or None,
            first_row_as_headings=bool(heads),
            num_heading_rows=heads or 1,
            line_height=6,
        ):
            pass


def _compiled(compiler: typst.Compiler, inputs: dict[str, str]) -> bytes:
    pdf = compiler.compile(format="pdf", sys_inputs=inputs)
    if not isinstance(pdf, bytes):
        raise TypeError(pdf)
    return pdf


def _table_of(rows: Sequence[Sequence[str]]) -> str:
    """The last cell of a short row takes the columns that are left."""
    columns = max(map(len, rows))
    written = []
    for *cells, last in rows:
        left = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
        span = columns - len(cells)
        written.append(f"<tr>{left}<td colspan={span}>{html.escape(last)}</td></tr>")
    return f"<table>{''.join(written)}</table>"


def _lines_of(lines: Iterable[str]) -> str:
    return "<br>".join(map(html.escape, lines))


def _symbol(text: str) -> str:
    return str(_code(text).to_svg(add_quiet_zones=False))


def _picture(text: str) -> Image.Image:
    pixels = memoryview(_code(text).to_image(scale=4, add_quiet_zones=False))  # type: ignore[arg-type]  # a buffer, though the stub does not say so
    height, width = pixels.shape or (0, 0)
    return Image.frombytes("L", (width, height), pixels.tobytes())


def _code(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
