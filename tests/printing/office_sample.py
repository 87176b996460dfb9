"""The office's sample papers, and others with a body of the same kind."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeVar

from core.notice import OfficeBody
from core.paper_kind import NoticeKind
from printing.documents import render
from printing.sample import SAMPLES, sample_notice
from tests.printing.pdf_text import words_of

if TYPE_CHECKING:
    from core.notice import Notice

Body = TypeVar("Body", bound=OfficeBody)

OFFICE_KINDS = [kind for kind, body in SAMPLES.items() if isinstance(body, OfficeBody)]
_DEPARTMENT = "清河区市场监督管理局"


def words_on(kind: NoticeKind) -> str:
    """All words of the sample of that kind without blanks."""
    return words_of(render(sample_notice(kind, _DEPARTMENT)))


def sample_body(expected: type[Body]) -> Body:
    """The sample's body of that class."""
    (body,) = (body for body in SAMPLES.values() if isinstance(body, expected))
    return body


def paper(body: OfficeBody) -> Notice:
    """The sample of the body's kind with this body instead."""
    return dataclasses.replace(sample_notice(NoticeKind(body.paper), _DEPARTMENT), body=body)
