"""A ledger of a hundred pages, ten columns, one line for each case."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.receipt import name, receipt_notice
from core.office_notices import LedgerBody, ReportColumn, ReportTable
from printing.documents.sheet import Counterpart, bind
from printing.documents.tables import Column, listing

if TYPE_CHECKING:
    from benchmarks.receipt import Rows

PER_PAGE = 21
SHARES = (5, 14, 8, 22, 11, 11, 11, 7, 6, 5)  # hundredths of the width
_ROWS = 100 * PER_PAGE
_HEAD = (
    *("序号", "办件编号", "申请人", "事项", "收件日期", "受理日期"),
    *("承诺截止", "状态", "经办", "窗口"),
)
_ITEMS = ("食品经营许可（新办）", "个体工商户设立登记", "公共场所卫生许可", "道路运输经营许可")
_FIRST = date(2026, 1, 4)


def ledger_rows(number: int) -> Rows:
    """The head, then the cases, other ones for every number."""
    return (_HEAD, *(_row(number * 777 + row) for row in range(1, _ROWS + 1)))


def ledger(rows: Rows) -> bytes:
    """The list by our engine, on the sheet of its kind."""
    shares = tuple(map(ReportColumn, rows[0], SHARES))
    table = ReportTable("", shares, rows[1:])
    notice = dataclasses.replace(
        receipt_notice(0), body=LedgerBody("受理台账", _FIRST, _FIRST, table, totals=())
    )
    columns = [Column(column.heading, column.share) for column in table.columns]
    whole = Counterpart("", lambda: [listing(columns, table.rows)])
    return bind(notice, None, (whole,))


def _row(number: int) -> tuple[str, ...]:
    received = _FIRST + timedelta(number // 12)
    return (
        str(number),
        f"{received:%Y%m%d}-03-{number % 400:04d}",
        name(number),
        _ITEMS[number % len(_ITEMS)],
        received.isoformat(),
        (received + timedelta(1)).isoformat(),
        (received + timedelta(15)).isoformat(),
        ("已办结", "已受理", "补正中")[number % 3],
        ("王敏", "李强", "赵倩")[number % 3],
        f"{number % 8 + 1}号",
    )
