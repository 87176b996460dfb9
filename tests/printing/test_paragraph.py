from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from printing.documents.paragraph import Align, Paragraph, TextStyle
from printing.typeface import RARE, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 205  # points: twenty characters and a half
TEXT = ("办理时限自受理之日起计算" * 5)[:59]  # two full lines and one nearly full


def page_of(text: str, style: TextStyle) -> bytes:
    paragraph = Paragraph(text, style=style)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=paragraph.wrap(WIDTH, 0))
    paragraph.drawOn(canvas, 0, 0)
    canvas.save()
    return file.getvalue()


def lines_of(pdf: bytes) -> list[list[float]]:
    """Where the characters of each line begin, in points from the left."""
    lines: dict[int, list[float]] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1).isspace():
                continue  # pdfium's own sign of a new line
            left, bottom, _, _ = text.get_charbox(index, loose=True)
            lines.setdefault(round(bottom), []).append(left)
    return [lines[bottom] for bottom in sorted(lines, reverse=True)]


def render_modes(pdf: bytes) -> Iterator[tuple[str, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        for text in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            yield text.get_font().get_base_name(), raw.FPDFTextObj_GetTextRenderMode(text)


def test_full_lines_are_stretched_to_the_width_and_the_last_is_not() -> None:
    *full, last = lines_of(page_of(TEXT, TextStyle(10, 15, align=Align.JUSTIFIED)))
    for line in full:
        assert line[0] == pytest.approx(0, abs=0.1)
        assert line[-1] + 10 == pytest.approx(WIDTH, abs=0.1)
    assert last[:3] == pytest.approx([0, 10, 20], abs=0.1)


def test_the_first_line_is_indented_and_the_next_begin_at_the_margin() -> None:
    first, *others = lines_of(page_of(TEXT, TextStyle(10, 15, indent=2)))
    assert first[0] == pytest.approx(20, abs=0.1)
    assert [line[0] for line in others] == pytest.approx([0] * len(others), abs=0.1)


@pytest.mark.parametrize(
    ("align", "begins", "ends"),
    [
        (Align.LEFT, 0, 30),
        (Align.CENTRE, 87.5, 117.5),
        (Align.RIGHT, 175, 205),
        (Align.SPREAD, 0, 205),
    ],
)
def test_a_short_line_stands_where_it_is_aligned(align: Align, begins: float, ends: float) -> None:
    ((first, _, last),) = lines_of(page_of("申请人", TextStyle(10, 15, align=align)))
    assert (first, last + 10) == pytest.approx((begins, ends), abs=0.1)


def test_the_light_face_of_rare_characters_is_thickened_and_no_other() -> None:
    modes = list(render_modes(page_of("申请人𬱖某𠮷田", TextStyle(10, 15))))
    fill, fill_and_stroke = 0, 2
    assert set(modes) == {(RARE, fill_and_stroke), (Weight.REGULAR.value, fill)}
