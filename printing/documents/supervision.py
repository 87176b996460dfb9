"""督办事项通知单: findings, requirements, a date, who is next; with the department's reply stub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.block import Drawing, Gap
from printing.documents.closing import DATE_FOR_THE_PEN, FOR_THE_PEN, clerk_box, closing
from printing.documents.facts import about_item, addressed
from printing.documents.grid import Grid
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph, Strong
from printing.documents.styles import BODY, CELL, GRID, LABEL, STUB_TITLE
from printing.documents.tables import Column, due_dates, fields, listing
from printing.documents.wording import due_words, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from core.office_notices import SupervisionBody
    from printing.documents.block import Block


def story(notice: Notice, body: SupervisionBody) -> list[Block]:
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


def _numbered(heading_words: str, lines: Sequence[str]) -> Block:
    columns = (Column("序号", 12 * mm, Align.CENTRE), Column(heading_words, 154 * mm))
    return listing(columns, [[str(number), line] for number, line in enumerate(lines, start=1)])


def _stub(notice: Notice, body: SupervisionBody) -> list[Block]:
    send = (
        f"请在{due_words(body.reply_by.due)}前（含当日）填写本回执，加盖单位印章后送回"
        f"{place_words(notice)}。"
    )
    rows: list[list[Sequence[Block]]] = [
        [*_pair("通知单编号", notice.number), *_pair("填报单位（盖章）", notice.addressee)],
        [[Paragraph("落实情况", style=LABEL)], [Gap(32 * mm)]],
        [[Paragraph("未完成原因和完成日期", style=LABEL)], [Gap(18 * mm)]],
        [*_pair("责任人签名", FOR_THE_PEN), *_pair("填报日期", DATE_FOR_THE_PEN)],
    ]
    return [
        _CutLine(),
        Paragraph("督办事项回执", style=STUB_TITLE),
        Paragraph(send, style=BODY),
        Grid(rows, _stub_widths, GRID, lowest=12 * mm),
    ]


_STUB_LABEL = 23 * mm


def _stub_widths(width: float) -> Sequence[float]:
    return (_STUB_LABEL, width / 2 - _STUB_LABEL) * 2


def _pair(label: str, content: str) -> list[list[Block]]:
    return [[Paragraph(label, style=LABEL)], [Paragraph(content, style=CELL)]]


class _CutLine(Drawing):
    """Where the stub is cut off."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002  # a block's signature
        self.width, self.height = width, 7 * mm
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setDash(4, 3)
        self.canv.setLineWidth(0.7)
        self.canv.line(0, self.height / 2, self.width, self.height / 2)
