"""What a command says of itself, apart from any widget."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Standing(enum.Enum):
    """Whether a command can be given, and whether it is the right next one."""

    WAITS = "waits"
    READY = "ready"
    NEXT = "next"


@dataclass(frozen=True)
class CommandState:
    """What a button says; `note` is its second line: the effect, or what is lacking."""

    title: str
    standing: Standing
    note: str = ""

    @classmethod
    def waits(cls, title: str, note: str) -> CommandState:
        """It cannot be given now; `note` says why."""
        return cls(title, Standing.WAITS, note)

    @classmethod
    def ready(cls, title: str, note: str = "") -> CommandState:
        """It can be given."""
        return cls(title, Standing.READY, note)


@dataclass(frozen=True)
class KeyLine:
    """One line of the key list."""

    cap: str
    words: str
