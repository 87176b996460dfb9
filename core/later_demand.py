"""追加要求: demands that the one notice did not make (行政许可法 art. 31, 32(4), 72(四))."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from core.supervision import Severity, SupervisionRaised, SupervisionRule, event_id

if TYPE_CHECKING:
    from core.case_facts import LaterDemand
    from core.case_record import Case


class DemandKind(enum.Enum):
    """Which rule a demand goes beyond."""

    OUTSIDE_NOTICE = "outside_notice"
    OUTSIDE_CATALOGUE = "outside_catalogue"
    SECOND_NOTICE = "second_notice"

    @property
    def word(self) -> str:
        """The kind in a supervision event."""
        return _WORDS[self]


def kind_of(fact: LaterDemand) -> DemandKind:
    """What a demand goes beyond; the gravest of them."""
    if fact.outside:
        return DemandKind.OUTSIDE_CATALOGUE
    return DemandKind.OUTSIDE_NOTICE if fact.rows else DemandKind.SECOND_NOTICE


def supervision(case: Case, fact: LaterDemand) -> SupervisionRaised:
    """The red event of a later demand; who made it answers for it."""
    names = [case.checklist.materials[row - 1].name for row in fact.rows] + list(fact.outside)
    what = f"（{'、'.join(names)}）" if names else ""
    occasion = f"{fact.demanded_on}/{fact.by.badge}/{fact.rows}/{fact.outside}"
    return SupervisionRaised(
        event_id(case.case_id, SupervisionRule.LATER_DEMAND, occasion),
        case.case_id,
        SupervisionRule.LATER_DEMAND,
        Severity.RED,
        fact.demanded_on,
        f"办件 {case.number} {kind_of(fact).word}{what}，理由：{fact.reason}",
        f"{fact.by.name}（工号 {fact.by.badge}）",
    )


_WORDS = {
    DemandKind.OUTSIDE_NOTICE: "在一次性告知之后追加材料",
    DemandKind.OUTSIDE_CATALOGUE: "要求公布目录以外的材料",
    DemandKind.SECOND_NOTICE: "再次出具补正要求",
}
