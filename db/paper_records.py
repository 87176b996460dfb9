"""Issued papers as the journal holds them, to compare a scanned code with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from core.entity import EntityKind
from core.facts import NoticeIssued
from core.moment import instant
from core.paper_code import content_digest, whole_minute
from db.journal import FIRST_TOLD
from db.tables import case_file, journal, notice

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.paper_code import PaperCode


@dataclass(frozen=True)
class RecordedPaper:
    """What the record says of one paper."""

    number: str
    issued_at: datetime  # aware, to the minute
    digest: bytes


def case_is_here(connection: Connection, slip: str) -> bool:
    """Whether the slip belongs to a case of this database."""
    found = connection.execute(select(case_file.c.case_id).where(case_file.c.slip == slip))
    return found.one_or_none() is not None


def of_code(connection: Connection, code: PaperCode) -> tuple[RecordedPaper, ...]:
    """The papers that a code may be of: of its case and kind."""
    rows = connection.execute(
        select(notice.c.number, notice.c.issued_at, journal.c.payload)
        .join(case_file, case_file.c.case_id == notice.c.case_id)
        .join(
            journal,
            (journal.c.entity == EntityKind.NOTICE.value)
            & (journal.c.entity_id == notice.c.notice_id),
        )
        .where(
            case_file.c.slip == code.slip,
            notice.c.kind == code.kind.value,
            journal.c.kind == NoticeIssued.kind,
            FIRST_TOLD,
        )
    )
    return tuple(
        RecordedPaper(
            row.number,
            whole_minute(instant(row.issued_at)),
            content_digest(json.dumps(json.loads(row.payload)["notice"])),
        )
        for row in rows
    )
