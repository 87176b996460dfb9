from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.typeface import RARE, Weight, glyphs, missing, printable


@given(st.text())
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert missing(once) == ()


@given(st.text())
def test_each_missing_character_is_shown_by_its_number(text: str) -> None:
    shown = printable(text)
    assert all(f"〓〔U+{ord(char):04X}〕" in shown for char in missing(text))


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)), st.sampled_from(Weight))
def test_common_characters_are_set_in_the_weight_asked_for(text: str, weight: Weight) -> None:
    assert "".join(glyph.char for glyph in glyphs(text, weight)) == text
    assert {glyph.font for glyph in glyphs(text, weight)} <= {weight.value}


@pytest.mark.parametrize("weight", Weight)
def test_a_rare_character_is_set_in_the_rare_font(weight: Weight) -> None:
    assert [glyph.font for glyph in glyphs("吉𠮷", weight)] == [weight.value, RARE]


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("\uf92c", "郎"),
        ("张\u200b三\ufeff", "张三"),
        ("张\n三\t\u2028四\xa0", "张 三  四 "),
        ("张　三", "张　三"),
        ("\x00张", "张"),
    ],
)
def test_text_is_composed_and_freed_of_invisible_characters(pasted: str, shown: str) -> None:
    assert printable(pasted) == shown


def test_characters_printed_before_are_still_composed() -> None:
    assert printable("e\u0301e") == "ée"
    assert [printable(char) for char in ("e", "\u0301", "é")] == ["e", "\u0301", "é"]
    assert printable("e\u0301") == "é"
    assert missing("e\u0301") == ()


def test_names_from_gbk_systems_are_restored() -> None:
    assert printable("\ue863") == "䶮"
    assert missing("".join(chr(code) for code in range(0xE815, 0xE865))) == ()


def test_the_gbk_table_agrees_with_the_codec() -> None:
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    compared = 0
    for code, trail in zip(range(0xE815, 0xE865), trails, strict=True):
        standard = bytes((0xFE, trail)).decode("gb18030")
        if unicodedata.category(standard) != "Co":
            assert printable(chr(code)) == unicodedata.normalize("NFC", standard)
            compared += 1
    assert compared > 60


def test_fonts_are_read_only_when_needed() -> None:
    script = (
        "import printing.documents, printing.preflight, printing.typeface as t;"
        "from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames as names;"
        "loaded = lambda: [n for n in names() if n.startswith(('Noto', 'Hana'))];"
        "print(loaded()); t.printable('张明华');"
        "print(loaded()); t.printable('𠮷'); print(loaded())"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "[]",
        "['NotoSansSC-Regular']",
        "['HanaMinB', 'NotoSansSC-Regular']",
    ]
