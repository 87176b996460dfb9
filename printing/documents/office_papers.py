"""Which story a paper of the office itself tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from core.notice import Notice, OfficeBody


def story(notice: Notice, body: OfficeBody) -> list[Flowable]:
    """The paper from heading to seal."""
    raise NotImplementedError(notice.kind, body.paper)
