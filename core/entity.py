"""What facts are about."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from core.case_states import CaseEvent

if TYPE_CHECKING:
    from datetime import date


class EntityKind(enum.Enum):
    """What a fact is about; the second half of its key is the entity's id."""

    CATALOGUE = "catalogue"
    PAPER_KEY = "paper_key"
    RULE_PACK = "rule_pack"
    CALENDAR = "calendar"
    CLERK = "clerk"
    STATION = "station"
    TICKET = "ticket"
    COUNTER = "counter"
    QUEUE_POLICY = "queue_policy"
    APPOINTMENT_SLOT = "appointment_slot"
    APPOINTMENT = "appointment"
    CASE = "case"
    NOTICE = "notice"
    SUPERVISION = "supervision"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class AboutCase:
    """A fact about one case."""

    entity: ClassVar[EntityKind] = EntityKind.CASE
    event: ClassVar[CaseEvent | None] = None  # its row in the case table, where it has one

    case_id: str

    @property
    def entity_id(self) -> str:
        """The case it is about."""
        return self.case_id

    @property
    def day(self) -> date | None:
        """The hall's day it happened on, where the fact says so."""
        return None
