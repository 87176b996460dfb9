"""视为受理确认单: silence has made receipt acceptance (行政许可法 art. 32(4))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import citation, day_words, item_words

if TYPE_CHECKING:
    from core.case_notices import DeemedAcceptanceBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: DeemedAcceptanceBody) -> list[Block]:
    """The paper from heading to seal."""
    received_on = day_words(body.received_on)
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("收件日期", received_on), ("确认日期", day_words(body.confirmed_on))],
        [("责任人", body.responsible)],
    ]
    silent = (
        f"本机关于{received_on}收到你（单位）的上述申请材料，在下列期限内没有受理、"
        "没有作出不予受理的决定，也没有一次告知需要补正的全部内容："
    )
    deemed = citation(body.basis, "第三十二条第一款第（四）项")
    return [
        *heading(notice),
        fields(facts),
        Paragraph(silent, style=BODY),
        *due_dates([body.tell_by]),
        Paragraph(
            deemed,
            Strong(f"上述申请自收到申请材料之日（{received_on}）起即为受理。"),
            *(["办理时限自该日起计算："] if body.dues else []),
            style=BODY,
        ),
        *(due_dates(body.dues) if body.dues else []),
        closing(notice, office_boxes("办理窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = "逾期没有告知的情况已经记录，责任人见上表。办理进度和结果可以凭下方二维码查询。"
