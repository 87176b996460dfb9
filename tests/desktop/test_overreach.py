"""What goes beyond the published item reaches the supervisors with the act itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.case_notices import OneTimeBody
from core.case_parts import Ground, JointMode
from core.checklist import DemandOutsideCatalogue, RowState, Tick
from core.errors import Refusal
from core.limit import Limit
from core.staff import Role
from core.supervision import SupervisionRaised, SupervisionRule
from db import journal, notices, supervision
from desktop import casework, decisions, joint, review
from desktop.notices import issue
from tests.core.sample_review import FIRE, REVIEWED
from tests.review_hall import OFFICE, REMEDIES, duty

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.case import Case
    from core.notice import Notice
    from db.unit_of_work import UnitOfWork
    from tests.review_hall import Hall

CHIEF = duty(Role.CHIEF_REPRESENTATIVE)
TEN = Limit.parse("10wd")


def rules(hall: Hall, case: Case) -> list[SupervisionRule]:
    found = hall.ask(lambda reading: supervision.of_case(reading.connection, case.case_id))
    return [event.rule for event in found]


def test_a_whole_published_course_raises_nothing(hall: Hall) -> None:
    case = hall.told_once(REVIEWED)
    received = (Tick(2, RowState.RECEIVED),)
    hall.do(casework.accept, duty(), OFFICE, case.case_id, received)
    # 现场核查 is published for this item.
    hall.do(decisions.grant, CHIEF, OFFICE, case.case_id, ("0317", "0318"))
    hall.do(casework.deliver_at_counter, duty(), OFFICE, case.case_id)
    assert rules(hall, case) == []


def test_steps_beyond_the_procedure_are_raised_once_each(either_hall: Hall) -> None:
    hall = either_hall
    case = hall.accepted(REVIEWED)
    for _ in range(2):
        asked = hall.do(
            review.request_procedure, duty(), case.case_id, Ground.EXPERT_REVIEW, "无标准", TEN
        )
        number = asked.procedures[-1].number
        hall.do(review.reject_procedure, CHIEF, case.case_id, number, "理由不足")
    assert rules(hall, case) == [SupervisionRule.BEYOND_PROCEDURE]
    kinds = hall.ask(lambda reading: [one.kind for one in journal.everything(reading.connection)])
    assert kinds.count(SupervisionRaised.kind) == 1
    hall.do(joint.ask_assist, duty(), OFFICE, case.case_id, JointMode.OPINION, (FIRE,), "消防")
    assert rules(hall, case) == [SupervisionRule.BEYOND_PROCEDURE] * 2
    rows = hall.rows()
    assert hall.rebuilt() == rows


def test_a_refused_step_raises_nothing(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    with pytest.raises(Refusal):
        hall.do(review.request_procedure, duty(), case.case_id, Ground.HEARING, "无", TEN)
    with pytest.raises(Refusal):
        hall.do(decisions.deny, CHIEF, OFFICE, case.case_id, ("无",), REMEDIES, ("1", "2"))
    with pytest.raises(DemandOutsideCatalogue):
        hall.do(casework.check_materials, duty(), case.case_id, (Tick(9, RowState.MISSING),))
    assert rules(hall, case) == []


def test_a_paper_that_asks_for_more_is_issued_and_raised(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    told = hall.told_once(REVIEWED)
    body = hall.ask(lambda reading: _told(reading.connection, told))

    def demand(work: UnitOfWork) -> Notice:
        more = replace(body, missing=(replace(body.missing[0], name="村委会证明"),))
        return issue(work, duty(), OFFICE, case, more)

    notice = hall.do(demand)
    assert notice.number
    assert rules(hall, case) == [SupervisionRule.BEYOND_CATALOGUE]
    assert rules(hall, told) == []


def _told(connection: Connection, case: Case) -> OneTimeBody:
    body = notices.load(connection, case.told_notice).body
    assert isinstance(body, OneTimeBody)
    return body
