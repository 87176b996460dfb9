from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from pypdfium2 import raw

from core.case_notices import AcceptanceBody, DecisionBody, DeliveryBody, OneTimeBody
from core.notice_lines import DueLine
from core.paper_kind import NoticeKind
from printing.documents import (
    CopyMark,
    CopyMarkIncomplete,
    missing_characters,
    render,
    render_copy,
)
from printing.sample import sample_notice
from tests.printing.longest_office import LAST_WORDS, UNSEALED

if TYPE_CHECKING:
    from core.notice import Notice

MILLIMETRE = 72 / 25.4
REPRINT = CopyMark(2, "打印机卡纸")


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def words_of(pdf: bytes) -> str:
    return "".join(pages_of(pdf))


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts_in(part)]
    if dataclasses.is_dataclass(value):
        return texts_in(tuple(getattr(value, field.name) for field in dataclasses.fields(value)))
    return []


def overlapping(text: pypdfium2.PdfTextPage) -> list[tuple[float, float, float, float]]:
    """The ink boxes that share more than a hair's breadth with another one."""
    hair = 1  # point
    boxes = sorted(
        {  # a set: the two halves of a surrogate pair have the same box
            (left + hair, right - hair, bottom + hair, top - hair)
            for left, bottom, right, top in map(text.get_charbox, range(text.count_chars()))
            if right - left > 2 * hair and top - bottom > 2 * hair
        }
    )
    found = []
    for place, box in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other[0] >= box[1]:
                break
            if box[2] < other[3] and other[2] < box[3]:
                found.append(box)
    return found


def test_every_text_of_the_notice_can_be_read_back(notice: Notice) -> None:
    words = words_of(render(notice))
    unprinted = {notice.notice_id, notice.body.paper}
    wanted = [text for text in texts_in(notice) if text not in unprinted]
    assert [text for text in wanted if "".join(text.split()) not in words] == []
    assert notice.kind.title in words


