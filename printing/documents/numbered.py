"""Reasons and the like as paragraphs, numbered when there are several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.paragraph import Paragraph
from printing.documents.styles import BODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.documents.block import Block


def numbered(sentences: Sequence[str]) -> list[Block]:
    """One paragraph per sentence, each closed by one full stop."""
    if len(sentences) == 1:
        return [Paragraph(sentence(sentences[0]), style=BODY)]
    return [
        Paragraph(f"{number}．{sentence(text)}", style=BODY)
        for number, text in enumerate(sentences, start=1)
    ]


def sentence(text: str) -> str:
    """The text closed by one full stop."""
    return f"{text.rstrip('。')}。"
