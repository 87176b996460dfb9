from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

import printing
from printing.face import Face

FONTS = Path(printing.__file__).with_name("fonts")
EVERY_SPACE_AND_ACCENT = " \xa0éÅ清河𠮷\U000323af"
NAMES_AND_METRICS = (
    *("name", "bbox", "ascent", "descent", "capHeight", "stemV", "flags", "italicAngle"),
    *("defaultWidth", "charToGlyph", "charWidths"),
)


@pytest.mark.parametrize("font", ["NotoSansSC-Regular", "NotoSansSC-Bold", "HanaMinB"])
def test_a_face_read_in_bulk_is_the_one_reportlab_reads(font: str) -> None:
    path = FONTS / f"{font}.ttf"
    ours, theirs = Face(path), TTFontFace(str(path))
    for value in NAMES_AND_METRICS:
        assert getattr(ours, value) == getattr(theirs, value), value
    assert list(ours.glyphPos) == theirs.glyphPos


@pytest.mark.parametrize("font", ["NotoSansSC-Regular", "NotoSansSC-Bold"])
def test_a_subset_is_the_one_reportlab_cuts(font: str) -> None:
    path = FONTS / f"{font}.ttf"
    subset = [0, *map(ord, EVERY_SPACE_AND_ACCENT)]
    assert Face(path).makeSubset(subset) == TTFontFace(str(path)).makeSubset(subset)


def test_a_glyph_without_an_advance_of_its_own_has_the_last_one() -> None:
    hanazono = Face(FONTS / "HanaMinB.ttf")
    glyph = hanazono.charToGlyph[ord("𠮷")]
    advance, _ = hanazono.hmetrics[glyph]
    assert glyph > 99  # the number of advances in the file
    assert advance == hanazono.unitsPerEm == 1024


def test_a_font_that_ends_at_the_bmp_is_refused(tmp_path: Path) -> None:
    data = bytearray((FONTS / "NotoSansSC-Regular.ttf").read_bytes())
    for number in range(int.from_bytes(data[4:6], "big")):
        record = 12 + 16 * number
        if data[record : record + 4] == b"cmap":
            cmap = int.from_bytes(data[record + 8 : record + 12], "big")
            data[cmap + 2 : cmap + 4] = (1).to_bytes(2, "big")  # the first subtable: format 4
    path = tmp_path / "old.ttf"
    path.write_bytes(data)
    with pytest.raises(TTFError, match="no cmap of format 12"):
        Face(path)
