"""恢复计时告知书: the special procedure is over, and these are the dates now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import citation, day_words, item_words

if TYPE_CHECKING:
    from core.course_notices import ResumptionBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: ResumptionBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("特别程序", body.procedure), ("受理日期", day_words(body.accepted_on))],
        [("开始日期", day_words(body.began_on)), ("结束日期", day_words(body.ended_on))],
    ]
    over = f"办理你（单位）的上述申请所需的{body.procedure}已经结束。"
    resumed = "办理期限自结束日期的次日起继续计算。" if body.dues else _STILL_STANDING
    return [
        *heading(notice),
        fields(facts),
        Paragraph(over, style=BODY),
        Paragraph(Strong("结果："), sentence(body.outcome), style=BODY),
        Paragraph(citation(body.basis, "第四十五条"), Strong(resumed), style=BODY),
        *(due_dates(body.dues) if body.dues else []),
        closing(notice, office_boxes("办理窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_STILL_STANDING = "另有特别程序没有结束，办理期限仍暂停计算。"
_LAST_WORDS = "办理进度和结果可以凭下方二维码查询。"
