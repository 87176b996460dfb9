"""容缺受理承诺书: accepted now, what the applicant undertakes to supply, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import applicant_boxes, closing
from printing.documents.heading import heading
from printing.documents.one_time import missing_list
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import citation, day_words, item_words, place_words

if TYPE_CHECKING:
    from core.course_notices import ConditionalBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: ConditionalBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("收件日期", day_words(body.received_on)), ("受理日期", day_words(body.accepted_on))],
    ]
    by_law = citation(body.basis, "第三十二条")
    accepted = f"你（单位）提出的上述申请，主要材料齐全，{by_law}本机关先予受理，"
    promised = f"申请人承诺在下列期限内到{place_words(notice)}补齐上列 {len(body.missing)} 项材料："
    lapse = f"逾期没有补齐的，{body.lapse}。申请人对承诺内容的真实性负责。"
    return [
        *heading(notice),
        fields(facts),
        Paragraph(accepted, Strong("下列材料可以容缺后补："), style=BODY),
        missing_list(body.missing),
        Paragraph(promised, style=BODY),
        *due_dates([body.supply_by]),
        *([Paragraph("办理时限自受理之日起计算：", style=BODY)] if body.dues else []),
        *(due_dates(body.dues) if body.dues else []),
        closing(notice, applicant_boxes(notice), [Paragraph(Strong(lapse), style=BODY)]),
    ]
