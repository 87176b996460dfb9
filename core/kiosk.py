"""What a kiosk asks for and gives: a number for an item, once for each touch of the screen."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.case import Case
    from core.catalogue import ServiceItem


class CaseIsClosed(Refusal):
    """A slip of a case that nobody can go on with."""


class PriorityGround(enum.Enum):
    """Why a person goes before others; shown at the counter, proved there."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    MILITARY = "military"
    PREGNANT = "pregnant"

    @property
    def word(self) -> str:
        """The ground as the button says it."""
        return _WORDS[self]


_WORDS = {
    PriorityGround.ELDERLY: "老年人（60 岁以上）",
    PriorityGround.DISABLED: "残疾人",
    PriorityGround.MILITARY: "军人、退役军人、优抚对象",
    PriorityGround.PREGNANT: "孕妇、带婴幼儿",
}


@dataclass(frozen=True)
class NumberRequest:
    """One touch; asked again with the same id it gives the same number."""

    request_id: str
    item_code: str = ""
    ground: PriorityGround | None = None


@dataclass(frozen=True)
class Taken:
    """What the person is told; no name is in it."""

    ticket_id: str
    number: str
    subject: str
    people_ahead: int
    counters: str = ""
    wait: str = ""  # 10 至 15 分钟; empty while nothing is known


@dataclass(frozen=True)
class KioskItem:
    """One item as its button says it."""

    code: str
    name: str


@dataclass(frozen=True)
class ItemGroup:
    """A department's items."""

    name: str
    items: tuple[KioskItem, ...]


def item_groups(items: Iterable[ServiceItem]) -> tuple[ItemGroup, ...]:
    """Items under their departments, both in catalogue order."""
    by_department: dict[str, list[KioskItem]] = {}
    for item in items:
        by_department.setdefault(item.department, []).append(KioskItem(item.code, item.name))
    return tuple(ItemGroup(name, tuple(found)) for name, found in by_department.items())


def require_open(case: Case) -> None:
    """A case that has ended calls for no return visit.

    Raises: CaseIsClosed.
    """
    if case.state.is_final:
        raise CaseIsClosed(
            f"这份办件{case.state.word}，没有取号，记录没有变动，需要查询请到导办台。"
        )
