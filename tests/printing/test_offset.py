from __future__ import annotations

import io

import pypdfium2
import pytest

from core.paper_kind import NoticeKind
from printing import test_page
from printing.devices.offset import NO_OFFSET, Offset, shifted
from printing.documents import render
from printing.preview import page_png
from printing.sample import sample_notice
from tests.printing.ruler import cross

CROSS = 20.0  # mm from the left and from the top
PAGE = test_page.drawn("一楼")


@pytest.mark.parametrize(
    "offset", [Offset(2.5, 0), Offset(-3, 1.5), Offset(0, -4), Offset(down=2), NO_OFFSET]
)
def test_what_is_on_the_page_moves_by_so_many_millimetres(offset: Offset) -> None:
    right, down = cross(shifted(PAGE, offset))
    assert right == pytest.approx(CROSS + offset.right, abs=0.15)
    assert down == pytest.approx(CROSS + offset.down, abs=0.15)


def test_no_offset_leaves_the_bytes_alone() -> None:
    assert shifted(PAGE, NO_OFFSET) is PAGE


def test_the_same_offset_gives_the_same_bytes_and_another_others() -> None:
    assert shifted(PAGE, Offset(1, 2)) == shifted(PAGE, Offset(1, 2))
    assert shifted(PAGE, Offset(1, 2)) != shifted(PAGE, Offset(2, 1))


def test_every_page_moves_and_keeps_its_size_and_text() -> None:
    pages = pypdfium2.PdfDocument.new()
    for _ in range(2):
        with pypdfium2.PdfDocument(render(sample_notice(NoticeKind.ACCEPTANCE, "欧阳𠮷"))) as one:
            pages.import_pages(one)
    file = io.BytesIO()
    pages.save(file)
    pages.close()
    before = file.getvalue()
    after = shifted(before, Offset(5, 5))
    with pypdfium2.PdfDocument(after) as document:
        assert [page.get_size() for page in document] == [pytest.approx((595.27, 841.89), 0.01)] * 2
        assert all("欧阳𠮷" in page.get_textpage().get_text_bounded() for page in document)
    for page in (1, 2):
        assert page_png(after, page, 72) != page_png(before, page, 72)
