"""Which due dates a paper tells an applicant."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from core.clock_lines import APPLICANTS_LINES
from core.notice_lines import DueLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.clock import ClockKind
    from core.notice import NoticeBody


def told_dates(body: NoticeBody) -> frozenset[tuple[ClockKind, date]]:
    """The clocks a paper names, each with the day printed beside it."""
    return frozenset(
        (APPLICANTS_LINES[line.name], line.due)
        for line in _lines(body)
        if line.name in APPLICANTS_LINES
    )


def _lines(body: NoticeBody) -> Iterator[DueLine]:
    for field in fields(body):
        value = getattr(body, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, DueLine):
                yield one
