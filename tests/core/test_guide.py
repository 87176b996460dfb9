"""A guide discloses what the catalogue version holds, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.catalogue import Fee, ItemNotPublishable, LimitStart, ServiceItem, StatutoryLimit
from core.guide import guide
from core.limit import Limit
from core.notice_lines import MissingLine
from core.office_notices import ProcessStep
from tests.core.sample_case import ITEMS, MATERIALS, ON_THE_SPOT, OPTIONAL, RESTAURANT

VERSION = "2026-09-01-0a1b2c3d"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_a_guide_carries_the_disclosures_word_for_word(item: ServiceItem) -> None:
    found = guide(item, VERSION)
    assert found.subject == item.subject
    assert found.basis == item.basis_lines
    assert found.conditions == item.conditions
    assert tuple(step.name for step in found.steps) == item.procedure
    assert (found.fee_basis, found.fee_standard) == (item.fee.basis, item.fee.standard)
    assert (found.result, found.validity) == (item.result, item.result_validity)
    assert found.catalogue_version == VERSION


def test_fee_basis_and_standard_are_not_mixed_up() -> None:
    charged = replace(RESTAURANT, fee=Fee(charged=True, basis="价目表", standard="每证 10 元"))
    found = guide(charged, VERSION)
    assert (found.fee_basis, found.fee_standard) == ("价目表", "每证 10 元")


def test_every_material_is_listed_and_the_optional_ones_are_marked() -> None:
    found = guide(RESTAURANT, VERSION)
    assert [line.row for line in found.materials] == [row.row for row in MATERIALS]
    assert found.materials[1] == MissingLine(
        row=2,
        name="营业执照",
        form="原件",
        copies=2,
        issuer="第2项出具单位",
        how="第2项办理方法",
        basis="第2项依据",
    )
    assert found.optional_rows == OPTIONAL


def test_the_promise_runs_from_acceptance_or_is_kept_on_the_spot() -> None:
    assert guide(RESTAURANT, VERSION).promise == "自受理之日起 10 个工作日"
    assert guide(ON_THE_SPOT, VERSION).promise == "当场办结"


@pytest.mark.parametrize(
    ("statutory", "words"),
    [
        (None, ""),
        (
            StatutoryLimit(Limit.parse("20wd"), LimitStart.ACCEPTANCE, "行政许可法第四十二条"),
            "自受理之日起 20 个工作日（行政许可法第四十二条）",
        ),
        (
            StatutoryLimit(Limit.parse("60d"), LimitStart.RECEIPT, "居民身份证法第十二条"),
            "自收到申请之日起 60 日（居民身份证法第十二条）",
        ),
        (
            StatutoryLimit(Limit.parse("0wd"), LimitStart.ACCEPTANCE, "登记管理条例"),
            "当场办结（登记管理条例）",
        ),
        (StatutoryLimit(Limit.parse("3mo"), LimitStart.ACCEPTANCE, ""), "自受理之日起 3 个月"),
    ],
)
def test_the_statutory_limit_says_from_when_and_by_which_law(
    statutory: StatutoryLimit | None, words: str
) -> None:
    assert guide(replace(RESTAURANT, statutory=statutory), VERSION).statutory == words


def test_what_an_administrator_must_still_settle_is_not_published() -> None:
    unsettled = StatutoryLimit(
        Limit.parse("45d"), LimitStart.ACCEPTANCE, "医疗机构管理条例第十九条", "请管理员核对"
    )
    assert "请管理员" not in repr(guide(replace(RESTAURANT, statutory=unsettled), VERSION))


def test_delivery_shows_its_limit_and_special_procedures_that_they_are_not_counted() -> None:
    item = replace(
        RESTAURANT,
        procedure=("受理", "专家评审（需要时）", "决定", "统一送达"),
        special_procedures=("专家评审", "听证"),
        delivery=Limit.parse("10wd"),
    )
    assert guide(item, VERSION).steps == (
        ProcessStep("受理", "", ""),
        ProcessStep("专家评审（需要时）", "", "所需时间不计入办理时限"),
        ProcessStep("决定", "", ""),
        ProcessStep("统一送达", "", "自决定之日起 10 个工作日内"),
    )


def test_without_a_delivery_limit_none_is_shown() -> None:
    assert all(step.limit == "" for step in guide(RESTAURANT, VERSION).steps)


def test_an_item_that_may_not_be_published_has_no_guide() -> None:
    with pytest.raises(ItemNotPublishable, match="缺少承诺时间"):
        guide(replace(RESTAURANT, promise=None), VERSION)
