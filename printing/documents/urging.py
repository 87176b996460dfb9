"""催办单: a department's cases that are late or nearly so, and by when it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.closing import DATE_FOR_THE_PEN, FOR_THE_PEN, clerk_box, closing
from printing.documents.facts import about_item, addressed
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import BODY, CELL, CELL_STRONG, NOTE
from printing.documents.tables import (
    Cell,
    Column,
    due_dates,
    fields,
    listing,
    provisional_notes,
)
from printing.documents.wording import due_words, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from core.notice_lines import DueLine
    from core.office_notices import UrgedCase, UrgingBody
    from printing.documents.block import Block


def story(notice: Notice, body: UrgingBody) -> list[Block]:
    """The paper from heading to seal."""
    pressed = (
        f"你单位承办的下列 {len(body.cases)} 件办件需要抓紧办理，现予催办。"
        f"催办原因：{body.reason.rstrip('。')}。"
    )
    boxes = [
        ("签发人", body.issued_by),
        clerk_box("经办人", notice),
        ("签收人", FOR_THE_PEN),
        ("签收日期", DATE_FOR_THE_PEN),
    ]
    facts = addressed("受文单位", notice) + about_item("涉及事项", notice)
    return [
        *heading(notice),
        *([fields(facts)] if facts else []),
        Paragraph(pressed, style=BODY),
        _cases(body.cases),
        *provisional_notes([case.due for case in body.cases]),
        Paragraph(_answer(notice), style=BODY),
        *_reply_by(body),
        closing(notice, boxes, [Paragraph(_CONSEQUENCES, style=BODY)]),
    ]


_CONSEQUENCES = "逾期未回复或者落实不力的，将发出督办事项通知单，限期完成。"


def _cases(cases: Sequence[UrgedCase]) -> Block:
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("办件编号、申请人", 36 * mm),
        Column("事项", 40 * mm),
        Column("时限、截止日期（含当日）", 49 * mm),
        Column("剩余、超期", 29 * mm),
    )
    return listing(columns, [_row(number, case) for number, case in enumerate(cases, start=1)])


def _row(number: int, case: UrgedCase) -> list[Cell]:
    return [
        str(number),
        [Paragraph(case.number, style=CELL), Paragraph(case.applicant, style=CELL)],
        case.item,
        _due(case.due),
        [Paragraph(case.left, style=CELL_STRONG)],
    ]


def _due(due: DueLine) -> list[Paragraph]:
    provisional = "（暂定）" if due.provisional_note else ""
    return [
        Paragraph(f"{due.name}：{due.limit}", style=CELL),
        Paragraph(f"{due_words(due.due)}{provisional}", style=CELL_STRONG),
        Paragraph(due.basis, style=NOTE),
    ]


def _answer(notice: Notice) -> str:
    return (
        f"请在下列期限内将办理情况书面回复{place_words(notice)}。"
        "不能按期办结的，应当写明原因、采取的措施和新的办结日期；依照《优化营商环境条例》"
        "第三十六条，超过办理时间的，办理单位应当公开说明理由。"
    )


def _reply_by(body: UrgingBody) -> list[Block]:
    """The date to answer by; a note the cases' dates have already brought is not repeated."""
    table, *notes = due_dates([body.reply_by])
    told = {case.due.provisional_note for case in body.cases}
    return [table] if body.reply_by.provisional_note in told else [table, *notes]
