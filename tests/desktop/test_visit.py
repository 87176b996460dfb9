"""The visit, from number to paper, through the use cases on a real encrypted database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.applicant import IdentityNotValid, NameNotUsable, applicant
from core.case import MaterialsClosed, NotImmediate, ToldAlready
from core.case_states import CaseState
from core.case_table import StepNotAllowed
from core.checklist import (
    DemandAfterNotice,
    MaterialsMissing,
    MaterialsUnexplained,
    NothingMissing,
    RowState,
    Tick,
)
from core.clock import ClockKind, ClockState, governing
from core.numbering import SlipNotReadable, slip_code
from core.paper_kind import NoticeKind
from core.ticket import CounterOccupied, NobodyWaiting, TicketState
from db import journal
from db.cases import SlipUnknown
from desktop import casework, reception
from desktop.deadline_board import deadline_board
from desktop.workbench import workbench
from tests.house import (
    IMMEDIATE_ITEM,
    PATIENCE,
    accepted,
    all_received,
    error_of,
    one_missing,
    person,
    ready_case,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.staff import OnDuty
    from desktop.casework import Step
    from desktop.desk import Desk


def test_complete_papers_are_accepted_and_the_promise_runs(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    assert step.case.state is CaseState.ACCEPTED
    assert step.notice.kind is NoticeKind.ACCEPTANCE
    watched = governing(step.case.clocks)
    assert watched is not None
    assert watched.kind is ClockKind.PROMISE
    assert watched.trigger == step.case.accepted_on
    board = desk.ask(deadline_board).result(PATIENCE)
    assert [line.row.number for line in board.lines] == [step.case.number]


def test_what_is_missing_is_told_once_and_the_slip_reopens_the_case(
    desk: Desk, duty: OnDuty
) -> None:
    case = ready_case(desk, duty)
    told = desk.do(casework.tell_once, duty, desk.office, case.case_id, one_missing(case)).result(
        PATIENCE
    )
    assert told.case.state is CaseState.AWAITING_CORRECTION
    assert [line.row for line in told.notice.body.missing] == [2]  # type: ignore[union-attr]
    desk.do(reception.finish_service, duty).result(PATIENCE)

    back = desk.do(casework.reopen, duty, told.notice.slip_code.lower()).result(PATIENCE)
    assert (back.case.visits, back.caution) == (2, "")
    done = desk.do(
        casework.accept, duty, desk.office, case.case_id, [Tick(2, RowState.RECEIVED)]
    ).result(PATIENCE)
    running = {c.kind: c for c in done.case.clocks if c.state is ClockState.RUNNING}
    assert set(running) == {ClockKind.PROMISE, ClockKind.STATUTORY}
    assert running[ClockKind.STATUTORY].trigger == done.case.accepted_on


def test_a_second_notice_is_refused_and_nothing_changes(desk: Desk, duty: OnDuty) -> None:
    case = ready_case(desk, duty)
    told = desk.do(casework.tell_once, duty, desk.office, case.case_id, one_missing(case)).result(
        PATIENCE
    )
    again = desk.do(casework.tell_once, duty, desk.office, case.case_id)
    assert isinstance(error_of(again), ToldAlready)
    after = desk.ask(workbench, "3").result(PATIENCE)
    assert after.case == told.case
    assert [sheet.kind for sheet in after.sheets] == [NoticeKind.ONE_TIME]


def test_a_material_the_notice_did_not_list_cannot_be_demanded_later(
    desk: Desk, duty: OnDuty
) -> None:
    case = ready_case(desk, duty)
    desk.do(casework.tell_once, duty, desk.office, case.case_id, one_missing(case)).result(PATIENCE)
    later = desk.do(casework.check_materials, duty, case.case_id, [Tick(4, RowState.MISSING)])
    assert isinstance(error_of(later), DemandAfterNotice)


@pytest.mark.parametrize("act", [casework.tell_once, casework.accept])
def test_no_paper_before_every_required_row_is_explained(
    desk: Desk, duty: OnDuty, act: Callable[..., Step]
) -> None:
    case = ready_case(desk, duty)
    ticks = all_received(case)[1:]
    refused = desk.do(act, duty, desk.office, case.case_id, ticks)
    assert isinstance(error_of(refused), MaterialsUnexplained)
    assert desk.ask(workbench, "3").result(PATIENCE).sheets == ()
    # The ticks went down with the refused act: one transaction.
    fresh = desk.ask(workbench, "3").result(PATIENCE).case
    assert fresh is not None
    assert not fresh.checklist.rows(RowState.RECEIVED)


def test_acceptance_with_a_missing_material_is_refused(desk: Desk, duty: OnDuty) -> None:
    case = ready_case(desk, duty)
    refused = desk.do(casework.accept, duty, desk.office, case.case_id, one_missing(case))
    assert isinstance(error_of(refused), MaterialsMissing)


def test_a_notice_with_nothing_missing_is_refused(desk: Desk, duty: OnDuty) -> None:
    case = ready_case(desk, duty)
    refused = desk.do(casework.tell_once, duty, desk.office, case.case_id, all_received(case))
    assert isinstance(error_of(refused), NothingMissing)


def test_an_immediate_item_is_decided_and_delivered_on_the_spot(desk: Desk, duty: OnDuty) -> None:
    case = ready_case(desk, duty, IMMEDIATE_ITEM)
    decided = desk.do(
        casework.decide_on_the_spot, duty, desk.office, case.case_id, all_received(case)
    ).result(PATIENCE)
    assert decided.case.state is CaseState.DECIDED
    delivered = desk.do(casework.deliver_at_counter, duty, desk.office, case.case_id).result(
        PATIENCE
    )
    assert delivered.case.state is CaseState.DELIVERED
    assert governing(delivered.case.clocks) is None
    assert decided.notice.number in delivered.notice.body.papers[0]  # type: ignore[union-attr]
    assert desk.ask(deadline_board).result(PATIENCE).lines == ()


def test_a_promise_item_is_not_decided_at_the_window(desk: Desk, duty: OnDuty) -> None:
    case = ready_case(desk, duty)
    refused = desk.do(
        casework.decide_on_the_spot, duty, desk.office, case.case_id, all_received(case)
    )
    assert isinstance(error_of(refused), NotImmediate)


def test_an_accepted_case_is_not_accepted_again(desk: Desk, duty: OnDuty) -> None:
    step = accepted(desk, duty)
    again = desk.do(casework.accept, duty, desk.office, step.case.case_id)
    assert isinstance(error_of(again), StepNotAllowed)
    reticked = desk.do(
        casework.check_materials, duty, step.case.case_id, [Tick(1, RowState.MISSING)]
    )
    assert isinstance(error_of(reticked), MaterialsClosed)


def test_numbers_run_without_a_gap_even_past_refusals(desk: Desk, duty: OnDuty) -> None:
    numbers = []
    for _ in range(3):
        case = ready_case(desk, duty)
        assert error_of(desk.do(casework.accept, duty, desk.office, case.case_id)) is not None
        step = desk.do(casework.accept, duty, desk.office, case.case_id, all_received(case))
        numbers.append(step.result(PATIENCE).notice.number[-6:])
        desk.do(reception.finish_service, duty).result(PATIENCE)
    assert numbers == ["000001", "000002", "000003"]
    tickets = [desk.do(reception.issue_ticket, duty).result(PATIENCE).number for _ in range(2)]
    assert tickets == ["A3004", "A3005"]


def test_the_counter_calls_one_person_at_a_time(desk: Desk, duty: OnDuty) -> None:
    assert isinstance(error_of(desk.do(reception.call_next, duty)), NobodyWaiting)
    first = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    second = desk.do(reception.issue_ticket, duty).result(PATIENCE)
    assert desk.do(reception.call_next, duty).result(PATIENCE).number == first.number
    assert isinstance(error_of(desk.do(reception.call_next, duty)), CounterOccupied)
    assert desk.do(reception.call_again, duty).result(PATIENCE).calls == 2
    gone = desk.do(reception.no_show, duty).result(PATIENCE)
    assert gone.state is TicketState.NO_SHOW
    assert desk.do(reception.call_next, duty).result(PATIENCE).number == second.number


@pytest.mark.parametrize(
    ("scanned", "refusal"),
    [("hello", SlipNotReadable), (slip_code("no such case"), SlipUnknown)],
)
def test_a_slip_that_opens_nothing_is_explained(
    desk: Desk, duty: OnDuty, scanned: str, refusal: type[Exception]
) -> None:
    before = desk.room.maintain(journal.count).result(PATIENCE)
    error = error_of(desk.do(casework.reopen, duty, scanned))
    assert isinstance(error, refusal)
    assert "没有打开任何办件" in str(error)
    assert desk.room.maintain(journal.count).result(PATIENCE) == before


@pytest.mark.parametrize(
    ("name", "number", "refusal"),
    [
        ("张\x07三", "11010519491231002X", NameNotUsable),
        ("张" * 300, "11010519491231002X", NameNotUsable),
        ("张三", "110105194912310021", IdentityNotValid),
    ],
)
def test_bad_names_and_numbers_never_reach_the_database(
    name: str, number: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match="没有保存任何内容"):
        applicant(name, number)


def test_a_slip_brings_its_case_in_front_of_a_newer_one(desk: Desk, duty: OnDuty) -> None:
    older = ready_case(desk, duty)
    newer = desk.do(casework.receive, duty, IMMEDIATE_ITEM, person("李四")).result(PATIENCE)
    bench = desk.ask(workbench, "3").result(PATIENCE)
    assert bench.case is not None
    assert bench.case.number == newer.number
    again = desk.do(casework.reopen, duty, older.slip).result(PATIENCE)
    assert again.case.visits == 1  # the same visit
    bench = desk.ask(workbench, "3").result(PATIENCE)
    assert bench.case is not None
    assert bench.case.number == older.number


def test_receiving_serves_whoever_stands_at_a_free_counter(desk: Desk, duty: OnDuty) -> None:
    case = desk.do(casework.receive, duty, IMMEDIATE_ITEM, person()).result(PATIENCE)
    bench = desk.ask(workbench, "3").result(PATIENCE)
    assert bench.present is not None
    assert bench.present.ticket_id == case.ticket_id
    assert bench.present.state is TicketState.SERVING
