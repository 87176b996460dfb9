"""收件凭证: what was handed in, and by when the office answers (行政许可法 art. 32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import clerk_box, closing, office_boxes
from printing.documents.heading import heading
from printing.documents.materials import count_words, received_list
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import due_dates, fields
from printing.documents.wording import (
    citation,
    item_words,
    moment_words,
    place_words,
    slip_words,
)

if TYPE_CHECKING:
    from core.case_notices import ReceiptBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: ReceiptBody) -> list[Block]:
    """The paper from heading to seal."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("收件时间", moment_words(body.received_at)), ("查询码", slip_words(notice.slip_code))],
        [("收件地点", place_words(notice))],
    ]
    received = f"本窗口收到你（单位）提交的下列申请材料，{count_words(body.materials)}："
    answer = (
        f"{citation((body.answer_by.basis,), '第三十二条第一款第（四）项')}"
        "本机关在下列期限内受理申请、不予受理申请，或者一次告知需要补正的全部内容；"
    )
    proof = "本凭证只证明收到上列材料，不是受理通知书。"
    silence = "逾期不告知的，自收到申请材料之日起即为受理。"
    _, *boxes = office_boxes("收件窗口", notice)
    return [
        *heading(notice),
        fields(facts),
        Paragraph(received, style=BODY),
        *received_list(body.materials),
        Paragraph(Strong(proof), answer, Strong(silence), style=BODY),
        *due_dates([body.answer_by]),
        closing(
            notice, [clerk_box("收件人", notice), *boxes], [Paragraph(_LAST_WORDS, style=BODY)]
        ),
    ]


_LAST_WORDS = "办理进度可以凭查询码或者下方二维码查询；补交材料、领取结果时请出示本凭证。"
