from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from pypdfium2 import raw

from core.case_notices import OneTimeBody
from core.paper_kind import NoticeKind
from printing.copy_mark import CopyMark, CopyMarkIncomplete
from printing.documents import missing_characters, render, render_copy
from printing.sample import sample_notice
from tests.printing.longest_office import LAST_WORDS, UNSEALED
from tests.printing.pdf_text import copies_of, pages_of, words_of

if TYPE_CHECKING:
    from core.notice import Notice

MILLIMETRE = 72 / 25.4
REPRINT = CopyMark(2, "打印机卡纸")
# Drawn once for all who look at it; that a repeat has the same bytes is a test of its own.
printed = cache(render)
reprinted = cache(render_copy)


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


def running_text_of(notice: Notice) -> str:
    """All words without what repeats on every page: a sentence may run over from page to page."""
    head = f"{notice.kind.title}（续）{notice.number}"
    repeated = re.compile(
        f"{re.escape(head)}|(申请人|窗口)留存联|本文书一式两份，申请人、窗口各执一份。|第\\d+页共\\d+页"
    )
    return "".join(repeated.sub("", page) for page in pages_of(printed(notice)))


def test_every_text_of_the_notice_can_be_read_back(notice: Notice) -> None:
    words = running_text_of(notice)
    unprinted = {notice.notice_id, notice.body.paper, notice.code}
    wanted = [text for text in texts_in(notice) if text not in unprinted]
    assert [text for text in wanted if "".join(text.split()) not in words] == []
    assert notice.kind.title in words


def test_the_code_can_be_scanned(notice: Notice) -> None:
    with pypdfium2.PdfDocument(printed(notice)) as document:
        picture = document[len(document) - 1].render(scale=150 / 72, grayscale=True).to_pil()
    assert {code.text for code in zxingcpp.read_barcodes(picture)} == {notice.code}


def test_the_code_stays_readable_on_a_coarse_printer(notice: Notice) -> None:
    dots = 203  # per inch, the coarsest head in use
    with pypdfium2.PdfDocument(printed(notice)) as document:
        picture = document[len(document) - 1].render(scale=dots / 72, grayscale=True).to_pil()
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    code = zxingcpp.read_barcodes(picture, formats=only)[0]
    assert (code.text, code.ec_level) == (notice.code, "M")
    details = code.extra
    assert isinstance(details, dict)
    version = int(details["Version"])
    assert version <= 8
    left, top = code.position.top_left.x, code.position.top_left.y
    right, bottom = code.position.bottom_right.x, code.position.bottom_right.y
    module = (right - left) / (17 + 4 * version)
    assert module >= 3, "dots"
    quiet = int(4 * module)  # ISO/IEC 18004
    ink = picture.point(lambda grey: 255 - grey)
    ink.paste(0, (left - 1, top - 1, right + 2, bottom + 2))
    around = (left - quiet, top - quiet, right + quiet, bottom + quiet)
    assert ink.crop(around).getbbox() is None, "nothing beside the symbol"


@pytest.mark.parametrize("last_day", [None, date(2026, 10, 16)])
def test_a_paper_limited_in_time_says_until_when_beside_its_code(
    kind: NoticeKind, last_day: date | None
) -> None:
    notice = dataclasses.replace(sample_notice(kind, "张明华"), valid_until=last_day)
    words = words_of(printed(notice))
    assert ("有效期至2026年10月16日" in words) == (last_day is not None)


def test_a_paper_about_no_case_prints_no_slip_beneath_its_code(kind: NoticeKind) -> None:
    notice = sample_notice(kind, "张明华")
    assert "扫码核对真伪" not in words_of(printed(notice))
    words = words_of(printed(dataclasses.replace(notice, slip_code="")))
    assert "扫码核对真伪" in words
    assert notice.slip_code not in words
    assert "凭此码" not in words


def test_every_page_is_the_kinds_sheet_and_keeps_the_margins(notice: Notice) -> None:
    edge = 15  # mm
    width, height = notice.kind.sheet.value
    with pypdfium2.PdfDocument(reprinted(notice, REPRINT)) as document:
        for page in document:
            assert [size / MILLIMETRE for size in page.get_size()] == pytest.approx([width, height])
            picture = page.render(scale=1 / MILLIMETRE * 4, grayscale=True).to_pil()
            left, top, right, bottom = picture.point(lambda ink: 255 - ink).getbbox()
            assert min(left, top) >= edge * 4 - 1
            assert right <= (width - edge) * 4 + 1
            assert bottom <= (height - edge) * 4 + 1


def test_no_character_is_printed_over_another(notice: Notice) -> None:
    with pypdfium2.PdfDocument(reprinted(notice, CopyMark(2, "原" * 50))) as document:
        for page in document:
            assert overlapping(page.get_textpage()) == []


def test_only_embedded_fonts_are_used(notice: Notice) -> None:
    pdf = printed(notice)
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


def test_the_pages_of_each_copy_are_counted(notice: Notice) -> None:
    copies = copies_of(printed(notice))
    assert len(copies) == notice.kind.copies
    for pages in copies:
        for page, text in enumerate(pages, start=1):
            assert f"第{page}页共{len(pages)}页" in text


