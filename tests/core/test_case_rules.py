"""Rules of single acts: 容缺, decisions, later demands, urgency, lateness, four eyes, delivery."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core import later_demand, review_acts
from core.applicant import NameNotUsable
from core.case import evolved
from core.case_answer import ConditionNotOffered, MainMaterialMissing
from core.case_correction import EntryDiffers, recorded
from core.case_course import MeasuresMissing, UrgentAlready
from core.case_ending import NotImmediate, OneChecker
from core.case_facts import CaseRefused, ConditionCompleted, CorrectedOnTheSpot, LaterDemand
from core.case_guards import DueDatePassed, ReasonMissing, SecondPersonMissing, WrongRole
from core.case_intake import MaterialsClosed, MoreTimeAlready, NothingDemanded
from core.case_states import CaseEvent, CaseState
from core.checklist import (
    DemandAfterNotice,
    DemandOutsideCatalogue,
    MaterialsMissing,
    MaterialsUnexplained,
    NothingMissing,
    RowState,
)
from core.clock import ClockKind, governing, open_clock
from core.ending_facts import CaseVoided, CorrectedField, EntryCorrected
from core.limit import Limit
from core.review_acts import DayNotCome, NotOverdue, NotShorter
from core.supervision import Severity, SupervisionRule
from core.watchdog import due_events
from tests.core.sample_case import (
    CASE_ID,
    COMPLETE,
    COUNTED_FROM_RECEIPT,
    LICENCE_MISSING,
    LICENCE_SUPPLIED,
    MONDAY,
    RESTAURANT,
    accepted,
    after,
    case_received,
    found,
    granted,
    told,
)
from tests.core.sample_review import (
    CALENDAR,
    CHIEF,
    CLERK,
    CONSENTED,
    HEAD,
    REVIEWED,
    STAFF,
    SUPERVISOR,
    WAYS,
    accepted_case,
    at,
    changed,
    conditionally,
    day,
    due_of,
    reviewed_in,
    sample,
)

if TYPE_CHECKING:
    from core.staff import Clerk

REASON_NEEDED = {
    CaseEvent.FIND_NOT_REQUIRED: "reason",
    CaseEvent.REFUSE: "reason",
    CaseEvent.EXTEND_CORRECTION: "reason",
    CaseEvent.DEMAND_LATER: "reason",
    CaseEvent.MARK_URGENT: "reason",
    CaseEvent.EXPLAIN_OVERDUE: "reason",
    CaseEvent.TERMINATE: "legal_ground",
    CaseEvent.VOID: "reason",
    CaseEvent.CORRECT_ENTRY: "reason",
    CaseEvent.REQUEST_EXTENSION: "reason",
    CaseEvent.REQUEST_PROCEDURE: "reason",
}
SOMEWHERE = {
    CaseEvent.FIND_NOT_REQUIRED: CaseState.RECEIVED,
    CaseEvent.REFUSE: CaseState.RECEIVED,
    CaseEvent.EXTEND_CORRECTION: CaseState.AWAITING_CORRECTION,
    CaseEvent.DEMAND_LATER: CaseState.AWAITING_CORRECTION,
}


@pytest.mark.parametrize("event", REASON_NEEDED, ids=lambda event: event.value)
def test_who_decides_over_an_applicant_says_why(event: CaseEvent) -> None:
    case = reviewed_in(SOMEWHERE.get(event, CaseState.ACCEPTED), event)
    silent = changed(sample(event, case), **{REASON_NEEDED[event]: " "})
    with pytest.raises(ReasonMissing, match=f"{event.word}没有写明理由，办件没有变动"):
        evolved(case, silent)


# --- 当场更正, 不予受理 --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("corrections", "initials"), [((), "张明华"), ((" ",), "张"), (("改",), "")]
)
def test_a_correction_on_the_spot_says_what_and_bears_the_applicants_hand(
    corrections: tuple[str, ...], initials: str
) -> None:
    fact = CorrectedOnTheSpot(CASE_ID, corrections, initials, MONDAY, CLERK)
    with pytest.raises(ReasonMissing, match="没有写明更正内容或没有申请人签认"):
        evolved(case_received(), fact)


def test_the_right_organ_need_not_be_known_when_the_defect_is_another() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    refused = evolved(case, CaseRefused(CASE_ID, "仍不符合", "", day("10-09"), CLERK))
    assert (refused.state, refused.closed_on) == (CaseState.NOT_ACCEPTED, day("10-09"))


# --- 容缺受理 ------------------------------------------------------------------------------------


def test_the_offices_clocks_run_beside_the_applicants() -> None:
    case = after(case_received(REVIEWED), LICENCE_MISSING, conditionally())
    assert due_of(case, ClockKind.PROMISE) == day("10-16")
    assert due_of(case, ClockKind.CORRECTION) == day("10-23")
    assert (case.accepted_on, case.told_notice) == (MONDAY, "commitment-1")
    assert case.checklist.listed == (2,)
    watched = governing(case.clocks)
    assert watched is not None
    assert watched.kind is ClockKind.CORRECTION


def test_only_what_the_catalogue_lets_follow_may_be_missing() -> None:
    with pytest.raises(MainMaterialMissing, match="主要材料还缺 1 项（法定代表人身份证件）"):
        after(
            case_received(REVIEWED),
            found(RowState.RECEIVED, 1, 2),
            found(RowState.MISSING, 3),
            conditionally(),
        )
    with pytest.raises(MaterialsUnexplained):
        after(case_received(REVIEWED), found(RowState.MISSING, 2), conditionally())
    with pytest.raises(NothingMissing):
        after(case_received(REVIEWED), COMPLETE, conditionally())
    with pytest.raises(ConditionNotOffered, match="没有公布容缺受理"):
        after(case_received(), LICENCE_MISSING, conditionally())


def test_a_conditional_acceptance_is_completed_with_what_its_list_named() -> None:
    case = after(case_received(REVIEWED), LICENCE_MISSING, conditionally())
    with pytest.raises(DemandAfterNotice):
        evolved(case, found(RowState.MISSING, 1))
    with pytest.raises(MaterialsMissing):
        evolved(case, ConditionCompleted(CASE_ID, day("10-09"), CLERK))
    done = after(case, LICENCE_SUPPLIED, ConditionCompleted(CASE_ID, day("10-09"), CLERK))
    assert done.state is CaseState.ACCEPTED
    assert due_of(done, ClockKind.PROMISE) == day("10-16")  # it has run all along


def test_where_the_law_counts_from_receipt_a_conditional_acceptance_does_too() -> None:
    item = replace(COUNTED_FROM_RECEIPT, conditional=REVIEWED.conditional)
    case = after(case_received(item), LICENCE_MISSING, conditionally(day("09-30")))
    clock = open_clock(case.clocks, ClockKind.STATUTORY)
    assert clock is not None
    assert clock.trigger == MONDAY


# --- the one notice and what comes after ---------------------------------------------------------


def test_part_of_the_list_may_come_and_the_list_stands() -> None:
    first = after(
        case_received(),
        found(RowState.RECEIVED, 1),
        found(RowState.MISSING, 2, 3),
        told(),
        LICENCE_SUPPLIED,
    )
    case = evolved(first, sample(CaseEvent.SUPPLY, first))
    assert (case.state, case.checklist.listed) == (CaseState.AWAITING_CORRECTION, (2, 3))
    assert due_of(case, ClockKind.CORRECTION) == due_of(first, ClockKind.CORRECTION)
    complete = evolved(case, found(RowState.RECEIVED, 3))
    with pytest.raises(NothingMissing, match="请直接受理"):
        evolved(complete, sample(CaseEvent.SUPPLY, complete))


def test_more_time_to_correct_is_given_once_and_before_the_end() -> None:
    case = after(case_received(), LICENCE_MISSING, told())  # until 10-23
    late = review_acts.more_time_to_correct(
        case, Limit.parse("5wd"), "住院", day("10-24"), CHIEF, CALENDAR
    )
    with pytest.raises(DueDatePassed):
        evolved(case, late)
    more = review_acts.more_time_to_correct(
        case, Limit.parse("5wd"), "住院", day("10-23"), CHIEF, CALENDAR
    )
    case = evolved(case, more)
    assert due_of(case, ClockKind.CORRECTION) == day("10-30")
    with pytest.raises(MoreTimeAlready):
        evolved(case, more)


def demand(*rows: int, outside: tuple[str, ...] = (), by: Clerk = CHIEF) -> LaterDemand:
    return LaterDemand(CASE_ID, rows, outside, "新规施行", day("10-09"), by)


def test_a_later_demand_is_listed_and_brought_before_the_supervisors() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    fact = demand(1)
    asked_more = evolved(case, fact)
    assert asked_more.checklist.listed == (1, 2)
    assert asked_more.told_notice == case.told_notice  # still the one notice
    event = later_demand.supervision(case, fact)
    assert (event.rule, event.severity) == (SupervisionRule.LATER_DEMAND, Severity.RED)
    assert event.detail.endswith("在一次性告知之后追加材料（食品经营许可申请书），理由：新规施行")
    assert event.responsible == "李强（工号 0312）"
    assert later_demand.supervision(asked_more, fact).event_id == event.event_id


def test_what_the_catalogue_does_not_know_never_holds_an_application_up() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    fact = demand(outside=("村委会证明",))
    after_it = evolved(case, fact)
    assert after_it.checklist == case.checklist
    assert "要求公布目录以外的材料（村委会证明）" in later_demand.supervision(case, fact).detail
    with pytest.raises(DemandOutsideCatalogue, match="第 9 项"):
        evolved(case, demand(9))


def test_a_second_notice_is_a_later_demand_and_prints_none() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    assert "再次出具补正要求" in later_demand.supervision(case, demand()).detail
    assert evolved(case, demand()).told_notice == case.told_notice


def test_what_was_told_already_is_no_later_demand() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    for fact in (demand(2), demand(2, 2)):
        with pytest.raises(NothingDemanded):
            evolved(case, fact)
    with pytest.raises(NothingDemanded):
        evolved(case_received(), demand(1))  # nothing is told yet: tick it, and tell it once


@pytest.mark.parametrize("state", [CaseState.ACCEPTED, CaseState.PAUSED])
def test_after_acceptance_a_demand_is_on_record_and_the_checklist_stays_closed(
    state: CaseState,
) -> None:
    case = reviewed_in(state)
    assert evolved(case, demand(1)).checklist == case.checklist


def test_a_clerk_alone_makes_no_later_demand() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    with pytest.raises(WrongRole, match="追加要求材料须由首席代表办理"):
        evolved(case, demand(1, by=CLERK))


# --- decision ------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", [CaseEvent.GRANT, CaseEvent.DENY])
def test_an_inspection_on_site_takes_two(event: CaseEvent) -> None:
    case = accepted_case(MONDAY)
    fact = sample(event, case)
    for checkers in (("0317",), ("0317", "0317")):
        with pytest.raises(OneChecker, match="两名以上"):
            evolved(case, changed(fact, checkers=checkers))
    assert evolved(case, changed(fact, checkers=("0317", "0318"))).decided_on


@pytest.mark.parametrize("reasons", [(), ("",), (" ", "")])
def test_a_denial_gives_reasons(reasons: tuple[str, ...]) -> None:
    case = accepted_case(MONDAY)
    with pytest.raises(ReasonMissing):
        evolved(case, changed(sample(CaseEvent.DENY, case), reasons=reasons))


def test_after_consent_by_silence_nothing_is_decided_on_the_spot() -> None:
    case = accepted_case(day("09-14"), CONSENTED)
    (fact, _) = due_events((case,), CALENDAR, at(day("10-17")))
    case = evolved(case, fact)  # type: ignore[arg-type]  # a conclusion
    with pytest.raises(WrongRole):
        evolved(case, replace(granted(day("10-19")), by=CLERK))
    with pytest.raises(NotImmediate):
        evolved(case, replace(granted(day("10-19")), by=CHIEF))
    assert evolved(case, sample(CaseEvent.GRANT, case, day("10-19"))).state is CaseState.DECIDED


def test_an_entry_from_before_facts_named_who_still_counts() -> None:
    case = after(case_received(REVIEWED), COMPLETE, accepted())
    assert evolved(case, granted()).state is CaseState.DECIDED


@pytest.mark.parametrize("who", STAFF, ids=lambda clerk: clerk.role.value)
def test_acceptance_belongs_to_the_counter(who: Clerk) -> None:
    case = after(case_received(), COMPLETE)
    fact = replace(accepted(), by=who)
    if who in (CLERK, CHIEF):
        assert evolved(case, fact).state is CaseState.ACCEPTED
    else:
        with pytest.raises(WrongRole, match="受理须由窗口人员或首席代表办理"):
            evolved(case, fact)


# --- 急件, 超时说明 ------------------------------------------------------------------------------


def test_an_urgent_case_has_a_shorter_clock_and_leaves_the_others_alone() -> None:
    case = accepted_case(MONDAY)
    before = case.clocks
    fact = review_acts.marked_urgent(case, "高考", Limit.parse("3wd"), MONDAY, CHIEF, CALENDAR)
    urgent = evolved(case, fact)
    assert urgent.clocks[: len(before)] == before
    assert due_of(urgent, ClockKind.STEP, "急件") == day("10-08")
    assert urgent.urgent == "高考"
    assert governing(urgent.clocks) == governing(case.clocks)
    with pytest.raises(UrgentAlready):
        evolved(urgent, fact)


def test_urgent_is_no_way_to_take_longer() -> None:
    case = accepted_case(MONDAY)  # promise until 10-16
    review_acts.marked_urgent(case, "高考", Limit.parse("10wd"), MONDAY, CHIEF, CALENDAR)
    with pytest.raises(NotShorter, match="急件时限到 2026-10-19，比原来的 2026-10-16 还晚"):
        review_acts.marked_urgent(case, "高考", Limit.parse("11wd"), MONDAY, CHIEF, CALENDAR)


def test_lateness_is_explained_once_it_is_there_and_with_what_is_done_about_it() -> None:
    case = accepted_case(MONDAY)
    last_day, first_late = day("10-16"), day("10-17")
    with pytest.raises(NotOverdue):
        review_acts.overdue_explained(case, "人手不足", "加派", last_day, HEAD, CALENDAR)
    fact = review_acts.overdue_explained(case, "人手不足", "加派", first_late, HEAD, CALENDAR)
    assert evolved(case, fact).state is CaseState.ACCEPTED
    with pytest.raises(MeasuresMissing):
        evolved(case, replace(fact, measures=" "))


def test_nothing_is_on_record_before_its_day() -> None:
    review_acts.require_come(MONDAY, MONDAY)
    with pytest.raises(DayNotCome, match="2026-09-29 还没有到"):
        review_acts.require_come(day("09-29"), MONDAY)


# --- four eyes -----------------------------------------------------------------------------------


def voided(by: Clerk = SUPERVISOR, second: Clerk = CHIEF) -> CaseVoided:
    return CaseVoided(CASE_ID, "重复收件", day("10-09"), by, second)


@pytest.mark.parametrize("second", [SUPERVISOR, CLERK], ids=["oneself", "a clerk"])
@pytest.mark.parametrize("event", [CaseEvent.VOID, CaseEvent.CORRECT_ENTRY])
def test_a_second_person_with_a_say_signs(event: CaseEvent, second: Clerk) -> None:
    case = accepted_case(MONDAY)
    fact = changed(sample(event, case), second=second)
    with pytest.raises(SecondPersonMissing, match="须由另一名"):
        evolved(case, fact)


def test_the_same_badge_twice_is_one_person() -> None:
    twin = replace(CHIEF, badge=SUPERVISOR.badge)
    with pytest.raises(SecondPersonMissing):
        evolved(accepted_case(MONDAY), voided(second=twin))


@pytest.mark.parametrize("state", WAYS, ids=lambda state: state.value)
def test_anything_but_the_void_can_be_made_void(state: CaseState) -> None:
    if state is CaseState.VOIDED:
        return
    case = evolved(reviewed_in(state), voided())
    assert case.state is CaseState.VOIDED
    assert not any(clock.state.is_open for clock in case.clocks)


def corrected(what: CorrectedField, before: str, value: str, on: str = "10-20") -> EntryCorrected:
    return EntryCorrected(CASE_ID, what, before, value, "录错", day(on), SUPERVISOR, CHIEF)


def test_a_name_and_a_phone_are_put_right() -> None:
    case = case_received()
    named = evolved(case, corrected(CorrectedField.APPLICANT_NAME, "张明华", "张明花"))
    assert named.applicant.name == "张明花"
    phoned = evolved(case, corrected(CorrectedField.PHONE, "", "0000-1"))
    assert phoned.applicant.phone == "0000-1"
    assert recorded(phoned, CorrectedField.PHONE) == "0000-1"
    with pytest.raises(NameNotUsable):
        evolved(case, corrected(CorrectedField.APPLICANT_NAME, "张明华", " "))


def test_a_day_put_right_moves_the_clocks_counted_from_it() -> None:
    case = evolved(
        case_received(), corrected(CorrectedField.RECEIVED_ON, "2026-09-28", "2026-09-24")
    )
    assert due_of(case, ClockKind.ACCEPTANCE) == day("10-09")
    case = accepted_case(MONDAY)
    case = evolved(case, corrected(CorrectedField.ACCEPTED_ON, "2026-09-28", "2026-09-24"))
    assert (case.accepted_on, case.received_on) == (day("09-24"), MONDAY)
    assert due_of(case, ClockKind.STATUTORY) == CALENDAR.working_days_after(day("09-24"), 20)
    assert due_of(case, ClockKind.PROMISE) == CALENDAR.working_days_after(day("09-24"), 10)


def test_the_day_of_receipt_moves_the_statute_only_where_it_is_counted_from_it() -> None:
    fact = corrected(CorrectedField.RECEIVED_ON, "2026-09-28", "2026-09-24")
    plain = evolved(accepted_case(MONDAY, RESTAURANT), fact)
    assert due_of(plain, ClockKind.STATUTORY) == day("10-30")
    from_receipt = evolved(accepted_case(MONDAY, COUNTED_FROM_RECEIPT), fact)
    assert due_of(from_receipt, ClockKind.STATUTORY) == CALENDAR.working_days_after(
        day("09-24"), 20
    )
    assert due_of(from_receipt, ClockKind.PROMISE) == day("10-16")
    silent = case_received()
    (conclusion, _) = due_events((silent,), CALENDAR, at(day("10-11")))
    silent = evolved(silent, conclusion)  # type: ignore[arg-type]  # a conclusion
    silent = evolved(silent, fact)
    assert silent.accepted_on == silent.received_on == day("09-24")
    assert due_of(silent, ClockKind.PROMISE) == CALENDAR.working_days_after(day("09-24"), 10)


@pytest.mark.parametrize(
    ("what", "before", "value"),
    [
        (CorrectedField.PHONE, "0000-9", "0000-1"),
        (CorrectedField.PHONE, "", ""),
        (CorrectedField.RECEIVED_ON, "2026-09-28", "昨天"),
        (CorrectedField.RECEIVED_ON, "2026-09-28", "2026-10-21"),
        (CorrectedField.ACCEPTED_ON, "2026-09-28", "2026-09-24"),
    ],
)
def test_only_what_is_on_record_is_put_right_and_only_to_what_can_be(
    what: CorrectedField, before: str, value: str
) -> None:
    with pytest.raises(EntryDiffers, match="没有更正，办件没有变动"):
        evolved(case_received(), corrected(what, before, value))


def test_the_checklist_is_closed_after_silence_but_for_what_was_found_before() -> None:
    case = case_received()
    (conclusion, _) = due_events((case,), CALENDAR, at(day("10-11")))
    silent = evolved(case, conclusion)  # type: ignore[arg-type]  # a conclusion
    in_time = replace(COMPLETE, checked_on=day("10-10"))
    assert evolved(silent, in_time).checklist.rows(RowState.RECEIVED)
    for checked_on in (None, day("10-11")):
        with pytest.raises(MaterialsClosed):
            evolved(silent, replace(COMPLETE, checked_on=checked_on))
