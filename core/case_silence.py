"""What silence concludes, once, and how an act done in time elsewhere takes it back.

A conclusion is drawn from other facts, and every station that holds them draws the same. Two
stations that were apart may each draw it, or one may draw it while at the other the act it missed
was done in time. Whatever the order in which their entries meet, the case comes out the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_parts import Conclusion
from core.case_record import office_limits, run_out, the_day_after
from core.case_states import CaseEvent
from core.case_table import is_allowed, transition
from core.clock import Clock, ClockKind, ClockState
from core.ending_facts import AssistDeemed, SilenceFact
from core.joint_handling import silent
from core.limit import Limit, Unit

if TYPE_CHECKING:
    from core.case_record import Case
    from core.facts import CaseFact
    from core.transition import Transition

FOLLOW_UP_LIMIT = Limit(1, Unit.WORKING_DAY)  # 泰政办发〔2022〕58号


def concluded(case: Case, fact: SilenceFact) -> Case:
    """The case after a clock ran out; unchanged when the case has outrun the conclusion."""
    if not is_allowed(case.state, fact.event):
        return case
    row = transition(case.state, fact.event)
    if isinstance(fact, AssistDeemed):
        return silent(case, row, fact)
    if not any(_ran_out(clock, row, fact.drawn_from) for clock in case.clocks):
        return case
    conclusion = Conclusion(fact.event, case.state, fact.passed_on)
    return replace(_after_silence(case, row, fact), conclusion=conclusion)


def before_silence(case: Case, fact: CaseFact) -> Case:
    """The case as it was before silence was concluded, if the fact was done in time to answer it.

    What does not answer the silence (a mark, a correction) leaves the conclusion alone. What is on
    the way to an answer (a request, an approval) takes it back as well: if no answer follows, the
    watchdog concludes again.
    """
    drawn, day, event = case.conclusion, fact.day, fact.event
    if drawn is None or day is None or event is None or day > drawn.passed_on:
        return case
    if not is_allowed(drawn.source, event):
        return case
    row = transition(drawn.source, event)
    ran_out = set(transition(drawn.source, drawn.event).clocks.passes)
    answers = ran_out & {*row.clocks.satisfies, *row.clocks.extends}
    if answers or row.target is not row.source or not is_allowed(case.state, event):
        return _taken_back(case, drawn)
    return case


def _after_silence(case: Case, row: Transition, fact: SilenceFact) -> Case:
    match fact.event:
        case CaseEvent.DEEM_ACCEPTED:
            limits = office_limits(case.item)
            after = run_out(case, row, fact.passed_on, limits, case.received_on)
            return replace(after, accepted_on=case.received_on)
        case CaseEvent.DEEM_CONSENTED:
            limits = {ClockKind.FOLLOW_UP: FOLLOW_UP_LIMIT}
            return run_out(case, row, fact.passed_on, limits, the_day_after(fact.passed_on))
        case _:
            return run_out(case, row, fact.passed_on, {}, fact.passed_on)


def _ran_out(clock: Clock, row: Transition, drawn_from: str) -> bool:
    return clock.kind in row.clocks.passes and clock.state.is_open and clock.shape == drawn_from


def _taken_back(case: Case, drawn: Conclusion) -> Case:
    row = transition(drawn.source, drawn.event)
    clocks = tuple(
        replace(clock, state=ClockState.RUNNING, ended_on=None)
        if _ended_by(clock, row, drawn)
        else clock
        for clock in case.clocks
        if clock.kind not in row.clocks.starts
    )
    accepted_on = None if drawn.event is CaseEvent.DEEM_ACCEPTED else case.accepted_on
    return replace(
        case,
        state=drawn.source,
        clocks=clocks,
        accepted_on=accepted_on,
        closed_on=None,
        conclusion=None,
    )


def _ended_by(clock: Clock, row: Transition, drawn: Conclusion) -> bool:
    if clock.kind in row.clocks.passes and clock.state is ClockState.PASSED:
        return clock.ended_on == drawn.passed_on
    return clock.state is ClockState.STOPPED and clock.ended_on == the_day_after(drawn.passed_on)
