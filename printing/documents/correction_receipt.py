"""补正材料收件单: what came of the one notice's list, and what of it is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from core.paper_kind import NoticeKind
from printing.documents.closing import clerk_box, closing, office_boxes
from printing.documents.heading import heading
from printing.documents.materials import count_words, received_list
from printing.documents.paragraph import Align, Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import Column, fields, listing
from printing.documents.wording import item_words, moment_words

if TYPE_CHECKING:
    from core.case_notices import CorrectionReceiptBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: CorrectionReceiptBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("告知书号", body.told_number)],
        [("收件时间", moment_words(body.received_at)), ("收件窗口", notice.letterhead.counter)],
    ]
    received = (
        f"上列编号的《{body.told_title}》所列材料中，截至收件时间，"
        f"本窗口已经收到下列材料，{count_words(body.materials)}："
    )
    _, *boxes = office_boxes("收件窗口", notice)
    return [
        *heading(notice),
        fields(facts),
        Paragraph(received, style=BODY),
        *received_list(body.materials),
        *_still_missing(body),
        closing(
            notice, [clerk_box("收件人", notice), *boxes], [Paragraph(_next(body), style=BODY)]
        ),
    ]


def _still_missing(body: CorrectionReceiptBody) -> list[Block]:
    if not body.still_missing:
        return [Paragraph(Strong(f"{_paper(body)}所列材料已经全部补齐。"), style=BODY)]
    count = len(body.still_missing)
    columns = (
        Column("序号", 12 * mm, Align.CENTRE),
        Column("尚未补齐的材料", 154 * mm),
    )
    rows = [[str(number), name] for number, name in enumerate(body.still_missing, start=1)]
    return [
        listing(columns, rows),
        Paragraph(
            f"{_paper(body)}所列材料，以上 {count} 项尚未补齐。",
            Strong(f"除上列 {count} 项外，本窗口不再要求补正其他材料。"),
            style=BODY,
        ),
    ]


def _next(body: CorrectionReceiptBody) -> str:
    if body.still_missing:
        follows = f"请在{_paper(body)}写明的补正期限内补齐。"
    elif body.told_title == NoticeKind.CONDITIONAL.title:
        follows = "容缺的材料已经补齐，受理继续有效。"
    else:
        follows = "符合法定形式的，本机关予以受理，并出具受理通知书。"
    return f"{follows}本单只证明收到上列材料，不是受理通知书。"


def _paper(body: CorrectionReceiptBody) -> str:
    return "该承诺书" if body.told_title == NoticeKind.CONDITIONAL.title else "该通知书"
