"""What each paper says follows from the case, the frozen catalogue and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.case_notices import AcceptanceBody, DecisionBody, DeliveryBody, OneTimeBody
from core.catalogue import Fee, ServiceItem
from core.checklist import RowState, Tick
from core.clock import ClockState
from core.deadline import deadline
from core.facts import CaseFact, MaterialsChecked
from core.limit import Limit
from core.moment import CHINA, business_day
from core.notice_lines import DueLine, MaterialLine, MissingLine
from core.papers import (
    CORRECTION_LIMIT,
    ToldTooLate,
    acceptance,
    decision,
    delivery,
    office_dues,
    one_time,
)
from tests.core.sample_case import (
    CASE_ID,
    COMPLETE,
    COUNTED_FROM_RECEIPT,
    IMMEDIATE_WITH_LIMITS,
    LAST_DAY_TO_TELL,
    LICENCE_MISSING,
    LICENCE_SUPPLIED,
    MATERIALS,
    MONDAY,
    ON_THE_SPOT,
    OPTIONAL,
    PROMISED,
    REQUIRED,
    RESTAURANT,
    STATUTE,
    accepted,
    after,
    case_received,
    found,
    granted,
    told,
)

CALENDAR = national_calendar()
BASIS = ("《食品安全法》第三十五条", "《行政许可法》第四十二条")
TEN_O_CLOCK = datetime(2026, 9, 28, 10, 0, tzinfo=CHINA)

days = st.dates(date(2026, 1, 5), date(2026, 12, 31))


# --- acceptance ----------------------------------------------------------------------------------


def test_the_acceptance_tells_dates_materials_and_what_is_not_counted() -> None:
    case = after(case_received(), COMPLETE, found(RowState.RECEIVED, 5), accepted())
    assert acceptance(case, MONDAY, CALENDAR) == AcceptanceBody(
        received_on=MONDAY,
        accepted_on=MONDAY,
        dues=(PROMISED, STATUTE),
        materials=(
            MaterialLine("食品经营许可申请书", "原件", 1),
            MaterialLine("营业执照", "原件", 2),
            MaterialLine("法定代表人身份证件", "原件", 3),
            MaterialLine("授权委托书", "原件", 5),
        ),
        not_counted=("现场核查",),
        fee="不收费",
        basis=BASIS,
    )


def test_a_fee_is_told_with_its_basis() -> None:
    item = replace(
        RESTAURANT, fee=Fee(charged=True, basis="价费字〔1992〕1号", standard="每证 10 元")
    )
    case = after(case_received(item), COMPLETE, accepted())
    assert acceptance(case, MONDAY, CALENDAR).fee == "每证 10 元（依据：价费字〔1992〕1号）"


def test_an_acceptance_after_correction_keeps_the_day_of_receipt() -> None:
    completed = date(2026, 10, 20)
    case = after(case_received(), LICENCE_MISSING, told(), LICENCE_SUPPLIED, accepted(completed))
    body = acceptance(case, completed, CALENDAR)
    assert (body.received_on, body.accepted_on) == (MONDAY, completed)
    assert [line.due for line in body.dues] == [date(2026, 11, 3), date(2026, 11, 17)]


@given(
    st.sampled_from([RESTAURANT, COUNTED_FROM_RECEIPT, IMMEDIATE_WITH_LIMITS, ON_THE_SPOT]),
    days,
    st.integers(0, 20),
    st.sampled_from([(COMPLETE,), (LICENCE_MISSING, told(), LICENCE_SUPPLIED)]),
)
def test_paper_and_clocks_agree(
    item: ServiceItem, received_on: date, later: int, way: tuple[CaseFact, ...]
) -> None:
    on = received_on + timedelta(days=later)
    asked = after(case_received(item, received_on), *way)
    case = after(asked, accepted(on))
    printed = [(line.limit, line.due) for line in acceptance(case, on, CALENDAR).dues]
    assert printed == [
        (clock.limit.words(), deadline(CALENDAR, clock.trigger, clock.limit).due)
        for clock in case.clocks
        if clock.state is ClockState.RUNNING
    ]
    assert office_dues(asked, on, CALENDAR) == acceptance(case, on, CALENDAR).dues


# --- told once -----------------------------------------------------------------------------------


def test_the_one_notice_lists_the_missing_rows_as_the_catalogue_has_them() -> None:
    case = after(case_received(), LICENCE_MISSING, found(RowState.MISSING, 4), told())
    assert one_time(case, TEN_O_CLOCK, CORRECTION_LIMIT, CALENDAR) == OneTimeBody(
        received_on=MONDAY,
        received_count=2,
        missing=(
            MissingLine(2, "营业执照", "原件", 2, "第2项出具单位", "第2项办理方法", "第2项依据"),
            MissingLine(
                4, "从业人员健康证明", "原件", 4, "第4项出具单位", "第4项办理方法", "第4项依据"
            ),
        ),
        correct_by=DueLine("补正期限", "15 个工作日", date(2026, 10, 23), "", "本大厅补正期限规定"),
        after="补齐当日受理，自受理之日起 10 个工作日内办结",
        basis=BASIS,
    )


def test_the_one_notice_promises_on_the_spot_where_the_item_does() -> None:
    case = after(case_received(ON_THE_SPOT), LICENCE_MISSING, told())
    body = one_time(case, TEN_O_CLOCK, CORRECTION_LIMIT, CALENDAR)
    assert body.after == "补齐当日受理，当场办结"


@given(st.lists(st.builds(Tick, st.sampled_from(REQUIRED + OPTIONAL), st.just(RowState.MISSING))))
def test_the_one_notice_lists_all_that_is_missing_and_nothing_else(ticks: list[Tick]) -> None:
    first = MaterialsChecked(CASE_ID, (Tick(3, RowState.MISSING), *ticks))
    case = after(case_received(), found(RowState.RECEIVED, 1, 2), first, told())
    body = one_time(case, TEN_O_CLOCK, CORRECTION_LIMIT, CALENDAR)
    assert tuple(line.row for line in body.missing) == case.checklist.listed
    names = {material.row: material.name for material in MATERIALS}
    assert all(line.name == names[line.row] for line in body.missing)
    assert body.received_count == len({1, 2} - {tick.row for tick in ticks})


def test_the_applicants_limit_counts_from_the_day_of_telling() -> None:
    case = after(case_received(), LICENCE_MISSING, told(date(2026, 9, 30)))
    at = datetime(2026, 9, 29, 16, 30, tzinfo=CHINA) + timedelta(hours=8)
    limit = Limit.parse("5wd")
    assert one_time(case, at, limit, CALENDAR).correct_by.due == date(2026, 10, 13)


def test_the_one_notice_tells_when_the_materials_were_received() -> None:
    case = after(case_received(), LICENCE_MISSING, told(date(2026, 9, 30)))
    at = TEN_O_CLOCK + timedelta(days=2)
    body = one_time(case, at, CORRECTION_LIMIT, CALENDAR)
    assert body.received_on == MONDAY


def test_it_may_be_told_until_the_end_of_the_last_legal_day() -> None:
    case = after(case_received(), LICENCE_MISSING)
    last = datetime(2026, 10, 10, 23, 59, 59, tzinfo=CHINA)
    assert business_day(last) == LAST_DAY_TO_TELL
    assert one_time(case, last, CORRECTION_LIMIT, CALENDAR).missing


def test_the_day_after_it_is_too_late() -> None:
    case = after(case_received(), LICENCE_MISSING)
    midnight = datetime(2026, 10, 10, 16, 0, tzinfo=UTC)
    with pytest.raises(
        ToldTooLate,
        match=r"20260928-03-0001 .*最迟应在 2026-10-10 出具.*没有出具告知书.*视为受理",
    ):
        one_time(case, midnight, CORRECTION_LIMIT, CALENDAR)


@given(days, st.integers(0, 20))
def test_it_may_be_told_for_five_working_days_from_receipt(received_on: date, later: int) -> None:
    case = after(case_received(on=received_on), LICENCE_MISSING)
    on = received_on + timedelta(days=later)
    at = datetime(on.year, on.month, on.day, 9, 0, tzinfo=CHINA)
    if on <= CALENDAR.working_days_after(received_on, 5):
        assert one_time(case, at, CORRECTION_LIMIT, CALENDAR).missing
    else:
        with pytest.raises(ToldTooLate):
            one_time(case, at, CORRECTION_LIMIT, CALENDAR)


# --- decision and delivery -----------------------------------------------------------------------


def test_the_decision_tells_the_result_and_its_validity() -> None:
    decided = date(2026, 9, 29)
    case = after(case_received(ON_THE_SPOT), COMPLETE, accepted(), granted(decided))
    assert decision(case, decided) == DecisionBody(
        accepted_on=MONDAY,
        decided_on=decided,
        result="食品经营许可证",
        validity="5 年",
        basis=BASIS,
    )


def test_the_delivery_receipt_lists_the_papers_and_the_result() -> None:
    body = delivery(case_received(), TEN_O_CLOCK, "窗口领取", ("准予决定书（清河〔2026〕准1）",))
    assert body == DeliveryBody(
        delivered_at=TEN_O_CLOCK,
        method="窗口领取",
        papers=("准予决定书（清河〔2026〕准1）", "食品经营许可证"),
    )
