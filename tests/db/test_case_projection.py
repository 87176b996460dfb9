"""The rows of a case under review: the same from the journal, on both databases."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from core.case_parts import Ground, JointMode, ProcedureEnd
from core.checklist import RowState, Tick
from core.ending_facts import CorrectedField
from core.limit import Limit
from core.staff import Role
from desktop import answers, casework, corrections, decisions, joint, review
from desktop.answers import Demand
from desktop.corrections import SecondPerson
from desktop.deadline_board import deadline_board
from desktop.watchdog import sweep, tell_of_silence
from tests.core.sample_review import CONSENTED, FIRE, JOINT_SILENT, REVIEWED, WATER, day
from tests.house import one_missing
from tests.review_hall import OFFICE, PASSWORD, REMEDIES, STAFF, duty

if TYPE_CHECKING:
    from core.case import Case
    from tests.review_hall import Hall

CHIEF, HEAD = duty(Role.CHIEF_REPRESENTATIVE), duty(Role.AGENCY_HEAD)
SUPERVISOR = duty(Role.SUPERVISOR)
SECOND = SecondPerson(STAFF[Role.CHIEF_REPRESENTATIVE].badge, PASSWORD)
TEN = Limit.parse("10wd")


def an_autumn(hall: Hall) -> list[Case]:
    """Cases through nearly every act there is."""
    reviewed = hall.on("09-14").accepted(REVIEWED)
    silent = hall.on("09-14").accepted(CONSENTED)
    joined = hall.on("09-14").accepted(JOINT_SILENT)
    forgotten = hall.on("09-14").received(REVIEWED)
    told = hall.on("09-14").told_once(REVIEWED)
    owing = hall.on("09-14").received(REVIEWED)
    hall.on("09-14").do(
        answers.accept_conditionally, duty(), OFFICE, owing.case_id, one_missing(owing)
    )
    today = hall.on("09-15")
    today.do(review.request_extension, duty(), reviewed.case_id, TEN, "需再次核查")
    step = today.do(review.approve_extension, HEAD, OFFICE, reviewed.case_id)
    today.see(step.notice)
    today.do(review.deliver_extension, duty(), reviewed.case_id, today.handed())
    paused(today, reviewed)
    today.do(
        joint.ask_assist,
        duty(),
        OFFICE,
        joined.case_id,
        JointMode.UNITED,
        (FIRE, WATER),
        "消防和排水",
    )
    today.do(joint.answer_assist, duty(), joined.case_id, FIRE, "无异议")
    today.do(decisions.mark_urgent, CHIEF, joined.case_id, "高考在即", Limit.parse("2wd"))
    today.do(answers.demand_later, CHIEF, OFFICE, told.case_id, Demand((1,)), "新规")
    today.do(casework.check_materials, duty(), told.case_id, [Tick(2, RowState.RECEIVED)])
    name = (CorrectedField.APPLICANT_NAME, "欧阳炜")
    today.do(corrections.correct_entry, SUPERVISOR, OFFICE, owing.case_id, name, "误读", SECOND)
    later = hall.on("10-26")
    later.do(
        review.end_procedure,
        duty(),
        OFFICE,
        reviewed.case_id,
        (1, ProcedureEnd.RESULT),
        "同意",
        day("10-09"),
    )
    later.do(sweep)
    for case in (silent, forgotten, told, owing):
        later.do(tell_of_silence, duty(), OFFICE, case.case_id, REMEDIES)
    later.do(decisions.grant, CHIEF, OFFICE, joined.case_id)
    later.do(decisions.deny, HEAD, OFFICE, reviewed.case_id, ("场所不符",), REMEDIES)
    later.do(corrections.void, SUPERVISOR, OFFICE, forgotten.case_id, "重复", SECOND)
    return [reviewed, silent, joined, forgotten, told, owing]


def paused(hall: Hall, case: Case) -> None:
    hall.do(review.request_procedure, duty(), case.case_id, Ground.EXPERT_REVIEW, "无标准", TEN)
    step = hall.do(review.approve_procedure, CHIEF, OFFICE, case.case_id, 1, hall.now.date())
    hall.see(step.notice)
    hall.do(review.begin_procedure, duty(), case.case_id, 1, hall.handed())


def test_rebuilding_from_the_journal_gives_the_same_rows(either_hall: Hall) -> None:
    an_autumn(either_hall)
    rows = either_hall.rows()
    assert all(rows[name] for name in ("special_procedure", "assist_task", "supervision_event"))
    assert either_hall.rebuilt() == rows
    assert rows["parked"] == []


def test_a_case_survives_its_rows(either_hall: Hall) -> None:
    """Every use case returned what a fresh look finds, whichever part of the case it touched."""
    case = either_hall.on("09-14").accepted(REVIEWED)
    today = either_hall.on("09-15")
    paused(today, case)
    found = either_hall.case(case.case_id)
    assert [pause.name for pause in found.clocks[1].pauses] == ["专家评审"]
    assert found.procedures[0].approved_by == STAFF[Role.CHIEF_REPRESENTATIVE]
    extended = either_hall.on("09-14").accepted(CONSENTED)
    today.do(review.request_extension, duty(), extended.case_id, TEN, "需再次核查")
    again = either_hall.case(extended.case_id)
    assert again.extension is not None
    assert (again.extension.limit, again.extension.requested_by) == (TEN, STAFF[Role.CLERK])


def test_a_paused_case_stands_last_on_the_board_of_either_database(either_hall: Hall) -> None:
    first = either_hall.on("09-14").accepted(REVIEWED)
    second = either_hall.on("09-15").accepted(REVIEWED)
    paused(either_hall.on("09-15"), first)
    lines = either_hall.on("09-15").ask(deadline_board).lines
    assert [line.row.case_id for line in lines] == [second.case_id, first.case_id]
    assert [line.words for line in lines] == ["剩 10 个工作日", "暂停计时"]


@pytest.mark.parametrize("day", ["09-15", "09-28", "09-29", "10-01", "10-12"])
def test_the_board_counts_every_open_case_as_its_line_judges_it(
    either_hall: Hall, day: str
) -> None:
    paused(either_hall.on("09-15"), either_hall.on("09-14").accepted(REVIEWED))
    for received in ("09-14", "09-15"):
        either_hall.on(received).accepted(REVIEWED)
    board = either_hall.on(day).ask(deadline_board)
    judged = Counter(line.urgency for line in board.lines)
    assert {found: count for found, count in board.counts.items() if count} == dict(judged)


@pytest.mark.parametrize("day_of_sweep", ["10-26", "11-30"])
def test_a_sweep_after_everything_finds_only_what_time_adds(
    either_hall: Hall, day_of_sweep: str
) -> None:
    an_autumn(either_hall)
    swept = either_hall.on(day_of_sweep)
    swept.do(sweep)
    assert swept.do(sweep) == ()
