"""联办会签单: who leads, who is asked for what, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.closing import FOR_THE_PEN, closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY, CELL, CELL_STRONG, NOTE
from printing.documents.tables import Cell, Column, due_dates, fields, listing
from printing.documents.wording import citation, day_words, due_words, item_words

if TYPE_CHECKING:
    from core.course_notices import AssistLine, JointBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: JointBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("办理方式", body.mode), ("受理日期", day_words(body.accepted_on))],
        [("牵头部门", body.lead)],
    ]
    return [
        *heading(notice),
        fields(facts),
        Paragraph(citation(body.basis, "第二十六条"), "请下列部门协办。", style=BODY),
        Paragraph(Strong("协办内容："), sentence(body.matter), style=BODY),
        _assists(body),
        *([Paragraph("牵头部门的办理时限：", style=BODY)] if body.dues else []),
        *(due_dates(body.dues) if body.dues else []),
        closing(notice, office_boxes("牵头窗口", notice), [Paragraph(_LAST_WORDS, style=BODY)]),
    ]


def _assists(body: JointBody) -> Block:
    columns = (
        Column("协办部门", 42 * mm),
        Column("答复期限", 54 * mm),
        Column("协办意见（签字盖章）", 70 * mm),
    )
    rows: list[list[Cell]] = [
        [
            [Paragraph(one.department, style=CELL_STRONG)],
            [
                Paragraph(due_words(one.answer_by.due), style=CELL),
                *(Paragraph(note, style=NOTE) for note in _notes(one)),
            ],
            FOR_THE_PEN,
        ]
        for one in body.assists
    ]
    return listing(columns, rows)


def _notes(one: AssistLine) -> list[str]:
    due = one.answer_by
    notes = (f"{due.name} {due.limit}", due.basis, due.provisional_note, one.silence)
    return [note for note in notes if note]


_LAST_WORDS = (
    "请各协办部门在答复期限内签署意见。协办部门没有答复、也不视为无异议的，牵头部门不作出决定。"
)
