"""延期告知书: the new date and why, told before the old one passes (行政许可法 art. 42)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing.documents.closing import applicant_boxes, closing
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import citation, day_words, due_words, item_words, place_words

if TYPE_CHECKING:
    from core.case_notices import ExtensionBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: ExtensionBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("办理窗口", place_words(notice))],
        [("受理日期", day_words(body.accepted_on)), ("批准日期", day_words(body.approved_on))],
        [("批准人", body.approver)],
    ]
    extended = (
        f"本机关受理的你（单位）上述申请，不能在原定期限内作出决定。"
        f"{citation(body.basis, '第四十二条')}经上列批准人批准，"
    )
    dues = [
        replace(body.before, name=f"原{body.before.name}"),
        replace(body.after, name=f"延期后{body.after.name}"),
    ]
    told_before = (
        f"本告知书在原定期限 {due_words(body.before.due)}届满前告知，请签收。"
        "延长的期限届满前，本机关作出决定并告知结果。"
    )
    return [
        *heading(notice),
        fields(facts),
        Paragraph(
            extended,
            Strong(f"办理期限延长至{due_words(body.after.due)}。"),
            style=BODY,
        ),
        Paragraph(Strong("延期理由："), sentence(body.reason), style=BODY),
        *due_dates(dues),
        closing(notice, applicant_boxes(notice), [Paragraph(told_before, style=BODY)]),
    ]
