"""一次性告知（补正）通知书: everything that is missing, told once (行政许可法 art. 32(4))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from printing.documents.closing import applicant_boxes, closing
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph, Strong
from printing.documents.styles import BODY, CELL, CELL_STRONG, NOTE
from printing.documents.tables import Cell, Column, due_dates, fields, listing
from printing.documents.wording import citation, day_words, item_words, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.case_notices import OneTimeBody
    from core.notice import Notice
    from core.notice_lines import MissingLine
    from printing.documents.block import Block


def story(notice: Notice, body: OneTimeBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [
            ("收件日期", day_words(body.received_on)),
            ("已收材料", f"{body.received_count} 项"),
        ],
    ]
    told = (
        "申请材料不齐全或者不符合法定形式。"
        f"{citation(body.basis, '第三十二条第一款第（四）项')}"
        "现一次告知需要补正的全部内容："
    )
    nothing_else = f"除上列 {len(body.missing)} 项外，本窗口不再要求补正其他材料。"
    consequences = (
        f"请你（单位）在期限内凭下方二维码到{place_words(notice)}补交。"
        f"按期补正齐全、符合法定形式的，予以受理，办理时限：{body.after.rstrip('。')}。"
        f"逾期未补正的，按{body.lapse}处理，可以重新申请。"
    )
    return [
        *heading(notice),
        fields(facts),
        Paragraph(told, style=BODY),
        missing_list(body.missing),
        Paragraph(Strong(nothing_else), style=BODY),
        *due_dates([body.correct_by]),
        closing(notice, applicant_boxes(notice), [Paragraph(consequences, style=BODY)]),
    ]


def missing_list(lines: Sequence[MissingLine]) -> Block:
    """Each material to supply, with its form, its issuer and how to get it."""
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("需要补正的材料", 58 * mm),
        Column("形式、份数", 30 * mm),
        Column("由谁出具、怎样办理", 66 * mm),
    )
    return listing(columns, [_row(number, line) for number, line in enumerate(lines, start=1)])


def _row(number: int, line: MissingLine) -> list[Cell]:
    row = f"本事项材料目录第 {line.row} 项"
    basis = f"依据：{line.basis}（{row}）" if line.basis else f"依据：{row}"
    return [
        str(number),
        [Paragraph(line.name, style=CELL_STRONG), Paragraph(basis, style=NOTE)],
        [Paragraph(line.form, style=CELL), Paragraph(f"{line.copies} 份", style=CELL)],
        [Paragraph(line.issuer, style=CELL), Paragraph(line.how, style=CELL)],
    ]
