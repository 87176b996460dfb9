"""Codes the exchange tables ask for beside our own words: a hall's platform decides them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.applicant import IdentityKind
from core.case_states import CaseEvent
from core.catalogue import ItemKind
from core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

K = TypeVar("K", bound=enum.Enum)


class ExchangeCodeNotUsable(Refusal):
    """A code that is missing, or longer than its column."""


class Outcome(enum.Enum):
    """How a case came out, told apart as far as any platform may want it."""

    GRANTED = "granted"
    DENIED = "denied"
    DEEMED_CONSENTED = "deemed_consented"
    NOT_REQUIRED = "not_required"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    ACCEPTANCE_REVOKED = "acceptance_revoked"
    TERMINATED = "terminated"
    VOIDED = "voided"

    @property
    def word(self) -> str:
        """The outcome as the record describes it."""
        return _OUTCOME_WORDS[self]


class MaterialForm(enum.Enum):
    """In which form a material was taken in."""

    ORIGINAL = "original"
    COPY = "copy"
    OTHER = "other"


@dataclass(frozen=True)
class ExchangeCodes:
    """One code for each of our values.

    GB/T 39046 fixes 办件类型 (A.6), 办理形式 (A.5) and 特别程序 (A.7); of 业务动作 and 办结结果 it
    only names 通过, 退回 and 其他, and the rest is each platform's own.
    """

    data_source: str
    insert: str
    update: str
    apply_at_counter: str
    kinds: dict[ItemKind, str]
    applicants: dict[IdentityKind, str]
    identities: dict[IdentityKind, str]
    events: dict[CaseEvent, str]
    other_event: str
    outcomes: dict[Outcome, str]
    material_forms: dict[MaterialForm, str]
    extension: str
    other_procedure: str
    delivered_by_post: str
    not_delivered_by_post: str

    def event(self, event: CaseEvent | None) -> str:
        """The 业务动作 of an act."""
        return self.events.get(event, self.other_event) if event else self.other_event


def require_usable(codes: ExchangeCodes) -> None:
    """Every value of ours has a code, and each fits its column of the exchange tables.

    Raises: ExchangeCodeNotUsable.
    """
    for column, longest, found in (
        ("data_source", 3, {"": codes.data_source}),
        ("cd_operation", 2, {"insert": codes.insert, "update": codes.update}),
        ("apply_type", 2, {"": codes.apply_at_counter}),
        ("project_type", 2, _all(codes.kinds, ItemKind)),
        ("applyer_type", 2, _all(codes.applicants, IdentityKind)),
        ("applyer_page_type", 70, _all(codes.identities, IdentityKind)),
        ("event_name", 2, {event.value: code for event, code in codes.events.items()}),
        ("event_name", 2, {"other_event": codes.other_event}),
        ("result_type", 2, _all(codes.outcomes, Outcome)),
        ("get_type", 2, _all(codes.material_forms, MaterialForm)),
        ("special_type", 2, {"": codes.extension, "other_procedure": codes.other_procedure}),
        (
            "is_delivery_results",
            2,
            {"": codes.delivered_by_post, "not_delivered_by_post": codes.not_delivered_by_post},
        ),
    ):
        for value, code in found.items():
            if not 0 < len(code.strip()) <= longest:
                raise ExchangeCodeNotUsable(
                    f"交换代码 {column} {value}“{code}”是空的或超过 {longest} 个字符，"
                    "没有导出任何办件，请改正代码表。"
                )


def _all(codes: Mapping[K, str], kind: type[K]) -> dict[str, str]:
    return {str(one.value): codes.get(one, "") for one in kind}


_OUTCOME_WORDS = {
    Outcome.GRANTED: "准予",
    Outcome.DENIED: "不予",
    Outcome.DEEMED_CONSENTED: "视为同意",
    Outcome.NOT_REQUIRED: "不受理",
    Outcome.NOT_ACCEPTED: "不予受理",
    Outcome.WITHDRAWN: "撤回",
    Outcome.DEEMED_WITHDRAWN: "视为撤回",
    Outcome.ACCEPTANCE_REVOKED: "撤销受理",
    Outcome.TERMINATED: "终止",
    Outcome.VOIDED: "作废",
}
