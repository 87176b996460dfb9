"""视为同意通知书: 超时默认, where a rule makes silence consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import day_words, item_words, place_words

if TYPE_CHECKING:
    from core.case_notices import DeemedConsentBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: DeemedConsentBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("受理日期", day_words(body.accepted_on)), ("同意日期", day_words(body.deemed_on))],
        [("同意内容", body.result)],
        [("负责人", body.leader)],
    ]
    if body.basis:
        facts.append([("事项依据", "、".join(body.basis))])
    deemed = f"自{day_words(body.deemed_on)}起视为同意。"
    formal = (
        f"视为同意的内容见上表。正式的办理结果补发后，请凭下方二维码到{place_words(notice)}领取。"
    )
    return [
        *heading(notice),
        fields(facts),
        Paragraph("你（单位）的上述申请，本机关没有在下列办理期限内作出决定：", style=BODY),
        *due_dates([body.passed]),
        Paragraph(
            f"依照{body.default_basis}，",
            Strong(deemed),
            "正式的办理结果在下列期限内补发：",
            style=BODY,
        ),
        *due_dates([body.formal_by]),
        closing(notice, office_boxes("办理窗口", notice), [Paragraph(formal, style=BODY)]),
    ]
