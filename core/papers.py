"""What each paper says about a case: every line follows from the case and the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case import acceptance_limit, office_limits, statutory_trigger
from core.case_notices import (
    AcceptanceBody,
    CorrectionReceiptBody,
    DecisionBody,
    DeliveryBody,
    OneTimeBody,
    ReceiptBody,
)
from core.checklist import RowState
from core.clock import ClockKind
from core.deadline import Terms, deadline
from core.errors import Refusal
from core.limit import Limit, Unit
from core.moment import business_day
from core.notice_lines import DueLine, MaterialLine, MissingLine
from core.paper_kind import NoticeKind
from core.promise import due_under
from core.silence import Lapse

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.calendar import Calendar
    from core.case import Case
    from core.catalogue import MaterialRequirement, ServiceItem
    from core.deadline import Deadline

# The Act leaves the applicant's own limit open; a hall sets it.
CORRECTION_LIMIT = Limit(15, Unit.WORKING_DAY)


class ToldTooLate(Refusal):
    """The one notice is attempted after the acceptance limit has passed."""


class NothingReceived(Refusal):
    """A receipt for materials of which none is ticked as received."""


def receipt(case: Case, at: datetime, calendar: Calendar) -> ReceiptBody:
    """收件凭证 for what was handed in at that moment; silence counts from the day of receipt.

    Raises: NothingReceived.
    """
    return ReceiptBody(
        received_at=at,
        materials=_receipted(case, case.checklist.rows(RowState.RECEIVED)),
        answer_by=due_line(
            "答复期限",
            case.received_on,
            acceptance_limit(case.item),
            calendar,
            _answer_basis(case.item),
        ),
    )


def correction_receipt(
    case: Case, at: datetime, told_number: str, told: NoticeKind = NoticeKind.ONE_TIME
) -> CorrectionReceiptBody:
    """补正材料收件单: of the list that is out, what is here by now and what is still open.

    Raises: NothingReceived when nothing on that list has come in.
    """
    checklist = case.checklist
    listed = [
        (material, state)
        for material, state in zip(checklist.materials, checklist.states, strict=True)
        if material.row in checklist.listed
    ]
    received = tuple(material for material, state in listed if state is RowState.RECEIVED)
    return CorrectionReceiptBody(
        received_at=at,
        told_number=told_number,
        materials=_receipted(case, received),
        still_missing=tuple(
            material.name
            for material, state in listed
            if state in (RowState.MISSING, RowState.OPEN)
        ),
        told_title=told.title,
    )


def acceptance(case: Case, on: date, calendar: Calendar) -> AcceptanceBody:
    """受理通知书 of a case accepted on a day (行政许可法 art. 32(5))."""
    return AcceptanceBody(
        received_on=case.received_on,
        accepted_on=on,
        dues=office_dues(case, on, calendar),
        materials=_material_lines(case.checklist.rows(RowState.RECEIVED)),
        not_counted=case.item.special_procedures,
        fee=_fee(case.item),
        basis=case.item.basis_lines,
    )


def one_time(
    case: Case,
    at: datetime,
    limit: Limit,
    calendar: Calendar,
    lapse: Lapse = Lapse.WITHDRAWN,
) -> OneTimeBody:
    """一次性告知（补正）通知书: the missing rows of the frozen catalogue, all of them.

    Raises: ToldTooLate when the five working days are over (行政许可法 art. 32(4)): the case
    then counts as accepted and nothing may be demanded any more.
    """
    on = business_day(at)
    last_day = _due_day(due_under(Terms(case.received_on, acceptance_limit(case.item)), calendar))
    if on > last_day:
        raise ToldTooLate(
            f"办件 {case.number} 的一次性告知最迟应在 {last_day:%Y-%m-%d} 出具，现已逾期，"
            "没有出具告知书；依法自收件之日起视为受理，请报首席代表按视为受理办理。"
        )
    return OneTimeBody(
        received_on=case.received_on,
        received_count=len(case.checklist.rows(RowState.RECEIVED)),
        missing=tuple(missing_line(row) for row in case.checklist.rows(RowState.MISSING)),
        correct_by=due_line("补正期限", on, limit, calendar, "本大厅补正期限规定"),
        after=_after_completion(case.item),
        basis=case.item.basis_lines,
        lapse=lapse.word,
    )


def decision(case: Case, on: date) -> DecisionBody:
    """准予决定书 of a case decided on the spot (行政许可法 art. 34)."""
    return DecisionBody(
        accepted_on=case.accepted_on or on,
        decided_on=on,
        result=case.item.result,
        validity=case.item.result_validity,
        basis=case.item.basis_lines,
    )


def delivery(case: Case, at: datetime, method: str, papers: tuple[str, ...]) -> DeliveryBody:
    """送达回证 (行政许可法 art. 44): the listed papers and the result itself."""
    return DeliveryBody(delivered_at=at, method=method, papers=(*papers, case.item.result))


def office_dues(case: Case, on: date, calendar: Calendar) -> tuple[DueLine, ...]:
    """The promise and the statute, as they will bind the office if accepted on a day."""
    limits = office_limits(case.item)
    lines = []
    if promise := limits.get(ClockKind.PROMISE):
        lines.append(due_line("承诺办结", on, promise, calendar, "本大厅公布的服务承诺"))
    if statute := limits.get(ClockKind.STATUTORY):
        trigger = statutory_trigger(case, on)
        source = case.item.statutory.source if case.item.statutory else ""
        lines.append(due_line("法定办结", trigger, statute, calendar, source))
    return tuple(lines)


def missing_line(material: MaterialRequirement) -> MissingLine:
    """A row of the catalogue's list, as it will be printed for whoever must supply it."""
    return MissingLine(
        row=material.row,
        name=material.name,
        form=material.form,
        copies=material.copies,
        issuer=material.issuer,
        how=material.note,
        basis=material.basis,
    )


def due_line(name: str, trigger: date, limit: Limit, calendar: Calendar, basis: str) -> DueLine:
    """A limit counted from a day, as it will be printed."""
    found = deadline(calendar, trigger, limit)
    return DueLine(name, limit.words(), _due_day(found), found.provisional_note(), basis)


def _receipted(case: Case, received: tuple[MaterialRequirement, ...]) -> tuple[MaterialLine, ...]:
    if not received:
        raise NothingReceived(
            f"办件 {case.number} 还没有勾选已收到的材料，没有出具收件单据，办件没有变动，"
            "请先在清单上勾选已收。"
        )
    return _material_lines(received)


def _material_lines(materials: tuple[MaterialRequirement, ...]) -> tuple[MaterialLine, ...]:
    return tuple(MaterialLine(row.name, row.form, row.copies) for row in materials)


def _answer_basis(item: ServiceItem) -> str:
    # Only a licence is answered under the Act; for the rest the five days are the hall's own.
    if any("行政许可法" in line for line in item.basis_lines):
        return "《中华人民共和国行政许可法》第三十二条第一款第（四）项"
    return "本大厅答复期限规定"


def _due_day(found: Deadline) -> date:
    if found.due_day is None:
        raise AssertionError("a limit without an open pause has a due date")
    return found.due_day


def _after_completion(item: ServiceItem) -> str:
    promise = office_limits(item).get(ClockKind.PROMISE)
    if promise is None:
        return "补齐当日受理，当场办结"
    return f"补齐当日受理，自受理之日起 {promise.words()}内办结"


def _fee(item: ServiceItem) -> str:
    if not item.fee.charged:
        return "不收费"
    return f"{item.fee.standard}（依据：{item.fee.basis}）"
