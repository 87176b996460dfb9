"""No number is spent on a paper that may not leave: examined before anything is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from core import facts
from core.case_states import CaseState
from core.glyphs import GlyphsUnconfirmed
from db import journal
from db.payload import fact_of
from db.tables import paper
from desktop import casework, notices, reception
from desktop.workbench import sheets_of_case, workbench
from printing.preflight import Defect, PaperRefused
from tests.house import (
    IMMEDIATE_ITEM,
    PATIENCE,
    accepted,
    all_printed,
    all_received,
    error_of,
    one_missing,
    person,
    ready_case,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from core.case import Case
    from core.staff import OnDuty
    from desktop.casework import Step
    from desktop.desk import Desk

UNDRAWN = "\U000323af"  # CJK extension H: in no font of ours
RENDER = "printing.documents.render"


def case_of(desk: Desk, duty: OnDuty, name: str, item: str) -> Case:
    desk.do(reception.issue_ticket, duty).result(PATIENCE)
    desk.do(reception.call_next, duty).result(PATIENCE)
    return desk.do(casework.receive, duty, item, person(name)).result(PATIENCE)


def test_a_damaged_drawing_spends_no_number_and_leaves_the_case_as_it_was(
    desk: Desk, duty: OnDuty, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = ready_case(desk, duty)
    before = desk.room.maintain(journal.count).result(PATIENCE)
    kept = desk.room.maintain(_papers_kept).result(PATIENCE)  # the number's slip, perhaps
    with monkeypatch.context() as broken:
        broken.setattr(RENDER, lambda _notice: b"%PDF-1.4 cut off")
        act = desk.do(casework.accept, duty, desk.office, case.case_id, all_received(case))
        refused = error_of(act)
    assert isinstance(refused, PaperRefused)
    assert refused.defect is Defect.DAMAGED
    bench = desk.ask(workbench, duty.counter).result(PATIENCE)
    assert bench.case is not None
    assert bench.case.state is CaseState.RECEIVED
    assert bench.sheets == ()
    assert desk.room.maintain(journal.count).result(PATIENCE) == before
    assert desk.room.maintain(_papers_kept).result(PATIENCE) == kept
    step = desk.do(casework.accept, duty, desk.office, case.case_id, all_received(case)).result(
        PATIENCE
    )
    assert step.notice.number.endswith("000001")


def test_a_reprint_that_may_not_leave_is_no_copy(
    desk: Desk, duty: OnDuty, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = accepted(desk, duty)
    all_printed(desk)
    with monkeypatch.context() as broken:
        broken.setattr("printing.documents.render_copy", lambda *_: b"%PDF-1.4 cut off")
        refused = desk.do(notices.reprint, duty, step.notice.notice_id, 1, "卡纸")
        assert isinstance(error_of(refused), PaperRefused)
    assert len(desk.ask(sheets_of_case, step.case.case_id).result(PATIENCE)) == 1
    assert desk.do(notices.reprint, duty, step.notice.notice_id, 1, "卡纸").result(PATIENCE) == 2


@pytest.mark.parametrize(
    ("act", "item"),
    [
        (casework.accept, "XK-0001"),
        (casework.tell_once, "XK-0001"),
        (casework.decide_on_the_spot, IMMEDIATE_ITEM),
    ],
)
def test_a_character_no_font_draws_is_confirmed_before_a_paper_is_issued(
    desk: Desk, duty: OnDuty, act: Callable[..., Step], item: str
) -> None:
    case = case_of(desk, duty, f"王{UNDRAWN}", item)
    ticks = one_missing(case) if act is casework.tell_once else all_received(case)
    refused = error_of(desk.do(act, duty, desk.office, case.case_id, ticks))
    assert isinstance(refused, GlyphsUnconfirmed)
    assert refused.characters == (UNDRAWN,)
    assert "〓〔U+323AF〕" in str(refused)
    assert "没有占用文号" in str(refused)
    another = desk.do(act, duty, desk.office, case.case_id, ticks, frozenset("王"))
    assert isinstance(error_of(another), GlyphsUnconfirmed)
    step = desk.do(
        act, duty, desk.office, case.case_id, ticks, frozenset((UNDRAWN, "\U000323b0"))
    ).result(PATIENCE)
    assert step.notice.number.endswith("000001")
    issued = desk.room.maintain(_issued).result(PATIENCE)
    assert [fact.shown_by_code for fact in issued] == [(UNDRAWN,)]


def test_a_delivery_receipt_asks_for_the_character_again(desk: Desk, duty: OnDuty) -> None:
    case = case_of(desk, duty, f"王{UNDRAWN}", IMMEDIATE_ITEM)
    confirmed = frozenset(UNDRAWN)
    desk.do(
        casework.decide_on_the_spot,
        duty,
        desk.office,
        case.case_id,
        all_received(case),
        confirmed,
    ).result(PATIENCE)
    refused = desk.do(casework.deliver_at_counter, duty, desk.office, case.case_id)
    assert isinstance(error_of(refused), GlyphsUnconfirmed)
    step = desk.do(casework.deliver_at_counter, duty, desk.office, case.case_id, confirmed).result(
        PATIENCE
    )
    assert step.case.state is CaseState.DELIVERED


def test_an_ordinary_paper_is_confirmed_by_nobody(desk: Desk, duty: OnDuty) -> None:
    accepted(desk, duty)
    issued = desk.room.maintain(_issued).result(PATIENCE)
    assert [fact.shown_by_code for fact in issued] == [()]


def _issued(connection: Connection) -> list[facts.NoticeIssued]:
    entries = (fact_of(entry) for entry in journal.everything(connection))
    return [fact for fact in entries if isinstance(fact, facts.NoticeIssued)]


def _papers_kept(connection: Connection) -> list[str]:
    return list(connection.execute(select(paper.c.sha256)).scalars())
