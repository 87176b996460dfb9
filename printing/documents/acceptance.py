"""受理通知书: what was accepted, and the day it must be done (行政许可法 art. 32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.materials import received_list
from printing.documents.paragraph import Paragraph
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
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
        [("收件日期", day_words(body.received_on)), ("受理日期", day_words(body.accepted_on))],
        [("收费", body.fee)],
    ]
    accepted = (
        "你（单位）提出的上述申请，材料齐全，符合法定形式。"
        f"{citation(body.basis, '第三十二条第一款第（五）项')}现予受理。"
    )
    return [
        *heading(notice),
        fields(facts),
        Paragraph(accepted, style=BODY),
        *due_dates(body.dues),
        *_not_counted(body),
        *received_list(body.materials),
        closing(notice, office_boxes("受理窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = "以工作日计算的时限不含法定节假日。办理进度和结果可以凭下方二维码查询。"


def _not_counted(body: AcceptanceBody) -> list[Block]:
    if not body.not_counted:
        return []
    law = f"依照{LICENSING_LAW}第四十五条，" if is_licence(body.basis) else ""
    procedures = "；".join(body.not_counted)
    return [Paragraph(f"{law}下列程序所需时间不计入上述时限：{procedures}。", style=BODY)]
