"""更正单: what was put right, why, and who saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Align, Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import Column, fields, listing
from printing.documents.wording import day_words, item_words

if TYPE_CHECKING:
    from core.course_notices import CorrectionSlipBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: CorrectionSlipBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("办件编号", notice.case_number), ("更正日期", day_words(body.corrected_on))],
    ]
    agreed = "、".join(body.agreed_by)
    reason = [Paragraph(Strong("更正原因："), sentence(body.reason), style=BODY)]
    return [
        *heading(notice),
        fields(facts),
        _lines(body),
        *(reason if body.reason else []),
        Paragraph(Strong("确认人："), sentence(agreed), style=BODY),
        closing(notice, office_boxes("办理窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


def _lines(body: CorrectionSlipBody) -> Block:
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("更正项目", 40 * mm),
        Column("更正前", 57 * mm),
        Column("更正后", 57 * mm),
    )
    rows = [
        [str(number), line.what, line.before or "—", line.after]
        for number, line in enumerate(body.lines, start=1)
    ]
    return listing(columns, rows)


_LAST_WORDS = "更正前的记录保留备查。此前出具的文书与本单不一致的，以本单为准。"
