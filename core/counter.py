"""窗口: open, paused with a reason, or stopped in an emergency."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from core.errors import Refusal


class CounterClosed(Refusal):
    """A counter that is paused or stopped calls nobody."""


class PauseReasonMissing(Refusal):
    """A counter is to be closed without saying why."""


class CounterState(enum.Enum):
    """Whether the counter takes people."""

    OPEN = "open"
    PAUSED = "paused"
    STOPPED = "stopped"  # in an emergency

    @property
    def word(self) -> str:
        """The state on the board."""
        return _WORDS[self]


_WORDS = {
    CounterState.OPEN: "正常办理",
    CounterState.PAUSED: "暂停办理",
    CounterState.STOPPED: "紧急停止",
}


@dataclass(frozen=True)
class CounterStanding:
    """A counter as it stands now, for its clerk and for the board."""

    counter: str
    state: CounterState = CounterState.OPEN
    reason: str = ""
    since: datetime | None = None  # None: nobody ever closed it


def require_open(standing: CounterStanding) -> None:
    """Refuse to call anybody to a counter that is closed.

    Raises: CounterClosed.
    """
    if standing.state is not CounterState.OPEN:
        raise CounterClosed(
            f"{standing.counter} 号窗口{standing.state.word}（{standing.reason}），没有叫号，"
            "排队不受影响，请先恢复办理。"
        )


def require_reason(reason: str) -> None:
    """Refuse to close a counter without a reason: people waiting read it on the board.

    Raises: PauseReasonMissing.
    """
    if not reason.strip():
        raise PauseReasonMissing("没有写明暂停的原因，窗口照常办理，请写明原因再暂停。")
