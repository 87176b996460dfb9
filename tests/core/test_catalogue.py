"""The published catalogue and its eight disclosures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.catalogue import (
    CatalogueVersion,
    Fee,
    ItemNotInCatalogue,
    ItemNotPublishable,
    ServiceItem,
    require_publishable,
)
from core.disclosure import gaps
from core.limit import Limit
from core.silence import ConditionalAcceptance, ExcludedClass
from tests.core.sample_case import ITEMS, ON_THE_SPOT, RESTAURANT
from tests.core.sample_review import CONSENT, CONSENTED

CATALOGUE = CatalogueVersion("2026-09-01-0a1b2c3d", date(2026, 9, 1), ITEMS)
HIDDEN = {
    "主体": replace(RESTAURANT, subject=""),
    "事项": replace(RESTAURANT, name=""),
    "依据": replace(RESTAURANT, legal_basis=()),
    "条件": replace(RESTAURANT, conditions=()),
    "程序": replace(RESTAURANT, procedure=()),
    "承诺时间": replace(RESTAURANT, promise=None),
    "收费依据": replace(RESTAURANT, fee=Fee(charged=True, basis="", standard="每证 10 元")),
    "收费标准": replace(RESTAURANT, fee=Fee(charged=True, basis="价目表", standard="")),
}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_an_item_with_all_eight_disclosures_may_be_published(item: ServiceItem) -> None:
    require_publishable(item)
    assert item.lacking_disclosures() == ()


@pytest.mark.parametrize("disclosure", HIDDEN)
def test_an_item_that_hides_one_disclosure_is_refused_by_name(disclosure: str) -> None:
    item = HIDDEN[disclosure]
    assert item.lacking_disclosures() == (disclosure,)
    with pytest.raises(ItemNotPublishable, match=f"XK-0001 .*缺少{disclosure}，没有发布"):
        require_publishable(item)


def test_all_that_is_hidden_is_told_at_once_in_the_order_of_the_rule() -> None:
    bare = replace(
        RESTAURANT,
        subject="",
        name="",
        legal_basis=(),
        conditions=(),
        procedure=(),
        promise=None,
        fee=Fee(charged=False, basis="", standard=""),
    )
    assert bare.lacking_disclosures() == tuple(HIDDEN)
    with pytest.raises(ItemNotPublishable, match="、".join(HIDDEN)):
        require_publishable(bare)


@pytest.mark.parametrize(
    "item",
    [
        replace(RESTAURANT, subject="  "),
        replace(RESTAURANT, conditions=("",)),
        replace(RESTAURANT, procedure=("\u3000",)),
    ],
    ids=["主体", "条件", "程序"],
)
def test_a_blank_discloses_nothing(item: ServiceItem) -> None:
    with pytest.raises(ItemNotPublishable):
        require_publishable(item)


@pytest.mark.parametrize(
    ("item", "gap"),
    [
        (replace(RESTAURANT, subject=""), ("主体", "没有写明实施主体，请填写实施机关全称")),
        (replace(RESTAURANT, conditions=("有场所", " ")), ("条件", "条件第 2 条是空的")),
        (replace(RESTAURANT, procedure=("", "受理")), ("程序", "程序第 1 条是空的")),
        (
            replace(RESTAURANT, materials=(replace(RESTAURANT.materials[0], form=" "),)),
            ("申请材料", "第 1 项材料没有写明名称或形式"),
        ),
    ],
)
def test_what_is_hidden_is_told_with_what_to_write(item: ServiceItem, gap: tuple[str, str]) -> None:
    assert [(one.disclosure, one.words) for one in gaps(item)] == [gap]
    with pytest.raises(ItemNotPublishable, match=gap[0]):
        require_publishable(item)


def test_a_promise_of_on_the_spot_is_a_promise() -> None:
    assert ON_THE_SPOT.promise is not None
    assert ON_THE_SPOT.promise.value == 0
    require_publishable(ON_THE_SPOT)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_an_item_is_found_by_its_code(item: ServiceItem) -> None:
    assert CATALOGUE.item(item.code) is item


def test_an_item_the_catalogue_does_not_hold_is_refused_by_code() -> None:
    with pytest.raises(ItemNotInCatalogue, match="没有事项 XK-9999"):
        CATALOGUE.item("XK-9999")


def test_articles_are_printed_as_cited() -> None:
    assert RESTAURANT.basis_lines == ("《食品安全法》第三十五条", "《行政许可法》第四十二条")


@pytest.mark.parametrize(
    "change",
    [
        {"basis": " "},
        {"leader": ""},
    ],
    ids=["no basis", "no leader"],
)
def test_consent_by_silence_is_published_with_its_basis_and_who_answers(
    change: dict[str, str],
) -> None:
    require_publishable(CONSENTED)
    with pytest.raises(ItemNotPublishable, match="超时默认缺少依据或责任领导"):
        require_publishable(
            replace(CONSENTED, default_consent=replace(CONSENT, **change))  # type: ignore[arg-type]  # texts
        )


def test_only_materials_of_the_item_may_follow_later() -> None:
    for rows, published in (((2, 5), True), ((2, 6), False), ((0,), False)):
        item = replace(RESTAURANT, conditional=ConditionalAcceptance(rows))
        if published:
            require_publishable(item)
        else:
            with pytest.raises(ItemNotPublishable, match="容缺受理列了清单里没有的第"):
                require_publishable(item)


@pytest.mark.parametrize("excluded", ExcludedClass, ids=lambda one: one.value)
def test_in_some_matters_silence_is_never_consent(excluded: ExcludedClass) -> None:
    with pytest.raises(ItemNotPublishable, match=f"涉及{excluded.word}，不得超时默认"):
        require_publishable(replace(CONSENTED, excluded_class=excluded))
    require_publishable(replace(RESTAURANT, excluded_class=excluded))


def test_an_answer_within_hours_is_not_published() -> None:
    with pytest.raises(ItemNotPublishable, match="时限以小时计"):
        require_publishable(replace(RESTAURANT, acceptance=Limit.parse("4h")))
