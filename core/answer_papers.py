"""What the papers say that answer an application otherwise than by accepting it, or end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_notices import DeemedAcceptanceBody, NotAcceptedBody, NotRequiredBody
from core.case_record import the_day_after
from core.checklist import RowState
from core.clock import ClockKind
from core.clock_lines import line_of, office_lines
from core.course_notices import (
    ConditionalBody,
    CorrectionLine,
    CorrectionSlipBody,
    DeemedWithdrawalBody,
    RevocationBody,
    TerminationBody,
    WithdrawalBody,
)
from core.papers import missing_line

if TYPE_CHECKING:
    from datetime import date

    from core.calendar import Calendar
    from core.case_facts import CorrectedOnTheSpot
    from core.case_record import Case
    from core.ending_facts import CaseVoided, EntryCorrected
    from core.notice_lines import Remedies
    from core.staff import Clerk


def not_required(case: Case, reason: str, advice: str) -> NotRequiredBody:
    """不受理告知书 (行政许可法 art. 32(1))."""
    return NotRequiredBody(case.received_on, reason, advice, case.item.basis_lines)


def not_accepted(case: Case, reason: str, right_organ: str, remedies: Remedies) -> NotAcceptedBody:
    """不予受理通知书 (行政许可法 art. 32(2))."""
    return NotAcceptedBody(case.received_on, reason, right_organ, remedies, case.item.basis_lines)


def conditional(case: Case, calendar: Calendar) -> ConditionalBody:
    """容缺受理承诺书 of a case accepted so: what may follow later, and what if it does not."""
    return ConditionalBody(
        received_on=case.received_on,
        accepted_on=case.accepted_on or case.received_on,
        dues=office_lines(case, calendar),
        missing=tuple(missing_line(one) for one in case.checklist.rows(RowState.MISSING)),
        supply_by=line_of(case, ClockKind.CORRECTION, calendar),
        lapse=case.lapse.word if case.lapse else "",
        basis=case.item.basis_lines,
    )


def deemed_acceptance(
    case: Case, on: date, responsible: str, calendar: Calendar
) -> DeemedAcceptanceBody:
    """视为受理确认单 of a case accepted by silence (行政许可法 art. 32(4))."""
    return DeemedAcceptanceBody(
        received_on=case.received_on,
        tell_by=line_of(case, ClockKind.ACCEPTANCE, calendar),
        confirmed_on=on,
        dues=office_lines(case, calendar),
        responsible=responsible,
        basis=case.item.basis_lines,
    )


def deemed_withdrawal(case: Case, told_number: str, calendar: Calendar) -> DeemedWithdrawalBody:
    """视为撤回告知书 of a case whose applicant's limit ran out."""
    return DeemedWithdrawalBody(
        received_on=case.received_on,
        told_number=told_number,
        supply_by=line_of(case, ClockKind.CORRECTION, calendar),
        deemed_on=_concluded_on(case),
        missing=_names_missing(case),
        basis=case.item.basis_lines,
    )


def revocation(
    case: Case, told_number: str, remedies: Remedies, calendar: Calendar
) -> RevocationBody:
    """撤销受理告知书 of a conditional acceptance that was not completed."""
    return RevocationBody(
        accepted_on=case.accepted_on or case.received_on,
        told_number=told_number,
        supply_by=line_of(case, ClockKind.CORRECTION, calendar),
        revoked_on=_concluded_on(case),
        missing=_names_missing(case),
        remedies=remedies,
        basis=case.item.basis_lines,
    )


def withdrawal(case: Case, on: date, reason: str) -> WithdrawalBody:
    """撤回确认书: what was handed in is given back."""
    return WithdrawalBody(
        received_on=case.received_on,
        withdrawn_on=on,
        reason=reason,
        returned=tuple(one.name for one in case.checklist.rows(RowState.RECEIVED)),
    )


def termination(case: Case, on: date, legal_ground: str, remedies: Remedies) -> TerminationBody:
    """终止审查决定书."""
    return TerminationBody(
        accepted_on=case.accepted_on or case.received_on,
        terminated_on=on,
        legal_ground=legal_ground,
        remedies=remedies,
        basis=case.item.basis_lines,
    )


def corrected_on_the_spot(fact: CorrectedOnTheSpot) -> CorrectionSlipBody:
    """更正单 of what the applicant put right at the counter."""
    return CorrectionSlipBody(
        corrected_on=fact.corrected_on,
        lines=tuple(CorrectionLine("当场更正", "", one) for one in fact.corrections),
        reason="",
        agreed_by=(f"申请人　{fact.initialled_by}", _signed(fact.by)),
    )


def entry_corrected(fact: EntryCorrected) -> CorrectionSlipBody:
    """更正单 of an entry put right afterwards."""
    return CorrectionSlipBody(
        corrected_on=fact.corrected_on,
        lines=(CorrectionLine(fact.what.word, fact.before, fact.after),),
        reason=fact.reason,
        agreed_by=(_signed(fact.by), _signed(fact.second)),
    )


def voided(case: Case, fact: CaseVoided) -> CorrectionSlipBody:
    """更正单 of a case made void; `case` is the one before."""
    return CorrectionSlipBody(
        corrected_on=fact.voided_on,
        lines=(CorrectionLine("办件状态", case.state.word, "作废"),),
        reason=fact.reason,
        agreed_by=(_signed(fact.by), _signed(fact.second)),
    )


def _names_missing(case: Case) -> tuple[str, ...]:
    return tuple(one.name for one in case.checklist.rows(RowState.MISSING))


def _concluded_on(case: Case) -> date:
    if case.conclusion is None:
        raise AssertionError("a case ended by silence was concluded")
    return the_day_after(case.conclusion.passed_on)


def _signed(by: Clerk) -> str:
    return f"{by.role.word}　{by.name}（工号 {by.badge}）"
