"""Catalogue files: the JSON list a hall keeps its items in, read into a catalogue version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from core.catalogue import (
    CatalogueVersion,
    Fee,
    ItemKind,
    LegalBasis,
    LimitStart,
    MaterialRequirement,
    ServiceItem,
    StatutoryLimit,
)
from core.errors import Refusal
from core.limit import Limit
from db.payload import text_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_KINDS = {"即办件": ItemKind.IMMEDIATE, "承诺件": ItemKind.PROMISE}
_STARTS = {"受理": LimitStart.ACCEPTANCE, "收到申请": LimitStart.RECEIPT}
_TO_CONFIRM = "法条原文为“日”，暂按自然日计；适用行政许可法第八十二条的，请管理员改为工作日"
_FREE = "无收费依据，不收费"


class CatalogueFileNotUnderstood(Refusal):
    """A catalogue file that is no list of items; it is left as it is."""


@dataclass(frozen=True)
class Shortfall:
    """An item that may not be published, and which of the eight disclosures it lacks."""

    code: str
    name: str
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class CatalogueDraft:
    """What a file holds: every item, complete or not."""

    items: tuple[ServiceItem, ...]

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """The items that may not be published."""
        return tuple(
            Shortfall(item.code, item.name, lacking)
            for item in self.items
            if (lacking := item.lacking_disclosures())
        )

    def publishable(self, effective_on: date) -> CatalogueVersion:
        """The complete items as a version, named after its day and content."""
        items = tuple(item for item in self.items if not item.lacking_disclosures())
        content = "".join(text_of(item) for item in items)
        digest = hashlib.sha256(content.encode()).hexdigest()[:8]
        return CatalogueVersion(f"{effective_on.isoformat()}-{digest}", effective_on, items)


def read_catalogue(path: Path) -> CatalogueDraft:
    """The items in a file, in its order.

    Raises: CatalogueFileNotUnderstood, naming the item and the field.
    """
    try:
        found = _FILE.validate_json(path.read_bytes())
    except OSError as error:
        raise CatalogueFileNotUnderstood(
            f"读不到目录文件 {path.name}，没有导入任何事项，请检查路径和权限。"
        ) from error
    except ValidationError as error:
        place = " → ".join(str(part) for part in error.errors()[0]["loc"]) or "文件开头"
        raise CatalogueFileNotUnderstood(
            f"目录文件 {path.name} 在 {place} 处不合格式，没有导入任何事项，文件原样保留，"
            "请改正后再导入。"
        ) from error
    repeated = {item.code for item in found if [one.code for one in found].count(item.code) > 1}
    if repeated:
        raise CatalogueFileNotUnderstood(
            f"目录文件 {path.name} 里事项代码 {'、'.join(sorted(repeated))} 出现两次，"
            "没有导入任何事项，请改正后再导入。"
        )
    return CatalogueDraft(tuple(_item(one) for one in found))


class _Lax(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Basis(_Lax):
    law: str
    article: str = ""


class _Limit(_Lax):
    value: int
    unit: str
    starts: str = "受理"
    source: str = ""
    unit_as_written: str = ""


class _Fee(_Lax):
    charged: bool
    basis: str = ""
    standard: str = ""
    note: str = ""


class _Validity(_Lax):
    value: int
    unit: str


class _Result(_Lax):
    name: str
    validity: _Validity | None = None


class _Material(_Lax):
    name: str = Field(min_length=1)
    form: str
    copies: int = Field(ge=0)
    required: bool
    issuer: str = ""
    note: str = ""
    source: str = ""


class _Item(_Lax):
    code: str = Field(min_length=1, max_length=40)
    name: str = ""
    kind: str
    subject: str = ""
    department: str = ""
    legal_basis: tuple[_Basis, ...] = ()
    conditions: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    promise_limit: _Limit | None = None
    statutory_limit: _Limit | None = None
    delivery_limit: _Limit | None = None
    fee: _Fee | None = None
    materials: tuple[_Material, ...] = ()
    special_procedures: tuple[str, ...] = ()
    result: _Result


_FILE = TypeAdapter(Annotated[tuple[_Item, ...], Field(min_length=1)])
_VALIDITY_WORDS = {"y": "年", "mo": "个月", "d": "日", "wd": "个工作日"}


def _item(found: _Item) -> ServiceItem:
    return ServiceItem(
        code=found.code,
        name=found.name,
        kind=_KINDS.get(found.kind, ItemKind.OTHER),
        subject=found.subject,
        department=found.department or found.subject,
        legal_basis=tuple(LegalBasis(one.law, one.article) for one in found.legal_basis),
        conditions=found.conditions,
        procedure=found.procedure,
        promise=_limit(found.promise_limit),
        statutory=_statutory(found.statutory_limit),
        delivery=_limit(found.delivery_limit),
        fee=_fee(found.fee),
        materials=tuple(
            MaterialRequirement(
                row=row,
                name=one.name,
                form=one.form,
                copies=one.copies,
                required=one.required,
                issuer=one.issuer,
                note=one.note,
                basis=one.source,
            )
            for row, one in enumerate(found.materials, start=1)
        ),
        special_procedures=found.special_procedures,
        result=found.result.name,
        result_validity=_validity(found.result.validity),
    )


def _limit(found: _Limit | None) -> Limit | None:
    return None if found is None else Limit.parse(f"{found.value}{found.unit}")


def _statutory(found: _Limit | None) -> StatutoryLimit | None:
    limit = _limit(found)
    if found is None or limit is None:
        return None
    written_as_day = found.unit == "d" and found.unit_as_written == "日"
    return StatutoryLimit(
        limit,
        _STARTS.get(found.starts, LimitStart.ACCEPTANCE),
        found.source,
        _TO_CONFIRM if written_as_day else "",
    )


def _fee(found: _Fee | None) -> Fee:
    if found is None:
        return Fee(charged=False, basis="", standard="")
    if not found.charged:
        return Fee(charged=False, basis=found.note or _FREE, standard="不收费")
    return Fee(charged=True, basis=found.basis, standard=found.standard)


def _validity(found: _Validity | None) -> str:
    if found is None:
        return ""
    return f"{found.value} {_VALIDITY_WORDS.get(found.unit, found.unit)}"
