"""指引单: not our business, so whose it is; who answered first answers for it (首问负责)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.moment import business_day
from printing.documents.closing import clerk_box, unsealed
from printing.documents.facts import about_item, addressed
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import BODY, DUE_DAY
from printing.documents.tables import Column, fields, listing
from printing.documents.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from core.office_notices import GuidanceBody
    from printing.documents.block import Block


def story(notice: Notice, body: GuidanceBody) -> list[Block]:
    """The paper from heading to boxes; it bears no seal, it decides nothing."""
    boxes = [
        ("首问责任人", body.first_responder),
        ("接待窗口", notice.letterhead.counter),
        clerk_box("填单人", notice),
        ("填单日期", day_words(business_day(notice.issued_at))),
    ]
    return [
        *heading(notice),
        *_asked(notice),
        listing((Column("咨询事项", 166 * mm),), [[body.question]]),
        Paragraph(_NOT_OURS, style=BODY),
        _where_to(body),
        *_bring(body.bring),
        *_remark(body.remark),
        unsealed(notice, boxes, [Paragraph(_TO_THE_END, style=BODY)]),
    ]


_NOT_OURS = "您咨询的事项不属于本窗口的办理范围，请到下列部门办理："
_TO_THE_END = (
    "本大厅实行首问负责制，首先接待您的人员负责到底。指引有误，或者到上列部门后仍不能办理的，"
    "请凭本单与首问责任人联系，由首问责任人继续负责协调。"
)


def _asked(notice: Notice) -> list[Block]:
    facts = addressed("咨询人", notice) + about_item("对应事项", notice)
    return [fields(facts)] if facts else []


def _where_to(body: GuidanceBody) -> Block:
    columns = (
        Column("办理部门", 66 * mm),
        Column("办理地点", 60 * mm),
        Column("联系电话", 40 * mm),
    )
    places = (body.to_department, body.to_place, body.to_phone)
    return listing(columns, [[[Paragraph(place, style=DUE_DAY)] for place in places]])


def _bring(materials: Sequence[str]) -> list[Block]:
    columns = (Column("序号", 12 * mm, Align.CENTRE), Column("请携带的材料", 154 * mm))
    rows = [[str(number), material] for number, material in enumerate(materials, start=1)]
    return [listing(columns, rows)] if rows else []


def _remark(remark: str) -> list[Block]:
    return [listing((Column("备注", 166 * mm),), [[remark]])] if remark else []
