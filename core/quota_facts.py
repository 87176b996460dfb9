"""The fact that a number counts against a quota."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.entity import EntityKind


@dataclass(frozen=True)
class QuotaCounted:
    """A number of a limited item was given out; recorded with the number itself."""

    kind: ClassVar[str] = "ticket.quota_counted"
    entity: ClassVar[EntityKind] = EntityKind.TICKET

    ticket_id: str
    day: date
    item_code: str
    identity_digest: str  # never the number itself; empty when nobody was identified
    reason: str  # why the desk went beyond the quota; empty within it

    @property
    def entity_id(self) -> str:
        """The ticket it is about."""
        return self.ticket_id
