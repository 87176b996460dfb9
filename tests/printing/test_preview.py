from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from printing.documents import render
from printing.preview import page_png

if TYPE_CHECKING:
    from core.notice import Notice


def test_the_picture_is_the_page(long_one_time: Notice) -> None:
    pdf = render(long_one_time)
    picture = Image.open(io.BytesIO(page_png(pdf, 2, 100)))
    with pypdfium2.PdfDocument(pdf) as document:
        expected = document[1].render(scale=100 / 72).to_pil()
        first = document[0].render(scale=100 / 72).to_pil()
    assert picture.size == (827, 1170)
    assert ImageChops.difference(picture, expected).getbbox() is None
    assert ImageChops.difference(picture, first).getbbox() is not None


def test_colours_are_kept() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(72, 72))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 72, 72, stroke=0, fill=1)
    canvas.save()
    picture = Image.open(io.BytesIO(page_png(file.getvalue(), 1, 72)))
    assert picture.getpixel((36, 36)) == (255, 0, 0)
