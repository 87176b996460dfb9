"""视为撤回告知书: the listed materials did not come in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import numbered
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import citation, day_words, item_words

if TYPE_CHECKING:
    from core.course_notices import DeemedWithdrawalBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: DeemedWithdrawalBody) -> list[Block]:
    """The paper from heading to seal; nothing is refused, so it carries no remedies."""
    deemed_on = day_words(body.deemed_on)
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("告知书号", body.told_number)],
        [("收件日期", day_words(body.received_on)), ("撤回日期", deemed_on)],
    ]
    told = "本机关以上列编号的文书一次告知了需要补正的全部内容，下列期限已经届满："
    missing = f"至期限届满，下列 {len(body.missing)} 项材料仍未补齐："
    deemed = f"该申请自{deemed_on}起视为撤回。"
    return [
        *heading(notice),
        fields(facts),
        Paragraph(told, style=BODY),
        *due_dates([body.supply_by]),
        *([Paragraph(missing, style=BODY), *numbered(body.missing)] if body.missing else []),
        Paragraph(citation(body.basis, ""), Strong(deemed), style=BODY),
        closing(notice, office_boxes("办理窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = "材料齐备后可以重新申请，已经提交的材料可以到本窗口取回。"
