"""Checking a scanned paper: its signature by the hall's keys, its content by the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.paper_check import PaperCheck, Record, Signature
from db import paper_keys, paper_records
from db.paper_signature import signature_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Connection

    from core.paper_code import PaperCode
    from core.paper_key import PaperKey
    from db.unit_of_work import Reading, UnitOfWork


def verify(reading: Reading | UnitOfWork, code: PaperCode) -> PaperCheck:
    """Check a scanned code with what this station knows."""
    keys = paper_keys.with_id(reading.connection, reading.identity.hall, code.key_id)
    signature = signature_of(code, keys)
    record, number = Record.NOT_ASKED, ""
    if signature in (Signature.GENUINE, Signature.SIGNER_UNKNOWN):
        record, number = _recorded(reading.connection, code)
    return PaperCheck(code, signature, record, number, reading.today)


def verify_by_keys(keys: Iterable[PaperKey], code: PaperCode, today: date) -> PaperCheck:
    """Check a scanned code without a database."""
    return PaperCheck(code, signature_of(code, keys), Record.NOT_ASKED, "", today)


def _recorded(connection: Connection, code: PaperCode) -> tuple[Record, str]:
    if not paper_records.case_is_here(connection, code.slip):
        return Record.NO_CASE, ""
    papers = paper_records.of_code(connection, code)
    for paper in papers:
        if paper.digest == code.digest:
            return Record.AGREES, paper.number
    if any(paper.issued_at == code.issued_at for paper in papers):
        return Record.DIFFERS, ""
    return Record.NO_PAPER, ""
