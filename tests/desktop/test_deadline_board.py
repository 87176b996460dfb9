"""The deadline board in its order, and its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_parts import Ground
from core.deadline import Urgency
from core.limit import Limit, Unit
from core.staff import Role
from desktop import review
from desktop.deadline_board import counts, first_page
from tests.core.sample_review import REVIEWED
from tests.review_hall import OFFICE, duty

if TYPE_CHECKING:
    from core.case import Case
    from tests.review_hall import Hall


def paused(hall: Hall) -> Case:
    case = hall.accepted(REVIEWED)
    hall.do(
        review.request_procedure,
        duty(),
        case.case_id,
        Ground.EXPERT_REVIEW,
        "论证",
        Limit(5, Unit.WORKING_DAY),
    )
    chief = duty(Role.CHIEF_REPRESENTATIVE)
    step = hall.do(review.approve_procedure, chief, OFFICE, case.case_id, 1, hall.now.date())
    hall.see(step.notice)
    return hall.do(review.begin_procedure, duty(), case.case_id, 1, hall.handed())


def test_by_due_date_and_the_paused_last_without_a_date(hall: Hall) -> None:
    standing = paused(hall)
    later, sooner = hall.on("09-30").accepted(REVIEWED), hall.on("09-29").received(REVIEWED)
    lines = hall.ask(first_page)
    expected = [sooner.number, later.number, standing.number]
    assert [line.row.number for line in lines] == expected
    assert lines[-1].row.due_on is None
    assert lines[-1].urgency is Urgency.PAUSED


def test_counts_are_of_every_open_case_by_its_date(hall: Hall) -> None:
    paused(hall)
    for _ in range(2):
        hall.received(REVIEWED)
    found = hall.on("10-09").ask(counts)
    assert {near: n for near, n in found.items() if n} == {Urgency.DUE1: 2, Urgency.PAUSED: 1}
    assert hall.on("10-13").ask(counts)[Urgency.OVERDUE] == 2
