"""The catalogue: eight disclosures or no publication, and a version for good."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.catalogue import CatalogueVersion, ItemNotPublishable
from core.item_codes import ItemCodeNotValid
from core.limit import Limit
from core.silence import (
    AssistSilence,
    ConditionalAcceptance,
    DefaultConsent,
    ExcludedClass,
    Lapse,
)
from db import catalogues
from desktop import demonstration
from desktop.catalogue_file import CatalogueFileNotUnderstood, read_catalogue
from desktop.catalogue_room import publish
from desktop.workbench import item_choices
from tests.house import PATIENCE, error_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.desk import Desk

DISCLOSURES = {
    "subject": "主体",
    "name": "事项",
    "legal_basis": "依据",
    "conditions": "条件",
    "procedure": "程序",
    "promise_limit": "承诺时间",
}


def one_item() -> dict[str, Any]:
    items: list[dict[str, Any]] = json.loads(demonstration.CATALOGUE.read_text(encoding="utf-8"))
    return items[0]


def written(folder: Path, items: object) -> Path:
    path = folder / "items.json"
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_demonstration_catalogue_discloses_everything() -> None:
    draft = read_catalogue(demonstration.CATALOGUE)
    assert len(draft.items) == 24
    assert draft.shortfalls == ()
    assert all(item.basis_lines for item in draft.items)


@pytest.mark.parametrize(("field", "told"), DISCLOSURES.items())
def test_an_item_without_one_disclosure_cannot_be_published(
    tmp_path: Path, desk: Desk, field: str, told: str
) -> None:
    item = one_item() | {"code": "NEW-1"}
    item.pop(field)
    draft = read_catalogue(written(tmp_path, [item]))
    assert [shortfall.lacking for shortfall in draft.shortfalls] == [(told,)]
    assert draft.publishable(date(2026, 1, 1)).items == ()
    forced = CatalogueVersion("forced", date(2026, 1, 1), draft.items)
    error = error_of(desk.do(publish, forced, "0317"))
    assert isinstance(error, ItemNotPublishable)
    assert told in str(error)


@pytest.mark.parametrize(
    ("fee", "lacking"),
    [
        ({"charged": True, "basis": "《某法》第一条"}, ("收费标准",)),
        ({"charged": True, "standard": "每证 20 元"}, ("收费依据",)),
        (None, ("收费依据", "收费标准")),
    ],
)
def test_a_charge_needs_basis_and_standard(
    tmp_path: Path, fee: dict[str, object] | None, lacking: tuple[str, ...]
) -> None:
    draft = read_catalogue(written(tmp_path, [one_item() | {"fee": fee}]))
    assert [shortfall.lacking for shortfall in draft.shortfalls] == [lacking]


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '[{"code": "X"}]', "not json", "[" * 3000],
)
def test_a_file_that_is_no_catalogue_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "items.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueFileNotUnderstood, match="没有导入任何事项"):
        read_catalogue(path)
    assert path.read_text(encoding="utf-8") == content


def test_a_code_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFileNotUnderstood, match="出现两次"):
        read_catalogue(written(tmp_path, [one_item(), one_item()]))


def test_what_an_item_says_of_silence_is_read_with_it(tmp_path: Path) -> None:
    consent = {"basis": "《某条例》第六条", "leader": "局长", "effective_from": "2026-01-01"}
    said = {
        "acceptance_limit": {"value": 1, "unit": "wd"},
        "conditional": {"rows": [2], "limit": {"value": 10, "unit": "wd"}, "lapse": "revoked"},
        "assist_silence": "no_objection",
        "default_consent": consent,
        "excluded_class": "finance",
    }
    (item,) = read_catalogue(written(tmp_path, [one_item() | said])).items
    assert item.acceptance == Limit.parse("1wd")
    assert item.conditional == ConditionalAcceptance((2,), Limit.parse("10wd"), Lapse.REVOKED)
    assert item.assist_silence is AssistSilence.NO_OBJECTION
    assert item.default_consent == DefaultConsent("《某条例》第六条", "局长", date(2026, 1, 1))
    assert item.excluded_class is ExcludedClass.FINANCE
    with pytest.raises(CatalogueFileNotUnderstood, match="0 → default_consent → leader"):
        read_catalogue(
            written(tmp_path, [one_item() | {"default_consent": consent | {"leader": None}}])
        )


def test_the_demonstration_has_the_consents_that_statutes_give() -> None:
    items = {item.code: item for item in read_catalogue(demonstration.CATALOGUE).items}
    assert {code for code, item in items.items() if item.default_consent} == {"XK-0011"}
    assert {code for code, item in items.items() if item.assist_silence} == {"QT-0021"}


ORGAN = "12100000400002259P"
CODES = {"item_type": "01", "catalog": "000131012000", "task": f"{ORGAN}3000131012000"}
FORMS = {
    "task": [
        {"name": "实施主体", "length": 18, "kind": "credit_code"},
        {"name": "行使层级", "length": 1, "kind": "letters_and_digits"},
        {"name": "基本编码", "length": 12, "kind": "catalog_code"},
    ]
}


def test_national_codes_are_read_with_the_form_their_locality_gives_them(tmp_path: Path) -> None:
    item = one_item() | {"codes": CODES}
    path = written(tmp_path, {"code_forms": FORMS, "items": [item]})
    (found,) = read_catalogue(path).items
    assert (found.codes.catalog, found.codes.task_version) == ("000131012000", 1)
    assert found.codes.task == f"{ORGAN}3000131012000"


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ({"task": f"{ORGAN}3000131012001"}, "应为基本编码“000131012000”"),
        ({"item_type": "99"}, "应为 01 至 10 或 20"),
    ],
)
def test_a_wrong_code_is_refused_with_the_whole_file(
    tmp_path: Path, codes: dict[str, str], told: str
) -> None:
    item = one_item() | {"codes": CODES | codes}
    with pytest.raises(ItemCodeNotValid, match=f"{told}.*没有导入任何事项"):
        read_catalogue(written(tmp_path, {"code_forms": FORMS, "items": [item]}))


def test_one_implementing_code_belongs_to_one_item(tmp_path: Path) -> None:
    items = [one_item() | {"codes": CODES, "code": code} for code in ("A-1", "A-2")]
    with pytest.raises(ItemCodeNotValid, match="用于两个事项"):
        read_catalogue(written(tmp_path, items))


def test_a_wrong_field_is_told_by_its_place(tmp_path: Path) -> None:
    item = one_item() | {"materials": [{"name": ""}]}
    for content in ([item], {"items": [item]}):
        with pytest.raises(CatalogueFileNotUnderstood, match="0 → materials → 0 → name"):
            read_catalogue(written(tmp_path, content))


def test_publishing_again_changes_nothing_and_a_later_version_takes_over(desk: Desk) -> None:
    draft = read_catalogue(demonstration.CATALOGUE)
    again = draft.publishable(demonstration.EFFECTIVE_ON)
    assert desk.do(publish, again, "0317").result(PATIENCE) is None
    assert len(desk.ask(item_choices).result(PATIENCE)) == 24
    fewer = CatalogueVersion("2026-07-02-fewer", date(2026, 7, 2), draft.items[:3])
    desk.do(publish, fewer, "0317").result(PATIENCE)
    assert len(desk.ask(item_choices).result(PATIENCE)) == 3
    early = desk.ask(
        lambda reading: catalogues.version_in_force(reading.connection, date(2026, 7, 1))
    )
    assert early.result(PATIENCE) == again.version
