"""Receipts: 收件凭证 for what was handed in, 补正材料收件单 for what is brought later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import papers
from core.case_facts import MaterialsSupplied
from core.case_notices import CorrectionReceiptBody
from core.case_states import CaseState
from core.checklist import RowState
from core.paper_kind import NoticeKind
from db import cases, notices
from desktop.notices import issue

if TYPE_CHECKING:
    from core.case import Case
    from core.staff import OnDuty
    from db.unit_of_work import UnitOfWork
    from desktop.office import Office


def acknowledge(
    work: UnitOfWork,
    duty: OnDuty,
    office: Office,
    case_id: str,
    confirmed_glyphs: frozenset[str] = frozenset(),
) -> Case:
    """收件凭证 or 补正材料收件单 that is still owed, as one that waited for the clock is.

    Raises: ClockNotTrusted, GlyphsUnconfirmed, PaperRefused.
    """
    case = cases.load(work.connection, case_id)
    acknowledge_receipt(work, duty, office, case, confirmed_glyphs)
    acknowledge_correction(work, duty, office, case, confirmed_glyphs)
    return cases.load(work.connection, case_id)


def acknowledge_receipt(
    work: UnitOfWork, duty: OnDuty, office: Office, case: Case, confirmed_glyphs: frozenset[str]
) -> None:
    """收件凭证, once: from the day of receipt silence counts as acceptance (art. 32(4))."""
    if case.state is not CaseState.RECEIVED or not case.checklist.rows(RowState.RECEIVED):
        return
    issued = notices.of_case(work.connection, case.case_id)
    if not any(notice.kind is NoticeKind.RECEIPT for notice in issued):
        body = papers.receipt(case, work.now, work.calendar)
        issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs)


def acknowledge_correction(
    work: UnitOfWork, duty: OnDuty, office: Office, case: Case, confirmed_glyphs: frozenset[str]
) -> None:
    """补正材料收件单 for what came of the list that is out, unless the last one says the same.

    While something of that list is still open, that part of it came is a fact of its own.
    """
    if case.state not in _OWED or not case.checklist.supplied:
        return
    told = notices.load(work.connection, case.told_notice)
    body = papers.correction_receipt(case, work.now, told.number, told.kind)
    said = [
        notice.body.materials
        for notice in notices.of_case(work.connection, case.case_id)
        if isinstance(notice.body, CorrectionReceiptBody)
    ]
    if body.materials in said:
        return
    if body.still_missing:
        fact = MaterialsSupplied(case.case_id, work.today, duty.clerk)
        work.record(fact, duty.clerk.badge)
    issue(work, duty, office, case, body, confirmed_glyphs=confirmed_glyphs)


_OWED = (CaseState.AWAITING_CORRECTION, CaseState.CONDITIONALLY_ACCEPTED)
