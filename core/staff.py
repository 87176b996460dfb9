"""Who works at the counters, and in which role."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from core.errors import Refusal


class SignInRefused(Refusal):
    """A badge and password that do not belong together."""


class Role(enum.Enum):
    """岗位."""

    CLERK = "clerk"
    CHIEF_REPRESENTATIVE = "chief_representative"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AGENCY_HEAD = "agency_head"
    GOVERNMENT_HEAD = "government_head"

    @property
    def word(self) -> str:
        """The role as shown on screen."""
        return _WORDS[self]


_WORDS = {
    Role.CLERK: "窗口人员",
    Role.CHIEF_REPRESENTATIVE: "首席代表",
    Role.SUPERVISOR: "监察",
    Role.ADMINISTRATOR: "管理员",
    Role.AGENCY_HEAD: "机关负责人",  # of the deciding organ (行政许可法 art. 42)
    Role.GOVERNMENT_HEAD: "本级政府负责人",  # over several organs at once (the same)
}


@dataclass(frozen=True)
class Clerk:
    """A person with a badge (挂牌上岗)."""

    badge: str
    name: str
    role: Role


@dataclass(frozen=True)
class OnDuty:
    """A clerk signed in at a counter; every act names both."""

    clerk: Clerk
    counter: str  # 3


def counter_word(counter: str) -> str:
    """A counter as said aloud and printed: `3号窗口`."""
    return f"{counter}号窗口"
