"""What a new catalogue version changes, and which changes need a legal basis."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue import Fee, ItemKind, ServiceItem
from core.catalogue_change import (
    Change,
    Effect,
    StatedBasis,
    WorseWithoutBasis,
    changes,
    require_bases,
)
from core.item_change import compared
from core.item_codes import ItemCodes
from core.limit import Limit, Unit
from core.silence import ConditionalAcceptance
from tests.core.sample_case import COUNTED_FROM_RECEIPT, MATERIALS, RESTAURANT, material
from tests.core.sample_review import CONSENT

if TYPE_CHECKING:
    from collections.abc import Iterable

CHARGED = Fee(charged=True, basis="《某条例》第九条", standard="每证 20 元")
WITH_CONDITION = replace(RESTAURANT, conditional=ConditionalAcceptance((2,)))
STATUTORY = RESTAURANT.statutory
assert STATUTORY is not None


def between(before: ServiceItem, after: ServiceItem) -> tuple[Change, ...]:
    return changes((before,), (after,))


def with_row(row: int, **altered: object) -> ServiceItem:
    rows = tuple(
        replace(one, **altered) if one.row == row else one  # type: ignore[arg-type]  # any column
        for one in MATERIALS
    )
    return replace(RESTAURANT, materials=rows)


# Every disclosure, made worse; the other way round it is better.
WORSE = {
    "新增必交材料“验资报告”": replace(RESTAURANT, materials=(*MATERIALS, material(6, "验资报告"))),
    "新增材料“验资报告”": replace(
        RESTAURANT, materials=(*MATERIALS, material(6, "验资报告", required=False))
    ),
    "材料“授权委托书”改为必交": with_row(5, required=True),
    "材料“营业执照”由 2 份改为 3 份": with_row(2, copies=3),
    "新增条件“注册资本五百万元以上”": replace(
        RESTAURANT, conditions=(*RESTAURANT.conditions, "注册资本五百万元以上")
    ),
    "新增环节“社区盖章”": replace(RESTAURANT, procedure=(*RESTAURANT.procedure, "社区盖章")),
    "新增不计时的特别程序“听证”": replace(
        RESTAURANT, special_procedures=(*RESTAURANT.special_procedures, "听证")
    ),
    "承诺时限延长：10 个工作日 → 15 个工作日": replace(RESTAURANT, promise=Limit.parse("15wd")),
    "法定时限延长：20 个工作日 → 45 个工作日": replace(
        RESTAURANT, statutory=replace(STATUTORY, limit=Limit.parse("45wd"))
    ),
    "送达时限延长：10 个工作日 → 12 个工作日": replace(RESTAURANT, delivery=Limit.parse("12wd")),
    "新增收费：每证 20 元": replace(RESTAURANT, fee=CHARGED),
}


@pytest.mark.parametrize(("words", "after"), WORSE.items(), ids=list(WORSE))
def test_what_makes_it_worse_is_named_and_its_undoing_is_better(
    words: str, after: ServiceItem
) -> None:
    assert between(RESTAURANT, after) == (Change("XK-0001", RESTAURANT.name, Effect.WORSE, words),)
    (undone,) = between(after, RESTAURANT)
    assert undone.effect is Effect.BETTER


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (replace(RESTAURANT, kind=ItemKind.IMMEDIATE), RESTAURANT, "不再是即办件"),
        (replace(RESTAURANT, fee=CHARGED),
         replace(RESTAURANT, fee=replace(CHARGED, standard="每证 10 元")),
         "收费标准由“每证 20 元”改为“每证 10 元”"),
        (COUNTED_FROM_RECEIPT,
         replace(COUNTED_FROM_RECEIPT, statutory=replace(STATUTORY, source="药品管理法第四十一条")),
         "法定时限改为自受理起算"),
        (replace(RESTAURANT, acceptance=Limit.parse("1wd")), RESTAURANT,
         "受理答复时限延长：1 个工作日 → 5 个工作日"),
        (RESTAURANT, replace(RESTAURANT, statutory=None), "法定时限延长：20 个工作日 → 无"),
        (replace(RESTAURANT, default_consent=CONSENT), RESTAURANT, "取消超时默认"),
        (WITH_CONDITION, RESTAURANT, "取消容缺受理"),
        (WITH_CONDITION, replace(RESTAURANT, conditional=ConditionalAcceptance((4,))),
         "容缺受理的条件变更"),
        (RESTAURANT, with_row(2, name="营业执照及验资报告"),
         "材料“营业执照”改为“营业执照及验资报告”"),
        (with_row(2, form="复印件"), RESTAURANT, "材料“营业执照”由复印件改为原件"),
    ],
)  # fmt: skip
def test_in_doubt_a_change_counts_as_a_disadvantage(
    before: ServiceItem, after: ServiceItem, words: str
) -> None:
    assert [(one.effect, one.words) for one in between(before, after)] == [(Effect.WORSE, words)]


@pytest.mark.parametrize(
    "after",
    [
        replace(RESTAURANT, subject="清河区行政审批局"),
        replace(RESTAURANT, result_validity="3 年"),
        replace(RESTAURANT, codes=ItemCodes(catalog="000131012000")),
        replace(RESTAURANT, procedure=("受理", "收件", "决定", "送达")),
        replace(RESTAURANT, fee=replace(RESTAURANT.fee, basis="行政许可法第五十八条")),
        with_row(3, issuer="公安机关"),
        with_row(3, name="法定代表人证件"),
    ],
)
def test_other_words_alone_are_told_and_need_no_basis(after: ServiceItem) -> None:
    (one,) = between(RESTAURANT, after)
    assert one.effect is Effect.NEUTRAL
    require_bases((one,), ())


def test_items_that_come_and_go_are_told() -> None:
    other = replace(RESTAURANT, code="XK-0009", name="取水许可")
    found = changes((RESTAURANT,), (other,))
    assert [(one.item_code, one.words) for one in found] == [
        ("XK-0009", "新增事项"),
        ("XK-0001", "取消事项，不再收件"),
    ]


def test_the_same_version_changes_nothing() -> None:
    assert between(RESTAURANT, RESTAURANT) == ()


@pytest.mark.parametrize("after", WORSE.values(), ids=list(WORSE))
def test_a_disadvantage_is_refused_without_its_own_basis(after: ServiceItem) -> None:
    found = between(RESTAURANT, after)
    for stated in ((), (StatedBasis("XK-0001", "  "),), (StatedBasis("XK-0002", "某法"),)):
        with pytest.raises(WorseWithoutBasis, match="XK-0001 食品经营许可 对申请人不利的变更") as e:
            require_bases(found, stated)
        assert found[0].words in str(e.value)
    require_bases(found, (StatedBasis("XK-0001", "《食品安全法》第三十五条"),))


limits = st.builds(
    Limit,
    st.integers(0, 90),
    st.sampled_from((Unit.WORKING_DAY, Unit.DAY, Unit.MONTH)),
)


@given(limits, limits)
def test_never_are_both_directions_of_a_limit_better(one: Limit, other: Limit) -> None:
    there, back = compared(one, other), compared(other, one)
    assert not (there is Effect.BETTER and back is Effect.BETTER)
    assert (there is Effect.NEUTRAL) == (one == other)


@given(st.lists(limits, min_size=3, max_size=3))
def test_better_and_better_again_is_better(three: Iterable[Limit]) -> None:
    first, second, third = three
    if compared(first, second) is Effect.BETTER and compared(second, third) is Effect.BETTER:
        assert compared(first, third) is Effect.BETTER


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ("20wd", "20d", Effect.WORSE),  # a holiday at its end may carry it past the twenty
        ("20wd", "10d", Effect.BETTER),
        ("3mo", "20wd", Effect.BETTER),
        ("3mo", "60wd", Effect.WORSE),
        ("30d", "1mo", Effect.WORSE),
        ("1wd", "0d", Effect.BETTER),
        ("0wd", "0d", Effect.WORSE),
    ],
)
def test_limits_in_different_units_are_shorter_only_when_they_surely_are(
    before: str, after: str, effect: Effect
) -> None:
    assert compared(Limit.parse(before), Limit.parse(after)) is effect
