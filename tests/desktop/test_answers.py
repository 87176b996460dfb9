"""The counter's other answers, from act to paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.case_answer import ConditionNotOffered
from core.case_guards import SecondPersonMissing, WrongRole
from core.case_states import CaseState
from core.checklist import DemandAfterNotice, MaterialsMissing, RowState, Tick
from core.clock import ClockKind
from core.ending_facts import CorrectedField
from core.limit import Limit
from core.paper_kind import NoticeKind
from core.silence import Lapse
from core.staff import Role, SignInRefused
from core.supervision import SupervisionRule
from db import notices, supervision
from desktop import answers, casework, corrections, reception
from desktop.answers import Demand
from desktop.corrections import SecondPerson
from tests.core.sample_case import RESTAURANT
from tests.core.sample_review import REVIEWED, day, due_of
from tests.house import all_received, one_missing, person
from tests.review_hall import OFFICE, PASSWORD, REMEDIES, STAFF, duty

if TYPE_CHECKING:
    from core.case import Case
    from tests.review_hall import Hall

CHIEF, SUPERVISOR = duty(Role.CHIEF_REPRESENTATIVE), duty(Role.SUPERVISOR)
SECOND = SecondPerson(STAFF[Role.CHIEF_REPRESENTATIVE].badge, PASSWORD)


def papers(hall: Hall, case: Case) -> list[NoticeKind]:
    found = hall.ask(lambda reading: notices.of_case(reading.connection, case.case_id))
    return [notice.kind for notice in found]


def test_a_matter_that_needs_no_licence_ends_at_once(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    step = hall.do(answers.not_required, duty(), OFFICE, case.case_id, "无需许可", "请备案")
    assert (step.case.state, step.notice.kind) == (CaseState.NOT_REQUIRED, NoticeKind.NOT_REQUIRED)


def test_a_refusal_names_the_right_organ_and_the_remedies(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    step = hall.do(
        answers.refuse, duty(), OFFICE, case.case_id, "不属本机关", "云山县市监局", REMEDIES
    )
    body = step.notice.body
    assert step.case.state is CaseState.NOT_ACCEPTED
    assert (body.right_organ, body.remedies) == ("云山县市监局", REMEDIES)  # type: ignore[union-attr]


def test_a_conditional_acceptance_from_commitment_to_completion(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    step = hall.do(answers.accept_conditionally, duty(), OFFICE, case.case_id, one_missing(case))
    assert step.case.state is CaseState.CONDITIONALLY_ACCEPTED
    body = step.notice.body
    assert (body.supply_by.due, body.lapse) == (day("10-23"), "撤销受理")  # type: ignore[union-attr]
    later = hall.on("10-12")
    with pytest.raises(MaterialsMissing):
        later.do(answers.complete_condition, duty(), OFFICE, case.case_id)
    done = later.do(
        answers.complete_condition, duty(), OFFICE, case.case_id, [Tick(2, RowState.RECEIVED)]
    )
    assert done.state is CaseState.ACCEPTED
    assert due_of(done, ClockKind.PROMISE) == day("10-16")
    kinds = papers(hall, case)
    assert kinds == [NoticeKind.CONDITIONAL, NoticeKind.CORRECTION_RECEIPT]
    receipt = hall.ask(lambda reading: notices.of_case(reading.connection, case.case_id))[-1]
    assert receipt.body.told_number == step.notice.number  # type: ignore[union-attr]
    assert receipt.body.told_title == "容缺受理承诺书"  # type: ignore[union-attr]


def test_an_item_that_does_not_offer_it_is_not_accepted_conditionally(hall: Hall) -> None:
    case = hall.received(RESTAURANT)
    with pytest.raises(ConditionNotOffered):
        hall.do(answers.accept_conditionally, duty(), OFFICE, case.case_id, one_missing(case))
    assert papers(hall, case) == []


def test_part_of_the_list_is_receipted_and_on_record(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    ticks = tuple(
        replace(tick, state=RowState.MISSING) if tick.row in (2, 3) else tick
        for tick in all_received(case)
    )
    told = hall.do(casework.tell_once, duty(), OFFICE, case.case_id, ticks)
    hall.do(casework.reopen, duty(), told.notice.slip_code)
    hall.do(casework.check_materials, duty(), case.case_id, [Tick(2, RowState.RECEIVED)])
    before = hall.entries()
    hall.do(casework.leave, duty(), OFFICE)
    kinds = hall.ask(lambda reading: notices.of_case(reading.connection, case.case_id))
    assert kinds[-1].body.still_missing == ("法定代表人身份证件",)  # type: ignore[union-attr]
    assert hall.entries() == before + 3  # left, supplied, receipt
    assert hall.case(case.case_id).state is CaseState.AWAITING_CORRECTION


def test_what_the_applicant_puts_right_at_the_counter_is_initialled(hall: Hall) -> None:
    case = hall.received(REVIEWED)
    step = hall.do(
        answers.correct_on_the_spot, duty(), OFFICE, case.case_id, ["电话改为 0000-1"], "张明华"
    )
    assert step.case.state is CaseState.RECEIVED
    assert step.notice.body.agreed_by[0] == "申请人　张明华"  # type: ignore[union-attr]


def test_more_time_to_correct_is_the_chief_representatives_to_give(hall: Hall) -> None:
    case = hall.told_once(REVIEWED)
    with pytest.raises(WrongRole):
        hall.do(answers.more_time_to_correct, duty(), case.case_id, Limit.parse("5wd"), "住院")
    more = hall.do(answers.more_time_to_correct, CHIEF, case.case_id, Limit.parse("5wd"), "住院")
    assert due_of(more, ClockKind.CORRECTION) == day("10-30")


# --- later demands -------------------------------------------------------------------------------


def test_a_later_demand_is_answered_for_and_raised(hall: Hall) -> None:
    case = hall.told_once(REVIEWED)
    asked = Demand(rows=(1,))
    with pytest.raises(DemandAfterNotice):
        hall.do(casework.check_materials, duty(), case.case_id, [Tick(1, RowState.MISSING)])
    with pytest.raises(WrongRole):
        hall.do(answers.demand_later, duty(), OFFICE, case.case_id, asked, "新规")
    assert hall.ask(lambda r: supervision.of_case(r.connection, case.case_id)) == ()
    after = hall.do(answers.demand_later, CHIEF, OFFICE, case.case_id, asked, "新规施行")
    assert after.checklist.listed == (1, 2)
    (event,) = hall.ask(lambda r: supervision.of_case(r.connection, case.case_id))
    assert (event.rule, event.responsible) == (
        SupervisionRule.LATER_DEMAND,
        "李强（工号 0312）",
    )
    assert papers(hall, case).count(NoticeKind.ONE_TIME) == 1


def test_a_later_demand_with_something_supplied_is_told_on_a_receipt(hall: Hall) -> None:
    case = hall.told_once(REVIEWED)
    hall.do(casework.check_materials, duty(), case.case_id, [Tick(2, RowState.RECEIVED)])
    hall.do(answers.demand_later, CHIEF, OFFICE, case.case_id, Demand(rows=(1,)), "新规施行")
    last = hall.ask(lambda reading: notices.of_case(reading.connection, case.case_id))[-1]
    assert last.kind is NoticeKind.CORRECTION_RECEIPT
    assert last.body.still_missing == ("食品经营许可申请书",)  # type: ignore[union-attr]


def test_what_the_catalogue_lacks_is_raised_and_holds_nothing_up(hall: Hall) -> None:
    case = hall.told_once(REVIEWED)
    outside = Demand(outside=("村委会证明",))
    hall.do(answers.demand_later, CHIEF, OFFICE, case.case_id, outside, "领导要求")
    (event,) = hall.ask(lambda r: supervision.of_case(r.connection, case.case_id))
    assert "要求公布目录以外的材料（村委会证明）" in event.detail
    step = hall.do(casework.accept, duty(), OFFICE, case.case_id, [Tick(2, RowState.RECEIVED)])
    assert step.case.state is CaseState.ACCEPTED


# --- withdrawal and four eyes --------------------------------------------------------------------


def test_an_applicant_may_withdraw_until_the_decision(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    step = hall.do(answers.withdraw, duty(), OFFICE, case.case_id, "另行申请")
    assert (step.case.state, step.notice.kind) == (CaseState.WITHDRAWN, NoticeKind.WITHDRAWAL)
    assert len(step.notice.body.returned) == 3  # type: ignore[union-attr]


def test_a_case_is_made_void_by_two_persons(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    oneself = SecondPerson(SUPERVISOR.clerk.badge, PASSWORD)
    with pytest.raises(SecondPersonMissing):
        hall.do(corrections.void, SUPERVISOR, OFFICE, case.case_id, "重复收件", oneself)
    wrong = replace(SECOND, password="guess")  # noqa: S106  (not the password)
    with pytest.raises(SignInRefused):
        hall.do(corrections.void, SUPERVISOR, OFFICE, case.case_id, "重复收件", wrong)
    with pytest.raises(WrongRole):
        hall.do(corrections.void, CHIEF, OFFICE, case.case_id, "重复收件", oneself)
    assert hall.case(case.case_id).state is CaseState.ACCEPTED
    step = hall.do(corrections.void, SUPERVISOR, OFFICE, case.case_id, "重复收件", SECOND)
    assert step.case.state is CaseState.VOIDED
    assert step.notice.body.lines[0].before == "已受理"  # type: ignore[union-attr]


def test_an_entry_is_put_right_and_the_old_value_stays_on_record(hall: Hall) -> None:
    case = hall.accepted(REVIEWED)
    name = (CorrectedField.APPLICANT_NAME, "欧阳炜")
    step = hall.do(
        corrections.correct_entry, SUPERVISOR, OFFICE, case.case_id, name, "误读", SECOND
    )
    assert step.case.applicant.name == "欧阳炜"
    assert hall.case(case.case_id) == step.case
    (line,) = step.notice.body.lines  # type: ignore[union-attr]
    assert (line.before, line.after) == ("欧阳伟", "欧阳炜")
    day_before = (CorrectedField.RECEIVED_ON, "2026-09-24")
    again = hall.do(
        corrections.correct_entry, SUPERVISOR, OFFICE, case.case_id, day_before, "补录", SECOND
    )
    assert hall.case(case.case_id).received_on == day("09-24")
    assert again.case.version == hall.case(case.case_id).version


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AGENCY_HEAD])
def test_only_the_counter_tells_and_accepts(hall: Hall, role: Role) -> None:
    case = hall.received(REVIEWED)
    for act, ticks in (
        (casework.accept, all_received(case)),
        (casework.tell_once, one_missing(case)),
    ):
        with pytest.raises(WrongRole):
            hall.do(act, duty(role), OFFICE, case.case_id, ticks)
    assert papers(hall, case) == []


def test_visits_are_counted(hall: Hall) -> None:
    case = hall.told_once(REVIEWED)
    for visit in (2, 3):
        assert hall.do(casework.reopen, duty(), case.slip).case.visits == visit
        hall.do(reception.finish_service, duty())
    assert case.lapse is Lapse.WITHDRAWN
    assert person().name == "欧阳伟"
