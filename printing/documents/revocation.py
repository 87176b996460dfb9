"""撤销受理告知书: what a conditional acceptance waited for did not come in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import numbered
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import citation, day_words, item_words, remedy_words

if TYPE_CHECKING:
    from core.course_notices import RevocationBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: RevocationBody) -> list[Block]:
    """The paper from heading to seal."""
    revoked_on = day_words(body.revoked_on)
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("承诺书号", body.told_number)],
        [("受理日期", day_words(body.accepted_on)), ("撤销日期", revoked_on)],
    ]
    promised = "你（单位）在上列编号的《容缺受理承诺书》中承诺补齐材料，下列期限已经届满："
    missing = f"至期限届满，下列 {len(body.missing)} 项材料仍未补齐："
    revoked = f"自{revoked_on}起撤销对该申请的受理。"
    return [
        *heading(notice),
        fields(facts),
        Paragraph(promised, style=BODY),
        *due_dates([body.supply_by]),
        *([Paragraph(missing, style=BODY), *numbered(body.missing)] if body.missing else []),
        Paragraph(
            citation(body.basis, ""), Strong(revoked), "材料齐备后可以重新申请。", style=BODY
        ),
        closing(
            notice,
            office_boxes("办理窗口", notice),
            [Paragraph(remedy_words(body.remedies, "本告知书"), style=BODY)],
        ),
    ]
