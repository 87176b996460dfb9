"""A case is the sum of its facts: each step's rule, and whole lives by chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from core.calendar import national_calendar
from core.case import (
    ACCEPTANCE_LIMIT,
    Case,
    MaterialsClosed,
    NotImmediate,
    ToldAlready,
    evolved,
    office_limits,
)
from core.case_states import CaseEvent, CaseState
from core.case_table import StepNotAllowed
from core.checklist import (
    DemandAfterNotice,
    DemandOutsideCatalogue,
    MaterialsMissing,
    MaterialsUnexplained,
    NothingMissing,
    RowState,
)
from core.clock import Clock, ClockKind, ClockState
from core.facts import CaseFact, ReturnVisit
from core.limit import Limit
from core.moment import CHINA
from core.numbering import slip_code
from core.papers import ToldTooLate, one_time
from tests.core.sample_case import (
    CASE_ID,
    COMPLETE,
    COUNTED_FROM_RECEIPT,
    IMMEDIATE_WITH_LIMITS,
    LICENCE_MISSING,
    LICENCE_SUPPLIED,
    MATERIALS,
    MONDAY,
    NOTICE_ID,
    ON_THE_SPOT,
    RESTAURANT,
    WAY_TO,
    accepted,
    after,
    case_in,
    case_received,
    delivered,
    found,
    granted,
    told,
)

if TYPE_CHECKING:
    from core.catalogue import ServiceItem

TUESDAY = date(2026, 9, 29)
AFTER_THE_HOLIDAY = date(2026, 10, 20)
FACTS: dict[CaseEvent, CaseFact] = {
    CaseEvent.TELL_ONCE: told(),
    CaseEvent.ACCEPT: accepted(),
    CaseEvent.GRANT: granted(),
    CaseEvent.DELIVER: delivered(),
}


def running(case: Case) -> dict[ClockKind, Clock]:
    return {clock.kind: clock for clock in case.clocks if clock.state is ClockState.RUNNING}


def triggers(case: Case) -> dict[ClockKind, date]:
    return {kind: clock.trigger for kind, clock in running(case).items()}


def limits(case: Case) -> dict[ClockKind, Limit]:
    return {kind: clock.limit for kind, clock in running(case).items()}


# --- receipt -------------------------------------------------------------------------------------


def test_a_case_begins_with_its_number_slip_and_acceptance_clock() -> None:
    case = case_received()
    assert (case.number, case.slip) == ("20260928-03-0001", slip_code(CASE_ID))
    assert (case.state, case.version, case.visits) == (CaseState.RECEIVED, 1, 1)
    assert (case.ticket_id, case.counter) == ("ticket-1", "3")
    assert case.received_on == MONDAY
    assert case.applicant.name == "张明华"
    assert case.catalogue_version == "2026-09-01-0a1b2c3d"
    assert case.checklist.materials == MATERIALS
    assert case.clocks == (Clock(ClockKind.ACCEPTANCE, MONDAY, Limit.parse("5wd")),)
    assert (case.told_notice, case.accepted_on, case.decided_on, case.delivered_on) == (
        "",
        None,
        None,
        None,
    )


# --- which fact in which state -------------------------------------------------------------------

REFUSED = {
    CaseState.RECEIVED: {CaseEvent.GRANT, CaseEvent.DELIVER},
    CaseState.AWAITING_CORRECTION: {CaseEvent.GRANT, CaseEvent.DELIVER},
    CaseState.ACCEPTED: {CaseEvent.TELL_ONCE, CaseEvent.ACCEPT, CaseEvent.DELIVER},
    CaseState.DECIDED: {CaseEvent.TELL_ONCE, CaseEvent.ACCEPT, CaseEvent.GRANT},
    CaseState.DELIVERED: set(FACTS),
}


@pytest.mark.parametrize(
    ("state", "event"),
    [(state, event) for state, events in REFUSED.items() for event in events],
    ids=lambda step: step.value,
)
def test_a_fact_out_of_turn_is_refused_in_words(state: CaseState, event: CaseEvent) -> None:
    with pytest.raises(StepNotAllowed, match=f"“{state.word}”，不能{event.word}，办件没有变动"):
        evolved(case_in(state), FACTS[event])


@pytest.mark.parametrize("state", [CaseState.ACCEPTED, CaseState.DECIDED, CaseState.DELIVERED])
def test_the_checklist_of_an_accepted_case_is_closed(state: CaseState) -> None:
    with pytest.raises(MaterialsClosed, match=f"办件已是“{state.word}”，材料清单不能再改"):
        evolved(case_in(state), found(RowState.MISSING, 1))


@pytest.mark.parametrize("state", WAY_TO, ids=lambda state: state.value)
def test_the_applicant_may_come_back_at_any_time(state: CaseState) -> None:
    case = case_in(state)
    back = evolved(case, ReturnVisit(CASE_ID, "ticket-2"))
    assert back == replace(case, visits=2, ticket_id="ticket-2", version=case.version + 1)


# --- told once -----------------------------------------------------------------------------------


def test_the_one_notice_lists_what_is_missing_and_gives_the_applicant_a_limit() -> None:
    case = after(case_received(), LICENCE_MISSING, told(TUESDAY, "30d"))
    assert case.state is CaseState.AWAITING_CORRECTION
    assert (case.told_notice, case.checklist.listed) == (NOTICE_ID, (2,))
    assert case.clocks == (
        Clock(ClockKind.ACCEPTANCE, MONDAY, ACCEPTANCE_LIMIT, ClockState.SATISFIED, TUESDAY),
        Clock(ClockKind.CORRECTION, TUESDAY, Limit.parse("30d")),
    )


@pytest.mark.parametrize(
    "since",
    [(), (LICENCE_SUPPLIED,), (LICENCE_SUPPLIED, accepted(TUESDAY))],
    ids=["missing", "supplied", "accepted"],
)
def test_a_second_notice_is_refused_whatever_happened_since(since: tuple[CaseFact, ...]) -> None:
    case = after(case_received(), LICENCE_MISSING, told(), *since)
    with pytest.raises(ToldAlready, match=r"20260928-03-0001 已出具过一次性告知书.*补打.*首席代表"):
        evolved(case, told(TUESDAY))


def test_the_notice_waits_until_everything_is_told() -> None:
    with pytest.raises(MaterialsUnexplained, match="还有 2 项"):
        after(case_received(), found(RowState.MISSING, 1), told())


def test_nothing_missing_nothing_told() -> None:
    with pytest.raises(NothingMissing):
        after(case_received(), COMPLETE, told())


def test_after_the_notice_nothing_else_is_asked_for() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    with pytest.raises(DemandAfterNotice, match="食品经营许可申请书"):
        evolved(case, found(RowState.MISSING, 1))


def test_nothing_outside_the_frozen_catalogue_is_asked_for() -> None:
    with pytest.raises(DemandOutsideCatalogue, match="第 6 项"):
        evolved(case_received(), found(RowState.MISSING, 6))


def test_who_tells_too_late_is_told_that_the_law_has_accepted() -> None:
    case = after(case_received(), LICENCE_MISSING)
    late = datetime(2026, 10, 11, 9, 0, tzinfo=CHINA)
    with pytest.raises(ToldTooLate, match="视为受理"):
        one_time(case, late, Limit.parse("15wd"), national_calendar())


# --- acceptance ----------------------------------------------------------------------------------


def test_acceptance_starts_the_clocks_of_the_office() -> None:
    case = after(case_received(), COMPLETE, accepted(TUESDAY))
    assert (case.state, case.accepted_on) == (CaseState.ACCEPTED, TUESDAY)
    assert triggers(case) == {ClockKind.PROMISE: TUESDAY, ClockKind.STATUTORY: TUESDAY}
    assert limits(case) == {
        ClockKind.PROMISE: Limit.parse("10wd"),
        ClockKind.STATUTORY: Limit.parse("20wd"),
    }
    assert case.clocks[0].ended_on == TUESDAY


def test_the_statute_counts_from_receipt_where_the_law_says_so() -> None:
    case = after(case_received(COUNTED_FROM_RECEIPT), COMPLETE, accepted(TUESDAY))
    assert triggers(case) == {ClockKind.PROMISE: TUESDAY, ClockKind.STATUTORY: MONDAY}


@pytest.mark.parametrize("item", [RESTAURANT, COUNTED_FROM_RECEIPT], ids=lambda item: item.code)
def test_after_correction_both_count_from_the_day_of_completion(item: ServiceItem) -> None:
    supplied = (LICENCE_SUPPLIED, accepted(AFTER_THE_HOLIDAY))
    case = after(case_received(item), LICENCE_MISSING, told(TUESDAY), *supplied)
    assert triggers(case) == dict.fromkeys(
        (ClockKind.PROMISE, ClockKind.STATUTORY), AFTER_THE_HOLIDAY
    )
    ended = {clock.kind: clock.ended_on for clock in case.clocks if clock.ended_on}
    assert ended == {ClockKind.ACCEPTANCE: TUESDAY, ClockKind.CORRECTION: AFTER_THE_HOLIDAY}


def test_on_the_spot_runs_no_clock() -> None:
    assert running(case_in(CaseState.ACCEPTED)) == {}
    assert office_limits(replace(RESTAURANT, promise=None, statutory=None)) == {}


def test_acceptance_needs_the_materials() -> None:
    with pytest.raises(MaterialsUnexplained):
        evolved(case_received(), accepted())
    with pytest.raises(MaterialsMissing, match="缺 1 项材料（营业执照）"):
        after(case_received(), LICENCE_MISSING, accepted())
    with pytest.raises(MaterialsMissing, match="营业执照"):
        after(case_received(), LICENCE_MISSING, told(), accepted())


# --- decision and delivery -----------------------------------------------------------------------


def test_a_decision_ends_the_offices_clocks_and_starts_delivery() -> None:
    case = after(case_received(IMMEDIATE_WITH_LIMITS), COMPLETE, accepted(), granted(TUESDAY))
    assert (case.state, case.decided_on) == (CaseState.DECIDED, TUESDAY)
    assert running(case) == {
        ClockKind.DELIVERY: Clock(ClockKind.DELIVERY, TUESDAY, Limit.parse("10wd"))
    }
    assert all(clock.ended_on for clock in case.clocks[:-1])


def test_delivery_has_the_limit_of_the_item_where_it_has_one() -> None:
    item = replace(ON_THE_SPOT, delivery=Limit.parse("3wd"))
    assert limits(after(case_received(item), COMPLETE, accepted(), granted())) == {
        ClockKind.DELIVERY: Limit.parse("3wd")
    }


def test_only_an_immediate_item_is_decided_on_the_spot() -> None:
    with pytest.raises(NotImmediate, match=r"“食品经营许可”不是即办件.*保持“已受理”.*转业务部门"):
        after(case_received(), COMPLETE, accepted(), granted())


@pytest.mark.parametrize(
    ("at", "day"), [("2026-09-30T15:59:00Z", "2026-09-30"), ("2026-09-30T16:00:00Z", "2026-10-01")]
)
def test_delivery_ends_the_last_clock_on_the_halls_own_day(at: str, day: str) -> None:
    case = evolved(case_in(CaseState.DECIDED), delivered(datetime.fromisoformat(at)))
    assert (case.state, case.delivered_on) == (CaseState.DELIVERED, date.fromisoformat(day))
    assert running(case) == {}
    assert case.clocks[-1].ended_on == date.fromisoformat(day)
