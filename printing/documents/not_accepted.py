"""不予受理通知书: the reason, the organ in charge and the remedies (行政许可法 art. 32(2))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.moment import business_day
from printing.documents.closing import applicant_boxes, closing
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import fields
from printing.documents.wording import citation, day_words, item_words, place_words, remedy_words

if TYPE_CHECKING:
    from core.case_notices import NotAcceptedBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: NotAcceptedBody) -> list[Block]:
    """The paper from heading to seal."""
    decided_on = day_words(business_day(notice.issued_at))
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("办理窗口", place_words(notice))],
        [("收件日期", day_words(body.received_on)), ("决定日期", decided_on)],
    ]
    return [
        *heading(notice),
        fields(facts),
        Paragraph(
            f"你（单位）提出的上述申请收悉。{citation(body.basis, _articles(body))}",
            Strong("决定不予受理。"),
            style=BODY,
        ),
        Paragraph(Strong("理由："), sentence(body.reason), style=BODY),
        *_right_organ(body),
        closing(
            notice,
            applicant_boxes(notice),
            [Paragraph(remedy_words(body.remedies, "本通知书"), style=BODY)],
        ),
    ]


def _articles(body: NotAcceptedBody) -> str:
    # Only a matter of another organ is the second case of the article.
    return "第三十二条第一款第（二）项" if body.right_organ else "第三十二条"


def _right_organ(body: NotAcceptedBody) -> list[Block]:
    if not body.right_organ:
        return []
    return [
        Paragraph(
            "该申请事项不属于本机关职权范围，请向",
            Strong(body.right_organ),
            "提出申请。",
            style=BODY,
        )
    ]
