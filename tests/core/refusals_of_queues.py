"""What makes the rules of the queue and of appointments refuse, by the name of the refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.appointment import (
    Appointment,
    AppointmentState,
    Slot,
    SlotShare,
    arrival,
    cancelled,
    free_place,
    require_first,
    require_sound_slot,
)
from core.moment import CHINA
from core.queue_log import day_log
from core.queue_policy import DEFAULT_POLICY, require_sound

if TYPE_CHECKING:
    from collections.abc import Callable

TEN = datetime(2026, 9, 28, 10, tzinfo=CHINA)
HOUR = timedelta(hours=1)
SLOT = Slot("slot-1", "XK-0001", TEN, TEN + HOUR, (SlotShare("03", 1),))
BOOKED = Appointment("a-1", SLOT, "03", 1, "欧阳伟", "digest", "13800000000")
CANCELLED = replace(BOOKED, state=AppointmentState.CANCELLED)
EARLIER = TEN - HOUR

PROVOKED_BY_QUEUES: dict[str, Callable[[], object]] = {
    "QueuePolicyNotSound": lambda: require_sound(replace(DEFAULT_POLICY, version=" ")),
    "NothingToReplay": lambda: day_log(()),
    "SlotNotSound": lambda: require_sound_slot(replace(SLOT, ends_at=TEN)),
    "SlotOver": lambda: free_place(SLOT, "03", (), TEN),
    "SlotFull": lambda: free_place(SLOT, "03", (1,), EARLIER),
    "AlreadyBooked": lambda: require_first(SLOT, (BOOKED,)),
    "AppointmentNotToday": lambda: arrival(
        BOOKED, DEFAULT_POLICY.appointment, TEN + timedelta(days=1)
    ),
    "AppointmentStepNotAllowed": lambda: cancelled(CANCELLED, "改期"),
}
