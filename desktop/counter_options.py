"""What a hall lets its counters see and do with the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class CounterOptions:
    """One station's choices, from its settings."""

    names_before_call: bool = False  # whether a waiting person's name is shown, masked
    choose_ticket: bool = True  # whether a clerk may call another than the next
    remind_after: timedelta = timedelta(minutes=15)  # of being parked


USUAL_OPTIONS = CounterOptions()
