"""The queue ticket as a PDF for receipt printers and for looking at."""

from __future__ import annotations

import dataclasses
import itertools

import pypdfium2
import pytest
from pypdfium2 import raw

from core.queue_slip import QueueSlip
from printing import slip
from printing.copy_mark import CopyMark
from printing.qr import codes_on
from printing.slip.sample import SAMPLE
from tests.printing.conftest import RARE_NAME

MILLIMETRE = 72 / 25.4
RARE = dataclasses.replace(
    SAMPLE, hall=f"{RARE_NAME}政务服务中心", subject=RARE_NAME, counters=f"{RARE_NAME}厅 3 号窗口"
)
LONG = dataclasses.replace(
    SAMPLE,
    hall="内蒙古自治区清河市清河区政务服务中心（西区分中心）",
    number="A1234001",
    subject="从事特别长的行政许可事项名称" * 7 + "完毕",
    people_ahead=1203,
    counters="二楼西侧 A 区 101、102、103、104、105、106、107、108 号综合受理窗口",
    wait="两个小时以上，可以改天再来，或者在网上预约",
    reminders=("很长的提醒，" * 20, "W" * 120),
    code="https://example.gov.cn/queue?n=" + "A3012" * 50,
)
LITTLE = QueueSlip("大厅", "A1001", "", 0, "", "", SAMPLE.issued_at, (), "", "")


@pytest.fixture(params=[SAMPLE, RARE, LONG, LITTLE], ids=["ordinary", "rare", "long", "little"])
def value(request: pytest.FixtureRequest) -> QueueSlip:
    chosen: QueueSlip = request.param
    return chosen


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        return "".join(document[0].get_textpage().get_text_bounded().split())


def test_every_text_of_the_slip_can_be_read_back(value: QueueSlip) -> None:
    words = words_of(slip.render(value))
    for text in (
        value.hall,
        value.number,
        f"前面还有{value.people_ahead}人" if value.people_ahead else "前面没有人",
        value.subject,
        value.counters,
        value.wait,
        "2026年9月28日09:12",
        value.enquiry_phone,
        *value.reminders,
    ):
        assert "".join(text.split()) in words


def test_the_code_can_be_scanned_at_200_dpi(value: QueueSlip) -> None:
    with pypdfium2.PdfDocument(slip.render(value)) as document:
        assert codes_on(document[0]) == ((value.code,) if value.code else ())


def test_the_sheet_is_80_mm_wide_and_as_long_as_it_says(value: QueueSlip) -> None:
    with pypdfium2.PdfDocument(slip.render(value)) as document:
        size = [points / MILLIMETRE for points in document[0].get_size()]
    assert size == pytest.approx(slip.media(value))
    assert slip.media(value)[0] == 80


def test_nothing_is_printed_outside_the_middle_72_mm(value: QueueSlip) -> None:
    with pypdfium2.PdfDocument(slip.render(value)) as document:
        picture = document[0].render(scale=8 / MILLIMETRE, grayscale=True).to_pil()
    left, top, right, bottom = picture.point(lambda ink: 255 - ink).getbbox()
    assert left >= 4 * 8 - 1
    assert right <= 76 * 8 + 1
    assert top >= 4 * 8
    assert bottom <= picture.height - 3 * 8


def test_no_character_is_printed_over_another(value: QueueSlip) -> None:
    hair = 1  # point
    with pypdfium2.PdfDocument(slip.render(value)) as document:
        text = document[0].get_textpage()
        boxes = {  # a set: the two halves of a surrogate pair have the same box
            (left + hair, bottom + hair, right - hair, top - hair)
            for left, bottom, right, top in map(text.get_charbox, range(text.count_chars()))
        }
    inked = [box for box in boxes if box[2] > box[0] and box[3] > box[1]]
    assert len(inked) > 10
    for one, other in itertools.combinations(inked, 2):
        apart_across = one[2] <= other[0] or other[2] <= one[0]
        apart_down = one[3] <= other[1] or other[3] <= one[1]
        assert apart_across or apart_down


def test_only_embedded_fonts_are_used(value: QueueSlip) -> None:
    pdf = slip.render(value)
    assert b"/Type1" not in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        texts = list(document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
        assert texts
        assert all(text.get_font().is_embedded for text in texts)


def test_a_repeat_has_the_same_bytes(value: QueueSlip) -> None:
    first = slip.render(value)
    slip.render(value, CopyMark(2, "卡纸"))
    assert slip.render(value) == first


def test_a_copy_is_longer_and_says_which_it_is() -> None:
    mark = CopyMark(2, "打印机卡纸")
    assert "补打·第2次打印补打原因：打印机卡纸" in words_of(slip.render(SAMPLE, mark))
    assert "补打" not in words_of(slip.render(SAMPLE))
    assert slip.media(SAMPLE, mark)[1] > slip.media(SAMPLE)[1]


def test_the_pdf_names_its_number_and_hall() -> None:
    with pypdfium2.PdfDocument(slip.render(SAMPLE)) as document:
        metadata = document.get_metadata_dict()
    assert metadata["Title"] == "排队小票　A3012"
    assert metadata["Author"] == SAMPLE.hall
    assert metadata["Subject"] == "A3012"
    assert metadata["CreationDate"] == "D:20260928091200+08'00'"


def test_a_character_in_no_font_is_shown_as_its_number_and_reported() -> None:
    value = dataclasses.replace(SAMPLE, reminders=("王\U000323af",))
    assert slip.missing_characters(value) == ("\U000323af",)
    assert slip.missing_characters(RARE) == ()
    assert "王〓〔U+323AF〕" in words_of(slip.render(value))
