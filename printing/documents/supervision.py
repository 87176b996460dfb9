"""督办事项通知单: findings, requirements, a date, who is next; with the department's reply stub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from printing.documents.closing import DATE_FOR_THE_PEN, FOR_THE_PEN, clerk_box, closing
from printing.documents.facts import about_item, addressed
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph, Strong
from printing.documents.styles import BODY, CELL, GRID, LABEL, STUB_TITLE
from printing.documents.tables import Column, due_dates, fields, listing
from printing.documents.wording import due_words, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from core.office_notices import SupervisionBody


def story(notice: Notice, body: SupervisionBody) -> list[Flowable]:
    """The paper from heading to seal, and the stub to be cut off below it."""
    facts = addressed("受文单位", notice) + about_item("涉及事项", notice)
    basis = f"依照{'、'.join(body.basis)}，" if body.basis else ""
    next_one = f"逾期未完成、未书面反馈或者落实不力的，报{body.escalates_to}处理。"
    boxes = [
        clerk_box("经办人", notice),
        ("签收人", FOR_THE_PEN),
        ("签收日期", DATE_FOR_THE_PEN),
    ]
    return [
        *heading(notice),
        fields([*facts, [("责任人", body.responsible)]]),
        listing((Column("督办事项", 166 * mm),), [[body.matter]]),
        Paragraph(f"{basis}对上列事项予以督办，查明的情况和督办要求如下：", style=BODY),
        _numbered("查明的情况", body.findings),
        _numbered("督办要求", body.requirements),
        *due_dates([body.reply_by]),
        closing(notice, boxes, [Paragraph(Strong(next_one), style=BODY)], stub=_stub(notice, body)),
    ]


def _numbered(heading_words: str, lines: Sequence[str]) -> Flowable:
    columns = (Column("序号", 12 * mm, Align.CENTRE), Column(heading_words, 154 * mm))
    return listing(columns, [[str(number), line] for number, line in enumerate(lines, start=1)])


def _stub(notice: Notice, body: SupervisionBody) -> list[Flowable]:
    send = (
        f"请在{due_words(body.reply_by.due)}前（含当日）填写本回执，加盖单位印章后送回"
        f"{place_words(notice)}。"
    )
    rows = [
        [*_pair("通知单编号", notice.number), *_pair("填报单位（盖章）", notice.addressee)],
        [*_pair("落实情况", FOR_THE_PEN), None, None],
        [*_pair("未完成原因和完成日期", FOR_THE_PEN), None, None],
        [*_pair("责任人签名", FOR_THE_PEN), *_pair("填报日期", DATE_FOR_THE_PEN)],
    ]
    return [
        _CutLine(),
        Paragraph("督办事项回执", style=STUB_TITLE),
        Paragraph(send, style=BODY),
        Table(
            rows,
            colWidths=[_STUB_LABEL, 83 * mm - _STUB_LABEL] * 2,
            minRowHeights=[14 * mm, 32 * mm, 18 * mm, 12 * mm],  # room to write
            style=[*GRID, ("SPAN", (1, 1), (3, 1)), ("SPAN", (1, 2), (3, 2))],
        ),
    ]


_STUB_LABEL = 23 * mm


def _pair(label: str, content: str) -> list[Paragraph]:
    return [Paragraph(label, style=LABEL), Paragraph(content, style=CELL)]


class _CutLine(Flowable):  # type: ignore[misc]  # reportlab publishes no types
    """Where the stub is cut off."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # reportlab's signature
        self.width, self.height = width, 7 * mm
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setDash(4, 3)
        self.canv.setLineWidth(0.7)
        self.canv.line(0, self.height / 2, self.width, self.height / 2)
