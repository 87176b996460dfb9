"""The published catalogue: service items, their materials, and the eight disclosures (八公开)."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date

from core.disclosure import gaps, says_something
from core.errors import Refusal
from core.item_codes import ItemCodes
from core.limit import Limit, Unit
from core.silence import AssistSilence, ConditionalAcceptance, DefaultConsent, ExcludedClass


class ItemNotPublishable(Refusal):
    """An item lacks one of the eight disclosures."""


class ItemNotInCatalogue(Refusal):
    """An item code the published catalogue does not hold."""


class ItemKind(enum.Enum):
    """办件类型 (GB/T 39046 A.6)."""

    IMMEDIATE = "1"  # 即办件: decided on the spot
    PROMISE = "2"  # 承诺件: decided within a promised limit
    OTHER = "9"


class LimitStart(enum.Enum):
    """The event a statutory limit is counted from."""

    ACCEPTANCE = "acceptance"
    RECEIPT = "receipt"


@dataclass(frozen=True)
class LegalBasis:
    """One article an item rests on."""

    law: str
    article: str


@dataclass(frozen=True)
class StatutoryLimit:
    """法定时限 with its source; `to_confirm` says what an administrator must still settle."""

    limit: Limit
    start: LimitStart
    source: str
    to_confirm: str = ""


@dataclass(frozen=True)
class Fee:
    """收费依据 and 收费标准; a free item says so."""

    charged: bool
    basis: str
    standard: str


@dataclass(frozen=True)
class MaterialRequirement:
    """One row of 申请材料; only such rows may ever be asked for (行政许可法 art. 31)."""

    row: int
    name: str
    form: str
    copies: int
    required: bool
    issuer: str
    note: str
    basis: str


@dataclass(frozen=True)
class ServiceItem:
    """One item of the catalogue with its eight disclosures."""

    code: str
    name: str
    kind: ItemKind
    subject: str
    department: str
    legal_basis: tuple[LegalBasis, ...]
    conditions: tuple[str, ...]
    procedure: tuple[str, ...]
    promise: Limit | None
    statutory: StatutoryLimit | None
    delivery: Limit | None
    fee: Fee
    materials: tuple[MaterialRequirement, ...]
    special_procedures: tuple[str, ...]
    result: str
    result_validity: str
    acceptance: Limit | None = None  # shorter than the Act's five working days, 当场 or 1wd
    conditional: ConditionalAcceptance | None = None
    assist_silence: AssistSilence | None = None  # None: as the locality's rule pack says
    default_consent: DefaultConsent | None = None
    excluded_class: ExcludedClass | None = None
    codes: ItemCodes = field(default_factory=ItemCodes)

    @property
    def basis_lines(self) -> tuple[str, ...]:
        """The articles as printed, those of one law together."""
        articles: dict[str, list[str]] = {}
        for basis in self.legal_basis:
            articles.setdefault(basis.law, []).append(basis.article)
        return tuple(f"《{law}》{'、'.join(found)}" for law, found in articles.items())

    def lacking_disclosures(self) -> tuple[str, ...]:
        """Names of what the public is not told, 八公开 first, in the order of the rule."""
        return tuple(dict.fromkeys(gap.disclosure for gap in gaps(self)))


@dataclass(frozen=True)
class CatalogueVersion:
    """A published catalogue; `version` is frozen into every case."""

    version: str
    effective_on: date
    items: tuple[ServiceItem, ...]

    def item(self, code: str) -> ServiceItem:
        """The item with that code.

        Raises: ItemNotInCatalogue.
        """
        for item in self.items:
            if item.code == code:
                return item
        raise ItemNotInCatalogue(f"目录里没有事项 {code}，没有改动任何内容，请重新选择事项。")


def require_publishable(item: ServiceItem) -> None:
    """Refuse an item that hides one of the eight disclosures from the public.

    There is no publishing "for internal use": what nobody can read about may not be taken in, and
    taken in all the same it is the very 体外循环 the rule is against. Such an item waits in the
    catalogue file until it is complete. Refused as well: a limit in hours, for a case is accepted
    on a day, not at a moment; 容缺受理 of rows that do not exist; 超时默认 without basis and
    accountable leader, or in a class where silence is never consent.
    Raises: ItemNotPublishable. Source: 政务公开 八公开; 行政许可法 art. 30.
    """
    limits = (item.promise, item.statutory and item.statutory.limit, item.delivery, item.acceptance)
    if any(limit and limit.unit in _HOURS for limit in limits):
        raise ItemNotPublishable(
            f"事项 {item.code} {item.name} 的时限以小时计，没有发布，请改用工作日、日或月。"
        )
    lacking = item.lacking_disclosures()
    if lacking:
        raise ItemNotPublishable(
            f"事项 {item.code} {item.name} 缺少{'、'.join(lacking)}，没有发布，请补全八公开内容。"
        )
    _require_conditional(item)
    _require_default_consent(item)


_HOURS = (Unit.HOUR, Unit.WORKING_HOUR)


def _require_conditional(item: ServiceItem) -> None:
    rows = item.conditional.rows if item.conditional else ()
    unknown = sorted(set(rows) - {material.row for material in item.materials})
    if unknown:
        raise ItemNotPublishable(
            f"事项 {item.code} {item.name} 的容缺受理列了清单里没有的第 {unknown[0]} 项材料，"
            "没有发布，请核对材料序号。"
        )


def _require_default_consent(item: ServiceItem) -> None:
    consent = item.default_consent
    if consent is None:
        return
    if item.excluded_class is not None:
        raise ItemNotPublishable(
            f"事项 {item.code} {item.name} 涉及{item.excluded_class.word}，不得超时默认，"
            "没有发布，请关闭超时默认。"
        )
    if not (says_something(consent.basis) and says_something(consent.leader)):
        raise ItemNotPublishable(
            f"事项 {item.code} {item.name} 的超时默认缺少依据或责任领导，没有发布，请补全。"
        )
