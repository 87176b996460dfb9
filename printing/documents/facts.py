"""Rows of a paper's facts that stand only where the paper has such a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.wording import item_words

if TYPE_CHECKING:
    from core.notice import Notice

Row = list[tuple[str, str]]


def addressed(label: str, notice: Notice) -> list[Row]:
    """To whom the paper is made out; a publication is made out to nobody."""
    return [[(label, notice.addressee)]] if notice.addressee else []


def about_item(label: str, notice: Notice) -> list[Row]:
    """The item the paper is about, where it is about one."""
    return [[(label, item_words(notice))]] if notice.item_name else []
