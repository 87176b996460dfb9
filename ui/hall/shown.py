"""Everything one picture of the hall display says."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication

from core.hall_board import HallBoard
from core.moment import minutes_between
from desktop.display_setting import DisplaySetting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.hall_board import BoardCall

T = TypeVar("T")
translate = QCoreApplication.translate
NOTICE_SECONDS = 8  # how long each notice stands


class Phase(enum.Enum):
    """The newest call draws the eye by changing its ground, slowly."""

    CALM = "calm"
    RAISED = "raised"


@dataclass(frozen=True)
class Shown:
    """One picture."""

    hall_name: str
    setting: DisplaySetting
    board: HallBoard
    now: datetime  # aware
    phase: Phase = Phase.CALM
    trouble: str = ""  # why the screen or its voice is not to be relied on

    @property
    def notice(self) -> str:
        """The notice whose turn it is."""
        return "".join(self.in_turn(self.setting.notices, 1))

    def in_turn(self, every: Sequence[T], room: int) -> Sequence[T]:
        """Those whose turn it is, where there is room for so many at a time."""
        turns = max(1, -(-len(every) // room))
        turn = int(self.now.timestamp()) // NOTICE_SECONDS % turns
        return every[turn * room : (turn + 1) * room]

    @property
    def counters(self) -> tuple[str, ...]:
        """The counters to list, in the order of their doors."""
        if self.setting.counters:
            return self.setting.counters
        known = {call.counter for call in (*self.board.calls, *self.board.recent)}
        known |= {one.counter for one in self.board.closed}
        return tuple(sorted(known, key=_door))


def counter_words(counter: str) -> str:
    """`3 号窗口`."""
    return translate("hall", "{counter} 号窗口").format(counter=counter)


def ago(call: BoardCall, now: datetime) -> str:
    """`3 分前`."""
    minutes = minutes_between(call.called_at, now)
    if minutes < 1:
        return translate("hall", "刚刚")
    return translate("hall", "{minutes} 分前").format(minutes=minutes)


def _door(counter: str) -> tuple[int, str]:
    return (int(counter) if counter.isdigit() else len(counter) + 10_000, counter)
