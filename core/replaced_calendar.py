"""The calendar that was in force until a day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from core.calendar import Calendar


class Replaced:
    """What was in force until a day; built when first asked for, which is seldom."""

    def __init__(self, on: date, build: Callable[[], Calendar]) -> None:
        self.on = on
        self._build = build

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar before."""
        return self._build()
