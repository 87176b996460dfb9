"""Days and moments as a terminal shows them."""

from __future__ import annotations

from datetime import date, datetime


def written(moment: date) -> str:
    """`2026-09-28 周一`, a moment with its time of day."""
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return f"{moment:%Y-%m-%d} 周{'一二三四五六日'[moment.weekday()]}{clock}"
