"""月度通报: the figures of a month, frozen when they were drawn up, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.moment import business_day
from printing.documents.closing import FOR_THE_PEN, clerk_box, closing
from printing.documents.headed import Headed
from printing.documents.heading import heading
from printing.documents.paragraph import Paragraph
from printing.documents.reports import report
from printing.documents.styles import BODY, CELL
from printing.documents.wording import day_words, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from core.office_notices import MonthlyReportBody
    from printing.documents.block import Block


def story(notice: Notice, body: MonthlyReportBody) -> list[Block]:
    """The paper from heading to seal."""
    sent_to = [Paragraph(f"主送：{notice.addressee}", style=CELL)] if notice.addressee else []
    boxes = [
        clerk_box("制表人", notice),
        ("审核人", FOR_THE_PEN),
        ("签发人", FOR_THE_PEN),
        ("印发日期", day_words(business_day(notice.issued_at))),
    ]
    sections = _sections(body)
    return [
        *heading(notice, f"{notice.kind.title}（{body.month}）"),
        *sent_to,
        *sections[:-1],
        closing(notice, boxes, [*sections[-1:], Paragraph(_frozen(notice, body), style=BODY)]),
    ]


def _frozen(notice: Notice, body: MonthlyReportBody) -> str:
    return (
        f"本通报所列数据于{day_words(body.drawn_up_on)}统计并固定，此后的变动不改变本期数据。"
        f"对数据有疑问的，可以到{place_words(notice)}核对。"
    )


def _sections(body: MonthlyReportBody) -> list[Block]:
    """Summary, lists and requirements; only what there is gets a heading."""
    sections = (
        ("总体情况", _numbered(body.summary)),
        ("分项情况", [report(table) for table in body.tables]),
        ("工作要求", _numbered(body.requirements)),
    )
    told = [(title, parts) for title, parts in sections if parts]
    return [
        part
        for ordinal, (title, (first, *rest)) in zip("一二三", told, strict=False)
        for part in (Headed(f"{ordinal}、{title}", first), *rest)
    ]


def _numbered(lines: Sequence[str]) -> list[Block]:
    if len(lines) == 1:
        return [Paragraph(lines[0], style=BODY)]
    return [
        Paragraph(f"{number}. {line}", style=BODY) for number, line in enumerate(lines, start=1)
    ]
