"""Codes of the national directory: lengths, letters, check characters, local forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.item_codes import (
    CodeForms,
    CodePart,
    ItemCodeNotValid,
    ItemCodes,
    PartKind,
    require_codes,
)

ORGAN = "12100000400002259P"
CODES = ItemCodes(
    item_type="01",
    catalog="000131012000",
    task=f"{ORGAN}3000131012000",
    organ=ORGAN,
    task_version=3,
)
FORMS = CodeForms(
    catalog=(CodePart("序号", 12, PartKind.DIGITS),),
    task=(
        CodePart("实施主体", 18, PartKind.CREDIT_CODE),
        CodePart("行使层级", 1, PartKind.LETTERS_AND_DIGITS),
        CodePart("基本编码", 12, PartKind.CATALOG_CODE),
    ),
)


def test_codes_that_keep_their_form_are_taken() -> None:
    require_codes(CODES, FORMS, "XK-0001")
    require_codes(CODES, CodeForms(), "XK-0001")
    require_codes(ItemCodes(), FORMS, "XK-0001")


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (replace(CODES, item_type="11"), "事项类型“11”应为 01 至 10 或 20"),
        (replace(CODES, catalog="0001310120001"), "基本编码“0001310120001”超过 12 位"),
        (replace(CODES, task="1" * 37), "超过 36 位"),
        (replace(CODES, handle_item="1" * 51), "业务办理项编码.*超过 50 位"),
        (replace(CODES, catalog="00013101200a"), "基本编码“00013101200a”只能有数字和大写字母"),
        (replace(CODES, task="11-0"), "实施编码“11-0”只能有数字和大写字母"),
        (replace(CODES, organ="12100000400002259Q"), "不是校验无误的统一社会信用代码"),
        (replace(CODES, task_version=0), "事项版本“0”应从 1 起"),
    ],
)
def test_a_code_that_cannot_be_one_is_refused_whatever_the_locality(
    codes: ItemCodes, told: str
) -> None:
    with pytest.raises(ItemCodeNotValid, match=f"事项 XK-0001 的.*{told}.*没有导入任何事项"):
        require_codes(codes, CodeForms(), "XK-0001")


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (replace(CODES, catalog="00013101200"), "有 11 位，应为 12 位"),
        (replace(CODES, catalog="00013101200X"), "（序号）应全为数字"),
        (
            replace(CODES, task="12100000400002259Q3000131012000"),
            "第 1 至 18 位“12100000400002259Q”（实施主体）不是校验无误",
        ),
        (
            replace(CODES, task=f"{ORGAN}3000131012001"),
            "第 20 至 31 位“000131012001”（基本编码）应为基本编码“000131012000”",
        ),
    ],
)
def test_the_form_a_locality_states_is_kept_part_by_part(codes: ItemCodes, told: str) -> None:
    with pytest.raises(ItemCodeNotValid, match=told):
        require_codes(codes, FORMS, "XK-0001")
    if len(codes.catalog) == 12:
        require_codes(codes, CodeForms(), "XK-0001")  # only the form forbids it
