"""What can be read on a finished paper."""

from __future__ import annotations

from functools import cache

import pypdfium2


@cache
def pages_of(pdf: bytes) -> tuple[str, ...]:
    """The text of each page without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def copies_of(pdf: bytes) -> list[list[str]]:
    """The pages of each copy the paper is made out in."""
    copies: list[list[str]] = []
    for page in pages_of(pdf):
        if "第1页共" in page:
            copies.append([])
        copies[-1].append(page)
    return copies


def words_of(pdf: bytes) -> str:
    return "".join(pages_of(pdf))
