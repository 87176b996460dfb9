"""上报: a hall's cases as JSON lines, one per row of the exchange tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from core.errors import Refusal
from core.exchange import Batch
from core.exchange_rows import rows
from core.moment import CHINA
from db.case_records import acted_on, names_of_clerks, record_of
from db.unit_of_work import new_id

if TYPE_CHECKING:
    from typing import BinaryIO

    from core.exchange import ExchangeRow
    from core.exchange_codes import ExchangeCodes
    from db.unit_of_work import Reading


class PeriodNotUnderstood(Refusal):
    """A period that ends before it begins."""


@dataclass(frozen=True)
class Exported:
    """What was written: the batch's number, cases, lines, and cases without a national code."""

    batch: str
    cases: int
    lines: int
    without_code: int


def export_cases(
    reading: Reading, codes: ExchangeCodes, since: date, until: date, out: BinaryIO
) -> Exported:
    """Write every case with which something happened on the days from `since` to `until`.

    A case is written whole each time, its rows under the same `row_guid`, so a batch may be handed
    over again. Nothing is masked: it is the official hand-over. One case is held at a time.
    Raises: PeriodNotUnderstood.
    """
    if until < since:
        raise PeriodNotUnderstood(
            f"截止日 {until} 早于起始日 {since}，没有导出任何办件，请核对日期。"
        )
    batch = Batch(new_id().replace("-", ""), reading.now, codes)
    names = names_of_clerks(reading.connection)
    cases = lines = without_code = 0
    for case_id in acted_on(
        reading.connection,
        reading.identity.hall,
        _midnight(since),
        _midnight(until + timedelta(days=1)),
    ):
        record = record_of(reading.connection, case_id, names)
        found = rows(record, batch, since, reading.calendar)
        out.writelines(_line(row) for row in found)
        cases += 1
        lines += len(found)
        without_code += not record.case.item.codes.task
    return Exported(batch.number, cases, lines, without_code)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def _line(row: ExchangeRow) -> bytes:
    content = {"table": row.table, "row": vars(row)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
