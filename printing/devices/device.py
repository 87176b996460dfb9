"""What the print room asks of every device."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Protocol

from core.errors import Trouble


class DeviceTrouble(Trouble):
    """A device does not take the sheet now; the sheet is safe in the spool."""


class DeviceBusy(DeviceTrouble):
    """The device works on another sheet; asking again soon is not a failed attempt."""


class Presence(enum.Enum):
    """What a device knows of a print id."""

    HELD = "held"  # the sheet reached it, whether or not paper came out yet
    ABSENT = "absent"  # it never got the sheet: sending is safe
    UNKNOWN = "unknown"  # it keeps no record: only the clerk can tell


class Language(enum.Enum):
    """What a device reads."""

    PDF = "pdf"
    ESC_POS = "esc_pos"


@dataclass(frozen=True)
class Outgoing:
    """One sheet as handed to a device; `title` carries no name and no identity number."""

    print_id: str
    title: str  # 20260928-03-0412_受理通知书
    media: tuple[int, int]  # mm, width and height
    content: bytes


class Device(Protocol):
    """Something that turns bytes into paper.

    Every method may be slow and is called on the print thread; each raises DeviceTrouble when
    the device cannot be reached or refuses.
    """

    @property
    def name(self) -> str:
        """The device as recorded with every copy."""

    @property
    def language(self) -> Language:
        """What its bytes are written in."""

    def look_for(self, print_id: str) -> Presence:
        """Whether the sheet with this id reached the device before."""

    def take(self, sheet: Outgoing) -> None:
        """Hand a sheet over; on return the device has it whole.

        Raises: DeviceTrouble (paper out, cover open, off …); DeviceBusy.
        """
