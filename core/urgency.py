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


def countdown(found: Urgency, left: int) -> str:
    """剩 3 个工作日, 今天到期, 超期 2 个工作日, 暂停计时; `left` is negative when overdue."""
    if found is Urgency.PAUSED:
        return "暂停计时"
    if found is Urgency.OVERDUE:
        return f"超期 {-left} 个工作日"
    return f"剩 {left} 个工作日" if left else "今天到期"
