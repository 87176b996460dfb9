"""台账: one of the hall's ledgers over a period, its heads repeated, its totals at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.moment import business_day
from printing.documents.closing import FOR_THE_PEN, clerk_box, unsealed
from printing.documents.heading import heading
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.reports import report
from printing.documents.styles import BODY, CELL
from printing.documents.wording import day_words

if TYPE_CHECKING:
    from core.notice import Notice
    from core.office_notices import LedgerBody
    from printing.documents.block import Block


def story(notice: Notice, body: LedgerBody) -> list[Block]:
    """The paper from heading to boxes."""
    kind = notice.kind
    boxes = [
        clerk_box("制表人", notice),
        ("制表窗口", notice.letterhead.counter),
        ("审核人", FOR_THE_PEN),
        ("制表日期", day_words(business_day(notice.issued_at))),
    ]
    return [
        *heading(notice, body.name if kind.title in body.name else f"{body.name}{kind.title}"),
        Paragraph(_about(notice, body), style=CELL),
        report(body.table),
        unsealed(notice, boxes, [Paragraph(Strong(_totals(body)), style=BODY)]),
    ]


def _about(notice: Notice, body: LedgerBody) -> str:
    sent_to = f"　　报送：{notice.addressee}" if notice.addressee else ""
    period = f"{day_words(body.first)}至{day_words(body.last)}"
    return f"登记期间：{period}　　共 {len(body.table.rows)} 条{sent_to}"


def _totals(body: LedgerBody) -> str:
    totals = "；".join(body.totals) or f"共 {len(body.table.rows)} 条"
    return f"合计：{totals}。"
