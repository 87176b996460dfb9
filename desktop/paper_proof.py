"""What a printed file really says: its text and its pages as pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.pdfium import opened
from printing.preview import pages_png

if TYPE_CHECKING:
    from pathlib import Path

_DPI = 110


@dataclass(frozen=True)
class Proof:
    """The text of a PDF without white space, and each page as a PNG."""

    text: str
    pages: tuple[bytes, ...]


def proof_of(paper: Path) -> Proof:
    """Read a paper back as a citizen's reader would."""
    content = paper.read_bytes()
    with opened(content) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return Proof("".join(text.split()), pages_png(content, _DPI))
