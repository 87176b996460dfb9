"""How near a due date is, in the colours of a board."""

from __future__ import annotations

import enum


class Urgency(enum.Enum):
    """How near a due date is: 红 OVERDUE, 黄 DUE1 and 蓝 DUE2 (working days left), or neither."""

    OVERDUE = "overdue"
    DUE1 = "due1"
    DUE2 = "due2"
    NORMAL = "normal"
    PAUSED = "paused"
