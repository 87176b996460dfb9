"""What the papers of a review say: every line follows from the case and the calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.case_notices import (
    DeemedConsentBody,
    DenialBody,
    ExtensionBody,
    OverdueBody,
    SpecialProcedureBody,
)
from core.case_parts import JointMode
from core.case_record import the_day_after
from core.clock import Clock, ClockKind, binding, open_clock
from core.clock_lines import clock_line, line_of, office_lines
from core.course_notices import AssistLine, JointBody, ResumptionBody
from core.deadline import working_days_left
from core.limit import Limit, Pause
from core.review_acts import overdue_clocks
from core.silence import AssistSilence

if TYPE_CHECKING:
    from datetime import date

    from core.calendar import Calendar
    from core.case_parts import SpecialProcedure
    from core.case_record import Case
    from core.notice_lines import DueLine, Remedies
    from core.staff import Clerk


def extension(case: Case, on: date, by: Clerk, calendar: Calendar) -> ExtensionBody:
    """延期告知书 of the extension that is asked for, while the old date holds (art. 42)."""
    clock, asked = binding(case.clocks), case.extension
    if clock is None or asked is None:
        raise AssertionError("an approved extension has a clock to extend")
    before = clock_line(case, clock, calendar)
    after = clock_line(case, replace(clock, extension=asked.limit), calendar)
    if before is None or after is None:
        raise AssertionError("a clock is extended while it runs")
    return ExtensionBody(
        accepted_on=_accepted_on(case),
        reason=asked.reason,
        approver=_signed(by),
        approved_on=on,
        before=before,
        after=after,
        basis=case.item.basis_lines,
    )


def special_procedure(
    case: Case, asked: SpecialProcedure, begins_on: date, by: Clerk, calendar: Calendar
) -> SpecialProcedureBody:
    """特别程序告知书: told in writing with its length (行政许可法 art. 45)."""
    own = Clock(ClockKind.SPECIAL_PROCEDURE, begins_on, asked.expected)
    expected = clock_line(case, own, calendar)
    if expected is None:
        raise AssertionError("a procedure's own limit is not paused")
    return SpecialProcedureBody(
        accepted_on=_accepted_on(case),
        procedure=asked.ground.word,
        reason=asked.reason,
        begins_on=begins_on,
        expected=replace(expected, name=asked.ground.word),
        remaining=tuple(
            f"{clock.kind.word}剩余 {left.words()}，自程序结束的次日继续计算"
            for clock in _office_clocks(case)
            if (left := _left_when_paused(clock, begins_on, calendar)) is not None
        ),
        approver=_signed(by),
        basis=case.item.basis_lines,
    )


def resumption(
    case: Case, ended: SpecialProcedure, outcome: str, calendar: Calendar
) -> ResumptionBody:
    """恢复计时告知书 of a case in which the procedure has ended."""
    if ended.began_on is None or ended.ended_on is None:
        raise AssertionError("a procedure that ended has begun")
    return ResumptionBody(
        accepted_on=_accepted_on(case),
        procedure=ended.ground.word,
        began_on=ended.began_on,
        ended_on=ended.ended_on,
        outcome=outcome,
        dues=office_lines(case, calendar),
        basis=case.item.basis_lines,
    )


def joint(case: Case, lead: str, departments: tuple[str, ...], calendar: Calendar) -> JointBody:
    """联办会签单 of a case whose departments have just been asked."""
    tasks = [task for task in case.assists if task.department in departments][-len(departments) :]
    return JointBody(
        accepted_on=_accepted_on(case),
        mode=(case.joint or JointMode.OPINION).word,
        lead=lead,
        matter=tasks[-1].matter,
        assists=tuple(
            AssistLine(
                task.department,
                _assist_line(case, task.department, calendar),
                _SILENT if task.silence is AssistSilence.NO_OBJECTION else "",
            )
            for task in tasks
        ),
        dues=office_lines(case, calendar),
        basis=case.item.basis_lines,
    )


def denial(case: Case, on: date, reasons: tuple[str, ...], remedies: Remedies) -> DenialBody:
    """不予决定书: reasons and remedies (行政许可法 art. 38)."""
    return DenialBody(
        accepted_on=_accepted_on(case),
        decided_on=on,
        reasons=reasons,
        remedies=remedies,
        basis=case.item.basis_lines,
    )


def deemed_consent(case: Case, calendar: Calendar) -> DeemedConsentBody:
    """视为同意通知书 of a case concluded so."""
    consent, concluded = case.item.default_consent, case.conclusion
    if consent is None or concluded is None:
        raise AssertionError("consent by silence has a basis and a day")
    statutory = any(clock.kind is ClockKind.STATUTORY for clock in case.clocks)
    kind = ClockKind.STATUTORY if statutory else ClockKind.PROMISE
    formal = line_of(case, ClockKind.FOLLOW_UP, calendar)
    return DeemedConsentBody(
        accepted_on=_accepted_on(case),
        passed=line_of(case, kind, calendar),
        deemed_on=the_day_after(concluded.passed_on),
        result=case.item.result,
        default_basis=consent.basis,
        formal_by=replace(formal, basis=consent.basis),
        leader=consent.leader,
        basis=case.item.basis_lines,
    )


def overdue(
    case: Case,
    told: tuple[str, str],  # reason and measures
    new_limit: Limit,
    on: date,
    by: Clerk,
    calendar: Calendar,
) -> OverdueBody:
    """超时说明 (优化营商环境条例 art. 36)."""
    passed = [
        line
        for clock in overdue_clocks(case, on, calendar)
        if (line := clock_line(case, clock, calendar)) is not None
    ]
    first = min(line.due for line in passed)
    reason, measures = told
    own = clock_line(case, Clock(ClockKind.GENERIC, on, new_limit), calendar)
    if own is None:
        raise AssertionError("a limit without an open pause has a due date")
    return OverdueBody(
        accepted_on=_accepted_on(case),
        passed=tuple(passed),
        overdue=f"{-working_days_left(calendar, on, first)} 个工作日",
        reason=reason,
        measures=measures,
        new_day=replace(own, name="新的办结日期", basis="本机关承诺"),
        leader=_signed(by),
    )


def _office_clocks(case: Case) -> tuple[Clock, ...]:
    found = (open_clock(case.clocks, kind) for kind in (ClockKind.PROMISE, ClockKind.STATUTORY))
    return tuple(clock for clock in found if clock is not None)


def _left_when_paused(clock: Clock, begins_on: date, calendar: Calendar) -> Limit | None:
    standing = replace(clock, pauses=(*clock.pauses, Pause(begins_on, None)))
    return standing.due(calendar).remaining


def _assist_line(case: Case, department: str, calendar: Calendar) -> DueLine:
    clock = open_clock(case.clocks, ClockKind.ASSIST, department)
    line = clock_line(case, clock, calendar) if clock else None
    if line is None:
        raise AssertionError("a department that was asked has a clock of its own")
    return line


def _accepted_on(case: Case) -> date:
    return case.accepted_on or case.received_on


def _signed(by: Clerk) -> str:
    return f"{by.role.word}　{by.name}"


_SILENT = "逾期不答复的，视为无异议"
