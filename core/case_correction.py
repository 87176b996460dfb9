"""更正录入: an entry put right afterwards; the clocks follow, the old value stays on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from core.applicant import usable_name
from core.case_states import CaseEvent
from core.catalogue import LimitStart
from core.clock import Clock, ClockKind
from core.ending_facts import CorrectedField, EntryCorrected
from core.errors import Refusal

if TYPE_CHECKING:
    from core.case_record import Case


class EntryDiffers(Refusal):
    """A correction of a value that the case does not have, or to one that cannot be."""


def corrected(case: Case, fact: EntryCorrected) -> Case:
    """The case with the value put right and the clocks counted from it counted anew.

    Raises: EntryDiffers, NameNotUsable.
    """
    if recorded(case, fact.what) != fact.before or fact.after == fact.before:
        raise EntryDiffers(
            f"{fact.what.word}现在不是“{fact.before}”，或与更正后的相同，没有更正，"
            "办件没有变动，请刷新后核对。"
        )
    match fact.what:
        case CorrectedField.APPLICANT_NAME:
            return replace(case, applicant=replace(case.applicant, name=usable_name(fact.after)))
        case CorrectedField.PHONE:
            return replace(case, applicant=replace(case.applicant, phone=fact.after))
        case CorrectedField.RECEIVED_ON:
            return _received_on(case, fact)
        case CorrectedField.ACCEPTED_ON:
            after = replace(case, accepted_on=_day(fact))
            return _recounted(after, fact, (ClockKind.PROMISE, ClockKind.STATUTORY))


def recorded(case: Case, what: CorrectedField) -> str:
    """The value on record, days as `2026-09-28`; empty where there is none."""
    match what:
        case CorrectedField.APPLICANT_NAME:
            return case.applicant.name
        case CorrectedField.PHONE:
            return case.applicant.phone
        case CorrectedField.RECEIVED_ON:
            return case.received_on.isoformat()
        case CorrectedField.ACCEPTED_ON:
            return case.accepted_on.isoformat() if case.accepted_on else ""


def _day(fact: EntryCorrected) -> date:
    try:
        day = date.fromisoformat(fact.after)
    except ValueError as error:
        raise EntryDiffers(
            f"“{fact.after}”不是日期，没有更正，办件没有变动，请按 2026-09-28 的写法录入。"
        ) from error
    if day > fact.corrected_on:
        raise EntryDiffers(
            f"{fact.what.word}不能晚于今天，没有更正，办件没有变动，请核对后再录入。"
        )
    return day


def _received_on(case: Case, fact: EntryCorrected) -> Case:
    """What silence accepted is accepted from the day of receipt, whichever that is."""
    day = _day(fact)
    if case.conclusion is not None and case.conclusion.event is CaseEvent.DEEM_ACCEPTED:
        after = replace(case, received_on=day, accepted_on=day)
        return _recounted(after, fact, tuple(ClockKind))
    statutory = case.item.statutory
    from_receipt = statutory is not None and statutory.start is LimitStart.RECEIPT
    kinds = (ClockKind.ACCEPTANCE, *((ClockKind.STATUTORY,) if from_receipt else ()))
    return _recounted(replace(case, received_on=day), fact, kinds)


def _recounted(case: Case, fact: EntryCorrected, kinds: tuple[ClockKind, ...]) -> Case:
    """Every clock the day had started, ended or not: a past due date is judged by the truth."""
    before, after = date.fromisoformat(fact.before), _day(fact)

    def anew(clock: Clock) -> Clock:
        counted_from_it = clock.kind in kinds and clock.trigger == before
        return replace(clock, trigger=after) if counted_from_it else clock

    return replace(case, clocks=tuple(anew(clock) for clock in case.clocks))
