"""投诉受理单: the receipt of a complaint, with who handles it and by when it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.moment import business_day
from printing.documents.closing import clerk_box, closing
from printing.documents.facts import about_item, addressed
from printing.documents.heading import heading
from printing.documents.paragraph import Paragraph
from printing.documents.styles import BODY
from printing.documents.tables import Column, due_dates, fields, listing
from printing.documents.wording import day_words, moment_words, place_words

if TYPE_CHECKING:
    from core.notice import Notice
    from core.office_notices import ComplaintBody
    from printing.documents.block import Block
    from printing.documents.facts import Row


def story(notice: Notice, body: ComplaintBody) -> list[Block]:
    """The paper from heading to seal."""
    boxes = [
        clerk_box("受理人", notice),
        ("受理窗口", notice.letterhead.counter),
        ("出具日期", day_words(business_day(notice.issued_at))),
    ]
    return [
        *heading(notice),
        fields(_facts(notice, body)),
        listing((Column("投诉内容", 166 * mm),), [[body.matter]]),
        Paragraph(_ACCEPTED, style=BODY),
        *due_dates([body.reply_by]),
        closing(notice, boxes, [Paragraph(_rights(notice), style=BODY)]),
    ]


_ACCEPTED = (
    "你（单位）的上述投诉已经受理。本大厅有诉必查，由承办人调查核实，并在下列期限内将处理结果"
    "答复你（单位）。"
)


def _facts(notice: Notice, body: ComplaintBody) -> list[Row]:
    return [
        *addressed("投诉人", notice),
        [("投诉渠道", body.channel), ("收到时间", moment_words(body.received_at))],
        *([[("投诉对象", body.about)]] if body.about else []),
        *about_item("涉及事项", notice),
        [("承办人", body.handler)],
    ]


def _rights(notice: Notice) -> str:
    return (
        f"你（单位）有权凭下方二维码或者到{place_words(notice)}查询处理进度，有权在上列期限内得到"
        "答复；逾期未答复，或者对承办人、处理结果有异议的，可以拨打下列监督电话。"
    )
