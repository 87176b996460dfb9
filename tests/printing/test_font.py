from __future__ import annotations

import io
import itertools
import subprocess
import sys

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from printing import stock, typeface
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY, CELL, CELL_STRONG
from printing.typeface import RARE, Weight

STYLES = {Weight.REGULAR: CELL, Weight.BOLD: CELL_STRONG}
STOCKS = {Weight.REGULAR: stock.REGULAR, Weight.BOLD: stock.BOLD}
LINE = 30  # characters; a page is wider
LIGATURES = set("ﬀﬁﬂﬃﬄ")  # pdfium reads them as their letters
KINDS = ("acceptance", "one_time", "decision")


def page_of(*paragraphs: Paragraph) -> bytes:
    """One sheet as long as it takes."""
    file = io.BytesIO()
    top = sum(paragraph.wrap(A4[0], 0)[1] for paragraph in paragraphs)
    canvas = Canvas(file, pagesize=(A4[0], top), invariant=1)
    for paragraph in paragraphs:
        top -= paragraph.wrap(A4[0], 0)[1]
        paragraph.drawOn(canvas, 0, top)
    canvas.save()
    return file.getvalue()


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(document[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("weight", Weight)
def test_the_stock_is_one_subset_of_characters_the_weight_holds(weight: Weight) -> None:
    chars = STOCKS[weight]
    assert len(set(chars)) == len(chars) <= 255
    assert {glyph.font for glyph in typeface.glyphs(chars, weight)} == {weight.value}


@pytest.mark.parametrize("weight", Weight)
def test_every_character_of_a_weight_can_be_read_back(weight: Weight) -> None:
    held = map(chr, typeface.font(weight.value).face.charToGlyph)
    chars = [char for char in held if typeface.printable(char) == char and not char.isspace()]
    lines = ("".join(chars[start : start + LINE]) for start in range(0, len(chars), LINE))
    read = text_of(page_of(*(Paragraph(line, style=STYLES[weight]) for line in lines)))
    assert len(chars) > 30_000
    assert set(chars) - set(read) - LIGATURES == set()


def test_rare_common_and_bold_characters_stand_in_one_paragraph() -> None:
    paragraph = Paragraph("申请人𬱖某，𠮷田㛃", Strong("受理𡋾䶮"), "。", style=BODY)
    pdf = page_of(paragraph)
    assert text_of(pdf) == "申请人𬱖某，𠮷田㛃受理𡋾䶮。"
    for font in (*(weight.value for weight in Weight), RARE):
        assert font.encode() in pdf


def test_a_document_embeds_only_what_it_uses() -> None:
    from_stock = page_of(Paragraph(stock.REGULAR[-20:], style=CELL))
    assert from_stock.count(b"/FontFile2") == 1
    beyond = page_of(Paragraph("鼯鼹", style=CELL))
    assert beyond.count(b"/FontFile2") == 1
    assert len(beyond) < len(from_stock) / 4


def test_the_stock_is_embedded_the_same_in_every_document() -> None:
    first = page_of(Paragraph("受理", style=CELL), Paragraph("鼯鼹", style=CELL))
    second = page_of(Paragraph("决定𬱖䶮", style=CELL))
    assert outlines_of_stock(first) == outlines_of_stock(second)


def outlines_of_stock(pdf: bytes) -> bytes:
    streams = [part for part in pdf.split(b"endobj") if b"/Length1" in part]
    return max((stream.partition(b"stream")[2] for stream in streams), key=len)


def test_the_papers_before_change_no_byte() -> None:
    script = (
        "import hashlib, sys;from core.paper_kind import NoticeKind;"
        "from printing.documents import render;from printing.sample import sample_notice;"
        "papers = {k: render(sample_notice(NoticeKind(k),'𠮷田鼯')) for k in sys.argv[1:]};"
        "print([hashlib.sha256(papers[k]).hexdigest() for k in sorted(papers)])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script, *order], capture_output=True, text=True, check=True
        ).stdout
        for order in itertools.permutations(KINDS)
    }
    assert len(told) == 1


def test_plain_strings_drawn_by_hand_can_be_read_back() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, initialFontName=typeface.load(Weight.REGULAR))
    canvas.setFont(typeface.load(Weight.BOLD), 12)
    canvas.drawString(100, 100, "受理鼯鼹")
    canvas.drawRightString(400, 200, "决定")
    canvas.save()
    assert text_of(file.getvalue()) == "受理鼯鼹决定"
