"""缴款通知单: the charges of the catalogue and how to pay them (行政许可法 art. 58, 59)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.numbered import sentence
from printing.documents.paragraph import Align, Paragraph, Strong
from printing.documents.styles import BODY, CELL_STRONG, NOTE
from printing.documents.tables import Cell, Column, due_dates, fields, listing
from printing.documents.wording import item_words

if TYPE_CHECKING:
    from core.case_notices import PaymentBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: PaymentBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("缴款人", notice.addressee)],
        [("办理事项", item_words(notice))],
    ]
    if body.licence:
        facts.append([("收费许可", f"收费许可证 {body.licence}")])
    no_cash = "本窗口不收现金。"
    nothing_else = "除上列项目外，办理本事项不收取其他费用。缴款后请索取票据。"
    return [
        *heading(notice),
        fields(facts),
        Paragraph("办理上述事项，你（单位）应当缴纳下列费用：", style=BODY),
        _charges(body),
        *due_dates([body.pay_by]),
        Paragraph(Strong("缴款方式："), sentence(body.how), style=BODY),
        closing(
            notice,
            office_boxes("办理窗口", notice),
            [Paragraph(Strong(no_cash), nothing_else, style=BODY)],
        ),
    ]


def _charges(body: PaymentBody) -> Block:
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("收费项目、依据", 84 * mm),
        Column("收费标准", 28 * mm),
        Column("数量", 16 * mm),
        Column("金额（元）", 26 * mm, Align.RIGHT),
    )
    rows: list[list[Cell]] = [
        [
            str(number),
            [
                Paragraph(charge.name, style=CELL_STRONG),
                Paragraph(f"依据：{charge.basis}", style=NOTE),
            ],
            charge.standard,
            charge.quantity,
            charge.amount,
        ]
        for number, charge in enumerate(body.charges, start=1)
    ]
    total: list[Cell] = [
        "",
        [Paragraph(f"合计（大写）：{body.total_in_words}", style=CELL_STRONG)],
        "",
        "",
        [Paragraph(body.total, style=replace(CELL_STRONG, align=Align.RIGHT))],
    ]
    return listing(columns, [*rows, total])
