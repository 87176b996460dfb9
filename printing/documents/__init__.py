"""The numbered papers as PDF: one look for all kinds, the same bytes on every rendering."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from core.notice import CaseBody
from printing import typeface
from printing.documents import case_papers, office_papers
from printing.documents.sheet import Counterpart, bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.notice import Notice
    from printing.copy_mark import CopyMark


__all__ = ["missing_characters", "render", "render_copy"]


def render(notice: Notice) -> bytes:
    """The original as a PDF on the kind's own sheet; byte-identical on repeat."""
    return _render(notice, None)


def render_copy(notice: Notice, mark: CopyMark) -> bytes:
    """A reprint of it, marked 补打 on every page; byte-identical on repeat."""
    return _render(notice, mark)


def missing_characters(notice: Notice) -> tuple[str, ...]:
    """The characters the paper can only show as 〓〔U+xxxxx〕, each once.

    Not empty means: the clerk looks before the paper is issued.
    """
    return typeface.missing("".join(_texts(notice)))


def _render(notice: Notice, mark: CopyMark | None) -> bytes:
    with typeface.WRITING:
        return bind(notice, mark, _counterparts(notice))


def _counterparts(notice: Notice) -> tuple[Counterpart, ...]:
    body = notice.body
    if isinstance(body, CaseBody):
        return case_papers.counterparts(notice, body)
    return (Counterpart("", lambda: office_papers.story(notice, body)),)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
