"""办事指南: an item's guide follows from its catalogue version alone (行政许可法 art. 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.catalogue import LimitStart, require_publishable
from core.office_notices import GuideBody, ProcessStep
from core.papers import missing_line

if TYPE_CHECKING:
    from core.catalogue import ServiceItem, StatutoryLimit
    from core.limit import Limit


def guide(item: ServiceItem, version: str) -> GuideBody:
    """The item's guide as the catalogue version of that name discloses it.

    Raises: ItemNotPublishable when one of the eight disclosures is empty.
    """
    require_publishable(item)
    return GuideBody(
        subject=item.subject,
        basis=item.basis_lines,
        conditions=item.conditions,
        steps=tuple(_step(name, item) for name in item.procedure),
        promise=_promise(item.promise),
        statutory=_statutory(item.statutory),
        fee_basis=item.fee.basis,
        fee_standard=item.fee.standard,
        materials=tuple(missing_line(material) for material in item.materials),
        optional_rows=tuple(material.row for material in item.materials if not material.required),
        result=item.result,
        validity=item.result_validity,
        catalogue_version=version,
    )


_DELIVERY = "送达"
_STARTS = {LimitStart.ACCEPTANCE: "自受理之日起", LimitStart.RECEIPT: "自收到申请之日起"}


def _step(name: str, item: ServiceItem) -> ProcessStep:
    """The catalogue names the steps; it sets limits for delivery and for what is not counted."""
    limit = ""
    if item.delivery and _DELIVERY in name:
        limit = f"自决定之日起 {item.delivery.words()}内"
    elif any(procedure in name for procedure in item.special_procedures):
        limit = "所需时间不计入办理时限"
    return ProcessStep(name, who="", limit=limit)


def _promise(promise: Limit | None) -> str:
    if promise is None:
        raise AssertionError("a publishable item has a promise")
    if not promise.value:
        return "当场办结"
    return f"{_STARTS[LimitStart.ACCEPTANCE]} {promise.words()}"


def _statutory(statutory: StatutoryLimit | None) -> str:
    if statutory is None:
        return ""
    limit = statutory.limit
    counted = f"{_STARTS[statutory.start]} {limit.words()}" if limit.value else "当场办结"
    return f"{counted}（{statutory.source}）" if statutory.source else counted
