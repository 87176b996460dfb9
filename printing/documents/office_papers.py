"""Which story a paper of the office itself tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.notice import Notice, OfficeBody
    from printing.documents.block import Block


def story(notice: Notice, body: OfficeBody) -> list[Block]:
    """The paper from heading to seal."""
    raise NotImplementedError(notice.kind, body.paper)
