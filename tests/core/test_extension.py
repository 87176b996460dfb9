"""延期 through cases: once, by the right head, printed and delivered before the old date passes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core import review_acts
from core.case import evolved
from core.case_guards import DueDatePassed, PaperNotOut, WrongRole
from core.case_parts import JointMode
from core.clock import ClockKind
from core.deadline import Urgency, urgency
from core.extension import ExtendedAlready, ExtensionTooLong, NothingToExtend
from core.limit import Limit
from core.paper_kind import NoticeKind
from core.service import NotServed, Service, ServiceMethod
from tests.core.sample_case import ON_THE_SPOT, RESTAURANT
from tests.core.sample_review import (
    CALENDAR,
    CLERK,
    FIRE,
    GOVERNOR,
    HEAD,
    REVIEWED,
    accepted_case,
    asked,
    at,
    day,
    due_of,
    extension_approved,
    extension_delivered,
    extension_requested,
    extension_trail,
    handed,
    trail,
)

if TYPE_CHECKING:
    from datetime import date

    from core.case import Case

STATUTE_ALONE = replace(RESTAURANT, promise=None)
REASON = "需再次核查"


def approved_case(on: str, item: object = STATUTE_ALONE, limit: str = "10wd") -> Case:
    """Accepted on 14 September; extension asked for and approved on a day."""
    case = accepted_case(day("09-14"), item)
    asked_for = review_acts.extension_requested(
        case, Limit.parse(limit), REASON, day(on), CLERK, CALENDAR
    )
    case = evolved(case, asked_for)
    return evolved(
        case, review_acts.extension_approved(case, "extension-1", day(on), HEAD, CALENDAR)
    )


def delivered_on(case: Case, on: date, out_on: date | None = None) -> Case:
    paper = extension_trail(out_on or on)
    return evolved(case, review_acts.extension_delivered(case, paper, handed(on), CLERK, CALENDAR))


def test_t16_twenty_and_ten_are_the_thirtieth_working_day_from_the_trigger() -> None:
    case = approved_case("10-15")
    assert due_of(case, ClockKind.STATUTORY) == day("10-16")  # approval alone moves nothing
    extended = delivered_on(case, day("10-15"))
    assert due_of(extended, ClockKind.STATUTORY) == day("10-30")
    (clock,) = [clock for clock in extended.clocks if clock.kind is ClockKind.STATUTORY]
    found = clock.due(CALENDAR)
    assert len(found.counted) == 30
    assert found.counted[0] == day("09-15")


def test_the_last_day_is_still_in_time() -> None:
    case = delivered_on(approved_case("10-16"), day("10-16"))
    assert due_of(case, ClockKind.STATUTORY) == day("10-30")


def test_t17_approved_after_the_due_date_it_is_refused() -> None:
    with pytest.raises(DueDatePassed, match="申请延期须在 2026-10-16 期满之前完成，2026-10-17"):
        approved_case("10-17")
    case = evolved(accepted_case(day("09-14"), STATUTE_ALONE), extension_requested())
    late = review_acts.extension_approved(case, "extension-1", day("10-17"), HEAD, CALENDAR)
    with pytest.raises(DueDatePassed, match="批准延期须在 2026-10-16"):
        evolved(case, late)


def test_t17_delivered_after_the_due_date_it_has_no_effect_and_the_case_is_red() -> None:
    case = approved_case("10-15")
    with pytest.raises(DueDatePassed, match="延期须在 2026-10-16 期满之前完成"):
        delivered_on(case, day("10-17"), out_on=day("10-15"))
    assert urgency(CALENDAR, day("10-17"), due_of(case, ClockKind.STATUTORY)) is Urgency.OVERDUE


@pytest.mark.parametrize("out_on", [None, "10-15"])
def test_a_notice_that_is_not_out_of_the_printer_extends_nothing(out_on: str | None) -> None:
    case = approved_case("10-14")
    paper = extension_trail(day(out_on) if out_on else None)
    fact = review_acts.extension_delivered(case, paper, handed(day("10-14")), CLERK, CALENDAR)
    with pytest.raises(PaperNotOut, match="请先确认出纸再送达"):
        evolved(case, fact)


def test_a_notice_without_a_number_extends_nothing() -> None:
    case = approved_case("10-14")
    paper = replace(extension_trail(day("10-14")), number="")
    fact = review_acts.extension_delivered(case, paper, handed(day("10-14")), CLERK, CALENDAR)
    with pytest.raises(PaperNotOut):
        evolved(case, fact)


def test_only_its_own_notice_extends() -> None:
    case = approved_case("10-14")
    other = trail("another", NoticeKind.EXTENSION, day("10-14"))
    fact = review_acts.extension_delivered(case, other, handed(day("10-14")), CLERK, CALENDAR)
    with pytest.raises(PaperNotOut, match="不是这次延期的告知书"):
        evolved(case, fact)
    unapproved = evolved(accepted_case(day("09-14")), extension_requested())
    early = trail("another", NoticeKind.EXTENSION, day("09-14"))
    with pytest.raises(NothingToExtend, match="还没有批准"):
        evolved(unapproved, replace(extension_delivered(day("09-14")), paper=early))


@pytest.mark.parametrize(
    "service",
    [
        Service(ServiceMethod.COUNTER, at(day("10-14")), " "),
        Service(ServiceMethod.POST, at(day("10-14")), ""),
        Service(ServiceMethod.PUBLIC_NOTICE, at(day("10-14")), "日报"),
        Service(ServiceMethod.PUBLIC_NOTICE, at(day("10-14")), "日报", day("09-15")),
    ],
    ids=["unsigned", "no receipt", "unpublished", "too early"],
)
def test_without_proof_of_delivery_nothing_is_extended(service: Service) -> None:
    case = approved_case("10-14")
    paper = extension_trail(day("10-13"))
    fact = review_acts.extension_delivered(case, paper, service, CLERK, CALENDAR)
    with pytest.raises(NotServed, match="没有登记送达，办件没有变动"):
        evolved(case, fact)


def test_a_public_notice_serves_after_thirty_days() -> None:
    service = Service(ServiceMethod.PUBLIC_NOTICE, at(day("10-14")), "日报", day("09-14"))
    case = approved_case("09-14")
    paper = extension_trail(day("09-14"))
    fact = review_acts.extension_delivered(case, paper, service, CLERK, CALENDAR)
    assert due_of(evolved(case, fact), ClockKind.STATUTORY) == day("10-30")


def test_a_case_is_extended_once() -> None:
    case = delivered_on(approved_case("10-14"), day("10-14"))
    with pytest.raises(ExtendedAlready, match="已经批准过一次延期"):
        evolved(case, extension_requested(on=day("10-15")))
    with pytest.raises(ExtendedAlready):
        evolved(case, extension_approved(day("10-15")))
    with pytest.raises(ExtendedAlready, match="已经生效"):
        delivered_on(case, day("10-15"))


def test_an_approved_extension_is_not_asked_for_anew() -> None:
    with pytest.raises(ExtendedAlready):
        evolved(approved_case("10-14"), extension_requested(on=day("10-14")))


def test_before_it_is_approved_it_may_be_asked_for_again() -> None:
    case = evolved(accepted_case(day("09-14")), extension_requested("10wd"))
    case = evolved(case, extension_requested("5wd"))
    assert case.extension is not None
    assert case.extension.limit == Limit.parse("5wd")


@pytest.mark.parametrize("limit", ["0wd", "11wd", "5d", "1mo"])
def test_more_than_ten_working_days_are_refused(limit: str) -> None:
    with pytest.raises(ExtensionTooLong, match="延期最多 10 个工作日"):
        evolved(accepted_case(day("09-14")), extension_requested(limit))


def test_without_a_limit_of_the_office_there_is_nothing_to_extend() -> None:
    with pytest.raises(NothingToExtend):
        evolved(accepted_case(day("09-14"), ON_THE_SPOT), extension_requested())
    with pytest.raises(NothingToExtend, match="没有人申请延期"):
        evolved(accepted_case(day("09-14")), extension_approved())
    with pytest.raises(NothingToExtend):
        evolved(accepted_case(day("09-14")), extension_delivered())


def test_a_promise_broken_before_delivery_is_not_mended_by_it() -> None:
    case = approved_case("10-14", REVIEWED)  # promise until 09-28, statute until 10-16
    assert due_of(case, ClockKind.PROMISE) == day("09-28")
    extended = delivered_on(case, day("10-14"))
    assert due_of(extended, ClockKind.PROMISE) == day("09-28")
    assert due_of(extended, ClockKind.STATUTORY) == day("10-30")


def test_in_time_for_both_it_extends_both() -> None:
    extended = delivered_on(approved_case("09-21", REVIEWED), day("09-21"))
    assert due_of(extended, ClockKind.PROMISE) == day("10-16")
    assert due_of(extended, ClockKind.STATUTORY) == day("10-30")


def united(on: str = "09-14") -> Case:
    case = accepted_case(day(on), STATUTE_ALONE)
    return evolved(case, asked(FIRE, mode=JointMode.UNITED, on=day(on)))


def test_joint_handling_has_forty_five_days_and_at_most_fifteen_more() -> None:
    case = united("03-02")
    assert due_of(case, ClockKind.STATUTORY) == CALENDAR.working_days_after(day("03-02"), 45)
    case = evolved(case, extension_requested("15wd", day("03-02")))
    case = evolved(case, extension_approved(day("03-02"), GOVERNOR))
    case = evolved(case, extension_delivered(day("03-02")))
    assert due_of(case, ClockKind.STATUTORY) == CALENDAR.working_days_after(day("03-02"), 60)
    with pytest.raises(ExtensionTooLong, match="延期最多 15 个工作日"):
        evolved(united(), extension_requested("16wd"))


@pytest.mark.parametrize(("joint", "head"), [(False, GOVERNOR), (True, HEAD)])
def test_each_is_extended_by_its_own_head(joint: bool, head: object) -> None:  # noqa: FBT001  # a case of two
    case = united() if joint else accepted_case(day("09-14"), STATUTE_ALONE)
    case = evolved(case, extension_requested())
    with pytest.raises(WrongRole, match="本级政府负责人" if joint else "机关负责人"):
        evolved(case, replace(extension_approved(), by=head))  # type: ignore[arg-type]  # a clerk


def test_an_opinion_of_another_department_lengthens_no_statute() -> None:
    case = accepted_case(day("09-14"), STATUTE_ALONE)
    before = due_of(case, ClockKind.STATUTORY)
    assert due_of(evolved(case, asked(on=day("09-14"))), ClockKind.STATUTORY) == before
