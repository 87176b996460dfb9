"""What is noted on the way of a case: that it is urgent, and why it is late."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_guards import require_reason, require_role
from core.case_record import moved
from core.case_table import transition
from core.clock import Clock, ClockKind, open_clock
from core.errors import Refusal
from core.review_facts import CourseFact, MarkedUrgent, OverdueExplained

if TYPE_CHECKING:
    from core.case_record import Case
    from core.transition import Transition

URGENT = "急件"  # the subject of the clock an urgent case has besides its others


class UrgentAlready(Refusal):
    """An urgent case is marked once more."""


class MeasuresMissing(Refusal):
    """A 超时说明 without what is done about it."""


def step(case: Case, fact: CourseFact) -> Case:
    """The case after the fact.

    Raises: StepNotAllowed, WrongRole, ReasonMissing, UrgentAlready, MeasuresMissing.
    """
    row = transition(case.state, fact.event)
    require_role(row, fact.by)
    require_reason(row, fact.reason)
    match fact:
        case MarkedUrgent():
            return _urgent(case, row, fact)
        case OverdueExplained():
            if not fact.measures.strip():
                raise MeasuresMissing(
                    "超时说明没有写明补救措施，没有登记，办件没有变动，请写明后再出具。"
                )
            return moved(case, row, fact.explained_on)


def _urgent(case: Case, row: Transition, fact: MarkedUrgent) -> Case:
    """Its own clock besides the others, which it leaves as they are."""
    if open_clock(case.clocks, ClockKind.STEP, URGENT) is not None:
        raise UrgentAlready(
            f"办件 {case.number} 已经是急件，没有重复登记，办件没有变动，请按急件时限办理。"
        )
    own = tuple(
        Clock(kind, fact.marked_on, fact.limit, subject=URGENT) for kind in row.clocks.starts
    )
    after = moved(case, row, fact.marked_on)
    return replace(after, clocks=after.clocks + own, urgent=fact.reason)
