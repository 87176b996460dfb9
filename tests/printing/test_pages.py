from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from core.paper_kind import Sheet
from printing.documents.block import Drawing, Gap, Together
from printing.documents.margins import geometry
from printing.documents.pages import fill
from printing.documents.paragraph import Paragraph
from printing.documents.styles import BODY, CELL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from printing.documents.block import Block
    from printing.documents.pages import Page

A4 = geometry(Sheet.A4)
HEIGHT = A4.text_height


class Box(Drawing):
    """A block of that height with white around it."""

    def __init__(self, height: float, before: float = 0, after: float = 0) -> None:
        self.height, self.before, self.after = height, before, after

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        return self.before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        return self.after


class Stripes(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """A Flowable that splits, draws by hand and sets words inside of itself."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.spaceBefore = self.spaceAfter = 6

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self.width, self.height = width, 20 * self.count
        return self.width, self.height

    def split(self, _: float, height: float) -> list[Stripes]:
        fitting = int(height / 20)
        return [Stripes(fitting), Stripes(self.count - fitting)] if fitting else []

    def draw(self) -> None:
        for number in range(self.count):
            self.canv.rect(0, 20 * number, self.width, 20)
            words = Paragraph(f"第{number + 1}条", style=CELL)
            words.wrapOn(self.canv, self.width, 20)
            words.drawOn(self.canv, 5, 20 * number + 2)


def boxes(pages: Iterable[Page]) -> list[list[tuple[float, float]]]:
    """Upper and lower edge of each block above the foot, by page."""
    return [
        [(bottom + block.wrap(A4.text_width, 0)[1], bottom) for block, bottom in page.placed]
        for page in pages
    ]


def drawn(blocks: Sequence[Block]) -> list[str]:
    """The words on each page, without blanks."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(A4.width, A4.height))
    for page in fill(blocks, A4):
        page.draw(canvas, A4)
        canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(file.getvalue()) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


WHITE = st.floats(0, 30)


@given(st.lists(st.builds(Box, st.floats(1, HEIGHT), WHITE, WHITE), max_size=12))
def test_blocks_keep_their_order_and_stay_between_head_and_foot(blocks: list[Box]) -> None:
    pages = fill(blocks, A4)
    assert [block for page in pages for block, _ in page.placed] == blocks
    for page in boxes(pages):
        edges = [HEIGHT, *(edge for box in page for edge in box), 0]
        assert all(upper >= lower - 1e-6 for upper, lower in itertools.pairwise(edges))


@given(st.lists(st.builds(Box, st.floats(1, 60), WHITE, WHITE), min_size=2, max_size=6))
def test_of_two_neighbours_white_the_larger_counts(blocks: list[Box]) -> None:
    (page,) = boxes(fill(blocks, A4))
    assert page[0][0] == HEIGHT  # no white above the first block of a page
    places, neighbours = itertools.pairwise(page), itertools.pairwise(blocks)
    for ((_, lower), (upper, _)), (above, below) in zip(places, neighbours, strict=True):
        assert lower - upper == pytest.approx(max(above.after, below.before))


def test_a_paper_without_blocks_is_one_page() -> None:
    assert boxes(fill([], A4)) == [[]]


def test_a_block_that_does_not_fit_begins_the_next_page() -> None:
    assert boxes(fill([Box(HEIGHT - 50), Box(51)], A4)) == [
        [(HEIGHT, 50)],
        [(HEIGHT, HEIGHT - 51)],
    ]


def test_a_block_that_just_fits_stays() -> None:
    assert len(fill([Box(HEIGHT / 3)] * 3, A4)) == 1


def test_blocks_kept_together_move_together() -> None:
    group = Together([Box(30, before=10), Box(30, after=5)])
    assert boxes(fill([Box(HEIGHT - 50), group, Box(10)], A4)) == [
        [(HEIGHT, 50)],
        [(HEIGHT, HEIGHT - 60), (HEIGHT - 65, HEIGHT - 75)],
    ]


def test_blocks_no_page_can_hold_together_are_let_go() -> None:
    first, second = Box(HEIGHT - 10), Box(HEIGHT - 20)
    pages = fill([Box(10), Together([first, second])], A4)
    assert [[block for block, _ in page.placed] for page in pages[1:]] == [[first], [second]]


def test_a_block_higher_than_a_page_that_cannot_be_split_is_a_defect() -> None:
    with pytest.raises(AssertionError, match="Gap is higher than a page"):
        fill([Gap(HEIGHT + 1)], A4)


def test_a_paragraph_is_split_between_lines_and_none_stands_alone() -> None:
    text = "".join(f"（{number:03d}）申请材料齐全。" for number in range(80))
    height = Paragraph(text, style=BODY).wrap(A4.text_width, 0)[1]
    for left in range(round(height / BODY.leading) + 2):
        pages = fill([Box(HEIGHT - left * BODY.leading - 1), Paragraph(text, style=BODY)], A4)
        heights = [
            block.wrap(A4.text_width, 0)[1]
            for page in pages
            for block, _ in page.placed
            if isinstance(block, Paragraph)
        ]
        assert sum(heights) == pytest.approx(height)
        assert min(heights) >= 2 * BODY.leading
    words = "".join(drawn([Gap(HEIGHT - 4 * BODY.leading - 1), Paragraph(text, style=BODY)]))
    assert words == text


def test_a_flowable_of_reportlab_is_a_block() -> None:
    pages = drawn([Gap(HEIGHT - 106), Stripes(8), Paragraph("完", style=CELL)])
    assert pages == ["第1条第2条第3条第4条第5条", "第1条第2条第3条完"]
