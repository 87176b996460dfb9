"""受理通知书: what was accepted, and the day it must be done (行政许可法 art. 32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.moment import business_day
from printing.documents.closing import clerk_box, closing
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import BODY
from printing.documents.tables import Column, due_dates, fields, listing
from printing.documents.wording import (
    LICENSING_LAW,
    citation,
    day_words,
    is_licence,
    item_words,
)

if TYPE_CHECKING:
    from core.case_notices import AcceptanceBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: AcceptanceBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("收到日期", day_words(body.received_on)), ("受理日期", day_words(body.accepted_on))],
        [("收费", body.fee)],
    ]
    accepted = (
        "你（单位）提出的上述申请，材料齐全，符合法定形式。"
        f"{citation(body.basis, '第三十二条第一款第（五）项')}现予受理。"
    )
    boxes = [
        clerk_box("经办人", notice),
        ("受理窗口", notice.letterhead.counter),
        ("出具日期", day_words(business_day(notice.issued_at))),
    ]
    return [
        *heading(notice),
        fields(facts),
        Paragraph(accepted, style=BODY),
        *due_dates(body.dues),
        *_not_counted(body),
        *_materials(body),
        closing(notice, boxes, [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = "以工作日计算的时限不含法定节假日。办理进度和结果可以凭下方二维码查询。"


def _not_counted(body: AcceptanceBody) -> list[Block]:
    if not body.not_counted:
        return []
    law = f"依照{LICENSING_LAW}第四十五条，" if is_licence(body.basis) else ""
    procedures = "；".join(body.not_counted)
    return [Paragraph(f"{law}下列程序所需时间不计入上述时限：{procedures}。", style=BODY)]


def _materials(body: AcceptanceBody) -> list[Block]:
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("已收材料", 108 * mm),
        Column("形式", 26 * mm),
        Column("份数", 20 * mm, Align.CENTRE),
    )
    rows = [
        [str(number), line.name, line.form, str(line.copies)]
        for number, line in enumerate(body.materials, start=1)
    ]
    return [listing(columns, rows)] if rows else []
