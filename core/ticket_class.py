"""Which claim a ticket has on the queue."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from core.errors import Refusal


class GroundMissing(Refusal):
    """A preference is to be given without saying what it rests on."""


class TicketClass(enum.Enum):
    """The class a ticket is issued in; the queue policy says what each is worth."""

    ORDINARY = "ordinary"
    APPOINTMENT = "appointment"
    PRIORITY = "priority"  # elderly, disabled, military, pregnant
    URGENT = "urgent"  # 急件
    RETURN_VISIT = "return_visit"  # back with what the one-time notice asked for

    @property
    def word(self) -> str:
        """The class as shown to the clerk."""
        return _WORDS[self]


_WORDS = {
    TicketClass.ORDINARY: "普通",
    TicketClass.APPOINTMENT: "预约",
    TicketClass.PRIORITY: "优先",
    TicketClass.URGENT: "急件",
    TicketClass.RETURN_VISIT: "补正回访",
}


@dataclass(frozen=True)
class Entitlement:
    """In which class a number is handed out, and what gives the right to it."""

    klass: TicketClass = TicketClass.ORDINARY
    ground: str = ""
    due_at: datetime | None = None  # of an appointment; aware
    queued_at: datetime | None = None  # the place it takes over; None: at the end


WALKED_IN = Entitlement()


def require_ground(entitled: Entitlement) -> None:
    """Refuse a preference without a ground: whoever is passed may ask for it.

    Raises: GroundMissing.
    """
    if entitled.klass in _WITH_GROUND and not entitled.ground.strip():
        raise GroundMissing(
            f"{entitled.klass.word}号要写明依据，没有取号，请填写证件或情形，或取普通号。"
        )


_WITH_GROUND = (TicketClass.PRIORITY, TicketClass.URGENT)
