"""Which claim a ticket has on the queue."""

from __future__ import annotations

import enum


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
