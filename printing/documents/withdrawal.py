"""撤回确认书: the applicant takes the application back before a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import applicant_boxes, closing
from printing.documents.heading import heading
from printing.documents.numbered import numbered, sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import fields
from printing.documents.wording import day_words, item_words, place_words

if TYPE_CHECKING:
    from core.course_notices import WithdrawalBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: WithdrawalBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("办理窗口", place_words(notice))],
        [("收件日期", day_words(body.received_on)), ("撤回日期", day_words(body.withdrawn_on))],
    ]
    taken_back = "你（单位）在本机关作出决定之前要求撤回上述申请。"
    returned = f"已经提交的下列 {len(body.returned)} 项材料当面退还："
    reason = [Paragraph(Strong("撤回原因："), sentence(body.reason), style=BODY)]
    return [
        *heading(notice),
        fields(facts),
        Paragraph(taken_back, Strong("本机关确认撤回，终止办理。"), style=BODY),
        *(reason if body.reason else []),
        *([Paragraph(returned, style=BODY), *numbered(body.returned)] if body.returned else []),
        closing(notice, applicant_boxes(notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = "撤回后可以重新申请，办理时限自重新受理之日起计算。请核对退还的材料后签收。"
