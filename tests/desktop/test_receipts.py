"""收件凭证 and 补正材料收件单: nobody leaves without a paper for what was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_notices import CorrectionReceiptBody, ReceiptBody
from core.checklist import RowState, Tick
from core.paper_kind import NoticeKind
from db import notices
from desktop import casework
from tests.house import PATIENCE, all_received, one_missing, ready_case

if TYPE_CHECKING:
    from core.case import Case
    from core.notice import Notice
    from core.staff import OnDuty
    from db.unit_of_work import Reading
    from desktop.desk import Desk


def papers_of(desk: Desk, case: Case) -> tuple[Notice, ...]:
    def of_case(reading: Reading) -> tuple[Notice, ...]:
        return notices.of_case(reading.connection, case.case_id)

    return desk.ask(of_case).result(PATIENCE)


def kinds(desk: Desk, case: Case) -> list[NoticeKind]:
    return [notice.kind for notice in papers_of(desk, case)]


def found(desk: Desk, duty: OnDuty, case: Case, *rows: int) -> None:
    ticks = [Tick(row, RowState.RECEIVED) for row in rows]
    desk.do(casework.check_materials, duty, case.case_id, ticks).result(PATIENCE)


def leave(desk: Desk, duty: OnDuty) -> None:
    desk.do(casework.leave, duty, desk.office).result(PATIENCE)


def told(desk: Desk, duty: OnDuty) -> Notice:
    """Two rows are listed in the one notice, the person has left."""
    case = ready_case(desk, duty)
    ticks = [
        Tick(tick.row, RowState.MISSING if tick.row in (1, 2) else tick.state)
        for tick in one_missing(case)
    ]
    act = desk.do(casework.tell_once, duty, desk.office, case.case_id, ticks)
    notice = act.result(PATIENCE).notice
    leave(desk, duty)
    return notice


def test_who_leaves_without_an_answer_has_a_receipt(desk: Desk, duty: OnDuty) -> None:
    case = ready_case(desk, duty)
    found(desk, duty, case, 1, 2)
    leave(desk, duty)
    (receipt,) = papers_of(desk, case)
    assert isinstance(receipt.body, ReceiptBody)
    assert [line.name for line in receipt.body.materials] == [
        material.name for material in case.item.materials[:2]
    ]
    desk.do(casework.reopen, duty, receipt.slip_code).result(PATIENCE)
    leave(desk, duty)
    assert kinds(desk, case) == [NoticeKind.RECEIPT], "one receipt is enough"


def test_who_handed_in_nothing_or_has_an_answer_gets_none(desk: Desk, duty: OnDuty) -> None:
    nothing = ready_case(desk, duty)
    leave(desk, duty)
    assert kinds(desk, nothing) == []
    answered = ready_case(desk, duty)
    act = desk.do(casework.accept, duty, desk.office, answered.case_id, all_received(answered))
    act.result(PATIENCE)
    leave(desk, duty)
    assert kinds(desk, answered) == [NoticeKind.ACCEPTANCE]


def test_what_is_brought_later_is_receipted_whether_or_not_it_is_all(
    desk: Desk, duty: OnDuty
) -> None:
    notice = told(desk, duty)
    case = desk.do(casework.reopen, duty, notice.slip_code).result(PATIENCE).case
    leave(desk, duty)
    assert kinds(desk, case) == [NoticeKind.ONE_TIME], "nothing came"
    desk.do(casework.reopen, duty, notice.slip_code).result(PATIENCE)
    found(desk, duty, case, 1)
    leave(desk, duty)
    desk.do(casework.reopen, duty, notice.slip_code).result(PATIENCE)
    leave(desk, duty)
    assert kinds(desk, case) == [NoticeKind.ONE_TIME, NoticeKind.CORRECTION_RECEIPT]
    desk.do(casework.reopen, duty, notice.slip_code).result(PATIENCE)
    rest = [Tick(2, RowState.RECEIVED)]
    desk.do(casework.accept, duty, desk.office, case.case_id, rest).result(PATIENCE)
    *_, first, second, acceptance = papers_of(desk, case)
    assert isinstance(first.body, CorrectionReceiptBody)
    assert isinstance(second.body, CorrectionReceiptBody)
    assert first.body.told_number == notice.number
    assert len(first.body.still_missing) == 1
    assert second.body.still_missing == ()
    assert acceptance.kind is NoticeKind.ACCEPTANCE
