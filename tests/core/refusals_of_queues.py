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
    require_cancellation_reason,
    require_first,
    require_not_open,
    require_sound_slot,
)
from core.moment import CHINA
from core.number_range import NumberRange, next_shown
from core.queue_log import day_log
from core.queue_policy import DEFAULT_POLICY, require_sound
from core.quota import IssuePlace, ItemQuota, QuotaUse, require_within

if TYPE_CHECKING:
    from collections.abc import Callable

TEN = datetime(2026, 9, 28, 10, tzinfo=CHINA)
HOUR = timedelta(hours=1)
SLOT = Slot("slot-1", "XK-0001", TEN, TEN + HOUR, (SlotShare("03", 1),))
BOOKED = Appointment("a-1", SLOT, "03", 1, "欧阳伟", "digest", "13800000000")
CANCELLED = replace(BOOKED, state=AppointmentState.CANCELLED)
EARLIER = TEN - HOUR


def _at_kiosk(quota: ItemQuota, use: QuotaUse) -> str:
    return require_within(quota, use, IssuePlace.KIOSK, "")


PROVOKED_BY_QUEUES: dict[str, Callable[[], object]] = {
    "QueuePolicyNotSound": lambda: require_sound(replace(DEFAULT_POLICY, version=" ")),
    "RangeExhausted": lambda: next_shown(NumberRange(1, 2), 2, {1, 2}),
    "QuotaReached": lambda: _at_kiosk(ItemQuota("XK-0001", of_day=80), QuotaUse(80, 0)),
    "PersonQuotaReached": lambda: _at_kiosk(ItemQuota("XK-0001", of_person=1), QuotaUse(1, 1)),
    "ReasonMissing": lambda: require_within(
        ItemQuota("XK-0001", of_day=80), QuotaUse(80, 0), IssuePlace.DESK, " "
    ),
    "NothingToReplay": lambda: day_log(()),
    "SlotNotSound": lambda: require_sound_slot(replace(SLOT, ends_at=TEN)),
    "SlotOver": lambda: free_place(SLOT, "03", (), TEN),
    "SlotOpenAlready": lambda: require_not_open(replace(SLOT, slot_id="slot-2"), (SLOT,)),
    "SlotFull": lambda: free_place(SLOT, "03", (1,), EARLIER),
    "AlreadyBooked": lambda: require_first(SLOT, (BOOKED,)),
    "CancelledWithoutReason": lambda: require_cancellation_reason(" "),
    "AppointmentNotToday": lambda: arrival(
        BOOKED, DEFAULT_POLICY.appointment, TEN + timedelta(days=1)
    ),
    "AppointmentStepNotAllowed": lambda: cancelled(CANCELLED, "改期"),
}
