"""送达回证: what was handed over, how and when (行政许可法 art. 44)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.closing import DATE_FOR_THE_PEN, FOR_THE_PEN, clerk_box, closing
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph
from printing.documents.styles import BODY
from printing.documents.tables import Column, fields, listing
from printing.documents.wording import item_words, moment_words, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.case_notices import DeliveryBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: DeliveryBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("受送达人", notice.addressee)],
        [("办理事项", item_words(notice))],
        [("送达时间", moment_words(body.delivered_at)), ("送达方式", body.method)],
        [("送达地点", place_words(notice))],
    ]
    received = f"上列文书共 {len(body.papers)} 份，受送达人核对无误后签名或者盖章。"
    by_another = [
        [("代收人", FOR_THE_PEN), ("与受送达人的关系", FOR_THE_PEN)],
        [("备注", FOR_THE_PEN)],
    ]
    boxes = [
        ("受送达人", FOR_THE_PEN),
        ("签收日期", DATE_FOR_THE_PEN),
        clerk_box("送达人", notice),
    ]
    return [
        *heading(notice),
        fields(facts),
        _papers(body.papers),
        closing(notice, boxes, [Paragraph(received, style=BODY), fields(by_another)]),
    ]


def _papers(papers: Sequence[str]) -> Block:
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("送达文书名称及编号", 154 * mm),
    )
    return listing(columns, [[str(number), paper] for number, paper in enumerate(papers, start=1)])
