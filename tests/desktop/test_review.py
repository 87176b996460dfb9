"""A case under review, act by act, on the days of the law's own examples."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.case_guards import DueDatePassed, PaperNotOut, WrongRole
from core.case_parts import Ground, JointMode, ProcedureEnd
from core.case_states import CaseState
from core.clock import ClockKind
from core.extension import ExtendedAlready, NothingToExtend
from core.joint_handling import AssistOpen
from core.limit import Limit
from core.paper_kind import NoticeKind
from core.review_acts import DayNotCome
from core.special_procedure import NoSuchProcedure
from core.staff import Role
from db import notices
from desktop import casework, decisions, joint, review
from desktop.deadline_board import deadline_board
from desktop.decisions import Lateness
from tests.core.sample_case import COUNTED_FROM_RECEIPT
from tests.core.sample_review import FIRE, REVIEWED, WATER, day, due_of
from tests.review_hall import OFFICE, REMEDIES, duty

if TYPE_CHECKING:
    from core.case import Case
    from tests.review_hall import Hall

TEN = Limit.parse("10wd")
HEAD, CHIEF = duty(Role.AGENCY_HEAD), duty(Role.CHIEF_REPRESENTATIVE)


def papers(hall: Hall, case: Case) -> list[NoticeKind]:
    found = hall.ask(lambda reading: notices.of_case(reading.connection, case.case_id))
    return [notice.kind for notice in found]


# --- extension -----------------------------------------------------------------------------------


def extension_approved(hall: Hall, case: Case) -> object:
    hall.do(review.request_extension, duty(), case.case_id, TEN, "需再次核查")
    return hall.do(review.approve_extension, HEAD, OFFICE, case.case_id).notice


def test_t16_an_extension_counts_from_the_day_of_acceptance(hall: Hall) -> None:
    case = hall.on("09-14").accepted(COUNTED_FROM_RECEIPT)
    day_of = hall.on("10-15")
    step = None
    hall.on("10-15").do(review.request_extension, duty(), case.case_id, TEN, "需再次核查")
    step = day_of.do(review.approve_extension, HEAD, OFFICE, case.case_id)
    assert step.notice.kind is NoticeKind.EXTENSION
    assert step.notice.body.after.due == day("10-30")  # type: ignore[union-attr]
    assert due_of(step.case, ClockKind.STATUTORY) == day("10-16")
    day_of.see(step.notice)
    extended = day_of.do(review.deliver_extension, duty(), case.case_id, day_of.handed())
    assert due_of(extended, ClockKind.STATUTORY) == day("10-30")
    assert hall.case(case.case_id) == extended


def test_t17_after_the_due_date_an_extension_is_refused_and_leaves_no_trace(hall: Hall) -> None:
    case = hall.on("09-14").accepted(COUNTED_FROM_RECEIPT)
    in_time, late = hall.on("10-16"), hall.on("10-17")
    in_time.do(review.request_extension, duty(), case.case_id, TEN, "需再次核查")
    entries, before = hall.entries(), papers(hall, case)
    with pytest.raises(DueDatePassed):
        late.do(review.approve_extension, HEAD, OFFICE, case.case_id)
    assert (hall.entries(), papers(hall, case)) == (entries, before)
    notice = in_time.do(review.approve_extension, HEAD, OFFICE, case.case_id).notice
    in_time.see(notice)
    with pytest.raises(DueDatePassed, match="2026-10-17 已经逾期"):
        late.do(review.deliver_extension, duty(), case.case_id, late.handed())
    assert due_of(hall.case(case.case_id), ClockKind.STATUTORY) == day("10-16")


def test_a_sheet_nobody_has_seen_extends_nothing(hall: Hall) -> None:
    case = hall.on("09-14").accepted(REVIEWED)
    today = hall.on("09-15")
    extension_approved(today, case)
    with pytest.raises(PaperNotOut):
        today.do(review.deliver_extension, duty(), case.case_id, today.handed())


def test_a_delivery_of_tomorrow_is_not_recorded_today(hall: Hall) -> None:
    case = hall.on("09-14").accepted(REVIEWED)
    today = hall.on("09-15")
    extension_approved(today, case)
    with pytest.raises(DayNotCome):
        today.do(review.deliver_extension, duty(), case.case_id, hall.on("09-16").handed())


def test_only_the_head_approves_and_only_once(hall: Hall) -> None:
    case = hall.on("09-14").accepted(REVIEWED)
    today = hall.on("09-15")
    today.do(review.request_extension, duty(), case.case_id, TEN, "需再次核查")
    for role in (Role.CLERK, Role.CHIEF_REPRESENTATIVE, Role.SUPERVISOR, Role.GOVERNMENT_HEAD):
        with pytest.raises(WrongRole):
            today.do(review.approve_extension, duty(role), OFFICE, case.case_id)
    assert NoticeKind.EXTENSION not in papers(hall, case)
    today.do(review.approve_extension, HEAD, OFFICE, case.case_id)
    with pytest.raises(ExtendedAlready):
        today.do(review.approve_extension, HEAD, OFFICE, case.case_id)


def test_what_nobody_asked_for_is_neither_approved_nor_delivered(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    with pytest.raises(NothingToExtend):
        hall.do(review.approve_extension, HEAD, OFFICE, case.case_id)
    with pytest.raises(NothingToExtend):
        hall.do(review.deliver_extension, duty(), case.case_id, hall.handed())


# --- special procedures --------------------------------------------------------------------------


def paused(hall: Hall, case: Case, number: int = 1) -> Case:
    hall.do(review.request_procedure, duty(), case.case_id, Ground.EXPERT_REVIEW, "无标准", TEN)
    step = hall.do(review.approve_procedure, CHIEF, OFFICE, case.case_id, number, hall.now.date())
    hall.see(step.notice)
    return hall.do(review.begin_procedure, duty(), case.case_id, number, hall.handed())


@pytest.mark.parametrize(
    ("begins", "ends", "due"),
    [
        pytest.param("11-05", "11-16", "11-25", id="T20"),
        pytest.param("11-05", "11-05", "11-16", id="T21"),
        pytest.param("11-12", "11-25", "11-27", id="T26"),
    ],
)
def test_a_procedure_from_request_to_result(hall: Hall, begins: str, ends: str, due: str) -> None:
    case = hall.on("11-02").accepted(REVIEWED)
    standing = paused(hall.on(begins), case)
    assert standing.state is CaseState.PAUSED
    board = hall.on(begins).ask(deadline_board)
    (line,) = [line for line in board.lines if line.row.case_id == case.case_id]
    assert (line.words, line.row.due_on) == ("暂停计时", None)
    step = hall.on(ends).do(
        review.end_procedure,
        duty(),
        OFFICE,
        case.case_id,
        (1, ProcedureEnd.RESULT),
        "专家组同意",
        day(ends),
    )
    assert due_of(step.case, ClockKind.PROMISE) == day(due)
    assert step.notice.kind is NoticeKind.RESUMPTION
    assert step.notice.body.dues[0].due == day(due)  # type: ignore[union-attr]
    assert step.notice.body.outcome == "结果已产生：专家组同意"  # type: ignore[union-attr]
    assert hall.case(case.case_id) == step.case


def test_a_request_that_is_turned_down_leaves_the_clock_running(hall: Hall) -> None:
    case = hall.on("11-02").accepted(REVIEWED)
    today = hall.on("11-05")
    today.do(review.request_procedure, duty(), case.case_id, Ground.HEARING, "利害关系人", TEN)
    with pytest.raises(NoSuchProcedure):
        today.do(review.begin_procedure, duty(), case.case_id, 1, today.handed())
    back = today.do(review.reject_procedure, CHIEF, case.case_id, 1, "没有利害关系人")
    assert back.state is CaseState.ACCEPTED
    assert due_of(back, ClockKind.PROMISE) == day("11-16")


def test_a_result_of_tomorrow_is_not_recorded_today(hall: Hall) -> None:
    case = hall.on("11-02").accepted(REVIEWED)
    today = hall.on("11-05")
    paused(today, case)
    tomorrow = today.now.date() + timedelta(days=1)
    with pytest.raises(DayNotCome):
        today.do(
            review.end_procedure,
            duty(),
            OFFICE,
            case.case_id,
            (1, ProcedureEnd.CANCELLED),
            "",
            tomorrow,
        )


def test_a_procedure_called_off_says_so(hall: Hall) -> None:
    case = hall.on("11-02").accepted(REVIEWED)
    today = hall.on("11-05")
    paused(today, case)
    ended = (1, ProcedureEnd.CANCELLED)
    step = today.do(review.end_procedure, duty(), OFFICE, case.case_id, ended, "", day("11-05"))
    assert step.notice.body.outcome == "程序已撤销"  # type: ignore[union-attr]


# --- joint handling ------------------------------------------------------------------------------


def test_the_lead_waits_for_every_department(hall: Hall) -> None:
    case = hall.on("11-02").accepted(REVIEWED)
    today = hall.on("11-03")
    names = (FIRE, WATER)
    step = today.do(
        joint.ask_assist, duty(), OFFICE, case.case_id, JointMode.UNITED, names, "消防和排水"
    )
    assert step.notice.kind is NoticeKind.JOINT
    assert [line.department for line in step.notice.body.assists] == list(names)  # type: ignore[union-attr]
    with pytest.raises(AssistOpen):
        today.do(decisions.grant, CHIEF, OFFICE, case.case_id)
    for name in names:
        today.do(joint.answer_assist, duty(), case.case_id, name, "无异议")
    granted = today.do(decisions.grant, CHIEF, OFFICE, case.case_id, ("0317", "0318"))
    assert granted.case.state is CaseState.DECIDED
    assert hall.case(case.case_id) == granted.case


# --- decision, lateness, ending ------------------------------------------------------------------


def test_a_denial_is_delivered_with_its_number(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    denied = hall.do(decisions.deny, HEAD, OFFICE, case.case_id, ("场所不符",), REMEDIES)
    assert denied.notice.body.remedies == REMEDIES  # type: ignore[union-attr]
    delivered = hall.do(casework.deliver_at_counter, duty(), OFFICE, case.case_id)
    assert denied.notice.number in delivered.notice.body.papers[0]  # type: ignore[union-attr]
    archived = hall.do(decisions.archive, duty(), case.case_id)
    assert (archived.state, archived.closed_on) == (CaseState.ARCHIVED, day("09-28"))


def test_a_clerk_decides_nothing_that_needs_review(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    with pytest.raises(WrongRole):
        hall.do(decisions.deny, duty(), OFFICE, case.case_id, ("场所不符",), REMEDIES)
    with pytest.raises(WrongRole):
        hall.do(decisions.terminate, duty(), OFFICE, case.case_id, "已注销", REMEDIES)


def test_lateness_is_explained_on_paper(hall: Hall) -> None:
    case = hall.on("09-14").accepted(REVIEWED)  # promise until 09-28
    told = Lateness("人手不足", "加派两人", Limit.parse("3wd"))
    step = hall.on("09-30").do(decisions.explain_overdue, HEAD, OFFICE, case.case_id, told)
    assert step.notice.kind is NoticeKind.OVERDUE
    assert step.notice.body.overdue == "2 个工作日"  # type: ignore[union-attr]


def test_an_urgent_case_keeps_the_dates_it_had(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    urgent = hall.do(decisions.mark_urgent, CHIEF, case.case_id, "高考在即", Limit.parse("2wd"))
    assert due_of(urgent, ClockKind.PROMISE) == due_of(case, ClockKind.PROMISE)
    assert due_of(urgent, ClockKind.STEP) == day("09-30")


def test_a_termination_stops_every_clock(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    step = hall.do(decisions.terminate, HEAD, OFFICE, case.case_id, "申请人已注销", REMEDIES)
    assert step.case.state is CaseState.TERMINATED
    assert not any(clock.state.is_open for clock in step.case.clocks)
    assert hall.ask(deadline_board).lines == ()
