"""Which story a paper about a case tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.case_notices import AcceptanceBody, DecisionBody, DeliveryBody, OneTimeBody
from printing.documents import acceptance, decision, delivery, one_time

if TYPE_CHECKING:
    from core.notice import CaseBody, Notice
    from printing.documents.block import Block


def story(notice: Notice, body: CaseBody) -> list[Block]:
    """The paper from heading to seal."""
    match body:
        case AcceptanceBody():
            return acceptance.story(notice, body)
        case OneTimeBody():
            return one_time.story(notice, body)
        case DecisionBody():
            return decision.story(notice, body)
        case DeliveryBody():
            return delivery.story(notice, body)
        case _:
            raise NotImplementedError(body.paper)
