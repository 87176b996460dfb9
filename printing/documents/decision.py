"""准予决定书: the grant and how its result is handed over (行政许可法 art. 34, 38, 44)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.documents.closing import closing, office_boxes
from printing.documents.heading import heading
from printing.documents.paragraph import Paragraph, Strong
from printing.documents.styles import BODY
from printing.documents.tables import fields
from printing.documents.wording import (
    LICENSING_LAW,
    citation,
    day_words,
    is_licence,
    item_words,
    place_words,
)

if TYPE_CHECKING:
    from core.case_notices import DecisionBody
    from core.notice import Notice
    from printing.documents.block import Block


def story(notice: Notice, body: DecisionBody) -> list[Block]:
    """The paper from heading to seal; a grant carries no remedies, nothing was refused."""
    facts = [
        [("申请人", notice.addressee)],
        [("申请事项", item_words(notice))],
        [("受理日期", day_words(body.accepted_on)), ("决定日期", day_words(body.decided_on))],
        [("办理结果", body.result)],
    ]
    if body.validity:
        facts.append([("有效期", body.validity)])
    examined = (
        "你（单位）提出的上述申请，经审查，符合规定的条件、标准。"
        f"{citation(body.basis, _articles(body))}"
    )
    granted = "准予行政许可" if is_licence(body.basis) else "准予办理"
    boxes = office_boxes("办理窗口", notice)
    return [
        *heading(notice),
        fields(facts),
        Paragraph(examined, Strong(f"决定{granted}。"), style=BODY),
        closing(notice, boxes, [Paragraph(_handover(notice, body), style=BODY)]),
    ]


def _articles(body: DecisionBody) -> str:
    # Only a decision of the same day is one made on the spot (当场决定, art. 34).
    if body.accepted_on == body.decided_on:
        return "第三十四条第二款、第三十八条第一款"
    return "第三十八条第一款"


def _handover(notice: Notice, body: DecisionBody) -> str:
    fetched = f"可以凭下方二维码到{place_words(notice)}查询、领取。"
    if not is_licence(body.basis):
        return f"办理结果{fetched}"
    return (
        f"依照{LICENSING_LAW}第四十四条，本机关自作出决定之日起 10 个工作日内"
        f"颁发、送达行政许可证件；{fetched}"
    )