def test_the_slip_code_can_be_scanned(notice: Notice) -> None:
    with pypdfium2.PdfDocument(render(notice)) as document:
        picture = document[len(document) - 1].render(scale=150 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [notice.slip_code]


def test_every_page_is_the_kinds_sheet_and_keeps_the_margins(notice: Notice) -> None:
    edge = 15  # mm
    width, height = notice.kind.sheet.value
    with pypdfium2.PdfDocument(render_copy(notice, REPRINT)) as document:
        for page in document:
            assert [size / MILLIMETRE for size in page.get_size()] == pytest.approx([width, height])
            picture = page.render(scale=1 / MILLIMETRE * 4, grayscale=True).to_pil()
            left, top, right, bottom = picture.point(lambda ink: 255 - ink).getbbox()
            assert min(left, top) >= edge * 4 - 1
            assert right <= (width - edge) * 4 + 1
            assert bottom <= (height - edge) * 4 + 1


def test_no_character_is_printed_over_another(notice: Notice) -> None:
    with pypdfium2.PdfDocument(render_copy(notice, CopyMark(2, "原" * 50))) as document:
        for page in document:
            assert overlapping(page.get_textpage()) == []


def test_only_embedded_fonts_are_used(notice: Notice) -> None:
    pdf = render(notice)
    assert b"/Type1" not in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            texts = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
            assert texts
            assert all(text.get_font().is_embedded for text in texts)


def test_a_repeat_has_the_same_bytes(notice: Notice) -> None:
    first = render(notice)
    render_copy(notice, REPRINT)
    assert render(notice) == first
    assert render_copy(notice, REPRINT) == render_copy(notice, REPRINT) != first


def test_another_process_writes_the_same_bytes() -> None:
    script = (
        "import hashlib;from core.paper_kind import NoticeKind;"
        "from printing.documents import render;from printing.sample import sample_notice;"
        "print(hashlib.sha256(render(sample_notice(NoticeKind.ONE_TIME,'𠮷田'))).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashlib.sha256(render(sample_notice(NoticeKind.ONE_TIME, "𠮷田"))).hexdigest()
    assert there.stdout.strip() == here


def test_pages_are_counted(notice: Notice) -> None:
    pages = pages_of(render(notice))
    assert [f"第{page}页共{len(pages)}页" in text for page, text in enumerate(pages, start=1)] == [
        True
    ] * len(pages)


def test_two_copies_are_announced_where_both_sides_keep_one(notice: Notice) -> None:
    assert ("一式两份" in words_of(render(notice))) == (notice.kind.copies == 2)


def test_the_pdf_names_its_title_hall_and_number(notice: Notice) -> None:
    with pypdfium2.PdfDocument(render(notice)) as document:
        metadata = document.get_metadata_dict()
    assert metadata["Title"] == f"{notice.kind.title}　{notice.number}"
    assert metadata["Author"] == notice.letterhead.hall
    assert metadata["Subject"] == notice.number
    assert metadata["CreationDate"] == "D:20260928104200+08'00'"


@pytest.mark.parametrize("kind", [NoticeKind.ACCEPTANCE, NoticeKind.ONE_TIME], indirect=True)
def test_a_firm_due_date_is_printed_with_weekday_limit_and_basis(kind: NoticeKind) -> None:
    words = words_of(render(sample_notice(kind, "张明华")))
    assert "2026年10月16日（星期五）确定10个工作日" in words
    assert "暂定" not in words


def test_a_provisional_due_date_says_what_is_awaited(long_one_time: Notice) -> None:
    words = words_of(render(long_one_time))
    assert "2027年1月5日（星期二）暂定10个工作日" in words
    assert "“暂定”说明：2027年放假安排尚未公布；" in words
    assert "确定10个工作日" not in words


def test_a_reprint_is_marked_on_every_page_and_the_original_nowhere(notice: Notice) -> None:
    assert "补打" not in words_of(render(notice))
    for page in pages_of(render_copy(notice, CopyMark(3, "打印机卡纸"))):
        assert "补打·第3次打印" in page
        assert "补打原因：打印机卡纸" in page


def test_a_reprint_breaks_its_pages_like_the_original(long_one_time: Notice) -> None:
    originals = pages_of(render(long_one_time))
    reprints = pages_of(render_copy(long_one_time, CopyMark(2, "原" * 50)))
    assert [page.count("材料目录") for page in originals] == [
        page.count("材料目录") for page in reprints
    ]


@pytest.mark.parametrize(("copy_no", "reason"), [(1, "卡纸"), (2, " "), (2, "长" * 51)])
def test_a_copy_mark_needs_number_and_reason(copy_no: int, reason: str) -> None:
    with pytest.raises(CopyMarkIncomplete, match="没有打印"):
        CopyMark(copy_no, reason)


def test_a_character_in_no_font_is_shown_as_its_number_and_reported(kind: NoticeKind) -> None:
    notice = sample_notice(kind, "王\U000323af\U000323af明")
    assert missing_characters(notice) == ("\U000323af",)
    assert "王〓〔U+323AF〕〓〔U+323AF〕明" in words_of(render(notice))


def test_nothing_is_missing_for_names_the_fonts_hold(notice: Notice) -> None:
    assert missing_characters(notice) == ()


def test_a_long_list_repeats_its_head_and_keeps_rows_whole(long_one_time: Notice) -> None:
    pages = pages_of(render(long_one_time))
    assert len(pages) > 3
    for page in pages:
        rows = page.count("材料目录第")
        assert ("需要补正的材料" in page) == (rows > 0)
        assert page.count("的办理说明") == rows


def test_a_signature_never_stands_alone(notice: Notice) -> None:
    last = pages_of(render(notice))[-1]
    words_before_signature = {
        NoticeKind.ACCEPTANCE: "办理进度和结果可以凭下方二维码查询",
        NoticeKind.ONE_TIME: "逾期未补正的",
        NoticeKind.DECISION: "查询、领取。咨询电话",
        NoticeKind.DELIVERY: "核对无误后签名或者盖章",
        **LAST_WORDS,
    }
    assert words_before_signature[notice.kind] in last
    assert ("盖章处" in last) == (notice.kind not in UNSEALED)
    assert notice.badge in last


def test_a_row_taller_than_a_page_is_continued(long_one_time: Notice) -> None:
    assert isinstance(long_one_time.body, OneTimeBody)
    endless = "".join(f"第{step}步，" for step in range(900))
    row = dataclasses.replace(long_one_time.body.missing[0], how=endless)
    body = dataclasses.replace(long_one_time.body, missing=(row,))
    notice = dataclasses.replace(long_one_time, body=body)
    pages = pages_of(render(notice))
    words = "".join(page.partition("由谁出具、怎样办理")[2] for page in pages)
    assert endless in words


def test_the_one_time_notice_promises_to_ask_for_nothing_else() -> None:
    words = words_of(render(sample_notice(NoticeKind.ONE_TIME, "张明华")))
    assert "《中华人民共和国行政许可法》第三十二条第一款第（四）项、《" in words
    assert "除上列2项外，本窗口不再要求补正其他材料。" in words
    assert "逾期未补正的，按视为撤回申请处理，可以重新申请。" in words
    assert "申请人签收" in words


def test_the_acceptance_cites_the_fifth_case_and_the_time_not_counted() -> None:
    words = words_of(render(sample_notice(NoticeKind.ACCEPTANCE, "张明华")))
    assert "《中华人民共和国行政许可法》第三十二条第一款第（五）项、《" in words
    assert "行政许可法》第四十五条，下列程序所需时间不计入上述时限：现场核查" in words


@pytest.mark.parametrize(
    ("decided_on", "cited"),
    [
        (date(2026, 9, 28), "第三十四条第二款、第三十八条第一款、"),
        (date(2026, 9, 29), "行政许可法》第三十八条第一款、"),
    ],
)
def test_a_grant_tells_of_delivery_and_of_no_remedies(decided_on: date, cited: str) -> None:
    notice = sample_notice(NoticeKind.DECISION, "张明华")
    assert isinstance(notice.body, DecisionBody)
    body = dataclasses.replace(notice.body, decided_on=decided_on)
    words = words_of(render(dataclasses.replace(notice, body=body)))
    assert cited in words
    assert "决定准予行政许可。" in words
    assert "第四十四条，本机关自作出决定之日起10个工作日内" in words
    assert "复议" not in words
    assert "诉讼" not in words


@pytest.mark.parametrize(
    "kind", [NoticeKind.ACCEPTANCE, NoticeKind.ONE_TIME, NoticeKind.DECISION], indirect=True
)
@pytest.mark.parametrize("basis", [(), ("《不动产登记暂行条例》第十七条",)])
def test_an_item_that_is_no_licence_is_not_called_one(
    kind: NoticeKind, basis: tuple[str, ...]
) -> None:
    notice = sample_notice(kind, "张明华")
    assert isinstance(notice.body, AcceptanceBody | OneTimeBody | DecisionBody)
    body = dataclasses.replace(notice.body, basis=basis)
    if isinstance(body, AcceptanceBody):
        dues = (DueLine("承诺办结时限", "5 个工作日", date(2026, 10, 9), "", "本大厅公开承诺"),)
        body = dataclasses.replace(body, dues=dues)
    words = words_of(render(dataclasses.replace(notice, body=body, item_name="不动产登记")))
    assert "行政许可" not in words
    assert ("依照" in words) == bool(basis)
    assert "".join(basis) in words


def test_times_are_those_of_the_hall() -> None:
    notice = sample_notice(NoticeKind.DELIVERY, "张明华")
    assert isinstance(notice.body, DeliveryBody)
    body = dataclasses.replace(notice.body, delivered_at=datetime(2026, 9, 28, 17, 5, tzinfo=UTC))
    late = dataclasses.replace(
        notice, body=body, issued_at=datetime(2026, 9, 28, 16, 0, tzinfo=UTC)
    )
    words = words_of(render(late))
    assert "2026年9月29日1时05分" in words
    assert "监督管理局2026年9月29日" in words
