"""The queue ticket in the printers' own language, read by a printer that is very strict."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import datetime

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from core.moment import CHINA
from core.queue_slip import QueueSlip
from printing import slip
from printing.copy_mark import CopyMark
from printing.linebreak import NEVER_FIRST, NEVER_LAST
from printing.slip.escpos import encoded
from printing.slip.lines import Align, CodeTooLong, Cut, Size, Space, Text
from printing.slip.profile import Profile
from printing.slip.sample import SAMPLE
from printing.slip.typesetting import printer_bytes
from printing.typeface import printable
from tests.printing.conftest import RARE_NAME
from tests.printing.escpos_interpreter import Block, Slip, printed

FULL = Profile()
BARE = Profile(dots=384, has_kanji=False, has_cutter=False, has_codes=False)
DOTS_PER_POINT = 8 * 25.4 / 72 * 0.999_999  # pdfium rounds up and would stretch the page
RULE_HEIGHT = 2

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("办理时限，。、；：）》（《“”20369aA-/ \x1b\x1d\x10\x04\n\r\0\x7f", max_size=60),
    st.text(f"号{RARE_NAME}€·—é😀👨‍👩‍👧️ｆ１２！～𰻝\U0010ffff\ue863", max_size=12),
)
SLIPS = st.builds(
    QueueSlip,
    hall=TEXTS,
    number=st.from_regex(r"[A-Z][1-9][0-9]{0,3}[0-9]{3}", fullmatch=True) | TEXTS,
    subject=TEXTS,
    people_ahead=st.integers(0, 10_000),
    counters=TEXTS,
    wait=TEXTS,
    issued_at=st.datetimes(timezones=st.just(CHINA)),
    reminders=st.lists(TEXTS, max_size=3).map(tuple),
    code=st.one_of(st.just(""), st.text(max_size=60)),
    enquiry_phone=TEXTS,
)
PROFILES = st.builds(
    Profile,
    st.sampled_from((384, 512, 576)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def on_paper(stream: bytes, profile: Profile) -> Slip:
    return printed(stream, profile.dots, kanji=profile.has_kanji, codes=profile.has_codes)


def slip_on(profile: Profile, value: QueueSlip = SAMPLE) -> Slip:
    return on_paper(slip.encode(value, profile), profile)


def lines_on(profile: Profile, *texts: Text) -> list[str]:
    return [line.words for line in on_paper(encoded(texts, profile), profile).lines]


def pictures(paper: Slip) -> list[Block]:
    """The blocks that are not rules."""
    return [block for block in paper.blocks if block.picture.height > RULE_HEIGHT]


def code_on(picture: Image.Image) -> list[str]:
    framed = Image.new("L", (picture.width + 60, picture.height + 60), 255)
    framed.paste(picture, (30, 30))
    return [code.text for code in zxingcpp.read_barcodes(framed)]


def pdf_dots(value: QueueSlip) -> Image.Image:
    """The printable part of the PDF at the printer's resolution."""
    with pypdfium2.PdfDocument(slip.render(value)) as document:
        picture: Image.Image = document[0].render(scale=DOTS_PER_POINT, grayscale=True).to_pil()
    return picture


# --- what is on the paper ------------------------------------------------------------------------


@pytest.mark.parametrize("dots", [384, 512, 576])
def test_everything_the_slip_says_is_printed(dots: int) -> None:
    words = slip_on(Profile(dots)).words
    for text in (
        SAMPLE.hall,
        SAMPLE.number,
        "前面还有7人",
        f"预计等候{SAMPLE.wait}",
        SAMPLE.counters,
        f"办理事项{SAMPLE.subject}",
        "取号时间2026年9月28日09:12",
        f"咨询电话{SAMPLE.enquiry_phone}",
        *SAMPLE.reminders,
    ):
        assert "".join(text.split()) in words


def test_the_time_is_that_of_the_hall() -> None:
    from_afar = dataclasses.replace(
        SAMPLE, issued_at=datetime.fromisoformat("2026-09-28T17:05:00+00:00")
    )
    assert "2026年9月29日01:05" in slip_on(FULL, from_afar).words


def test_what_is_not_known_is_left_out() -> None:
    little = dataclasses.replace(
        SAMPLE, subject="", people_ahead=0, counters="", wait="", code="", enquiry_phone=""
    )
    paper = slip_on(FULL, little)
    assert "前面没有人" in paper.words
    for label in ("办理事项", "咨询电话", "预计等候", "请出示此码"):
        assert label not in paper.words
    assert paper.codes == []


def test_a_slip_does_not_end_in_a_rule() -> None:
    little = dataclasses.replace(SAMPLE, reminders=(), code="")
    last = slip_on(FULL, little).blocks[-1]
    assert last.top < slip_on(FULL, little).lines[-1].top


def test_a_copy_says_which_it_is_and_why() -> None:
    assert "补打" not in slip_on(FULL).words
    copy = on_paper(slip.encode(SAMPLE, FULL, CopyMark(3, "卡纸")), FULL)
    assert "补打·第3次打印补打原因：卡纸" in copy.words


