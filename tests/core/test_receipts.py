"""What was handed in, and what of the one notice's list is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import national_calendar
from core.case_notices import CorrectionReceiptBody, ReceiptBody
from core.catalogue import LegalBasis
from core.checklist import RowState
from core.clock import ClockKind
from core.deadline import deadline
from core.moment import CHINA
from core.notice_lines import DueLine, MaterialLine
from core.papers import NothingReceived, correction_receipt, receipt
from tests.core.sample_case import (
    COMPLETE,
    LAST_DAY_TO_TELL,
    LICENCE_MISSING,
    LICENCE_SUPPLIED,
    MATERIALS,
    REQUIRED,
    RESTAURANT,
    after,
    case_received,
    found,
    told,
)

CALENDAR = national_calendar()
TEN_O_CLOCK = datetime(2026, 9, 28, 10, 0, tzinfo=CHINA)

days = st.dates(date(2026, 1, 5), date(2026, 12, 31))


def test_the_receipt_lists_what_was_handed_in_and_the_day_silence_ends() -> None:
    case = after(case_received(), LICENCE_MISSING)
    assert receipt(case, TEN_O_CLOCK, CALENDAR) == ReceiptBody(
        received_at=TEN_O_CLOCK,
        materials=(
            MaterialLine("食品经营许可申请书", "原件", 1),
            MaterialLine("法定代表人身份证件", "原件", 3),
        ),
        answer_by=DueLine(
            "答复期限",
            "5 个工作日",
            LAST_DAY_TO_TELL,
            "",
            "《中华人民共和国行政许可法》第三十二条第一款第（四）项",
        ),
    )


def test_the_answer_to_what_is_no_licence_is_promised_by_the_hall() -> None:
    registration = replace(RESTAURANT, legal_basis=(LegalBasis("户口登记条例", "第七条"),))
    case = after(case_received(registration), COMPLETE)
    assert receipt(case, TEN_O_CLOCK, CALENDAR).answer_by.basis == "本大厅答复期限规定"


@given(days)
def test_the_answer_is_due_when_the_acceptance_clock_runs_out(received_on: date) -> None:
    case = after(case_received(on=received_on), COMPLETE)
    at = datetime(received_on.year, received_on.month, received_on.day, 9, 0, tzinfo=CHINA)
    clock = next(one for one in case.clocks if one.kind is ClockKind.ACCEPTANCE)
    answer_by = receipt(case, at, CALENDAR).answer_by
    assert answer_by.due == deadline(CALENDAR, clock.trigger, clock.limit).due
    assert answer_by.limit == clock.limit.words()


def test_no_receipt_is_given_for_nothing() -> None:
    with pytest.raises(NothingReceived, match=r"20260928-03-0001 .*没有出具收件单据"):
        receipt(case_received(), TEN_O_CLOCK, CALENDAR)


def test_the_correction_receipt_tells_what_came_of_the_one_list_and_what_did_not() -> None:
    case = after(
        case_received(),
        found(RowState.RECEIVED, 1),
        found(RowState.MISSING, 2, 3, 4),
        told(),
        found(RowState.RECEIVED, 3),
        found(RowState.OPEN, 4),
    )
    assert correction_receipt(case, TEN_O_CLOCK, "清河〔2026〕告1") == CorrectionReceiptBody(
        received_at=TEN_O_CLOCK,
        told_number="清河〔2026〕告1",
        materials=(MaterialLine("法定代表人身份证件", "原件", 3),),
        still_missing=("营业执照", "从业人员健康证明"),
    )


def test_a_list_supplied_in_full_leaves_nothing_open() -> None:
    case = after(case_received(), LICENCE_MISSING, told(), LICENCE_SUPPLIED)
    body = correction_receipt(case, TEN_O_CLOCK, "清河〔2026〕告1")
    assert body.materials == (MaterialLine("营业执照", "原件", 2),)
    assert body.still_missing == ()


def test_a_listed_row_that_no_longer_applies_is_neither_received_nor_open() -> None:
    case = after(
        case_received(),
        LICENCE_MISSING,
        found(RowState.MISSING, 4),
        told(),
        LICENCE_SUPPLIED,
        found(RowState.NOT_APPLICABLE, 4),
    )
    body = correction_receipt(case, TEN_O_CLOCK, "清河〔2026〕告1")
    assert [line.name for line in body.materials] == ["营业执照"]
    assert body.still_missing == ()


def test_what_the_one_notice_did_not_list_is_no_correction() -> None:
    case = after(case_received(), LICENCE_MISSING, told())
    with pytest.raises(NothingReceived):
        correction_receipt(case, TEN_O_CLOCK, "清河〔2026〕告1")


@given(st.sets(st.sampled_from(REQUIRED), min_size=1), st.sets(st.sampled_from(REQUIRED)))
def test_every_listed_row_is_either_received_or_open(listed: set[int], brought: set[int]) -> None:
    rest = set(REQUIRED) - listed
    supplied = listed & brought
    case = after(
        case_received(),
        found(RowState.RECEIVED, *rest),
        found(RowState.MISSING, *listed),
        told(),
        found(RowState.RECEIVED, *supplied),
    )
    if not supplied:
        with pytest.raises(NothingReceived):
            correction_receipt(case, TEN_O_CLOCK, "告1")
        return
    body = correction_receipt(case, TEN_O_CLOCK, "告1")
    names = {material.row: material.name for material in MATERIALS}
    assert [line.name for line in body.materials] == [names[row] for row in sorted(supplied)]
    assert list(body.still_missing) == [names[row] for row in sorted(listed - supplied)]
