"""What a printed file really says: its text and its pages as pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

from core.errors import Refusal
from printing.pdfium import opened
from printing.preview import pages_png
from printing.qr import codes_on

if TYPE_CHECKING:
    from pathlib import Path

_DPI = 110


class CodeNotFound(Refusal):
    """A file without exactly one QR symbol."""


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


def code_in(paper: Path) -> str:
    """What the QR symbol of a printed file says.

    Raises: CodeNotFound.
    """
    try:
        with opened(paper.read_bytes()) as document:
            (code,) = {code for page in document for code in codes_on(page)}
    except (OSError, ValueError, pypdfium2.PdfiumError) as error:
        raise CodeNotFound(
            f"{paper.name} 里读不出一个二维码，没有核对任何文书，请换文书的 PDF 文件，"
            "或用扫码枪扫纸质原件。"
        ) from error
    return code