def test_each_of_two_copies_says_who_keeps_it(notice: Notice) -> None:
    copies = copies_of(printed(notice))
    assert ("一式两份" in words_of(printed(notice))) == (len(copies) == 2)
    keepers = ["申请人留存联", "窗口留存联"] if len(copies) == 2 else [""]
    for keeper, pages in zip(keepers, copies, strict=True):
        assert all(keeper in page for page in pages)
        assert not any(other in page for other in {*keepers} - {keeper} for page in pages)


def test_the_pdf_names_its_title_hall_and_number(notice: Notice) -> None:
    with pypdfium2.PdfDocument(printed(notice)) as document:
        metadata = document.get_metadata_dict()
    assert metadata["Title"] == f"{notice.kind.title}　{notice.number}"
    assert metadata["Author"] == notice.letterhead.hall
    assert metadata["Subject"] == notice.number
    assert metadata["CreationDate"] == "D:20260928104200+08'00'"


def test_a_reprint_is_marked_on_every_page_and_the_original_nowhere(notice: Notice) -> None:
    assert "补打" not in words_of(printed(notice))
    for page in pages_of(reprinted(notice, CopyMark(3, "打印机卡纸"))):
        assert "补打·第3次打印" in page
        assert "补打原因：打印机卡纸" in page


def test_a_reprint_breaks_its_pages_like_the_original(long_one_time: Notice) -> None:
    originals = pages_of(printed(long_one_time))
    reprints = pages_of(reprinted(long_one_time, CopyMark(2, "原" * 50)))
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
    assert "王〓〔U+323AF〕〓〔U+323AF〕明" in words_of(printed(notice))


def test_nothing_is_missing_for_names_the_fonts_hold(notice: Notice) -> None:
    assert missing_characters(notice) == ()


def test_a_long_list_repeats_its_head_and_keeps_rows_whole(long_one_time: Notice) -> None:
    pages = pages_of(printed(long_one_time))
    assert len(pages) > 3
    for page in pages:
        rows = page.count("材料目录第")
        assert ("需要补正的材料" in page) == (rows > 0)
        assert page.count("的办理说明") == rows


def test_a_signature_never_stands_alone(notice: Notice) -> None:
    last_words = {
        NoticeKind.RECEIPT: "补交材料、领取结果时请出示本凭证",
        NoticeKind.ACCEPTANCE: "办理进度和结果可以凭下方二维码查询",
        NoticeKind.ONE_TIME: "逾期未补正的",
        NoticeKind.CORRECTION_RECEIPT: "本单只证明收到上列材料",
        NoticeKind.NOT_REQUIRED: "可以要求本窗口说明、解释",
        NoticeKind.NOT_ACCEPTED: "如不服本决定",
        NoticeKind.EXTENSION: "届满前告知，请签收",
        NoticeKind.SPECIAL_PROCEDURE: "程序结束后，继续计算办理期限",
        NoticeKind.DECISION: "查询、领取。咨询电话",
        NoticeKind.DENIAL: "如不服本决定",
        NoticeKind.DEEMED_ACCEPTANCE: "逾期没有告知的情况已经记录",
        NoticeKind.DEEMED_CONSENT: "正式的办理结果补发后",
        NoticeKind.DELIVERY: "核对无误后签名或者盖章",
        NoticeKind.PAYMENT: "本窗口不收现金",
        NoticeKind.OVERDUE: "深表歉意",
        NoticeKind.CONDITIONAL: "申请人对承诺内容的真实性负责",
        NoticeKind.DEEMED_WITHDRAWAL: "已经提交的材料可以到本窗口取回",
        NoticeKind.REVOCATION: "如不服本决定",
        NoticeKind.WITHDRAWAL: "请核对退还的材料后签收",
        NoticeKind.TERMINATION: "如不服本决定",
        NoticeKind.RESUMPTION: "办理进度和结果可以凭下方二维码查询",
        NoticeKind.JOINT: "牵头部门不作出决定",
        NoticeKind.CORRECTION_SLIP: "以本单为准",
        **LAST_WORDS,
    }
    signed = [page for page in pages_of(printed(notice)) if last_words[notice.kind] in page]
    assert len(signed) == notice.kind.copies
    for page in signed:
        assert ("盖章处" in page) == (notice.kind not in UNSEALED)
        assert notice.badge in page
    assert notice.badge in pages_of(printed(notice))[-1]


def test_a_row_taller_than_a_page_is_continued(long_one_time: Notice) -> None:
    assert isinstance(long_one_time.body, OneTimeBody)
    endless = "".join(f"第{step}步，" for step in range(900))
    row = dataclasses.replace(long_one_time.body.missing[0], how=endless)
    body = dataclasses.replace(long_one_time.body, missing=(row,))
    notice = dataclasses.replace(long_one_time, body=body)
    pages = pages_of(printed(notice))
    words = "".join(page.partition("由谁出具、怎样办理")[2] for page in pages)
    assert endless in words
