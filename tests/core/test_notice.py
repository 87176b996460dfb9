"""Which papers are limited in time, and by which of their dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from core.case_notices import DeliveryBody, OneTimeBody, PaymentBody
from core.moment import CHINA
from core.notice import last_day
from core.notice_lines import DueLine
from core.office_notices import SchoolFeeBody

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.notice import NoticeBody

DAY = date(2026, 10, 16)
LINE = DueLine("期限", "10 个工作日", DAY, "", "规定")
MAY_MOVE = replace(LINE, provisional_note="2027 年放假安排尚未公布")


def one_time(line: DueLine) -> OneTimeBody:
    return OneTimeBody(date(2026, 9, 28), 4, (), line, "补齐当日受理", ())


def payment(line: DueLine) -> PaymentBody:
    return PaymentBody((), "10.00", "壹拾元整", line, "", "窗口扫码")


def school_fee(line: DueLine) -> SchoolFeeBody:
    return SchoolFeeBody("清河一中", "许 0001", (), date(2026, 9, 28), line, "李雷")


@pytest.mark.parametrize("paper", [one_time, payment, school_fee])
def test_a_paper_that_gives_a_limit_ends_with_it(paper: Callable[[DueLine], NoticeBody]) -> None:
    assert last_day(paper(LINE)) == DAY


@pytest.mark.parametrize("paper", [one_time, payment, school_fee])
def test_a_day_that_may_still_move_ends_nothing(paper: Callable[[DueLine], NoticeBody]) -> None:
    assert last_day(paper(MAY_MOVE)) is None


def test_a_paper_that_records_what_was_done_does_not_end() -> None:
    assert last_day(DeliveryBody(datetime(2026, 9, 28, 16, tzinfo=CHINA), "窗口领取", ())) is None
