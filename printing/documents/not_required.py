"""不受理告知书: the matter needs no licence (行政许可法 art. 32(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.moment import business_day
from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import fields
from printing.documents.wording import citation, day_words, is_licence, item_words

if TYPE_CHECKING:
    from core.case_notices import NotRequiredBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: NotRequiredBody) -> list[Block]:
    """The paper from heading to seal; nothing is refused, so it carries no remedies."""
    told_on = day_words(business_day(notice.issued_at))
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("收件日期", day_words(body.received_on)), ("告知日期", told_on)],
    ]
    not_needed = "依法不需要取得行政许可" if is_licence(body.basis) else "不需要办理"
    told = (
        f"你（单位）提出的上述申请，{not_needed}。"
        f"{citation(body.basis, '第三十二条第一款第（一）项')}现告知你（单位）："
    )
    reason = Paragraph(Strong("理由："), sentence(body.reason), style=BODY)
    advice = [Paragraph(Strong("办理建议："), sentence(body.advice), style=BODY)]
    return [
        *heading(notice),
        fields(facts),
        Paragraph(told, Strong("对该申请不受理。"), style=BODY),
        reason,
        *(advice if body.advice else []),
        closing(notice, office_boxes("办理窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


_LAST_WORDS = "对本告知有疑问的，可以要求本窗口说明、解释，也可以拨打下列电话。"
