"""终止审查决定书, on a legal ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import fields
from printing.documents.wording import citation, day_words, item_words, remedy_words

if TYPE_CHECKING:
    from core.course_notices import TerminationBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: TerminationBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("受理日期", day_words(body.accepted_on)), ("决定日期", day_words(body.terminated_on))],
    ]
    found = "你（单位）提出的上述申请，本机关受理后在审查中发现应当终止审查的情形。"
    return [
        *heading(notice),
        fields(facts),
        Paragraph(found, style=BODY),
        Paragraph(Strong("依据和事实："), sentence(body.legal_ground), style=BODY),
        Paragraph(citation(body.basis, ""), Strong("决定终止审查。"), style=BODY),
        closing(
            notice,
            office_boxes("办理窗口", notice),
            [Paragraph(remedy_words(body.remedies, "本决定书"), style=BODY)],
        ),
    ]
