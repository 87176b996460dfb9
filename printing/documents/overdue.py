"""超时说明: why it is late and when it will be done (优化营商环境条例 art. 36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import day_words, item_words

if TYPE_CHECKING:
    from core.case_notices import OverdueBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: OverdueBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("受理日期", day_words(body.accepted_on)), ("已经超期", body.overdue)],
        [("负责人", body.leader)],
    ]
    late = (
        "你（单位）的上述申请，本机关没有在下列期限内办结。"
        "依照《优化营商环境条例》第三十六条第二款，现公开说明理由。"
    )
    return [
        *heading(notice),
        fields(facts),
        Paragraph(late, style=BODY),
        *due_dates(body.passed),
        Paragraph(Strong("超时理由："), sentence(body.reason), style=BODY),
        Paragraph(Strong("采取的措施："), sentence(body.measures), style=BODY),
        *due_dates([body.new_day]),
        closing(notice, office_boxes("办理窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = "由此给你（单位）带来不便，我们深表歉意。再有延误的，请拨打监督电话。"
