"""How each refusal of a case under review is provoked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core import review_acts
from core.case import evolved
from core.case_facts import ConditionCompleted
from core.case_parts import ground
from core.case_states import CaseEvent, CaseState
from core.checklist import RowState
from core.clock_guard import ClockFinding, not_trusted
from core.generic_clocks import GenericKind, started
from core.limit import Limit
from core.review_facts import AssistAnswered
from core.rule_pack import DEFAULT_PACK, parsed
from tests.core.sample_case import (
    CASE_ID,
    COMPLETE,
    LICENCE_MISSING,
    MONDAY,
    ON_THE_SPOT,
    after,
    case_received,
    found,
    told,
)
from tests.core.sample_review import (
    CALENDAR,
    CHIEF,
    CLERK,
    FIRE,
    REVIEWED,
    accepted_case,
    approved,
    asked,
    at,
    begun,
    changed,
    conditionally,
    day,
    ended,
    extension_approved,
    extension_requested,
    handed,
    paused,
    procedure_trail,
    requested,
    reviewed_in,
    sample,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.case import Case


def with_changed(
    event: CaseEvent, state: CaseState = CaseState.ACCEPTED, **changes: object
) -> Case:
    case = reviewed_in(state, event)
    return evolved(case, changed(sample(event, case), **changes))


def _twice(event: CaseEvent, state: CaseState = CaseState.ACCEPTED) -> Case:
    case = reviewed_in(state, event)
    return after(case, sample(event, case), sample(event, case))


def _more_than_urgent() -> object:
    case = accepted_case(MONDAY)
    limit = Limit.parse("99wd")
    return review_acts.marked_urgent(case, "高考", limit, MONDAY, CHIEF, CALENDAR)


def _not_late() -> object:
    case = accepted_case(MONDAY)
    return review_acts.overdue_explained(case, "人手", "加派", MONDAY, CHIEF, CALENDAR)


PROVOKED_BY_CASES: dict[str, Callable[[], object]] = {
    "WrongRole": lambda: with_changed(CaseEvent.VOID, by=CLERK),
    "WrongRole head": lambda: evolved(
        evolved(accepted_case(MONDAY), extension_requested()), extension_approved(by=CLERK)
    ),
    "PaperNotOut": lambda: after(
        accepted_case(MONDAY),
        requested(),
        approved(),
        replace(begun(), paper=procedure_trail(None)),
    ),
    "PaperNotOut other": lambda: after(
        accepted_case(MONDAY),
        requested(),
        approved(),
        replace(begun(), paper=procedure_trail(MONDAY, 7)),
    ),
    "NotServed": lambda: after(
        accepted_case(MONDAY), requested(), approved(), replace(begun(), service=handed(MONDAY, ""))
    ),
    "ReasonMissing": lambda: with_changed(CaseEvent.TERMINATE, legal_ground=""),
    "ReasonMissing correction": lambda: with_changed(
        CaseEvent.CORRECT_ON_THE_SPOT, CaseState.RECEIVED, corrections=()
    ),
    "ReasonMissing lead": lambda: with_changed(CaseEvent.ASK_ASSIST, lead=""),
    "SecondPersonMissing": lambda: with_changed(CaseEvent.VOID, second=CLERK),
    "DueDatePassed": lambda: with_changed(CaseEvent.REQUEST_EXTENSION, due_on=day("09-27")),
    "DayNotCome": lambda: review_acts.require_come(day("09-29"), MONDAY),
    "NoGroundInLaw": lambda: ground("领导出差"),
    "NothingDemanded": lambda: with_changed(
        CaseEvent.DEMAND_LATER, CaseState.AWAITING_CORRECTION, rows=(2,), outside=()
    ),
    "MoreTimeAlready": lambda: _twice(CaseEvent.EXTEND_CORRECTION, CaseState.AWAITING_CORRECTION),
    "NothingMissing supplied": lambda: after(
        case_received(),
        LICENCE_MISSING,
        told(),
        found(RowState.RECEIVED, 2),
        sample(CaseEvent.SUPPLY, case_received()),
    ),
    "ConditionNotOffered": lambda: after(case_received(), LICENCE_MISSING, conditionally()),
    "MainMaterialMissing": lambda: after(
        case_received(REVIEWED), COMPLETE, found(RowState.MISSING, 1), conditionally()
    ),
    "MaterialsMissing condition": lambda: after(
        case_received(REVIEWED),
        LICENCE_MISSING,
        conditionally(),
        ConditionCompleted(CASE_ID, MONDAY, CLERK),
    ),
    "NoSuchProcedure": lambda: after(accepted_case(MONDAY), requested(), approved(7)),
    "EndsBeforeBegun": lambda: after(
        accepted_case(MONDAY), *paused(1, day("09-29")), ended(1, MONDAY)
    ),
    "ExtendedAlready": lambda: after(
        accepted_case(MONDAY), extension_requested(), extension_approved(), extension_approved()
    ),
    "ExtendedAlready delivered": lambda: _twice(CaseEvent.EXTEND),
    "ExtensionTooLong": lambda: evolved(accepted_case(MONDAY), extension_requested("11wd")),
    "NothingToExtend": lambda: evolved(accepted_case(MONDAY), extension_approved()),
    "NothingToExtend clockless": lambda: evolved(
        accepted_case(MONDAY, ON_THE_SPOT), extension_requested()
    ),
    "AssistNotAsked": lambda: evolved(
        accepted_case(MONDAY), AssistAnswered(CASE_ID, FIRE, "无异议", MONDAY, CLERK)
    ),
    "AssistAskedAlready": lambda: after(accepted_case(MONDAY), asked(), asked()),
    "AssistOpen": lambda: after(
        accepted_case(MONDAY), asked(), sample(CaseEvent.GRANT, case_received())
    ),
    "UrgentAlready": lambda: _twice(CaseEvent.MARK_URGENT),
    "MeasuresMissing": lambda: with_changed(CaseEvent.EXPLAIN_OVERDUE, measures=""),
    "NotShorter": _more_than_urgent,
    "NotOverdue": _not_late,
    "OneChecker": lambda: with_changed(CaseEvent.GRANT, checkers=("0317",)),
    "EntryDiffers": lambda: with_changed(CaseEvent.CORRECT_ENTRY, before="别的"),
    "RulePackNotUnderstood": lambda: parsed(b"{}"),
    "RulePackNotUnderstood text": lambda: parsed(b"{"),
    "LimitNotGiven": lambda: started(GenericKind.SUPERVISION, MONDAY, DEFAULT_PACK),
    "ClockNotTrusted": lambda: _raise(not_trusted(ClockFinding.FAR_AHEAD, at(MONDAY))),
}


def _raise(refusal: Exception) -> None:
    raise refusal
