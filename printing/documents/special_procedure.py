"""特别程序告知书: time that is not counted, with its length (行政许可法 art. 45)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import applicant_boxes, closing
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import citation, day_words, item_words, place_words

if TYPE_CHECKING:
    from core.case_notices import SpecialProcedureBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: SpecialProcedureBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("办理窗口", place_words(notice))],
        [("特别程序", body.procedure)],
        [("受理日期", day_words(body.accepted_on)), ("开始日期", day_words(body.begins_on))],
        [("批准人", body.approver)],
    ]
    not_counted = f"{body.procedure}所需时间不计算在办理期限内。"
    remaining = "；".join(line.rstrip("。") for line in body.remaining)
    left = [Paragraph(Strong("剩余期限："), sentence(remaining), style=BODY)]
    return [
        *heading(notice),
        fields(facts),
        Paragraph(f"办理你（单位）的上述申请，需要进行{body.procedure}。", style=BODY),
        Paragraph(Strong("原因："), sentence(body.reason), style=BODY),
        Paragraph(
            citation(body.basis, "第四十五条"),
            Strong(not_counted),
            "现将所需时间书面告知如下：",
            style=BODY,
        ),
        *due_dates([body.expected]),
        *(left if body.remaining else []),
        closing(notice, applicant_boxes(notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = (
    "程序结束后，继续计算办理期限。超过上列日期仍未结束的，可以凭下方二维码查询，"
    "或者拨打监督电话。请签收。"
)
