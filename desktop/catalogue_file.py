"""Catalogue files: a hall's items as a JSON list, or `items` with the `code_forms` they keep."""

from __future__ import annotations

import hashlib
from collections import Counter
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
from core.disclosure import Gap, gaps
from core.errors import Refusal
from core.item_codes import ItemCodeNotValid, require_codes
from db.payload import text_of
from desktop.catalogue_codes import CodesShape, FormsShape
from desktop.catalogue_limit import LimitShape, limit_of
from desktop.catalogue_silence import SilenceShape

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
    """An item that may not be published, and what it keeps from the public."""

    code: str
    name: str
    gaps: tuple[Gap, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """Names of what it lacks, in the order of the rule."""
        return tuple(dict.fromkeys(gap.disclosure for gap in self.gaps))


@dataclass(frozen=True)
class CatalogueDraft:
    """What a file holds: every item, complete or not."""

    items: tuple[ServiceItem, ...]

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """The items that may not be published."""
        return tuple(
            Shortfall(item.code, item.name, found) for item in self.items if (found := gaps(item))
        )

    def publishable(self, effective_on: date) -> CatalogueVersion:
        """The complete items as a version, named after its day and content."""
        items = tuple(item for item in self.items if not gaps(item))
        content = "".join(text_of(item) for item in items)
        digest = hashlib.sha256(content.encode()).hexdigest()[:8]
        return CatalogueVersion(f"{effective_on.isoformat()}-{digest}", effective_on, items)


def read_catalogue(path: Path) -> CatalogueDraft:
    """The items in a file, in its order.

    Raises: CatalogueFileNotUnderstood, naming the item and the field; ItemCodeNotValid.
    """
    try:
        found = _read(path.read_bytes())
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
    repeated = _repeated([one.code for one in found.items])
    if repeated:
        raise CatalogueFileNotUnderstood(
            f"目录文件 {path.name} 里事项代码 {'、'.join(repeated)} 出现两次，"
            "没有导入任何事项，请改正后再导入。"
        )
    items = tuple(_item(one) for one in found.items)
    _require_codes(items, found.code_forms)
    return CatalogueDraft(items)


def _read(content: bytes) -> _Catalogue:
    if content.lstrip().startswith(b"{"):
        return _Catalogue.model_validate_json(content)
    return _Catalogue(items=_LIST.validate_json(content))


def _repeated(codes: list[str]) -> list[str]:
    return sorted(code for code, times in Counter(codes).items() if code and times > 1)


def _require_codes(items: tuple[ServiceItem, ...], shape: FormsShape) -> None:
    for item in items:
        require_codes(item.codes, shape.forms, item.code)
    repeated = _repeated([item.codes.task for item in items])
    if repeated:
        raise ItemCodeNotValid(
            f"实施编码 {'、'.join(repeated)} 用于两个事项，没有导入任何事项，请对照国家目录改正。"
        )


class _Lax(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Basis(_Lax):
    law: str
    article: str = ""


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


class _Item(SilenceShape):
    code: str = Field(min_length=1, max_length=40)
    name: str = ""
    kind: str
    subject: str = ""
    department: str = ""
    legal_basis: tuple[_Basis, ...] = ()
    conditions: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    promise_limit: LimitShape | None = None
    statutory_limit: LimitShape | None = None
    delivery_limit: LimitShape | None = None
    acceptance_limit: LimitShape | None = None
    fee: _Fee | None = None
    materials: tuple[_Material, ...] = ()
    special_procedures: tuple[str, ...] = ()
    result: _Result
    codes: CodesShape = CodesShape()


_Items = Annotated[tuple[_Item, ...], Field(min_length=1)]


class _Catalogue(_Lax):
    items: _Items
    code_forms: FormsShape = FormsShape()


_LIST: TypeAdapter[tuple[_Item, ...]] = TypeAdapter(_Items)
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
        promise=limit_of(found.promise_limit),
        statutory=_statutory(found.statutory_limit),
        delivery=limit_of(found.delivery_limit),
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
        acceptance=limit_of(found.acceptance_limit),
        conditional=found.conditional.value if found.conditional else None,
        assist_silence=found.assist_silence,
        default_consent=found.default_consent.value if found.default_consent else None,
        excluded_class=found.excluded_class,
        codes=found.codes.codes,
    )


def _statutory(found: LimitShape | None) -> StatutoryLimit | None:
    limit = limit_of(found)
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
