"""擅自增加: what a paper asks for, or a step does, beyond what the frozen item discloses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_notices import PaymentBody
from core.ending_facts import CaseDenied, GrantedAfterReview
from core.review_facts import AssistAsked, ProcedureRequested
from core.supervision import Severity, SupervisionRaised, SupervisionRule, event_id

if TYPE_CHECKING:
    from datetime import date

    from core.case_record import Case
    from core.catalogue import ServiceItem
    from core.notice import NoticeBody
    from core.staff import Clerk

PublishedStep = ProcedureRequested | AssistAsked | GrantedAfterReview | CaseDenied


def beyond_catalogue(item: ServiceItem, body: NoticeBody) -> tuple[str, ...]:
    """Materials and charges a paper names that the item does not list (行政许可法 art. 31, 58)."""
    listed = {material.name for material in item.materials}
    named = [
        line if isinstance(line, str) else line.name
        for asked in _ASKING
        for line in getattr(body, asked, ())
    ]
    charges = body.charges if isinstance(body, PaymentBody) and not item.fee.charged else ()
    found = [name for name in named if name not in listed]
    return tuple(dict.fromkeys((*found, *(f"收费“{one.name}”" for one in charges))))


def beyond_procedure(item: ServiceItem, fact: PublishedStep) -> str:
    """The step an act takes that the item's published procedure does not have; empty when none.

    Steps are published in prose, as 现场核查（必要时）: one is taken for published when a line
    speaks of it in any of the words it goes by.
    """
    step, words = _named(fact)
    lines = (*item.procedure, *item.special_procedures)
    return "" if any(word in line for line in lines for word in words) else step


def of_paper(case: Case, body: NoticeBody, by: Clerk, on: date) -> SupervisionRaised | None:
    """The red event of a paper that asks for more than the frozen item; None for any other."""
    names = beyond_catalogue(case.item, body)
    if not names:
        return None
    return _event(
        case,
        (SupervisionRule.BEYOND_CATALOGUE, Severity.RED),
        f"出具的文书要求公布目录以外的内容（{'、'.join(names)}）",
        by,
        on,
    )


def of_step(case: Case, fact: PublishedStep) -> SupervisionRaised | None:
    """The event of a step beyond the published procedure: red where it also stops the clock."""
    step = beyond_procedure(case.item, fact)
    if not step or fact.day is None:
        return None
    severity = Severity.RED if isinstance(fact, ProcedureRequested) else Severity.YELLOW
    return _event(
        case,
        (SupervisionRule.BEYOND_PROCEDURE, severity),
        f"增加公布程序以外的环节：{step}",
        fact.by,
        fact.day,
    )


def _named(fact: PublishedStep) -> tuple[str, tuple[str, ...]]:
    """What an act adds to a course, and the words such a step goes by; no name, no step."""
    match fact:
        case ProcedureRequested():
            return f"特别程序“{fact.ground.word}”", (fact.ground.word,)
        case AssistAsked():
            return f"转协办（{'、'.join(fact.departments)}）", _WORDS_OF_ASSISTANCE
        case GrantedAfterReview() | CaseDenied():
            return "实地核查" if fact.checkers else "", _WORDS_OF_INSPECTION


def _event(
    case: Case, rule: tuple[SupervisionRule, Severity], what: str, by: Clerk, on: date
) -> SupervisionRaised:
    touched, severity = rule
    return SupervisionRaised(
        event_id(case.case_id, touched, f"{on}/{what}"),
        case.case_id,
        touched,
        severity,
        on,
        f"办件 {case.number} {what}（目录版本 {case.catalogue_version}）",
        f"{by.name}（工号 {by.badge}）",
    )


_ASKING = ("materials", "missing", "still_missing")  # of the bodies that name materials
_WORDS_OF_ASSISTANCE = ("协办", "联合", "会办", "会签", "征求", "各部门", "其他机关")
_WORDS_OF_INSPECTION = ("现场", "实地", "核查", "踏勘", "勘验", "勘察", "考察", "验收", "检查")