def test_the_number_is_the_largest_thing_and_never_broken() -> None:
    for number in ("A3012", "A1234001"):
        for dots in (384, 576):
            paper = slip_on(Profile(dots), dataclasses.replace(SAMPLE, number=number))
            (line,) = (line for line in paper.lines if line.words == number)
            assert line.height == max(line.height for line in paper.lines)
            assert line.height >= 96


def test_what_matters_is_bold_and_in_the_middle() -> None:
    lines = {line.words: line for line in slip_on(FULL).lines}
    hall, time = lines[SAMPLE.hall], lines["取号时间　2026年9月28日 09:12"]
    assert (hall.left, hall.bold) == ((576 - 9 * 48) // 2, True)
    assert lines[SAMPLE.number].bold
    assert lines[SAMPLE.counters].bold
    assert (time.left, time.bold) == (0, False)


@pytest.mark.parametrize("profile", [FULL, Profile(has_codes=False)])
def test_the_code_is_in_the_middle(profile: Profile) -> None:
    (code,) = zxingcpp.read_barcodes(slip_on(profile).picture)
    corners = code.position.top_left.x, code.position.bottom_right.x
    assert sum(corners) / 2 == pytest.approx(profile.dots / 2, abs=4)


def test_the_code_is_drawn_by_a_printer_that_can() -> None:
    paper = slip_on(FULL)
    assert paper.codes == [SAMPLE.code]
    assert code_on(paper.picture) == [SAMPLE.code]
    assert pictures(paper) == []


@pytest.mark.parametrize("code", [SAMPLE.code, "https://example.gov.cn/q?n=" + "A3012" * 50])
def test_the_code_is_sent_as_dots_to_a_printer_that_cannot(code: str) -> None:
    for dots in (384, 576):
        paper = slip_on(Profile(dots, has_codes=False), dataclasses.replace(SAMPLE, code=code))
        assert paper.codes == []
        assert code_on(paper.picture) == [code]


def test_a_code_beyond_ascii_is_sent_as_dots() -> None:
    paper = slip_on(FULL, dataclasses.replace(SAMPLE, code="排队号A3012"))
    assert paper.codes == []
    assert code_on(paper.picture) == ["排队号A3012"]


def test_a_code_nobody_could_scan_is_refused() -> None:
    with pytest.raises(CodeTooLong, match="没有打印小票"):
        slip.encode(dataclasses.replace(SAMPLE, code="号" * 107), FULL)


def test_the_slip_is_cut_once_at_its_end() -> None:
    paper = slip_on(FULL)
    assert paper.cuts == [paper.used]


def test_a_printer_without_cutter_feeds_past_its_edge() -> None:
    paper = slip_on(Profile(has_cutter=False))
    assert paper.cuts == []
    assert paper.used >= slip_on(FULL).used + 15 * 8


# --- characters the printer does not have --------------------------------------------------------


def test_a_line_with_a_rare_character_is_dots_and_no_other_line_is() -> None:
    ordinary, rare = slip_on(FULL), slip_on(FULL, dataclasses.replace(SAMPLE, subject=RARE_NAME))
    assert len(pictures(rare)) == 1
    assert [line.words for line in rare.lines] == [
        line.words for line in ordinary.lines if SAMPLE.subject not in line.words
    ]


@pytest.mark.parametrize("char", [*RARE_NAME, "€", "ö", "ñ"])
def test_a_character_outside_gbk_is_never_sent_as_text(char: str) -> None:
    paper = slip_on(FULL, dataclasses.replace(SAMPLE, subject=f"王{char}明"))
    assert len(pictures(paper)) == 1
    assert "王" not in paper.words


def test_characters_of_gbk_are_sent_as_text() -> None:
    pairs = (
        bytes((lead, trail)).decode("gbk", errors="replace")
        for lead in range(0x81, 0xFF)
        for trail in range(0x40, 0xFF)
    )
    known = [
        char for char in pairs if len(char) == 1 and char != "\ufffd" and printable(char) == char
    ]
    assert len(known) > 21_000
    words = "".join(known[::7])
    paper = on_paper(encoded((Text(words),), FULL), FULL)
    assert pictures(paper) == []
    assert "".join(line.words for line in paper.lines) == words


def test_a_control_character_is_none_of_the_printers() -> None:
    assert {printer_bytes(chr(code)) for code in (*range(0x20), 0x7F)} == {None}


def test_a_line_of_dots_begins_at_the_left() -> None:
    paper = slip_on(FULL, dataclasses.replace(SAMPLE, subject=RARE_NAME))
    (block,) = pictures(paper)
    rows = paper.picture.crop((0, block.top, 576, block.top + block.picture.height))
    left, *_ = rows.point(lambda grey: 255 - grey).getbbox() or (576,)
    assert left < 24


def test_dots_wider_than_the_printers_characters_are_broken_again() -> None:
    paper = on_paper(encoded((Text("W" * 46 + "€"),), FULL), FULL)
    first, second = pictures(paper)
    assert first.picture.width > 500
    assert second.picture.width > 300


def test_a_name_from_a_gbk_system_is_restored_before_it_is_judged() -> None:
    paper = slip_on(FULL, dataclasses.replace(SAMPLE, subject="\ue863"))
    assert len(pictures(paper)) == 1


def test_a_rare_line_looks_as_in_the_pdf() -> None:
    value = dataclasses.replace(SAMPLE, subject=RARE_NAME)
    (block,) = pictures(slip_on(FULL, value))
    sheet = pdf_dots(value).point(lambda grey: 0 if grey < 144 else 255)
    left = (sheet.width - 576) // 2

    def differing(top: int) -> int:
        window = sheet.crop((left, top, left + block.picture.width, top + block.picture.height))
        return ImageChops.difference(window, block.picture).histogram()[255]

    ink = block.picture.histogram()[0]
    assert ink > 500
    closest = min(map(differing, range(sheet.height - block.picture.height)))
    assert closest <= ink // 200


def test_a_printer_without_chinese_characters_gets_dots_only() -> None:
    paper = slip_on(BARE)
    assert paper.lines == []
    assert len(pictures(paper)) > 10
    assert code_on(paper.picture) == [SAMPLE.code]


# --- lines ---------------------------------------------------------------------------------------


def test_a_line_holds_48_letters_or_24_chinese_characters() -> None:
    assert lines_on(FULL, Text("a" * 49)) == ["a" * 48, "a"]
    assert lines_on(FULL, Text("办" * 25)) == ["办" * 24, "办"]
    assert lines_on(Profile(384), Text("办" * 17)) == ["办" * 16, "办"]


def test_large_text_is_broken_into_lines_of_about_one_length() -> None:
    hall = Text("内蒙古自治区清河市清河区政务", Size.LARGE, align=Align.CENTRE)
    assert lines_on(FULL, hall) == ["内蒙古自治区清", "河市清河区政务"]


def test_lines_after_the_first_hang_under_the_value() -> None:
    lines = lines_on(FULL, Text("办理事项　" + "证" * 40, hang=5))
    assert lines == ["办理事项　" + "证" * 19, "　" * 5 + "证" * 19, "　" * 5 + "证" * 2]


@given(st.text("办理时限，。、；：）》（《“”", max_size=80), st.integers(0, 5))
def test_lines_end_where_chinese_lines_may(words: str, hang: int) -> None:
    lines = lines_on(FULL, Text(words, hang=hang))
    assert "".join("".join(lines).split()) == words
    for line, following in itertools.pairwise(lines):
        first = following.strip()[0]
        allowed = any(
            left not in NEVER_LAST and right not in NEVER_FIRST
            for left, right in itertools.pairwise(line.strip())
        )
        assert not allowed or (first not in NEVER_FIRST and line[-1] not in NEVER_LAST)


def test_blank_text_takes_no_paper() -> None:
    assert on_paper(encoded((Text(" \x00\u200b"),), FULL), FULL).used == 0


def test_blank_paper_is_fed_to_the_dot() -> None:
    assert on_paper(encoded((Space(600), Cut()), FULL), FULL).cuts == [600]


# --- whatever the words --------------------------------------------------------------------------


@settings(max_examples=40)
@given(SLIPS, PROFILES)
def test_any_slip_is_well_formed_and_within_the_paper(value: QueueSlip, profile: Profile) -> None:
    stream = slip.encode(value, profile)
    paper = on_paper(stream, profile)  # refuses unknown bytes and lines too wide
    assert paper.commands[0] == b"\x1b@"
    assert paper.commands.count(b"\x1b@") == 1
    assert paper.commands.count(b"\x1c&") == profile.has_kanji
    assert paper.cuts == [paper.used] * profile.has_cutter
    assert paper.words.isprintable()
    assert slip.encode(value, profile) == stream


@given(TEXTS)
def test_a_hostile_text_adds_no_command(text: str) -> None:
    attacked = dataclasses.replace(SAMPLE, wait=f"{text}分钟\x1dVB\0\x1b@\x10\x14\x08\x01\x03")
    commands = slip_on(FULL, attacked).commands
    assert commands.count(b"\x1dV") == 1
    assert commands.count(b"\x1b@") == 1


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("溭刧圄墧倢蟻保燾深灢尃鷹", Size.NORMAL),  # DLE EOT
        ("聈霕迿蔫鹹匇镸撄瑷懣尺仉", Size.LARGE),  # DLE ENQ
        ("恄蔰綌窨缝芨藕紜鑅桜朊噛", Size.NORMAL),  # DLE DC4
    ],
)
def test_no_real_time_command_hides_in_the_dots_of_a_text(words: str, size: Size) -> None:
    profile = Profile(has_kanji=False)
    on_paper(encoded((Text(words, size),), profile), profile)  # refuses them
