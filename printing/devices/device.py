"""What the print room asks of every device."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from core.errors import Refusal, Trouble

if TYPE_CHECKING:
    from datetime import datetime


class DeviceTrouble(Trouble):
    """The device was lost or failed; whether the sheet reached it is open.

    The sheet is safe in the spool, and the device is asked for it before anything is sent again.
    """


class SheetNotTaken(DeviceTrouble):
    """The device has nothing of the sheet (off, out of paper, stopped): sending again is safe."""


class DeviceBusy(SheetNotTaken):
    """The device works on another sheet; asking again soon is not a failed attempt."""


class SheetRefused(Refusal):
    """The device can never print this sheet as it is; others may follow."""


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

    Every method may be slow and is called on the device's own print thread; each raises
    DeviceTrouble when the device cannot be reached or refuses.
    """

    @property
    def name(self) -> str:
        """The device as recorded with every copy."""

    @property
    def language(self) -> Language:
        """What its bytes are written in."""

    def look_for(self, print_id: str, since: datetime) -> Presence:
        """Whether the sheet with this id reached the device; its sending began at `since`."""

    def take(self, sheet: Outgoing) -> str | None:
        """Hand a sheet over; on return the device has it whole.

        Returns the device's own number for it, None where it gives none.

        Raises: SheetNotTaken (paper out, cover open, off …) and DeviceBusy when it has nothing of
        the sheet; SheetRefused; any other DeviceTrouble when that is open.
        """


class Outcome(enum.Enum):
    """What became of a sheet that a device took."""

    UNDER_WAY = "under_way"
    DONE = "done"  # so the device says; the clerk sees the paper
    LOST = "lost"  # given up, cancelled, or forgotten over a restart
    UNTOLD = "untold"  # the device does not remember any more


@dataclass(frozen=True)
class Progress:
    """How far a device has come with a sheet, and what it complains of; often nothing."""

    outcome: Outcome
    complaint: str = ""  # one sentence


@runtime_checkable
class TellingDevice(Device, Protocol):
    """A device that can tell how it is and what became of a sheet."""

    def condition(self) -> str:
        """How it is, in a few words.

        Raises: DeviceTrouble.
        """

    def progress_of(self, device_job: str, since: datetime) -> Progress:
        """How far it has come with its job of that number; its sending began at `since`.

        Raises: DeviceTrouble.
        """
