"""One door for every form a holiday notice comes in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.notice_import.notice_files import read_csv, read_ics, read_json
from core.notice_import.notice_text import read_text

if TYPE_CHECKING:
    from core.calendar import Calendar
    from core.notice_import.parsed_notice import ParsedNotice


def read(content: str, in_force: Calendar) -> ParsedNotice:
    """Read pasted text, JSON, CSV or an ICS calendar, told apart by how it begins.

    Raises: the refusals of `notice_text` and `notice_files`.
    """
    begins = content.lstrip("\ufeff \t\r\n")
    if begins.startswith(("{", "[")):
        return read_json(begins)
    if begins.startswith("BEGIN:VCALENDAR"):
        return read_ics(begins)
    first_line = begins.partition("\n")[0]
    if re.match(r"(?:\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}|date|日期)\s*,", first_line):
        return read_csv(begins)
    return read_text(content, in_force)
