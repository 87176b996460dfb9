"""Finding an item with few keys."""

from __future__ import annotations

import pytest

from core.catalogue import ItemKind
from desktop.workbench import ItemChoice
from ui.counter.item_search import found_items, initials

CHOICES = tuple(
    ItemChoice(code, name, ItemKind.PROMISE)
    for code, name in (
        ("LH-0024", "开办餐饮店联合办理（食品经营许可＋排水许可）"),
        ("XK-0001", "食品经营许可（餐饮服务，新办）"),
        ("QR-0014", "工伤认定"),
        ("QR-0018", "残疾人证核发（首次申请）"),
    )
)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ["LH-0024", "XK-0001", "QR-0014", "QR-0018"]),
        ("食品经营", ["XK-0001", "LH-0024"]),
        ("xk-0001", ["XK-0001"]),
        ("spjy", ["XK-0001", "LH-0024"]),
        ("GSRD", ["QR-0014"]),
        ("cjr", ["QR-0018"]),
        ("QR", ["QR-0014", "QR-0018"]),
        ("没有", []),
    ],
)
def test_by_code_by_name_and_by_initials(typed: str, codes: list[str]) -> None:
    assert [choice.code for choice in found_items(CHOICES, typed)] == codes


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("食品经营许可", "spjyxk"),
        ("医疗器械", "ylqx"),
        ("啊座", "az"),
        ("（新办）A", "xba"),
        ("𠀀龘", ""),  # beyond GB 2312, and beyond its first level
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
