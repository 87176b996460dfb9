"""进校收费批准通知书: one licence, one notice (一证一书); outside its days nobody need pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.moment import business_day
from printing.documents.closing import clerk_box, closing
from printing.documents.facts import about_item, addressed
from printing.documents.heading import heading
from printing.documents.paragraph import Align, Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import Column, due_dates, fields, listing
from printing.documents.wording import day_words, place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.notice import Notice
    from core.notice_lines import ChargeLine
    from core.office_notices import SchoolFeeBody
    from printing.documents.block import Block


def story(notice: Notice, body: SchoolFeeBody) -> list[Block]:
    """The paper from heading to seal."""
    boxes = [
        ("批准人", body.approved_by),
        clerk_box("经办人", notice),
        ("出具日期", day_words(business_day(notice.issued_at))),
    ]
    facts = [
        *addressed("收费单位", notice),
        [("许可证号", f"收费许可证 {body.licence}")],
        [("缴费学校", body.school)],
        *about_item("办理事项", notice),
    ]
    return [
        *heading(notice),
        fields(facts),
        Paragraph("经审核，批准上述单位凭收费许可证，向上述学校收取下列费用：", style=BODY),
        _charges(body.charges),
        Paragraph(_validity(body), style=BODY),
        *due_dates([body.valid_to]),
        closing(
            notice,
            boxes,
            [
                Paragraph(Strong(_REFUSAL), style=BODY),
                Paragraph(_showing(notice), style=BODY),
            ],
        ),
    ]


_REFUSAL = "不在有效期内，或者没有本通知书的，学校有权拒缴。"


def _charges(charges: Sequence[ChargeLine]) -> Block:
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("收费项目", 38 * mm),
        Column("收费依据", 50 * mm),
        Column("收费标准", 28 * mm),
        Column("数量", 16 * mm, Align.RIGHT),
        Column("金额（元）", 22 * mm, Align.RIGHT),
    )
    rows = [
        [str(number), charge.name, charge.basis, charge.standard, charge.quantity, charge.amount]
        for number, charge in enumerate(charges, start=1)
    ]
    return listing(columns, rows)


def _validity(body: SchoolFeeBody) -> str:
    first, last = day_words(body.valid_from), day_words(body.valid_to.due)
    return f"本通知书自{first}起至{last}止有效，有效期 {body.valid_to.limit}。"


def _showing(notice: Notice) -> str:
    return (
        "收费时应当同时出示收费许可证和本通知书（一证一书），出具规定票据，不得超出上列项目和标准。"
        f"学校可以扫描下方二维码，或者报二维码下方的核验码，向{place_words(notice)}"
        f"（电话 {notice.letterhead.enquiry_phone}）核验本通知书的真伪。"
    )
