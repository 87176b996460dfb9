"""How many numbers of an item a day has, for everybody and for one person."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable


class QuotaReached(Refusal):
    """Today's numbers of an item are given out."""


class PersonQuotaReached(Refusal):
    """One person has today's numbers of an item already."""


class ReasonMissing(Refusal):
    """The desk goes beyond a quota without saying why."""


class IssuePlace(enum.Enum):
    """Where a number is asked for: a machine keeps the quota, a person answers for more."""

    KIOSK = "kiosk"
    DESK = "desk"


@dataclass(frozen=True)
class ItemQuota:
    """An item's numbers on one day; 0 is no limit."""

    item_code: str
    of_day: int = 0
    of_person: int = 0  # counted for people who showed a document

    @property
    def is_limited(self) -> bool:
        """Whether its numbers are counted."""
        return bool(self.of_day or self.of_person)


@dataclass(frozen=True)
class QuotaUse:
    """What of it was given out today, as far as this station knows."""

    of_day: int
    of_person: int


def quota_of(quotas: Iterable[ItemQuota], item_code: str) -> ItemQuota:
    """The quota of an item; without one there is no limit."""
    return next((one for one in quotas if one.item_code == item_code), ItemQuota(item_code))


def require_within(quota: ItemQuota, use: QuotaUse, place: IssuePlace, reason: str) -> str:
    """Let one more number pass; returns the reason to be kept: empty within the quota.

    Raises: QuotaReached, PersonQuotaReached at a kiosk; ReasonMissing at the desk.
    """
    refusal = _refusal(quota, use)
    if refusal is None:
        return ""
    if place is IssuePlace.KIOSK:
        raise refusal
    if not reason.strip():
        raise ReasonMissing(
            "超出今天的限额发号要写明理由，没有发号，已发的号不受影响，请填写理由后再发。"
        )
    return reason.strip()


def _refusal(quota: ItemQuota, use: QuotaUse) -> Refusal | None:
    if quota.of_person and use.of_person >= quota.of_person:
        return PersonQuotaReached(
            f"同一证件今天办理该事项已取 {use.of_person} 个号，"
            f"达到每人 {quota.of_person} 个的上限，没有发新号，"
            "已取的号仍然有效，请持原号等候或到导办台说明情况。"
        )
    if quota.of_day and use.of_day >= quota.of_day:
        return QuotaReached(
            f"该事项今天的 {quota.of_day} 个号已发完，没有发新号，已发的号不受影响，"
            "请改日再来或到导办台说明情况。"
        )
    return None
