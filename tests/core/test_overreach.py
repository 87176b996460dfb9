"""What a paper asks for, or a step does, beyond the frozen item."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import papers
from core.case_notices import CorrectionReceiptBody, OneTimeBody, PaymentBody
from core.case_parts import Ground
from core.catalogue import Fee, ServiceItem
from core.ending_facts import CaseDenied, GrantedAfterReview
from core.limit import Limit
from core.moment import CHINA
from core.notice_lines import ChargeLine, MaterialLine
from core.overreach import PublishedStep, beyond_catalogue, beyond_procedure, of_paper, of_step
from core.supervision import Severity, SupervisionRule
from tests.core.sample_case import CASE_ID, LICENCE_MISSING, MONDAY, RESTAURANT, after
from tests.core.sample_case import case_received as received
from tests.core.sample_review import CALENDAR, CHIEF, CLERK, FIRE, asked, at, requested

NOON = at(MONDAY).astimezone(CHINA)
CASE = after(received(), LICENCE_MISSING)
TOLD = papers.one_time(CASE, NOON, Limit.parse("15wd"), CALENDAR)
CHARGE = PaymentBody(
    (ChargeLine("工本费", "某文件", "每证 20 元", "1", "20.00"),),
    "20.00",
    "贰拾元整",
    papers.due_line("缴款期限", MONDAY, Limit.parse("5wd"), CALENDAR, "某文件"),
    "",
    "扫码缴款",
)
INSPECTED = GrantedAfterReview(CASE_ID, MONDAY, ("0317", "0318"), CHIEF)


def stated(*lines: str) -> ServiceItem:
    return replace(RESTAURANT, procedure=("收件", *lines), special_procedures=())


def one_more(body: OneTimeBody) -> OneTimeBody:
    return replace(body, missing=(*body.missing, replace(body.missing[0], name="村委会证明")))


@given(st.sets(st.sampled_from([one.row for one in RESTAURANT.materials]), min_size=1))
def test_what_the_checklist_lists_is_never_beyond_it(rows: set[int]) -> None:
    lines = tuple(papers.missing_line(RESTAURANT.materials[row - 1]) for row in sorted(rows))
    assert beyond_catalogue(RESTAURANT, replace(TOLD, missing=lines)) == ()


def test_a_paper_that_asks_for_more_is_a_red_event() -> None:
    assert of_paper(CASE, TOLD, CLERK, MONDAY) is None
    event = of_paper(CASE, one_more(TOLD), CLERK, MONDAY)
    assert event
    assert (event.rule, event.severity) == (SupervisionRule.BEYOND_CATALOGUE, Severity.RED)
    assert "（村委会证明）" in event.detail
    assert CASE.catalogue_version in event.detail
    assert event.responsible == "王敏（工号 0317）"
    assert of_paper(CASE, one_more(TOLD), CLERK, MONDAY) == event


def test_taking_in_what_nobody_may_ask_for_is_seen_as_well() -> None:
    body = CorrectionReceiptBody(
        NOON, "告1", (MaterialLine("户口簿", "原件", 1),), ("营业执照", "房产证")
    )
    assert beyond_catalogue(RESTAURANT, body) == ("户口簿", "房产证")


def test_a_charge_for_a_free_item_is_beyond_the_catalogue() -> None:
    assert beyond_catalogue(RESTAURANT, CHARGE) == ("收费“工本费”",)
    charged = replace(RESTAURANT, fee=Fee(charged=True, basis="某文件", standard="每证 20 元"))
    assert beyond_catalogue(charged, CHARGE) == ()


@pytest.mark.parametrize(
    ("fact", "published", "step", "severity"),
    [
        (requested(), "专家评审（需要时）", "特别程序“专家评审”", Severity.RED),
        (requested(Ground.HEARING), "听证", "特别程序“听证”", Severity.RED),
        (asked(), "征求有关部门意见", f"转协办（{FIRE}）", Severity.YELLOW),
        (asked("甲", "乙"), "联合踏勘", "转协办（甲、乙）", Severity.YELLOW),
        (INSPECTED, "现场核查（必要时）", "实地核查", Severity.YELLOW),
        (
            CaseDenied(CASE_ID, ("场所不符",), MONDAY, ("0317", "0318"), CHIEF),
            "实地考察",
            "实地核查",
            Severity.YELLOW,
        ),
    ],
)
def test_a_step_is_reported_unless_the_procedure_speaks_of_it(
    fact: PublishedStep, published: str, step: str, severity: Severity
) -> None:
    for item in (stated(published), replace(stated(), special_procedures=(published,))):
        assert beyond_procedure(item, fact) == ""
        assert of_step(replace(CASE, item=item), fact) is None
    event = of_step(replace(CASE, item=stated("受理", "决定")), fact)
    assert event
    assert (event.rule, event.severity) == (SupervisionRule.BEYOND_PROCEDURE, severity)
    assert f"增加公布程序以外的环节：{step}" in event.detail
    assert event.raised_on == MONDAY


def test_a_decision_at_the_desk_is_no_inspection() -> None:
    assert beyond_procedure(stated(), replace(INSPECTED, checkers=())) == ""
