"""不予决定书: the reasons and the remedies (行政许可法 art. 38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import numbered
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import fields
from printing.documents.wording import (
    citation,
    day_words,
    is_licence,
    item_words,
    remedy_words,
)

if TYPE_CHECKING:
    from core.case_notices import DenialBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: DenialBody) -> list[Block]:
    """The paper from heading to seal; its receipt is signed on the 送达回证."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("受理日期", day_words(body.accepted_on)), ("决定日期", day_words(body.decided_on))],
    ]
    licence = is_licence(body.basis)
    conditions = "法定条件、标准" if licence else "规定的条件、标准"
    denied = "不予行政许可" if licence else "不予办理"
    return [
        *heading(notice),
        fields(facts),
        Paragraph(f"你（单位）提出的上述申请，经审查，不符合{conditions}，理由如下：", style=BODY),
        *numbered(body.reasons),
        Paragraph(citation(body.basis, "第三十八条第二款"), Strong(f"决定{denied}。"), style=BODY),
        closing(
            notice,
            office_boxes("办理窗口", notice),
            [Paragraph(remedy_words(body.remedies, "本决定书"), style=BODY)],
        ),
    ]
